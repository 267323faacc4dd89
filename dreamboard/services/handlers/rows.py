"""What several handlers need of the board: cards by id, columns by kind, accounts and contacts by name, and
the words that undo labels are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from dreamboard.domain.errors import NotFound, Refused
from dreamboard.domain.model import (
    Account,
    Contact,
    Employment,
    Pursuit,
    Round,
    Stage,
    StageMove,
)
from dreamboard.domain.ranks import placed
from dreamboard.domain.values import Role, StageKind
from dreamboard.services.commands import NewContact, Place
from dreamboard.services.handlers import checks
from dreamboard.services.ports import UnitOfWork

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(on: date) -> str:
    """A day as labels write it: "4 Dec 2026"."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def cards(unit: UnitOfWork, pursuit_ids: Iterable[int], *, retired: bool = False) -> list[Pursuit]:
    """The cards with these ids, each once, in the order given.

    Raises ``NotFound`` when one is gone, and ``Refused`` when there is none or, unless ``retired`` ones will
    do, one is off the board.
    """
    wanted = list(dict.fromkeys(pursuit_ids))
    if not wanted:
        raise Refused("No card is chosen.")
    if len(wanted) == 1:
        found = [unit.get(Pursuit, wanted[0])]
    else:
        by_id = {card.id: card for card in unit.find_in(Pursuit, "id", wanted)}
        if len(by_id) < len(wanted):
            missing = len(wanted) - len(by_id)
            raise NotFound(f"{missing} of the {len(wanted)} cards are not on this board any more.")
        found = [by_id[one] for one in wanted]
    away = [card for card in found if card.retired_on is not None]
    if away and not retired:
        raise Refused(f"{cards_words(unit, away[:1])} is retired: bring it back to the board first.")
    return found


def cards_words(unit: UnitOfWork, found: Sequence[Pursuit]) -> str:
    """Cards in a label: the account of one, the number of several."""
    if len(found) > 1:
        return f"{len(found)} cards"
    return unit.get(Account, found[0].account_id).name


def stage_of_kind(unit: UnitOfWork, kind: StageKind) -> Stage:
    """The leftmost column of a kind."""
    found = unit.find(Stage, kind=kind)
    if not found:
        raise Refused(f"The board has no column of the kind “{kind.value.replace('_', ' ')}”: add one first.")
    return min(found, key=lambda stage: stage.position)


def come_to(unit: UnitOfWork, moving: Sequence[Pursuit], place: Place, at: datetime) -> None:
    """Put cards (as they should look but for their place) at a place, keeping their order, and remember
    changes of stage. Where they stand there already, nothing changes."""
    column = unit.neighbours(place.stage_id)
    ranks = dict(placed(column, [card.id for card in moving], place.above, place.below))
    cards_now = {card.id: card for card in moving}
    respaced = ranks.keys() - cards_now.keys()
    if respaced:
        cards_now |= {card.id: card for card in unit.find_in(Pursuit, "id", respaced)}
    unit.update_many(
        [
            replace(card, stage_id=place.stage_id, rank=ranks.get(card.id, card.rank))
            for card in cards_now.values()
        ]
    )
    _remember_moves(unit, moving, place.stage_id, at)


def _remember_moves(unit: UnitOfWork, moved: Sequence[Pursuit], to_id: int, at: datetime) -> None:
    comers = [card for card in moved if card.stage_id != to_id]
    if comers:
        names = {stage.id: stage.name for stage in unit.find(Stage)}
        unit.add_many(
            [
                StageMove(0, card.id, at, card.stage_id, to_id, names[card.stage_id], names[to_id])
                for card in comers
            ]
        )


def end_of_column(unit: UnitOfWork, stage_id: int) -> int:
    """The rank of a new card at the end of a column."""
    (rank,) = placed(unit.neighbours(stage_id), [0]).values()
    return rank


def rounds_of(unit: UnitOfWork, pursuit_ids: Iterable[int]) -> dict[int, list[Round]]:
    """The rounds of cards by number; every card asked for has its list."""
    rounds: dict[int, list[Round]] = {one: [] for one in pursuit_ids}
    for found in unit.find_in(Round, "pursuit_id", list(rounds)):
        rounds[found.pursuit_id].append(found)
    for of_card in rounds.values():
        of_card.sort(key=lambda one: one.number)
    return rounds


def open_round(unit: UnitOfWork, pursuit: Pursuit) -> Round:
    """The round being played; refused for a card that is won."""
    found = unit.find(Round, pursuit_id=pursuit.id, closed_on=None)
    if not found:
        raise Refused(f"{cards_words(unit, [pursuit])} is won: no round is open.")
    return found[-1]


def account_named(unit: UnitOfWork, name: str) -> Account:
    """The account of this very name, else of this name whatever its case and accents; made when there is
    none."""
    kept = checks.name(name, "An account")
    found = unit.named(Account, kept)
    if not found:
        return unit.add(Account(0, kept))
    return next((account for account in found if account.name == kept), found[0])


def contact_at(unit: UnitOfWork, account_id: int, new: NewContact, since: date | None = None) -> Contact:
    """The contact of this name who works at an account, with what is newly known of them; made, and
    employed there, when there is none."""
    new = checks.contact(new)
    for employment in unit.find(Employment, account_id=account_id, until=None):
        known = unit.get(Contact, employment.contact_id)
        if checks.same_name(known.name, new.name):
            return _learn(unit, known, employment, new)
    made = unit.add(Contact(0, new.name, new.emails, new.telephones))
    unit.add(Employment(0, made.id, account_id, new.title, new.role, since))
    return made


def _learn(unit: UnitOfWork, known: Contact, employment: Employment, new: NewContact) -> Contact:
    learnt = replace(
        known,
        emails=tuple(dict.fromkeys(known.emails + new.emails)),
        telephones=tuple(dict.fromkeys(known.telephones + new.telephones)),
    )
    job = replace(employment, title=new.title or employment.title, role=new.role or employment.role)
    if learnt != known:
        unit.update(learnt)
    if job != employment:
        unit.update(job)
    return learnt


def introducer_id(unit: UnitOfWork, account_id: int, known: int | None, new: NewContact | None) -> int | None:
    """The contact who introduced us: known by id, else by name, at the account before anywhere else; else
    made at the account. An introducer from another division or company stays where they work."""
    if known is not None:
        return unit.get(Contact, known).id
    if new is None:
        return None
    same = {contact.id for contact in unit.named(Contact, checks.name(new.name, "A contact"))}
    jobs = unit.find_in(Employment, "contact_id", same)
    here = {job.contact_id for job in jobs if job.account_id == account_id}
    if here or len(same) == 1:
        return min(here or same)
    return contact_at(unit, account_id, replace(new, role=new.role or Role.INTRODUCER)).id
