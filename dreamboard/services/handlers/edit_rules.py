"""What must hold between the fields of an edited row, and what an edit carries along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import (
    Account,
    Employment,
    Plan,
    Pursuit,
    Quote,
    Round,
    Row,
    Stage,
    Touch,
)
from dreamboard.domain.references import REFERENCES
from dreamboard.domain.words import counted
from dreamboard.services.handlers import checks
from dreamboard.services.handlers.quotes import checked_dates
from dreamboard.services.handlers.stages import unused_name
from dreamboard.services.ports import Clock, UnitOfWork


def _account(before: Account, after: Account, unit: UnitOfWork, clock: Clock) -> Account:
    above, seen = after.parent_id, {after.id}
    while above is not None:
        if above in seen:
            raise Refused(f"{after.name} cannot belong to one of its own sites.")
        seen.add(above)
        above = unit.get(Account, above).parent_id
    sites = len(unit.find(Account, parent_id=after.id))
    if after.sites_known < sites:
        if after.sites_known != before.sites_known:
            raise Refused(
                f"{after.name} has {counted(sites, 'site', 'sites')} on the board: those are known."
            )
        after = replace(after, sites_known=sites)
    if after.parent_id is not None and after.parent_id != before.parent_id:
        _one_more_site(unit.get(Account, after.parent_id), unit)
    if after.sites_known > after.sites_believed:
        if after.sites_believed != before.sites_believed:
            raise Refused(f"{after.name} has {after.sites_known} known sites: it has at least as many.")
        return replace(after, sites_believed=after.sites_known)
    return after


def _one_more_site(parent: Account, unit: UnitOfWork) -> None:
    """A site that gets a parent is one the parent knows."""
    known = max(parent.sites_known, len(unit.find(Account, parent_id=parent.id)) + 1)
    if known != parent.sites_known:
        unit.update(replace(parent, sites_known=known, sites_believed=max(parent.sites_believed, known)))


def _employment(before: Employment, after: Employment, unit: UnitOfWork, clock: Clock) -> Employment:
    if after.since is not None and after.until is not None and after.until < after.since:
        raise Refused("The last day of a job cannot be before its first.")
    if after.until is not None and after.until != before.until:
        checks.past_day(after.until, clock, "Leaving")
    return after


def _stage(before: Stage, after: Stage, unit: UnitOfWork, clock: Clock) -> Stage:
    checks.rhythm(after.ideal_days, after.max_days)
    return replace(after, name=unused_name(unit, after.name, after.id))


def _pursuit(before: Pursuit, after: Pursuit, unit: UnitOfWork, clock: Clock) -> Pursuit:
    checks.rhythm(after.ideal_days, after.max_days)
    return after


def _round(before: Round, after: Round, unit: UnitOfWork, clock: Clock) -> Round:
    """The days of neighbouring rounds stay in order; the next round opens when this one ends."""
    if after.closed_on is not None and before.closed_on is None:
        raise Refused("A round ends when its card is lost or won, not by an edit.")
    checks.past_day(after.opened_on, clock, "The round")
    if after.closed_on is not None:
        checks.past_day(after.closed_on, clock, "The end of the round")
        if after.closed_on < after.opened_on:
            raise Refused("A round cannot end before it opened.")
    by_number = {one.number: one for one in unit.find(Round, pursuit_id=after.pursuit_id)}
    last = by_number.get(after.number - 1)
    if last is not None and last.closed_on is not None and after.opened_on < last.closed_on:
        raise Refused("A round cannot open before the one before it ended.")
    following = by_number.get(after.number + 1)
    if following is not None and after.closed_on is not None and after.closed_on != before.closed_on:
        if following.closed_on is not None and following.closed_on < after.closed_on:
            raise Refused("A round cannot end after the next one ended.")
        if following.opened_on in (before.closed_on, min(following.opened_on, after.closed_on)):
            unit.update(replace(following, opened_on=after.closed_on))
    return after


def _quote(before: Quote, after: Quote, unit: UnitOfWork, clock: Clock) -> Quote:
    checks.past_day(after.sent_on, clock, "The quote")
    return checked_dates(after)


def _touch(before: Touch, after: Touch, unit: UnitOfWork, clock: Clock) -> Touch:
    if after.at != before.at:
        checks.past_instant(after.at, clock)
    if after.pursuit_id is not None and (after.pursuit_id, after.account_id) != (
        before.pursuit_id,
        before.account_id,
    ):
        card = unit.get(Pursuit, after.pursuit_id)
        if after.account_id != before.account_id and after.account_id != card.account_id:
            raise Refused("That card is another account's: a touch belongs to one account.")
        after = replace(after, account_id=card.account_id)
    if after.account_id is after.contact_id is after.pursuit_id is None:
        raise Refused("A touch needs an account, a contact or a card.")
    return after


def _plan(before: Plan, after: Plan, unit: UnitOfWork, clock: Clock) -> Plan:
    if after.on != before.on:
        checks.coming_day(after.on, clock, "A plan")
    return after


_RULES: Mapping[type[Row], Callable[..., Row]] = {
    Account: _account,
    Employment: _employment,
    Stage: _stage,
    Pursuit: _pursuit,
    Round: _round,
    Quote: _quote,
    Touch: _touch,
    Plan: _plan,
}


def keep_rules(before: Row, after: Row, unit: UnitOfWork, clock: Clock) -> Row:
    """The edited row with what the edit carries along; refused where its fields contradict each other, or
    point to what is not there."""
    for reference in REFERENCES:
        if isinstance(after, reference.kind):
            to = getattr(after, reference.field)
            if to is not None and to != getattr(before, reference.field):
                unit.get(reference.to, to)
    rule = _RULES.get(type(after))
    return rule(before, after, unit, clock) if rule else after
