"""The book of some pursuits or of all: everything the rules may look at, in one statement a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeVar

import sqlalchemy as sa

from dreamboard.domain.book import Book, ContactAt, Dossier, ReachLog
from dreamboard.domain.model import (
    Account,
    Condition,
    Contact,
    Employment,
    Feedback,
    Idea,
    Plan,
    Pursuit,
    Quote,
    Round,
    Row,
    Signal,
    Stage,
    Touch,
)
from dreamboard.domain.values import Role, RoundOutcome
from dreamboard.store.columns import codec_of
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES
from dreamboard.store.tables import CHUNK, Tables

R = TypeVar("R", bound=Row)


def book(link: Link, pursuit_ids: Collection[int] | None, reach: ReachLog) -> Book:
    """The dossiers in the order of their pursuits' ids; pursuits that are gone or retired have none."""
    reader = _Reader(link)
    if pursuit_ids is None:
        pursuits = [p for p in reader.all(Pursuit) if p.retired_on is None]
    else:
        pursuits = [p for p in reader.some(Pursuit, "id", pursuit_ids) if p.retired_on is None]
    ideas = tuple(idea for idea in reader.all(Idea) if not idea.retired)
    return Book(_dossiers(reader, pursuits, whole=pursuit_ids is None), ideas, reach)


class _Reader:
    def __init__(self, link: Link) -> None:
        self._link = link
        self._tables = Tables(link)

    def all(self, kind: type[R]) -> list[R]:
        return codec_of(kind).rows(self._tables.all(kind))

    def some(self, kind: type[R], field: str, values: Collection[Any]) -> list[R]:
        return codec_of(kind).rows(self._tables.find_in(kind, field, values)) if values else []

    def where(self, kind: type[R], *conditions: sa.ColumnElement[bool], wanted: list[int]) -> list[R]:
        table = TABLES[kind]
        statement = sa.select(*(table.c[name] for name in codec_of(kind).names)).where(*conditions)
        rows: list[Any] = []
        for start in range(0, len(wanted), CHUNK):
            rows += self._link.fetch(statement, {"wanted": wanted[start : start + CHUNK]})
        return codec_of(kind).rows(rows)


def _dossiers(reader: _Reader, pursuits: list[Pursuit], *, whole: bool) -> tuple[Dossier, ...]:
    pursuit_ids = [pursuit.id for pursuit in pursuits]
    account_ids = list(dict.fromkeys(pursuit.account_id for pursuit in pursuits))

    def of(kind: type[R], field: str, ids: Collection[int]) -> list[R]:
        return reader.all(kind) if whole else reader.some(kind, field, ids)

    rounds = _grouped(of(Round, "pursuit_id", pursuit_ids), "pursuit_id", lambda r: r.number)
    people = _People(reader, account_ids, rounds, whole=whole)
    conditions = _grouped(
        of(Condition, "pursuit_id", pursuit_ids), "pursuit_id", lambda c: (c.position, c.id)
    )
    quotes = _grouped(of(Quote, "pursuit_id", pursuit_ids), "pursuit_id", lambda q: (q.sent_on, q.id))
    signals = _grouped(of(Signal, "account_id", account_ids), "account_id", lambda s: (s.on, s.id))
    feedback = _grouped(of(Feedback, "pursuit_id", pursuit_ids), "pursuit_id", lambda f: (f.on, f.id))
    undone = [p for p in of(Plan, "pursuit_id", pursuit_ids) if p.done_on is None and p.done_touch_id is None]
    plans = _grouped(undone, "pursuit_id", lambda p: (p.on, p.id))
    own, shared = _touches(reader, pursuit_ids, account_ids, people, whole=whole)
    accounts = {account.id: account for account in of(Account, "id", account_ids)}
    stages = {stage.id: stage for stage in reader.all(Stage)}
    won = {
        pursuit_id for pursuit_id, all_ in rounds.items() if any(r.outcome is RoundOutcome.WON for r in all_)
    }
    dossiers = []
    for pursuit in pursuits:
        of_account = shared.get(pursuit.account_id, ())
        touches = own.get(pursuit.id, ())
        if of_account:
            touches = tuple(sorted((*touches, *of_account), key=_when))
        contacts = people.of(pursuit)
        dossiers.append(
            Dossier(
                pursuit=pursuit,
                account=accounts[pursuit.account_id],
                stage=stages[pursuit.stage_id],
                contacts=contacts,
                rounds=rounds.get(pursuit.id, ()),
                conditions=conditions.get(pursuit.id, ()),
                quotes=quotes.get(pursuit.id, ()),
                touches=touches,
                signals=signals.get(pursuit.account_id, ()),
                plans=plans.get(pursuit.id, ()),
                feedback=feedback.get(pursuit.id, ()),
                won_before=pursuit.id in won,
                moved_to=people.moved_to(contacts),
                followed=people.followed(contacts),
                decided_at=people.decided_at(pursuit.account_id, contacts),
            )
        )
    return tuple(dossiers)


def _grouped(rows: Iterable[R], field: str, order: Any) -> dict[int, tuple[R, ...]]:
    groups: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, field)].append(row)
    return {key: tuple(sorted(group, key=order)) for key, group in groups.items()}


def _when(touch: Touch) -> Any:
    return (touch.at, touch.id)


