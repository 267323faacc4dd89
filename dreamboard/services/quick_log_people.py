"""Who a quick-log line is about: names weighed together, so that "dana northwind" is the Dana there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from dreamboard.services.quick_log_names import Candidate, Named, NamingIndex
from dreamboard.services.quick_log_words import Chunk

_TOGETHER: Final = 1.0
"""What it counts that a contact belongs to the account or card named: as much as a whole word more."""
_AGAINST: Final = -0.9
"""What it counts against a contact and an account that have nothing to do with each other."""
_ALIKE: Final = 0.05
_MOST_GROUPS: Final = 3
_MOST_EACH: Final = 8


@dataclass(frozen=True, slots=True)
class Selected:
    """The card that is selected: who is meant when a line names nobody, and which of several cards."""

    pursuit_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question: what its button says, and the whole line that says it plainly."""

    text: str
    line: str


@dataclass(frozen=True, slots=True)
class Question:
    """Words that fit several things."""

    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Whom and what a touch is with, by id and name; what is not known is ``None`` or empty."""

    account_id: int | None = None
    contact_id: int | None = None
    pursuit_id: int | None = None
    account: str = ""
    contact: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Group:
    """A run of pieces that may be a name."""

    start: int  # number of its first piece
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read all groups together."""

    score: float
    account: Candidate | None
    contact: Candidate | None
    taken: frozenset[int]


def find_people(
    line: str,
    pieces: Sequence[Chunk],
    free: Sequence[int],
    whole: Mapping[int, int],
    index: NamingIndex,
    selected: Selected | None,
) -> tuple[People, frozenset[int], list[Question]]:
    """Who is meant, the pieces that say so, and the questions that are open.

    ``free`` are the pieces nobody else claimed, ``whole`` those where a name of several words stands whole.
    """
    groups = _groups(pieces, free, whole, index)
    readings = _readings(groups, index, selected)
    best = readings[0] if readings else _Reading(0, None, None, frozenset())
    rivals = [
        r
        for r in readings
        if best.score - r.score < _ALIKE
        and (_id(r.account), _id(r.contact)) != (_id(best.account), _id(best.contact))
    ]
    if rivals:
        return People(), best.taken, [_which(line, pieces, groups, [best, *rivals], index)]
    account_id, contact_id = _id(best.account), _id(best.contact)
    if account_id is None and contact_id is None:
        return (_of_selected(selected, index) if selected else People()), best.taken, []
    return _with_card(line, pieces, free, account_id, contact_id, best.taken, index, selected)


def _groups(
    pieces: Sequence[Chunk], free: Sequence[int], whole: Mapping[int, int], index: NamingIndex
) -> list[_Group]:
    open_pieces = set(free)
    groups: list[_Group] = []
    number = 0
    while number < len(pieces):
        run = number
        while run in open_pieces and run - number < 8:
            run += 1
        if run == number:
            number += 1
            continue
        quoted = pieces[number].quoted
        reach = number + 1 if quoted else min(run, number + whole.get(number, 8))
        found = index.at([piece.words for piece in pieces[number:reach]], quoted=quoted)
        if found:
            groups.append(_Group(number, tuple(found)))
            number += max(c.length for c in found if c.quality >= found[0].quality - 0.2)
        else:
            number += 1
    return sorted(groups, key=lambda group: -group.candidates[0].quality)[:_MOST_GROUPS]


def _readings(groups: list[_Group], index: NamingIndex, selected: Selected | None) -> list[_Reading]:
    options = [(*_pick(group.candidates, index, groups), None) for group in groups]
    found: list[_Reading] = []
    for chosen in product(*options):
        accounts = [c for c in chosen if c is not None and c.kind is Named.ACCOUNT]
        contacts = [c for c in chosen if c is not None and c.kind is Named.CONTACT]
        if len({c.id for c in accounts}) > 1 or len({c.id for c in contacts}) > 1:
            continue
        account = accounts[0] if accounts else None
        contact = contacts[0] if contacts else None
        score = sum(c.quality for c in (*accounts, *contacts))
        if account and contact:
            score += _TOGETHER if _belong(account.id, contact.id, index) else _AGAINST
        elif selected is not None and account is None and contact is not None:
            # Among several of that name the one of the selected card is meant.
            linked = selected.pursuit_id in index.contacts[contact.id].pursuit_ids
            score += 0.3 if linked else 0
        elif selected is not None and account is not None and account.id == selected.account_id:
            score += 0.3
        taken = frozenset(
            place
            for group, c in zip(groups, chosen, strict=True)
            if c is not None
            for place in range(group.start, group.start + c.length)
        )
        found.append(_Reading(score, account, contact, taken))
    return sorted(found, key=lambda r: (-r.score, _id(r.account) or 0, _id(r.contact) or 0))


def _pick(candidates: tuple[Candidate, ...], index: NamingIndex, groups: list[_Group]) -> Iterable[Candidate]:
    """The likeliest of a group, and those that belong to what another group names."""
    others = [c for group in groups for c in group.candidates if group.candidates is not candidates]
    linked = [
        c
        for c in candidates[_MOST_EACH:]
        if any(
            c.kind is not o.kind
            and _belong(*((c.id, o.id) if c.kind is Named.ACCOUNT else (o.id, c.id)), index)
            for o in others[:_MOST_EACH]
        )
    ]
    return (*candidates[:_MOST_EACH], *linked[:_MOST_EACH])


