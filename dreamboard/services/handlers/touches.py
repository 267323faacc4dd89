"""Touches: one logged, with what hangs together filled in, the plan it fulfils, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Account, Contact, Employment, Idea, Plan, Pursuit, Quote, Touch
from dreamboard.domain.values import Channel, Direction, Outcome
from dreamboard.services.commands import LogTouch
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.handlers.plans import keep_one_plan, open_plans
from dreamboard.services.ports import Clock, UnitOfWork

CHANNEL_WORDS = {
    Channel.CALL: "call",
    Channel.EMAIL: "e-mail",
    Channel.MEETING: "meeting",
    Channel.MESSAGE: "message",
    Channel.SOCIAL: "social touch",
    Channel.LETTER: "letter",
    Channel.VISIT: "visit",
    Channel.OTHER: "touch",
}
_REFUSALS = (Outcome.NO, Outcome.NOT_NOW)


@dataclass(frozen=True, slots=True)
class _Where:
    """What a touch hangs on, as far as it is said or follows."""

    account: Account | None = None
    contact: Contact | None = None
    pursuit: Pursuit | None = None

    @property
    def words(self) -> str:
        """The contact's name, else the account's."""
        named = self.contact or self.account
        return named.name if named else "nobody"


def log_touch(command: LogTouch, unit: UnitOfWork, clock: Clock) -> Handled:
    """One touch, and what comes next. Makes the touch.

    It fulfils the plan the rep named; else the card's earliest plan due by its day, unless that was promised
    and it is they who reached out: a promise is ours to keep. A contact (without one, an account) that asked
    to stop is never proposed again.
    """
    at = checks.past_instant(command.at, clock)
    plan = None if command.plan_id is None else unit.get(Plan, command.plan_id)
    if plan is not None and plan.done_on is not None:
        raise Refused("That plan is done already.")
    where = _where(command, plan, unit)
    if command.idea_id is not None:
        unit.get(Idea, command.idea_id)
    touch = unit.add(
        Touch(
            id=0,
            at=at,
            channel=command.channel,
            direction=command.direction,
            outcome=command.outcome,
            account_id=where.account.id if where.account else None,
            contact_id=where.contact.id if where.contact else None,
            pursuit_id=where.pursuit.id if where.pursuit else None,
            intent=command.intent,
            idea_id=command.idea_id,
            quote_id=command.quote_id,
            subject=checks.line(command.subject, "The subject"),
            note=checks.note(command.note),
            play=command.play,
        )
    )
    if where.pursuit is not None:
        _what_comes_next(command, unit, clock, where.pursuit, touch, plan)
        unit.refresh_figures([where.pursuit.id])
    elif command.next_on is not None:
        raise Refused(f"A next date needs a card: {where.words} has none, or several, on the board.")
    asked_to_stop = command.outcome is Outcome.STOP
    if asked_to_stop:
        _never_again(unit, where)
    return Handled(_label(command, where, asked_to_stop=asked_to_stop), (touch.id,))


def _where(command: LogTouch, plan: Plan | None, unit: UnitOfWork) -> _Where:
    """Fill in account, contact and pursuit from each other where only one can be meant."""
    contact = None if command.contact_id is None else unit.get(Contact, command.contact_id)
    quote = None if command.quote_id is None else unit.get(Quote, command.quote_id)
    cards = (command.pursuit_id, plan.pursuit_id if plan else None, quote.pursuit_id if quote else None)
    named = {card for card in cards if card is not None}
    if len(named) > 1:
        raise Refused("The plan or the quote is another card's: a touch belongs to one card.")
    pursuit = unit.get(Pursuit, named.pop()) if named else None
    account_id = command.account_id
    if account_id is None:
        account_id = pursuit.account_id if pursuit else _employer(unit, contact)
    account = None if account_id is None else unit.get(Account, account_id)
    if pursuit is not None and account is not None and pursuit.account_id != account.id:
        raise Refused(f"That card is not one of {account.name}: a touch belongs to one account.")
    if pursuit is None and account is not None:
        active = unit.find(Pursuit, account_id=account.id, retired_on=None)
        pursuit = active[0] if len(active) == 1 else None
    if account is None and contact is None:
        raise Refused("A touch needs an account, a contact or a card.")
    return _Where(account, contact, pursuit)


def _employer(unit: UnitOfWork, contact: Contact | None) -> int | None:
    """The account a contact works at, where it is one."""
    if contact is None:
        return None
    jobs = {job.account_id for job in unit.find(Employment, contact_id=contact.id, until=None)}
    return jobs.pop() if len(jobs) == 1 else None


def _what_comes_next(
    command: LogTouch, unit: UnitOfWork, clock: Clock, pursuit: Pursuit, touch: Touch, said: Plan | None
) -> None:
    plans = open_plans(unit, [pursuit.id])
    on = touch.at.astimezone(clock.zone).date()
    fulfilled = said or _due(plans[pursuit.id], on, touch.direction)
    if fulfilled is not None:
        unit.update(replace(fulfilled, done_touch_id=touch.id, done_on=on))
        plans[pursuit.id] = [plan for plan in plans[pursuit.id] if plan.id != fulfilled.id]
    if command.next_on is None:
        return
    next_on = checks.coming_day(command.next_on, clock, "The next touch")
    wanted = Plan(
        id=0,
        pursuit_id=pursuit.id,
        on=next_on,
        channel=command.next_channel,
        contact_id=None if command.outcome is Outcome.STOP else touch.contact_id,
        text=checks.line(command.next_text, "What is planned"),
        promised=command.next_promised,
    )
    keep_one_plan(unit, [wanted], plans)
    if command.outcome in _REFUSALS and command.next_promised:
        unit.update(replace(pursuit, come_back_on=next_on))


def _due(plans: list[Plan], on: date, direction: Direction) -> Plan | None:
    if not plans or plans[0].on > on:
        return None
    return None if plans[0].promised and direction is Direction.IN else plans[0]


def _never_again(unit: UnitOfWork, where: _Where) -> None:
    if where.contact is not None:
        unit.update(replace(where.contact, do_not_contact=True))
    elif where.account is not None:
        unit.update(replace(where.account, do_not_contact=True))


def _label(command: LogTouch, where: _Where, *, asked_to_stop: bool) -> str:
    word = CHANNEL_WORDS[command.channel]
    if command.outcome is Outcome.VOICEMAIL:
        label = f"Log voicemail for {where.words}"
    elif command.direction is Direction.IN:
        label = f"Log {word} from {where.words}"
    elif command.channel in (Channel.EMAIL, Channel.LETTER, Channel.MESSAGE):
        label = f"Log {word} to {where.words}"
    else:
        label = f"Log {word} with {where.words}"
    return f"{label}, who asked to stop: do not contact" if asked_to_stop else label
