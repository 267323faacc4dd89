"""Lines that are deals: each becomes a pursuit with the rounds its fate tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dreamboard.domain.model import Account, Contact, Plan, Pursuit, Round, Stage, StageMove
from dreamboard.domain.text import fold
from dreamboard.domain.values import PursuitKind, RoundOutcome, StageKind
from dreamboard.exchange.amounts import to_minor
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.planning.accounts import tags_of
from dreamboard.exchange.planning.currencies import currency_of
from dreamboard.exchange.planning.doubts import Suspect, deal_facts
from dreamboard.exchange.planning.fates import Fate, fate_of, loss_of
from dreamboard.exchange.planning.ledger import Ledger, Verdict, rejected
from dreamboard.exchange.planning.likeness import ALIKE, titles_alike
from dreamboard.exchange.planning.names import Names
from dreamboard.exchange.planning.settle import taken
from dreamboard.exchange.words import pursuit_kind
from dreamboard.services.import_plan import StageWord

_FATE_FIELDS = frozenset({"stage", "status", "is_won", "is_closed", "won_on", "lost_on"})
_LOSS_FIELDS = frozenset({"closed_on", "lost_on", "loss_reason", "rival"})


@dataclass(frozen=True, slots=True)
class DealChoices:
    """What was chosen for the deals of an import."""

    currency: str
    stages: Mapping[str, int]  # another program's stage, squashed -> column
    fate: str = ""  # of files that say nothing about it: "lost" for lost-deals.csv


class Deals:
    """How a line becomes a pursuit."""

    kind = "pursuit"
    row_type = Pursuit

    def __init__(self, ledger: Ledger, names: Names, choices: DealChoices) -> None:
        self._ledger = ledger
        self._names = names
        self._choices = choices
        self._placeholders: dict[tuple[str, str], str] = {}
        self._unfitting: Counter[str] = Counter()
        self._columns = {stage.id: stage for stage in ledger.stages}
        self._planned = {plan.pursuit_id for plan in ledger.all(Plan).values() if plan.done_on is None}
        self.shared: list[str] = []  # accounts named after the first of several deals

    # Before the lines

    def name_accounts(self, entries: Iterable[Entry]) -> None:
        """Names for accounts that deals know by an id alone: what the names of its deals begin with."""
        deals: dict[tuple[str, str], list[str]] = defaultdict(list)
        for entry in entries:
            ids = entry.ids("account_id")
            if ids and not entry.problem and not entry.text("account") and entry.text("name"):
                deals[entry.source, ids[0]].append(entry.text("name"))
        for key, named in deals.items():
            heads = list(dict.fromkeys(_head(name) for name in named))
            common = _common_words(heads)
            self._placeholders[key] = common or f"{heads[0]} and others"

    # One line

    def name(self, entry: Entry) -> str:
        """The deal's name, else its account's."""
        return entry.text("name") or entry.text("account")

    def refusal(self, entry: Entry) -> Verdict | None:
        """A deal can be told from others."""
        if self.name(entry) or entry.ids("account_id", "contact_id") or entry.text("contact"):
            return None
        return rejected(entry.text("id"), "it names neither a deal nor an account")

    def natural(self, entry: Entry) -> Sequence[object]:
        """Account and name."""
        account = entry.text("account") or ",".join(entry.ids("account_id"))
        return (fold(account), fold(entry.text("name")))

    def candidates(self, entry: Entry) -> Sequence[Pursuit]:
        """The pursuits of the same title at the same account."""
        title = fold(entry.text("name"))
        account = self._account(entry, make=False)
        if account is None:
            return []
        return [
            one
            for one in self._names.pursuits_of(account.id)
            if fold(one.title) == title
            and not self._ledger.is_new(one)
            and not self._ledger.known_to(entry.source, self.kind, one.id)
        ]

    def suspect(self, entry: Entry) -> Suspect[Pursuit] | None:
        """A card of nearly the same title at the same account."""
        title, account = entry.text("name"), self._account(entry, make=False)
        if not title or account is None:
            return None
        alike = [
            (titles_alike(one.title, title), -one.id, one)
            for one in self._names.pursuits_of(account.id)
            if one.title and not self._ledger.is_new(one)
        ]
        score, _, best = max(alike, key=lambda each: each[:2], default=(0.0, 0, None))
        if best is None or score < ALIKE:
            return None
        facts = deal_facts(entry, best, account, self._columns[best.stage_id].name)
        return Suspect(best, "nearly the same title at the same account").told(best.title, facts)

    def create(self, entry: Entry) -> tuple[Pursuit, str]:
        """A card in the column its fate asks for, with its rounds."""
        account = self._account(entry)
        assert account is not None
        fate = self._fate(entry)
        created = entry.values.get("created_on")
        opened = created.day if created else self._ledger.today
        created_at = (created.at or self._ledger.noon(created.day)) if created else self._ledger.at
        currency = currency_of(entry, "value", self._choices.currency)
        kind = pursuit_kind(entry.text("kind")) or (
            PursuitKind.LOST_DEAL if fate.status == "lost" else PursuitKind.DREAM_CLIENT
        )
        pursuit = self._names.new_pursuit(
            Pursuit(
                0,
                account.id,
                kind,
                fate.stage.id,
                0,
                created_at,
                title=entry.text("name"),
                value_minor=to_minor(entry.values["value"].value, currency)
                if "value" in entry.values
                else None,
                currency=currency,
                tags=tags_of(entry),
                note=_note(entry),
            )
        )
        self._open_rounds(pursuit, entry, fate, min(opened, self._ledger.today))
        moved_at = self._ledger.noon(fate.closed_on) if fate.closed_on else created_at
        self._ledger.add(StageMove(0, pursuit.id, moved_at, None, fate.stage.id, "", fate.stage.name))
        contact = self._names.contact_made(entry, account)
        self._plan(pursuit, entry, contact, fate)
        text = {"lost": "lost deal, round 2 open", "won": "won"}.get(fate.status, f"in {fate.stage.name}")
        return pursuit, text

    def update(self, row: Pursuit, entry: Entry, fresh: frozenset[str], *, sure: bool) -> list[str]:
        """Take the fresh fields; a new fate closes or opens rounds and moves the card."""
        wanted: dict[str, Any] = {}
        if "value" in fresh or "currency" in fresh:
            currency = currency_of(entry, "value", self._choices.currency)
            if "value" in entry.values:
                wanted["value_minor"] = to_minor(entry.values["value"].value, currency)
                wanted["currency"] = currency
        if "name" in fresh and sure:
            wanted["title"] = entry.text("name")
        if "tags" in fresh:
            wanted["tags"] = tags_of(entry)
        if fresh & {"note", "next_text"}:
            wanted["note"] = _note(entry)
        new = self._ledger.is_new(row)
        values = {name: taken(row, name, value, sure=sure, new=new) for name, value in wanted.items()}
        if "value_minor" in values:
            values["currency"] = (
                wanted["currency"] if values["value_minor"] == wanted["value_minor"] else row.currency
            )
        account = self._account(entry) if fresh & {"account", "account_id"} else None
        if account is not None:
            values["account_id"] = account.id
        changed = [_WORDS.get(name, name) for name, value in values.items() if getattr(row, name) != value]
        after = self._ledger.change(row, **values)
        if account is not None and after is not row:
            self._names.saw_pursuit(after)
        changed += self._follow_fate(after, entry, fresh, sure=sure)
        if "next_on" in fresh:
            here = self._ledger.all(Account)[after.account_id]
            contact = self._names.contact_made(entry, here)
            changed += self._plan(after, entry, contact, self._fate(entry, count=False))
        return changed

    # Accounts and contacts around it

    def _account(self, entry: Entry, *, make: bool = True) -> Account | None:
        found = self._names.account_of(entry, make=make)
        if found is not None:
            return found
        ids = entry.ids("account_id")
        contact = self._names.contact_of(entry, None, "contact_id") if not ids else None
        if contact is not None:
            found = self._names.account_now(contact)
        if found is None and not ids:
            called = self._names.accounts_called(self.name(entry) or entry.text("contact"))
            found = called[0] if called else None
        if found is not None or not make:
            return found
        placeholder = self._placeholders.get((entry.source, ids[0])) if ids else None
        name = placeholder or self.name(entry) or entry.text("contact") or f"Account {(*ids, '')[0]}"
        made = self._names.new_account(Account(0, name))
        if ids:
            self._ledger.link(entry.source, "account", ids[0], made.id)
            if name.endswith(" and others"):
                self.shared.append(name)
        return made

    # Fates

    def _fate(self, entry: Entry, *, count: bool = True) -> Fate:
        fate = fate_of(entry, self._ledger, self._choices.stages, self._choices.fate)
        if fate.unfitting and count:
            self._unfitting[fate.unfitting] += 1
        return fate

    def _open_rounds(self, pursuit: Pursuit, entry: Entry, fate: Fate, opened: date) -> None:
        currency = pursuit.currency
        if fate.closed_on is None:
            self._names.add_round(Round(0, pursuit.id, 1, opened, currency=currency))
            return
        opened = min(opened, fate.closed_on)
        first = Round(
            0,
            pursuit.id,
            1,
            opened,
            closed_on=fate.closed_on,
            outcome=RoundOutcome.WON if fate.status == "won" else RoundOutcome.LOST,
            won_minor=pursuit.value_minor if fate.status == "won" else None,
            currency=currency,
            **(loss_of(entry) if fate.status == "lost" else {}),
        )
        self._names.add_round(first)
        if fate.status == "lost":
            self._names.add_round(Round(0, pursuit.id, 2, fate.closed_on, currency=currency))

    def _follow_fate(self, row: Pursuit, entry: Entry, fresh: frozenset[str], *, sure: bool) -> list[str]:
        fate = self._fate(entry, count=False)
        rounds = self._names.rounds_of(row.id)
        stands = _standing(rounds)
        if fate.status == stands and stands != "open":
            return self._correct_close(rounds, entry, fate, fresh) if sure and stands == "lost" else []
        if not (fresh & _FATE_FIELDS) or not rounds:
            return []
        if fate.closed_on is None:
            return self._go_on(row, rounds, fate, stands) if sure else []
        playing = rounds[-1]
        if playing.closed_on is not None:
            playing = self._names.add_round(
                Round(
                    0,
                    row.id,
                    playing.number + 1,
                    max(playing.closed_on, fate.closed_on),
                    currency=row.currency,
                )
            )
        earlier = [one.closed_on for one in rounds if one.closed_on is not None]
        closed_on = max([fate.closed_on, *earlier])
        lost = fate.status == "lost"
        self._ledger.change(
            playing,
            opened_on=min(playing.opened_on, closed_on),
            closed_on=closed_on,
            outcome=RoundOutcome.LOST if lost else RoundOutcome.WON,
            won_minor=None if lost else row.value_minor,
            **(loss_of(entry) if lost else {}),
        )
        if lost:
            self._names.add_round(Round(0, row.id, playing.number + 1, closed_on, currency=row.currency))
        self._move(
            row, fate.stage, self._ledger.noon(closed_on), kind=PursuitKind.LOST_DEAL if lost else row.kind
        )
        return [f"{fate.status}, to {fate.stage.name}"]

    def _correct_close(
        self, rounds: list[Round], entry: Entry, fate: Fate, fresh: frozenset[str]
    ) -> list[str]:
        """What the file now says of a loss that the board has already."""
        if not fresh & _LOSS_FIELDS or len(rounds) < 2 or fate.closed_on is None:
            return []
        lost, playing = rounds[-2], rounds[-1]
        values: dict[str, Any] = {}
        if fresh & {"loss_reason", "rival"}:
            values |= {name: value for name, value in loss_of(entry).items() if value not in (None, "")}
        if (
            fresh & {"closed_on", "lost_on"}
            and playing.closed_on is None
            and playing.opened_on == lost.closed_on
        ):
            closed_on = max(fate.closed_on, lost.opened_on)
            values["closed_on"] = closed_on
            self._ledger.change(playing, opened_on=closed_on)
        after = self._ledger.change(lost, **values)
        return ["loss"] if after is not lost else []

    def _go_on(self, row: Pursuit, rounds: list[Round], fate: Fate, stands: str) -> list[str]:
        """Open there, in another stage than before: to the column that fits, a won card with a new round."""
        if row.stage_id == fate.stage.id or (fate.unfitting and stands == "open"):
            return []
        if stands == "won":
            last = rounds[-1]
            opened = max(self._ledger.today, last.closed_on or self._ledger.today)
            self._names.add_round(Round(0, row.id, last.number + 1, opened, currency=row.currency))
        self._move(row, fate.stage, self._ledger.at, kind=row.kind)
        return [f"to {fate.stage.name}"]

    def _move(self, row: Pursuit, stage: Stage, at: datetime, *, kind: PursuitKind) -> None:
        before = self._columns[row.stage_id]
        # Rank 0 asks for the end of the column when the plan is applied.
        self._ledger.change(row, stage_id=stage.id, rank=0 if before.id != stage.id else row.rank, kind=kind)
        if before.id != stage.id:
            self._ledger.add(StageMove(0, row.id, at, before.id, stage.id, before.name, stage.name))

    def _plan(self, row: Pursuit, entry: Entry, contact: Contact | None, fate: Fate) -> list[str]:
        """The next touch the other program had planned, unless it lies behind."""
        on = entry.values.get("next_on")
        if on is None or on < self._ledger.today or fate.status == "won":
            return []
        text = entry.text("next_text")
        if row.id in self._planned:
            return []  # the rep's own plan stands
        self._planned.add(row.id)
        self._ledger.add(Plan(0, row.id, on, contact_id=contact.id if contact else None, text=text))
        return ["next touch"]

    # After the lines

    def stage_words(self) -> tuple[StageWord, ...]:
        """The stages that fit no column, and where their deals go."""
        fallback = next(
            (stage for stage in self._ledger.stages if stage.kind is StageKind.PURSUING),
            self._ledger.stages[0],
        )
        return tuple(StageWord(text, count, fallback.id) for text, count in self._unfitting.most_common())


_WORDS = {"value_minor": "value", "account_id": "account", "title": "name"}


def _standing(rounds: Sequence[Round]) -> str:
    """What the board says of a pursuit's fate: ``won``, ``lost`` or ``open``."""
    if not rounds:
        return "open"
    if rounds[-1].outcome is RoundOutcome.WON:
        return "won"
    return "lost" if len(rounds) > 1 and rounds[-2].outcome is RoundOutcome.LOST else "open"


def _note(entry: Entry) -> str:
    note = entry.text("note")
    step = entry.text("next_text")
    return f"{note}\nNext step: {step}".strip() if step and "next_on" not in entry.values else note


def _head(name: str) -> str:
    """What a deal's name says of its account: the part before a dash."""
    for mark in (" - ", " – ", " — ", " | ", ": "):
        if mark in name:
            return name.partition(mark)[0].strip() or name
    return name


def _common_words(names: Sequence[str]) -> str:
    """The words that all names begin with."""
    words = [name.split() for name in names]
    common = 0
    for same in zip(*words, strict=False):
        if len({fold(word) for word in same}) > 1:
            break
        common += 1
    return " ".join(words[0][:common]).strip(" ,-:")
