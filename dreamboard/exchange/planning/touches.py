"""Lines that are touches: what passed goes on the timeline, what is still to do becomes a plan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from dreamboard.domain.model import Account, Contact, ExternalId, Plan, Pursuit, Touch
from dreamboard.domain.text import fold
from dreamboard.domain.values import Channel, Direction, Intent, Outcome
from dreamboard.exchange import words
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.folding import squash
from dreamboard.exchange.planning.correspondence import Correspondence
from dreamboard.exchange.planning.ledger import Ledger, Verdict, rejected, skipped
from dreamboard.exchange.planning.names import Names, touch_key
from dreamboard.services.import_plan import LineOutcome, Stranger

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([AaPp])?")
_GENERAL = frozenset({"event", "task"})  # what programs call every touch of a sort
_IN_SUBJECT = (
    ("voicemail", Outcome.VOICEMAIL),
    ("no answer", Outcome.NO_ANSWER),
    ("left message", Outcome.VOICEMAIL),
)


@dataclass(frozen=True, slots=True)
class _Tie:
    """What a touch hangs on."""

    account: Account | None
    contact: Contact | None
    pursuit: Pursuit | None

    @property
    def text(self) -> str:
        """As a person would say it."""
        if self.account is not None:
            return f"at {self.account.name}"
        return f"with {self.contact.name}" if self.contact is not None else ""


class Touches:
    """How a line becomes a touch."""

    kind = "touch"
    row_type = Touch

    def __init__(self, ledger: Ledger, names: Names, mine: Iterable[str] = ()) -> None:
        self._ledger = ledger
        self._names = names
        self._mail = Correspondence(ledger, names, mine)
        self._known: dict[tuple[object, ...], int] = names.natural_touches()
        # A line is asked about several times in a row; there may be a hundred thousand of them.
        self._tied: tuple[Entry, _Tie] | None = None
        self._told: tuple[Entry, Touch] | None = None
        self._strange: dict[str, tuple[str, set[int]]] = {}

    def name(self, entry: Entry) -> str:
        """Its subject, else whom it was with."""
        return (
            entry.text("subject") or entry.text("contact") or entry.text("account") or entry.text("note")[:60]
        )

    def refusal(self, entry: Entry) -> Verdict | None:
        """A touch has a day and hangs on something."""
        name = self.name(entry)
        of_mail = self._mail.refusal(entry, name)
        if of_mail is not None:
            return of_mail
        if "at" not in entry.values:
            return rejected(name, "it says no day")
        tie = self._tie(entry)
        if tie.account is None and tie.contact is None and tie.pursuit is None:
            return rejected(name, _hangs_on(entry), unattached=True)
        if not self._happened(entry) and tie.pursuit is None:
            return rejected(name, f"it is still to do, and there is no one card {tie.text} to plan it on")
        return None

    def natural(self, entry: Entry) -> Sequence[object]:
        """All that it says."""
        hangs_on = entry.ids("who_id", "what_id", "contact_id", "deal_id", "account_id")
        told = [entry.text(one) for one in ("contact", "contact_email", "account", "deal", "subject", "note")]
        if self._mail.is_said_by(entry):
            told += [entry.text("sender"), *entry.values.get("recipients", ())]
        return (entry.values["at"], entry.text("time"), entry.values.get("channel"), hangs_on, *told)

    def candidates(self, entry: Entry) -> Sequence[Touch]:
        """The touch that says the very same."""
        if not self._happened(entry):
            return []
        found = self._known.get(touch_key(self._touch(entry)))
        return [self._ledger.all(Touch)[found]] if found is not None else []

    def suspect(self, entry: Entry) -> None:
        """No touch is nearly another."""

    def create(self, entry: Entry) -> tuple[Touch, str]:
        """A new touch. Lines still to do are settled by ``plan`` before."""
        touch = self._ledger.add(self._touch(entry))
        self._known[touch_key(touch)] = touch.id
        self._keep_plan(touch, entry)
        if self._ledger.card is None:
            self._share(touch, entry)
        elif touch.contact_id is None:
            self._note_stranger(touch, entry)
        self._answer(touch, entry)
        return touch, f"{touch.channel.value} {self._tie(entry).text}"

    def _note_stranger(self, touch: Touch, entry: Entry) -> None:
        for address in self._mail.others(entry)[:1]:
            named = entry.text("sender_name") if touch.direction is Direction.IN else ""
            name, touches = self._strange.get(address, ("", set()))
            self._strange[address] = (name or named, touches | {touch.id})

    def strangers(self) -> tuple[Stranger, ...]:
        """Those that something passed with at the card that all goes to, and that nobody here knows."""
        called: dict[int, list[tuple[str, str]]] = defaultdict(list)
        if self._strange:
            for one in self._ledger.externals_of(self.kind):
                called[one.ours].append((one.source, one.external))
        found = []
        for address, (name, touches) in self._strange.items():
            letters = [letter for each in sorted(touches, reverse=True) for letter in called[each]]
            found.append(Stranger(name, address, tuple(letters)))
        return tuple(found)

    def _keep_plan(self, touch: Touch, entry: Entry) -> None:
        """What was planned by an earlier import, and has happened since, is done."""
        known = self._ledger.external(entry.source, "plan", entry.text("id"))
        plan = self._ledger.all(Plan).get(known.ours) if known else None
        if plan is not None and plan.done_on is None:
            self._ledger.change(plan, done_on=entry.values["at"].day, done_touch_id=touch.id)

    def _share(self, touch: Touch, entry: Entry) -> None:
        """The same touch at the other accounts whose contacts a message or invitation names."""
        told = {touch.account_id}
        for contact in self._mail.contacts(entry):
            account = self._names.account_now(contact)
            if account is None or account.id in told:
                continue
            told.add(account.id)
            pursuit = self._pursuit(entry, account)
            pursuit_id = pursuit.id if pursuit else None
            made = replace(touch, account_id=account.id, contact_id=contact.id, pursuit_id=pursuit_id)
            self._known[touch_key(made)] = self._ledger.add(made).id

    def _answer(self, touch: Touch, entry: Entry) -> None:
        """A message that came back says that the one before was answered, by the account it came from."""
        answered = self._mail.answered(entry)
        if answered is not None and answered.account_id != touch.account_id:
            there = (touch.account_id, touch.contact_id, touch.pursuit_id)
            copy = self._known.get(touch_key(answered, there))
            answered = self._ledger.all(Touch)[copy] if copy is not None else answered
        if answered is not None and touch.direction is Direction.IN and answered.outcome is Outcome.SENT:
            self._ledger.change(answered, outcome=Outcome.REPLIED)

    def update(self, row: Touch, entry: Entry, fresh: frozenset[str], *, sure: bool) -> list[str]:
        """Take the fresh fields of what a touch says; what it hangs on is only completed."""
        if not sure:
            return []
        told = self._touch(entry)
        asked = {"at": {"at", "time"}, "channel": {"channel"}, "direction": {"direction"}, "note": {"note"}}
        asked |= {"outcome": {"outcome"}, "subject": {"subject"}}
        values: dict[str, Any] = {
            name: getattr(told, name) for name, fields in asked.items() if fields & fresh
        }
        for name in ("account_id", "contact_id", "pursuit_id"):
            if getattr(row, name) is None and getattr(told, name) is not None:
                values[name] = getattr(told, name)
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        self._ledger.change(row, **values)
        return changed

    # What is still to do

    def plan(self, entry: Entry) -> Verdict | None:
        """What becomes of a line that is still to do; ``None`` for one that has happened."""
        if entry.problem or entry.footer or entry.values.get("deleted") or "at" not in entry.values:
            return None
        if self._happened(entry):
            return None
        refusal = self.refusal(entry)
        if refusal is not None:
            return refusal
        key = entry.text("id") or self._ledger.natural_key("plan", entry, *self.natural(entry))
        known = self._ledger.external(entry.source, "plan", key)
        name = self.name(entry)
        if known is not None:
            return self._replan(known, entry, name)
        tie = self._tie(entry)
        assert tie.pursuit is not None
        day: date = entry.values["at"].day
        if day < self._ledger.today:
            return skipped(name, "planned there for a day that has passed")
        made = self._ledger.add(
            Plan(
                0,
                tie.pursuit.id,
                day,
                channel=self._channel(entry),
                contact_id=tie.contact.id if tie.contact else None,
                text="\n".join(filter(None, (entry.text("subject"), entry.text("note")))),
            )
        )
        self._ledger.first_seen("plan", key, entry, made.id)
        return Verdict(LineOutcome.CREATED, name, f"planned for {day.isoformat()} {tie.text}")

    def _replan(self, known: ExternalId, entry: Entry, name: str) -> Verdict:
        fresh = self._ledger.see(known, entry)
        plan = self._ledger.all(Plan).get(known.ours)
        if plan is None or plan.done_on is not None or not fresh & {"at", "subject"}:
            return Verdict(LineOutcome.UNCHANGED, name, "as it is on the board")
        after = self._ledger.change(plan, on=entry.values["at"].day)
        outcome = LineOutcome.UNCHANGED if after is plan else LineOutcome.UPDATED
        return Verdict(outcome, name, f"planned for {after.on.isoformat()}")

    def _happened(self, entry: Entry) -> bool:
        """Done, or without a word about it and not ahead of us."""
        done = words.truth(entry.text("done"))
        if done is not None:
            return done
        return bool(self._at(entry) <= self._ledger.at or entry.values["at"].day <= self._ledger.today)

    # What a line says

    def _at(self, entry: Entry) -> datetime:
        when = entry.values["at"]
        clock = _CLOCK.match(entry.text("time"))
        if clock is not None and (when.at is None or when.at == self._midnight(when.day)):
            hour = int(clock[1]) % 24
            if clock[3]:
                hour = hour % 12 + (12 if clock[3].lower() == "p" else 0)
            local = datetime.combine(when.day, time(hour, int(clock[2]) % 60), self._ledger.zone)
            return local.astimezone(UTC)
        return when.at or self._ledger.noon(when.day)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(0), self._ledger.zone).astimezone(UTC)

    def _tie(self, entry: Entry) -> _Tie:
        if self._tied is None or self._tied[0] is not entry:
            self._tied = (entry, self._find_tie(entry))
        return self._tied[1]

    def _find_tie(self, entry: Entry) -> _Tie:
        if self._mail.is_said_by(entry) or self._ledger.card is not None:
            return self._tie_of_mail(entry)
        pursuit = self._names.pursuit_by_id(entry.source, entry.ids("deal_id", "what_id"))
        account = self._names.account_by_id(entry.source, entry.ids("account_id", "what_id"))
        if account is None and pursuit is not None:
            account = self._ledger.all(Account)[pursuit.account_id]
        if account is None:
            account = self._names.account_of(entry, make=False)
        contact = self._names.contact_of(entry, account, "contact_id", "who_id")
        if contact is None and account is None:
            contact = self._names.contact_of(entry, None)
        if account is None and contact is not None:
            account = self._names.account_now(contact)
        if account is None and contact is None and pursuit is None:
            account, contact = self._named_otherwise(entry)
        if pursuit is None:
            pursuit = self._pursuit(entry, account)
            if account is None and pursuit is not None:
                account = self._ledger.all(Account)[pursuit.account_id]
        return _Tie(account, contact, pursuit)

    def _named_otherwise(self, entry: Entry) -> tuple[Account | None, Contact | None]:
        """By a column such as "Regarding", which may name an account, a deal or a person."""
        names = self._names
        for said in filter(None, (entry.text("account"), entry.text("deal"), entry.text("contact"))):
            accounts = [self._ledger.all(Account)[one.account_id] for one in names.pursuits_titled(said)]
            accounts += names.accounts_called(said)
            if len({one.id for one in accounts}) == 1:
                return accounts[0], None
            people = names.contacts_called(said)
            if not accounts and len(people) == 1:
                return names.account_now(people[0]), people[0]
        return None, None

    def _tie_of_mail(self, entry: Entry) -> _Tie:
        """By address; else by the domain of one; else what it answers tells, which also knows the card."""
        card = self._ledger.card
        if card is not None:
            account_of_card = self._ledger.all(Account)[card.account_id]
            named = self._mail.contacts(entry)
            here = (one for one in named if self._names.works_at(one, card.account_id))
            return _Tie(account_of_card, next(here, next(iter(named), None)), card)
        answered = self._mail.answered(entry)
        contact = next(iter(self._mail.contacts(entry)), None)
        account = self._names.account_now(contact) if contact else self._mail.account(entry)
        accounts, pursuits = self._ledger.all(Account), self._ledger.all(Pursuit)
        if contact is None and account is None and answered is not None:
            contact = self._ledger.all(Contact).get(answered.contact_id or 0)
            account = accounts.get(answered.account_id or 0)
        pursuit = self._pursuit(entry, account)
        if pursuit is None and answered is not None:
            known = pursuits.get(answered.pursuit_id or 0)
            pursuit = known if known and account and known.account_id == account.id else None
        return _Tie(account, contact, pursuit)

    def _pursuit(self, entry: Entry, account: Account | None) -> Pursuit | None:
        """The pursuit named; else, of an account that has one only, that one."""
        titled = self._names.pursuits_titled(entry.text("deal"))
        if account is None:
            return titled[0] if len(titled) == 1 else None
        here = [one for one in titled if one.account_id == account.id]
        if here:
            return here[0]
        of_account = [one for one in self._names.pursuits_of(account.id) if one.retired_on is None]
        return of_account[0] if len(of_account) == 1 else None

    def _touch(self, entry: Entry) -> Touch:
        if self._told is None or self._told[0] is not entry:
            self._told = (entry, self._read_touch(entry))
        return self._told[1]

    def _read_touch(self, entry: Entry) -> Touch:
        tie = self._tie(entry)
        channel = self._channel(entry)
        told = words.direction(entry.text("direction")) or self._mail.direction(entry)
        direction = told or Direction.OUT
        return Touch(
            0,
            self._at(entry),
            channel,
            direction,
            self._outcome(entry, channel, direction),
            account_id=tie.account.id if tie.account else None,
            contact_id=tie.contact.id if tie.contact else None,
            pursuit_id=tie.pursuit.id if tie.pursuit else None,
            intent=words.intent(entry.text("intent")) or self._intent(entry, direction),
            subject=entry.text("subject"),
            note="\n".join(filter(None, (self._unknown(entry, tie, direction), entry.text("note")))),
        )

    def _unknown(self, entry: Entry, tie: _Tie, direction: Direction) -> str:
        """Who it was with, where it goes to a card and they are no contact: nothing else would tell."""
        if self._ledger.card is None or tie.contact is not None:
            return ""
        address = next(iter(self._mail.others(entry)), "")
        if direction is Direction.IN and entry.text("sender_name"):
            return f"From: {entry.text('sender_name')} <{address}>"
        return address and f"{'From' if entry.text('sender').lower() == address else 'With'}: {address}"

    def _intent(self, entry: Entry, direction: Direction) -> Intent | None:
        answered = self._mail.answered(entry) if direction is Direction.OUT else None
        return Intent.REPLY if answered is not None and answered.direction is Direction.IN else None

    @staticmethod
    def _channel(entry: Entry) -> Channel:
        told = entry.values.get("channel", ())
        if len(told) > 1:
            told = sorted(told, key=lambda word: squash(word) in _GENERAL)
        found = [channel for channel in map(words.channel, told) if channel is not None]
        telling = [channel for channel in found if channel is not Channel.OTHER]
        if telling:
            return telling[0]
        # "Email: your offer", "Call": programs that log by themselves put the channel first.
        head = re.match(r"\W*(\w[\w-]*)", entry.text("subject"))
        from_subject = words.channel(head[1]) if head else None
        return from_subject or Channel.OTHER

    @staticmethod
    def _outcome(entry: Entry, channel: Channel, direction: Direction) -> Outcome:
        told = words.outcome(entry.text("outcome"))
        if told is not None:
            return told
        subject = fold(entry.text("subject"))
        for piece, outcome in _IN_SUBJECT:
            if piece in subject:
                return outcome
        if direction is Direction.IN or channel in (Channel.CALL, Channel.MEETING, Channel.VISIT):
            return (
                Outcome.REPLIED if direction is Direction.IN and channel is Channel.EMAIL else Outcome.SPOKE
            )
        return Outcome.SENT


def _hangs_on(entry: Entry) -> str:
    named = [
        *entry.ids("who_id", "what_id", "contact_id", "deal_id", "account_id"),
        *filter(None, (entry.text(one) for one in ("contact_email", "contact", "account", "deal"))),
    ]
    if not named:
        return "it names no contact, deal or account"
    return f"nothing here or in the files is {', '.join(dict.fromkeys(named))}"
