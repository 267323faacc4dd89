"""What a board holds of one person: rows that are theirs, what trash and journal have of them, and texts
elsewhere that name them.

A person is told by the id of their contact, which is never given twice: their rows in the trash and in the
journal are theirs even where the contact is on the board no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Protocol, TypeVar, cast

from dreamboard.domain.model import (
    ROW_TYPES,
    Account,
    Contact,
    ExternalId,
    Feedback,
    Pursuit,
    Quote,
    Round,
    Row,
    Touch,
    TrashItem,
)
from dreamboard.domain.references import Hold, held_by
from dreamboard.services.changes import Delta, RowImage, Step
from dreamboard.services.person_marks import (
    CONTACT_WORDS,
    OWN_TO_EACH,
    REFERENCES_TO_CONTACTS,
    Marks,
    hangs_on_touch,
    points_to,
    with_nested,
)
from dreamboard.services.trash_text import Mention as TrashMention
from dreamboard.services.trash_text import unpacked

R = TypeVar("R", bound=Row)
Key = tuple[str, int]
"""Kind and id of a row."""


class Reads(Protocol):
    """All rows of a kind, by id."""

    def __call__(self, kind: type[R], /) -> list[R]: ...


@dataclass(frozen=True, slots=True)
class Mention:
    """A text that names the person in a row that is not theirs."""

    kind: str
    row_id: int
    field: str
    where: str  # whose it is, in words: "Bob Okafor, Northwind"
    excerpt: str  # on one line


@dataclass(frozen=True, slots=True)
class InTrash:
    """A trash item that has something of theirs, and those rows of it."""

    item: TrashItem
    images: tuple[RowImage, ...]


@dataclass(frozen=True, slots=True)
class InStep:
    """An undo step that has something of theirs, and those rows of it."""

    step: Step
    images: tuple[RowImage, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that a board holds of one person."""

    id: int  # of the contact
    name: str
    contact: Contact | None  # None: it is in the trash, or only in the journal
    rows: Mapping[type[Row], tuple[Row, ...]]  # that hang on or point to the contact
    quotes: tuple[Quote, ...]  # that their touches refer to
    feedback: tuple[Feedback, ...]  # whose reason names them
    trash: tuple[InTrash, ...]
    steps: tuple[InStep, ...]  # oldest first
    mentions: tuple[Mention, ...]
    marks: Marks
    places: Mapping[Key, str]  # accounts and cards by name

    @property
    def known(self) -> bool:
        """Whether the board holds anything of them."""
        return bool(self.contact or any(self.rows.values()) or self.trash or self.steps)

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Their rows of a kind."""
        return cast(tuple[R, ...], self.rows.get(cast(type[Row], kind), ()))


def person_of(contact_id: int, read: Reads, journal: Sequence[tuple[Step, Delta]]) -> Person:
    """Everything of the person. Reads whole tables, each once: for work aside."""
    read = _each_once(read)
    trash = [(item, *unpacked(item.rows)) for item in read(TrashItem)]
    images = [image for _, delta in journal for image in with_nested(delta.images)]
    images += [image for _, gone, _ in trash for image in gone.images]
    contact = next((one for one in read(Contact) if one.id == contact_id), None)
    marks = Marks(contact, (one for one in images if (one.kind, one.id) == (Contact.__name__, contact_id)))
    rows = _rows_of(contact_id, read, {
        (kind, row_id) for _, _, mentions in trash for kind, row_id, field, to in mentions
        if to == contact_id and _is_of_contact(kind, field)
    })  # fmt: skip
    own = {(Contact.__name__, contact_id)}
    own |= {(kind.__name__, row.id) for kind, found in rows.items() if kind is not Round for row in found}
    ever = own | {
        (one.kind, one.id) for one in images if one.kind != Round.__name__ and points_to(one, contact_id)
    }

    touch_ids = {row_id for kind, row_id in ever if kind == Touch.__name__}
    ever |= {(one.kind, one.id) for one in images if hangs_on_touch(one, touch_ids)}

    def theirs(every: Sequence[RowImage]) -> tuple[RowImage, ...]:
        return tuple(
            image
            for image in with_nested(every)
            if (image.kind, image.id) in ever or points_to(image, contact_id) or marks.named_in_image(image)
        )

    def in_trash(item: TrashItem, mentions: Sequence[TrashMention]) -> bool:
        return marks.named_in(item.label) or any(
            to == contact_id and _is_of_contact(kind, field) for kind, _, field, to in mentions
        )

    quoted = {touch.quote_id for touch in cast(tuple[Touch, ...], rows[Touch])}
    places = _places(read)
    return Person(
        contact_id,
        marks.name,
        contact,
        rows,
        tuple(quote for quote in read(Quote) if quote.id in quoted),
        tuple(one for one in read(Feedback) if marks.named_in(one.reason)),
        tuple(
            InTrash(item, found)
            for item, gone, mentions in trash
            if (found := theirs(gone.images)) or in_trash(item, mentions)
        ),
        tuple(
            InStep(step, found)
            for step, delta in journal
            if (found := theirs(delta.images)) or marks.named_in(step.label)
        ),
        tuple(_mentions(read, marks, own, places)),
        marks,
        places,
    )


def _each_once(read: Reads) -> Reads:
    kept: dict[type[Row], list[Row]] = {}

    def kept_rows(kind: type[R], /) -> list[R]:
        of_kind = cast(type[Row], kind)
        if of_kind not in kept:
            kept[of_kind] = cast(list[Row], read(kind))
        return cast(list[R], kept[of_kind])

    return kept_rows


def people_in_trash(read: Reads) -> list[tuple[int, str]]:
    """Ids and names of the contacts that lie in the trash."""
    images = (image for item in read(TrashItem) for image in unpacked(item.rows)[0].images)
    return [
        (image.id, str(image.values["name"]))
        for image in images
        if image.kind == Contact.__name__ and image.values
    ]


def _is_of_contact(kind: str, field: str) -> bool:
    return any(reference.field == field for reference in REFERENCES_TO_CONTACTS[kind])


def _rows_of(contact_id: int, read: Reads, emptied: set[Key]) -> dict[type[Row], tuple[Row, ...]]:
    """The rows that point to the contact, or did before it was deleted, and what hangs on those touches."""
    found: dict[type[Row], tuple[Row, ...]] = {}
    for reference in held_by(Contact):
        ids = ((row, getattr(row, reference.field)) for row in read(reference.kind))
        found[reference.kind] = tuple(
            row
            for row, to in ids
            if to == contact_id or (to is None and (reference.kind.__name__, row.id) in emptied)
        )
    touch_ids = {touch.id for touch in found[Touch]}
    for reference in held_by(Touch):
        if reference.hold is Hold.HANGS:
            rows = read(reference.kind)
            found[reference.kind] = tuple(row for row in rows if getattr(row, reference.field) in touch_ids)
    found[ExternalId] = tuple(
        one for one in read(ExternalId) if one.ours == contact_id and one.kind in CONTACT_WORDS
    )
    return found


def _places(read: Reads) -> dict[Key, str]:
    names = {account.id: account.name for account in read(Account)}
    places: dict[Key, str] = {(Account.__name__, row_id): name for row_id, name in names.items()}
    for card in read(Pursuit):
        name = names[card.account_id]
        places[Pursuit.__name__, card.id] = f"{name} / {card.title}" if card.title else name
    return places


def _mentions(read: Reads, marks: Marks, own: set[Key], places: Mapping[Key, str]) -> Iterator[Mention]:
    people = {contact.id: contact.name for contact in read(Contact)}
    for kind in ROW_TYPES:
        if kind in (TrashItem, ExternalId):
            continue
        names = [one.name for one in fields(kind) if one.type in ("str", "tuple[str, ...]")]
        for row in read(kind):
            if (kind.__name__, row.id) in own:
                continue
            for name in names:
                if name in OWN_TO_EACH:
                    continue
                value = getattr(row, name)
                text = value if isinstance(value, str) else " ".join(value)
                if marks.named_in(text):
                    where = _where(row, people, places)
                    yield Mention(kind.__name__, row.id, name, where, marks.excerpt(text))


def _where(row: Row, people: Mapping[int, str], places: Mapping[Key, str]) -> str:
    if isinstance(row, Contact):
        return row.name
    who = people.get(getattr(row, "contact_id", None) or 0, "")
    card_id = row.id if isinstance(row, Pursuit) else getattr(row, "pursuit_id", None)
    account_id = row.id if isinstance(row, Account) else getattr(row, "account_id", None)
    place = places.get((Pursuit.__name__, card_id or 0)) or places.get(
        (Account.__name__, account_id or 0), ""
    )
    return ", ".join(filter(None, (who, place)))
