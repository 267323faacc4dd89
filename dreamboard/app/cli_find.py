"""What people type for an account, a card, a column or a contact, found on the board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dreamboard.app.cli_print import cut
from dreamboard.domain.errors import Ambiguous, NotFound
from dreamboard.domain.model import Stage
from dreamboard.domain.text import fold
from dreamboard.services.read_models import NamedAccount, NamedContact, NamedPursuit, Naming

T = TypeVar("T")
ALIKE = 82.0
"""Likeness (rapidfuzz, 0 to 100) from which on a name is taken for a slip of another."""
MOST_CHOICES = 12


def by_name(typed: str, things: Sequence[T], name: Callable[[T], str]) -> list[T]:
    """What a name as typed may mean, by the first way that fits anything: the whole name, its beginning, its
    words or their beginnings, a slip of the keyboard."""
    wanted = fold(typed)
    if not wanted:
        return []
    folded = [(fold(name(thing)), thing) for thing in things]
    words = wanted.split()
    ways: tuple[Callable[[str], bool], ...] = (
        lambda known: known == wanted,
        lambda known: known.startswith(wanted),
        lambda known: all(any(each.startswith(word) for each in known.split()) for word in words),
    )
    for way in ways:
        found = [thing for known, thing in folded if way(known)]
        if found:
            return found
    return _alike(wanted, folded)


def _alike(wanted: str, folded: Sequence[tuple[str, T]]) -> list[T]:
    if len(wanted) < 4:
        return []
    from rapidfuzz import fuzz

    likeness = [(fuzz.ratio(wanted, known), thing) for known, thing in folded]
    likeness += [
        (max((fuzz.ratio(wanted, word) for word in known.split()), default=0.0), thing)
        for known, thing in folded
        if " " not in wanted
    ]
    best = max((score for score, _ in likeness), default=0.0)
    if best < ALIKE:
        return []
    found: list[T] = []
    for score, thing in likeness:
        if score >= best - 4 and thing not in found:
            found.append(thing)
    return found


def account_of(typed: str, naming: Naming) -> NamedAccount:
    """The one account that is meant. Raises ``NotFound`` or ``Ambiguous`` with the choices."""
    found = by_name(typed, naming.accounts, lambda account: account.name)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"There is no account like “{cut(typed, 60)}” on this board.")
    raise Ambiguous(f"“{cut(typed, 60)}” fits {len(found)} accounts:", listed([one.name for one in found]))


def card_of(typed: str, naming: Naming) -> NamedPursuit:
    """The one card that is meant: ``ACCOUNT``, ``ACCOUNT / TITLE``, or ``#`` and its number.

    Raises ``NotFound`` or ``Ambiguous`` with the choices.
    """
    by_id = {pursuit.id: pursuit for pursuit in naming.pursuits}
    number = typed.strip().removeprefix("#")
    if typed.strip().startswith("#") and number.isdecimal() and number.isascii():
        if int(number) not in by_id:
            raise NotFound(f"There is no card {typed.strip()} on the board.")
        return by_id[int(number)]
    account_part, title = typed, ""
    found = by_name(typed, naming.accounts, lambda account: account.name)
    if not found and "/" in typed:
        account_part, _, title = (part.strip() for part in typed.rpartition("/"))
    account = account_of(account_part, naming)
    cards = [by_id[pursuit_id] for pursuit_id in account.pursuit_ids if pursuit_id in by_id]
    if not cards:
        raise NotFound(f"{account.name} has no card on the board.")
    if title:
        cards = by_name(title, cards, lambda card: card.title)
        if not cards:
            raise NotFound(f"{account.name} has no card called “{cut(title, 60)}”.")
    if len(cards) == 1:
        return cards[0]
    raise Ambiguous(
        f"{account.name} has {len(cards)} cards; name one by its title (ACCOUNT / TITLE) or its number:",
        listed([card_words(card, account.name) for card in cards]),
    )


def card_words(card: NamedPursuit, account: str) -> str:
    """A card as a choice."""
    title = f" / {card.title}" if card.title else ""
    return f"#{card.id} {account}{title} ({card.kind.value.replace('_', ' ')}, {card.stage})"


def stage_of(typed: str, stages: Sequence[Stage]) -> Stage:
    """The one column that is meant: by its name, else by its kind."""
    found = by_name(typed, stages, lambda stage: stage.name)
    if not found:
        wanted = fold(typed).replace(" ", "_").replace("-", "_")
        found = [stage for stage in stages if stage.kind.value == wanted]
    if len(found) == 1:
        return found[0]
    names = listed([stage.name for stage in found or stages])
    if not found:
        raise Ambiguous(f"There is no column like “{cut(typed, 60)}”; there are:", names)
    raise Ambiguous(f"“{cut(typed, 60)}” fits {len(found)} columns:", names)


def contact_of(typed: str, naming: Naming, account_id: int) -> NamedContact | None:
    """The one contact that is meant, at the account before anywhere else; ``None`` for a name that is new.
    Raises ``Ambiguous`` with the choices."""
    here = [contact for contact in naming.contacts if account_id in contact.account_ids]
    for contacts in (here, naming.contacts):
        found = by_name(typed, contacts, lambda contact: contact.name)
        if len(found) == 1:
            return found[0]
        if found:
            names = {account.id: account.name for account in naming.accounts}
            raise Ambiguous(
                f"“{cut(typed, 60)}” fits {len(found)} contacts:",
                listed(
                    [
                        ", ".join((one.name, *(names[each] for each in one.account_ids[:2] if each in names)))
                        for one in found
                    ]
                ),
            )
    return None


def listed(names: Sequence[str]) -> tuple[str, ...]:
    """The choices of an ambiguous name, not more of them than can be read."""
    shown = tuple(names[:MOST_CHOICES])
    return shown if len(names) <= MOST_CHOICES else (*shown, f"… and {len(names) - MOST_CHOICES} more")