def _belong(account_id: int, contact_id: int, index: NamingIndex) -> bool:
    contact = index.contacts[contact_id]
    if account_id in contact.account_ids:
        return True
    return not set(contact.pursuit_ids).isdisjoint(index.accounts[account_id].pursuit_ids)


def _which(
    line: str, pieces: Sequence[Chunk], groups: list[_Group], readings: list[_Reading], index: NamingIndex
) -> Question:
    first = min(groups, key=lambda g: g.start)
    taken = readings[0].taken or frozenset({first.start})
    start, end = pieces[min(taken)].start, pieces[max(taken)].end
    answers: dict[str, Answer] = {}
    for reading in readings[:_MOST_EACH]:
        account = index.accounts[reading.account.id].name if reading.account else ""
        contact = index.contacts[reading.contact.id] if reading.contact else None
        at = account
        if contact is not None and not at and contact.account_ids:
            at = index.accounts[contact.account_ids[0]].name
        shown = ", ".join(part for part in (contact.name if contact else "", at) if part)
        said = " ".join(f'"{part}"' for part in (contact.name if contact else "", at) if part)
        answers.setdefault(shown, Answer(shown, f"{line[:start]}{said}{line[end:]}"))
    return Question("Who is meant?", tuple(answers.values()))


def _with_card(
    line: str,
    pieces: Sequence[Chunk],
    free: Sequence[int],
    account_id: int | None,
    contact_id: int | None,
    taken: frozenset[int],
    index: NamingIndex,
    selected: Selected | None,
) -> tuple[People, frozenset[int], list[Question]]:
    """The card of an account or contact: the only one, the one whose title or column is named, the selected
    one; else it is asked for."""
    contact = index.contacts.get(contact_id) if contact_id is not None else None
    cards = _cards(account_id, contact_id, index)
    named = [card for card in cards if _named(card, pieces, free, taken, index)]
    if len(named) == 1:
        pursuit_id = named[0]
        words = _title_pieces(pursuit_id, pieces, free, taken, index)
        taken = taken | words
    elif len(cards) == 1:
        pursuit_id = cards[0]
    elif selected is not None and selected.pursuit_id in cards:
        pursuit_id = selected.pursuit_id
    elif cards:
        return _people(account_id, contact_id, None, index), taken, [_which_card(line, cards, index)]
    else:
        if account_id is None and contact is not None and len(contact.account_ids) == 1:
            account_id = contact.account_ids[0]
        return _people(account_id, contact_id, None, index), taken, []
    if account_id is None:
        account_id = index.pursuits[pursuit_id].account_id
    return _people(account_id, contact_id, pursuit_id, index), taken, []


def _cards(account_id: int | None, contact_id: int | None, index: NamingIndex) -> list[int]:
    if account_id is not None:
        cards = list(index.accounts[account_id].pursuit_ids)
        if cards or contact_id is None:
            return [card for card in cards if card in index.pursuits]
    if contact_id is None:
        return []
    return [card for card in index.contacts[contact_id].pursuit_ids if card in index.pursuits]


def _title_pieces(
    pursuit_id: int, pieces: Sequence[Chunk], free: Sequence[int], taken: frozenset[int], index: NamingIndex
) -> frozenset[int]:
    """The quoted piece that says which of several cards."""
    label = _label(pursuit_id, index)
    return frozenset(n for n in free if n not in taken and pieces[n].quoted and pieces[n].text[1:-1] == label)


def _named(
    pursuit_id: int, pieces: Sequence[Chunk], free: Sequence[int], taken: frozenset[int], index: NamingIndex
) -> bool:
    return bool(_title_pieces(pursuit_id, pieces, free, taken, index))


def _label(pursuit_id: int, index: NamingIndex) -> str:
    """What tells a card from the others of its account."""
    card = index.pursuits[pursuit_id]
    label = card.title or card.stage
    twins = [
        p
        for p in index.pursuits.values()
        if p.account_id == card.account_id and (p.title or p.stage) == label and p.id != card.id
    ]
    return f"{label} {pursuit_id}" if twins else label


def _which_card(line: str, cards: list[int], index: NamingIndex) -> Question:
    several = len({index.pursuits[card].account_id for card in cards}) > 1
    answers = []
    for card in cards[:_MOST_EACH]:
        label = _label(card, index)
        account = index.accounts[index.pursuits[card].account_id].name
        shown = f"{account}: {label}" if several else label
        said = f'"{account}" "{label}"' if several else f'"{label}"'
        answers.append(Answer(shown, f"{line.rstrip()} {said}"))
    return Question("Which card?", tuple(answers))


def _people(
    account_id: int | None, contact_id: int | None, pursuit_id: int | None, index: NamingIndex
) -> People:
    return People(
        account_id,
        contact_id,
        pursuit_id,
        index.accounts[account_id].name if account_id is not None else "",
        index.contacts[contact_id].name if contact_id is not None else "",
        index.pursuits[pursuit_id].title if pursuit_id is not None else "",
    )


def _of_selected(selected: Selected, index: NamingIndex) -> People:
    known = selected.pursuit_id in index.pursuits and selected.account_id in index.accounts
    return _people(selected.account_id, None, selected.pursuit_id, index) if known else People()


def _id(candidate: Candidate | None) -> int | None:
    return candidate.id if candidate is not None else None