def _touches(
    reader: _Reader, pursuit_ids: list[int], account_ids: list[int], people: _People, *, whole: bool
) -> tuple[dict[int, tuple[Touch, ...]], dict[int, tuple[Touch, ...]]]:
    """Touches by pursuit, and by account those that hang on no pursuit."""
    t = TABLES[Touch].c
    wanted: sa.BindParameter[list[int]] = sa.bindparam("wanted", expanding=True)
    if whole:
        every = reader.all(Touch)
        own = [touch for touch in every if touch.pursuit_id is not None]
        shared = [touch for touch in every if touch.pursuit_id is None]
    else:
        own = reader.where(Touch, t.pursuit_id.in_(wanted), wanted=pursuit_ids)
        shared = reader.where(Touch, t.account_id.in_(wanted), t.pursuit_id.is_(None), wanted=account_ids)
        shared += reader.where(
            Touch,
            t.contact_id.in_(wanted),
            t.account_id.is_(None),
            t.pursuit_id.is_(None),
            wanted=list(people.accounts_of),
        )
    of_accounts: dict[int, list[Touch]] = defaultdict(list)
    for touch in shared:
        if touch.account_id is not None:
            of_accounts[touch.account_id].append(touch)
        elif touch.contact_id is not None:  # said of the contact alone: it counts wherever they worked
            for account_id in people.accounts_of.get(touch.contact_id, ()):
                of_accounts[account_id].append(touch)
    return (
        _grouped(own, "pursuit_id", _when),
        {account_id: tuple(sorted(touches, key=_when)) for account_id, touches in of_accounts.items()},
    )


class _People:
    """The contacts of accounts, past ones and introducers too, and where they work now."""

    def __init__(
        self, reader: _Reader, account_ids: list[int], rounds: dict[int, tuple[Round, ...]], *, whole: bool
    ) -> None:
        self._introducers = {
            pursuit_id: tuple(dict.fromkeys(r.introducer_id for r in games if r.introducer_id is not None))
            for pursuit_id, games in rounds.items()
        }
        here = reader.all(Employment) if whole else reader.some(Employment, "account_id", account_ids)
        ids = {e.contact_id for e in here} | {one for many in self._introducers.values() for one in many}
        every = here if whole else reader.some(Employment, "contact_id", ids)
        contacts = reader.all(Contact) if whole else reader.some(Contact, "id", ids)
        self._contacts = {contact.id: contact for contact in contacts}
        # Who works there comes first; of several jobs of one contact at one account the latest counts.
        self._here = _grouped(here, "account_id", lambda e: (e.until is not None, -e.id))
        self._now: dict[int, Employment] = {}
        self.accounts_of: dict[int, set[int]] = defaultdict(set)
        for job in sorted(every, key=lambda e: (e.since.isoformat() if e.since else "", e.id)):
            self.accounts_of[job.contact_id].add(job.account_id)
            if job.until is None:
                self._now[job.contact_id] = job
        self._before = {
            job.contact_id: job for job in every if job.until is not None and job.role is Role.DECISION_MAKER
        }
        self._places = {job.account_id for job in (*self._now.values(), *self._before.values())}
        named = reader.all(Account) if whole else reader.some(Account, "id", self._places)
        self._names = {account.id: account.name for account in named}
        cards = reader.all(Pursuit) if whole else reader.some(Pursuit, "account_id", self._places)
        self._on_board = {card.account_id for card in cards if card.retired_on is None}

    def of(self, pursuit: Pursuit) -> tuple[ContactAt, ...]:
        """Those who work at the account come first, then those who left, then introducers from elsewhere."""
        jobs = self._here.get(pursuit.account_id, ())
        known: dict[int, Employment] = {}
        for job in jobs:
            known.setdefault(job.contact_id, job)
        at = [self._at(job) for job in known.values()]
        for contact_id in self._introducers.get(pursuit.id, ()):
            if contact_id in known:
                continue
            now = self._now.get(contact_id)
            contact = self._contacts[contact_id]
            at.append(self._at(now) if now else ContactAt(contact, pursuit.account_id))
        return tuple(at)

    def moved_to(self, contacts: tuple[ContactAt, ...]) -> dict[int, str]:
        """The accounts that contacts who left work at now."""
        return {one: self._names[account_id] for one, account_id in self._moved(contacts)}

    def followed(self, contacts: tuple[ContactAt, ...]) -> frozenset[int]:
        """Those of them whose new account has a card."""
        return frozenset(one for one, account_id in self._moved(contacts) if account_id in self._on_board)

    def decided_at(self, account_id: int, contacts: tuple[ContactAt, ...]) -> dict[int, str]:
        """The accounts where those who came to this one decided before."""
        return {
            one.contact.id: self._names[before.account_id]
            for one in contacts
            if one.current
            and one.account_id == account_id
            and (before := self._before.get(one.contact.id)) is not None
            and before.account_id != account_id
        }

    def _moved(self, contacts: tuple[ContactAt, ...]) -> Iterator[tuple[int, int]]:
        for one in contacts:
            now = self._now.get(one.contact.id)
            if not one.current and now is not None and now.account_id != one.account_id:
                yield one.contact.id, now.account_id

    def _at(self, job: Employment) -> ContactAt:
        contact = self._contacts[job.contact_id]
        return ContactAt(contact, job.account_id, job.title, job.role, job.since, job.until)
