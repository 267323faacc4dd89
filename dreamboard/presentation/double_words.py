"""Two records that may be one, line by line: what each says, and what they would say together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.model import Account, Contact
from dreamboard.domain.values import Channel
from dreamboard.presentation import figures, wording
from dreamboard.services.doubles import Double, Sureness
from dreamboard.services.merging import CHOICES, Taking, differing, united_account, united_contact
from dreamboard.services.ports import Queries
from dreamboard.services.read_models import Holdings

translate = QCoreApplication.translate
Record = Account | Contact
STAYS: Final = "id"
"""The field of the line that says which of the two stays."""

_LABELS: Mapping[str, str] = {
    "name": "Name",
    "parent_id": "Site of",
    "domain": "Web site",
    "industry": "Industry",
    "territory": "Territory",
    "country": "Country",
    "time_zone": "Time zone",
    "spend_minor": "Spend a year",
    "rival": "Rival",
    "rival_contract_end": "Rival’s contract ends",
    "preferred_channel": "Preferred way",
    "emails": "E-mail",
    "telephones": "Telephone",
    "sites_known": "Sites known",
    "sites_believed": "Sites believed",
    "not_before": "Not before",
    "do_not_contact": "Do not contact",
    "min_days_between": "Days between touches",
    "tags": "Tags",
    "note": "Note",
}
_UNITED: Mapping[type[Record], tuple[str, ...]] = {
    Account: ("sites_known", "sites_believed", "not_before", "do_not_contact", "tags", "note"),
    Contact: ("emails", "telephones", "min_days_between", "not_before", "do_not_contact", "tags", "note"),
}
_NOTHING_SAID: Mapping[str, object] = {"sites_known": 1, "sites_believed": 1}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison. ``chosen`` is the side whose value is taken, where there is a choice."""

    field: str  # empty for what they hold
    label: str
    left: str
    right: str
    together: str
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two records with what hangs on them, and what the rep has chosen so far."""

    records: tuple[Record, Record]
    holdings: tuple[Holdings, Holdings]
    parents: Mapping[int, str]  # names of the accounts above
    keep: int = 0  # the side that stays
    taking: tuple[tuple[str, int], ...] = ()  # field, side

    @property
    def kept(self) -> Record:
        """The one that stays."""
        return self.records[self.keep]

    @property
    def other(self) -> Record:
        """The one that becomes part of it."""
        return self.records[1 - self.keep]

    @property
    def by_id(self) -> Taking:
        """What was chosen, as the command takes it."""
        return tuple((field, self.records[side].id) for field, side in self.taking)


def compared(pair: Double, queries: Queries) -> Compared:
    """The two records as they are now. Raises ``NotFound`` when one is gone."""
    ids = (pair.one, pair.other)
    if pair.kind == Contact.__name__:
        contacts = (queries.row(Contact, ids[0]), queries.row(Contact, ids[1]))
        return Compared(contacts, (queries.holdings(Contact, ids[0]), queries.holdings(Contact, ids[1])), {})
    accounts = (queries.row(Account, ids[0]), queries.row(Account, ids[1]))
    above = {account.parent_id for account in accounts if account.parent_id is not None}
    return Compared(
        accounts,
        (queries.holdings(Account, ids[0]), queries.holdings(Account, ids[1])),
        {account.id: account.name for account in queries.rows(Account, above)} if above else {},
    )


def sureness(double: Double) -> str:
    """ "Sure", "Likely", "Possible"."""
    words = {
        Sureness.SURE: translate("doubles", "Sure"),
        Sureness.LIKELY: translate("doubles", "Likely"),
        Sureness.POSSIBLE: translate("doubles", "Possible"),
    }
    return words[double.sureness]


def kind_word(kind: str) -> str:
    """ "Account" or "Contact"."""
    return translate("doubles", "Account") if kind == Account.__name__ else translate("doubles", "Contact")


def why(double: Double) -> str:
    """The reasons in one line."""
    return "; ".join(wording.sentence(reason) for reason in double.reasons)


def pairs(count: int) -> str:
    """ "1 pair may be doubles", "12 pairs may be doubles"."""
    if not count:
        return translate("doubles", "No doubles found")
    if count == 1:
        return translate("doubles", "1 pair may be doubles")
    return translate("doubles", "{n} pairs may be doubles", "", count).format(n=f"{count:,}")


def comparison(compared: Compared, zone: tzinfo, today: date) -> list[Line]:
    """The lines: which stays, where they differ, what is put together, and what each holds. What neither says
    is left out."""
    left, right = compared.records
    united = _united(compared)
    show = _Shown(compared.parents, today)
    stays = Line(
        STAYS,
        translate("doubles", "Stays"),
        left.name,
        right.name,
        united.name,
        compared.keep,
    )
    lines = [stays]
    open_fields = differing(_pair(compared))
    said = dict(compared.taking)
    for field in (*CHOICES[type(left)], *_UNITED[type(left)]):
        one, other, both = (show(field, record) for record in (left, right, united))
        if not one and not other:
            continue
        chosen = said.get(field, compared.keep) if field in open_fields else None
        if field == "parent_id":  # the handler's to unite, for one may stand below the other
            both = (one, other)[chosen] if chosen is not None else one or other
        lines.append(Line(field, translate("doubles", _LABELS[field]), one, other, both, chosen))
    return lines + _held(compared.holdings, zone, today)


def _pair(compared: Compared) -> Sequence[Any]:
    return compared.records


def _united(compared: Compared) -> Record:
    kept, other = compared.kept, compared.other
    if isinstance(kept, Account) and isinstance(other, Account):
        return united_account(kept, [other], compared.by_id)
    if isinstance(kept, Contact) and isinstance(other, Contact):
        return united_contact(kept, [other], compared.by_id)
    raise TypeError("an account and a contact are not compared")


class _Shown:
    """What a record says in a field, as text; nothing where it says nothing."""

    def __init__(self, parents: Mapping[int, str], today: date) -> None:
        self._parents = parents
        self._today = today

    def __call__(self, field: str, record: Any) -> str:
        value = getattr(record, field)
        if not value or _NOTHING_SAID.get(field) == value:
            return ""
        match value:
            case True:
                return translate("doubles", "yes")
            case date():
                return figures.short_date(value, self._today)
            case Channel():
                return wording.word(value)
            case tuple():
                return ", ".join(value)
            case int() if field == "spend_minor":
                return figures.money(value, record.currency)
            case int() if field == "parent_id":
                return self._parents.get(value, "")
        return f"{value:,}" if isinstance(value, int) else str(value)


def _held(holdings: tuple[Holdings, Holdings], zone: tzinfo, today: date) -> list[Line]:
    one, other = holdings
    last = [each.last_touch_at for each in holdings if each.last_touch_at is not None]

    def day(at: datetime | None) -> str:
        return "" if at is None else figures.short_date(at.astimezone(zone).date(), today)

    def places(names: Iterable[str]) -> str:
        return ", ".join(dict.fromkeys(names))

    lines = [
        _counted(translate("doubles", "Touches"), holdings, lambda each: each.touches),
        Line(
            "",
            translate("doubles", "Last touch"),
            day(one.last_touch_at),
            day(other.last_touch_at),
            day(max(last, default=None)),
        ),
        _counted(translate("doubles", "Cards"), holdings, lambda each: each.cards),
        _counted(translate("doubles", "Quotes"), holdings, lambda each: each.quotes),
        _counted(translate("doubles", "Plans"), holdings, lambda each: each.plans),
        _counted(translate("doubles", "Signals"), holdings, lambda each: each.signals),
        _counted(translate("doubles", "Contacts"), holdings, lambda each: each.people),
        Line(
            "",
            translate("doubles", "Works at"),
            places(one.companies),
            places(other.companies),
            places(one.companies + other.companies),
        ),
    ]
    return [line for line in lines if line.left or line.right]


def _counted(label: str, holdings: tuple[Holdings, Holdings], of: Callable[[Holdings], int]) -> Line:
    left, right = of(holdings[0]), of(holdings[1])
    if not left and not right:
        return Line("", label, "", "", "")
    return Line("", label, f"{left:,}", f"{right:,}", f"{left + right:,}")
