"""The lines of a table as typed values, each field hashed so that a later import sees what changed there."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from dreamboard.exchange.amounts import Amount, currency_named, decimal_mark, read_amount
from dreamboard.exchange.dates import DateOrder, are_counts, orders_shown, read_when
from dreamboard.exchange.fields import BY_NAME, Form
from dreamboard.exchange.folding import lines, one_line
from dreamboard.exchange.mapping import is_called
from dreamboard.exchange.pages import PageParser
from dreamboard.exchange.tables import Record, Table
from dreamboard.exchange.words import truth
from dreamboard.services.handlers.checks import LONGEST_LINE, LONGEST_NAME, LONGEST_NOTE, LONGEST_TAG
from dreamboard.services.import_plan import Kind, OpenOrder

_LONGER = frozenset({"subject", "title", "loss_reason", "next_text", "rival"})  # no names, but one line
_DATES = (Form.DAY, Form.WHEN)
_SEPARATORS = re.compile(r"\s*(?:;|:::|\n|\|)\s*")
_WITH_COMMAS = re.compile(r"\s*(?:;|:::|\n|\||,)\s*")
_BLANKS = frozenset({"--", "-", "(no value)", "(kein wert)", "(sin valor)", "(aucune valeur)", "(sem valor)"})
"""What programs write into cells that hold nothing."""
_LONGEST_BLANK = 20
_TOTALS = re.compile(
    r"(?:(?:grand|sub) ?)?totals?|(?:record )?count|summen?|(?:gesamt|zwischen)summe|gesamt"
    r"|somme|sous-total|suma|(?:sub)?totale?s?|total g[eé]n[eé]ral|totaal|eindtotaal|soma|合計|小計",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"[(\[]([A-Z]{3}|[$€£¥])[)\]]\s*$")
_TAIL = 8
"""Of so many last lines one may be a total."""
_FOOTERS = re.compile(
    r"(?:grand totals?\b|total \(|gesamtsumme|confidential information|copyright (?:\(c\)|©)|do not distrib)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Entry:
    """One line, read. ``values`` holds what the cells say, by field, empty ones left out."""

    file: int
    line: int
    kind: Kind
    source: str  # whose ids these are
    cells: tuple[str, ...]
    values: dict[str, Any]
    hashes: dict[str, str]
    problem: str = ""
    footer: bool = False

    def text(self, name: str) -> str:
        """A field of one text; empty where the line says nothing."""
        found = self.values.get(name)
        return found if isinstance(found, str) else ""

    def ids(self, *names: str) -> tuple[str, ...]:
        """The ids that the given fields hold, in that order."""
        found: tuple[str, ...] = ()
        for name in names:
            if name in self.values:
                found += self.values[name]
        return found


@dataclass(slots=True)
class _Column:
    index: int
    name: str  # in the file
    field: str
    form: Form
    read: Callable[[str], Any]


def open_orders(
    file: int, table: Table, columns: Mapping[str, str], kind: Kind, order: DateOrder | None
) -> list[OpenOrder]:
    """The date columns whose order of day and month nothing settles."""
    if order is not None or _order_of(table, columns, kind) is not None:
        return []
    found = []
    for index, column in enumerate(table.header):
        if column in columns and BY_NAME[kind][columns[column]].form in _DATES:
            cells = _cells(table, index)
            if orders_shown(cells)[1]:
                sample = next(cell for cell in cells if orders_shown([cell])[1])
                found.append(OpenOrder(file, column, sample.strip()[:40]))
    return found


def read_entries(
    file: int,
    table: Table,
    columns: Mapping[str, str],
    kind: Kind,
    source: str,
    zone: tzinfo,
    order: DateOrder | None,
    *,
    is_html: bool = False,
    step: Callable[[int], None] = lambda done: None,
) -> list[Entry]:
    """Every line of a table. ``step`` is called now and then with the lines done; it may raise to cancel."""
    order = order or _order_of(table, columns, kind)
    readers = _readers(table, columns, kind, zone, order, is_html=is_html)
    salesforce = source == "salesforce"
    width = len(table.header)
    tail = len(table.records) - _TAIL
    found = []
    for number, record in enumerate(table.records):
        if number >= tail and _is_total(record.cells):
            found.append(Entry(file, record.line, kind, source, record.cells, {}, {}, footer=True))
            continue
        found.append(_read(file, record, kind, source, readers, width, salesforce=salesforce))
        if number % 1_000 == 0:
            step(number)
    return found


def _read(
    file: int,
    record: Record,
    kind: Kind,
    source: str,
    readers: Iterable[_Column],
    width: int,
    *,
    salesforce: bool,
) -> Entry:
    values: dict[str, Any] = {}
    hashes: dict[str, str] = {}
    cells = record.cells
    entry = Entry(file, record.line, kind, source, cells, values, hashes)
    if _is_footer(cells):
        entry.footer = True
        return entry
    count = len(cells)
    if count > width and any(cell.strip() for cell in cells[width:]):
        entry.problem = f"it has {count} cells where the header has {width}"
        return entry
    for column in readers:
        if column.index >= count:
            continue
        cell = cells[column.index]
        if not cell or cell.isspace() or (len(cell) < _LONGEST_BLANK and cell.strip().lower() in _BLANKS):
            continue
        try:
            value = column.read(cell)
        except ValueError as error:
            # What else the line says is still read: it is shown beside the reason.
            entry.problem = entry.problem or f"{column.name}: {error}"
            continue
        if value is None or value == "" or value == ():
            continue
        name = column.field
        if name in values:
            values[name] = _joined(column.form, values[name], value)
        else:
            values[name] = value
        before = hashes.get(name, "")
        hashes[name] = f"{zlib.crc32((before + cell).encode('utf-8', 'surrogatepass')):x}"
    if salesforce:
        _shorten_ids(values)
    return entry


def _joined(form: Form, first: Any, second: Any) -> Any:
    if form is Form.LONG:
        return first if second in first else f"{first}\n{second}"
    if form in (Form.LIST, Form.IDS):
        return tuple(dict.fromkeys((*first, *second)))
    return first


def _is_footer(cells: tuple[str, ...]) -> bool:
    """What a report puts below its data: a total, a claim of confidence or copyright, alone in its line."""
    if not _FOOTERS.match(cells[0].lstrip()[:60]):
        return False
    return sum(1 for cell in cells if cell.strip()) <= 2


def _is_total(cells: tuple[str, ...]) -> bool:
    """A line that is called a total and holds nothing but sums."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < 2 or not _TOTALS.fullmatch(filled[0].rstrip(" :")):
        return False
    sums = [cell for cell in filled[1:] if not (len(cell) == 3 and cell.isupper())]  # but for currencies
    return bool(sums) and all(any(mark.isdigit() for mark in cell) and _is_amount(cell) for cell in sums)


def _is_amount(cell: str) -> bool:
    try:
        return read_amount(cell) is not None
    except ValueError:
        return False


def _shorten_ids(values: dict[str, Any]) -> None:
    """Salesforce's ids to the 15 characters that reports give; the API's three more are a checksum."""
    for name, value in values.items():
        if name == "id" or name.endswith("_id"):
            if isinstance(value, tuple):
                values[name] = tuple(one[:15] if len(one) == 18 and one.isalnum() else one for one in value)
            elif len(value) == 18 and value.isalnum():
                values[name] = value[:15]


def _cells(table: Table, index: int) -> list[str]:
    return [record.cells[index] for record in table.records if index < len(record.cells)]


def _order_of(table: Table, columns: Mapping[str, str], kind: Kind) -> DateOrder | None:
    """The order that any date column of the file proves; ``None`` where none does or two disagree."""
    shown: set[DateOrder] = set()
    for index, column in enumerate(table.header):
        if column in columns and BY_NAME[kind][columns[column]].form in _DATES:
            shown |= orders_shown(_cells(table, index))[0]
    return shown.pop() if len(shown) == 1 else None


def _readers(
    table: Table,
    columns: Mapping[str, str],
    kind: Kind,
    zone: tzinfo,
    order: DateOrder | None,
    *,
    is_html: bool,
) -> list[_Column]:
    found = []
    for index, name in enumerate(table.header):
        if name in columns:
            form = BY_NAME[kind][columns[name]].form
            cells = _cells(table, index) if form in (*_DATES, Form.MONEY) else []
            reader = reader_of(form, cells, columns[name], zone, order, is_html=is_html)
            if form is Form.MONEY:
                reader = _in_currency(reader, name)
            several = form is Form.LONG and list(columns.values()).count(columns[name]) > 1
            if several and not is_called(name, kind, columns[name]):
                reader = _under_its_name(reader, name)
            found.append(_Column(index, name, columns[name], form, reader))
    return found


def _under_its_name(read: Callable[[str], str], column: str) -> Callable[[str], str]:
    """The same with the column's name before it: one of several that are kept in one note."""

    def told(cell: str) -> str:
        text = read(cell)
        return f"{column}: {text}" if text else ""

    return told


def _in_currency(read: Callable[[str], Amount | None], column: str) -> Callable[[str], Amount | None]:
    """The same for a column that names the currency of its amounts: "Total (EUR)"."""
    found = _CURRENCY.search(column)
    if not found:
        return read
    currency = currency_named(found[1])

    def told(cell: str) -> Amount | None:
        amount = read(cell)
        return amount if amount is None or amount.currency else replace(amount, currency=currency)

    return told


def reader_of(
    form: Form, cells: list[str], name: str, zone: tzinfo, order: DateOrder | None, *, is_html: bool = False
) -> Callable[[str], Any]:
    """What reads a cell of a field: ``cells`` are the column's, which tell its decimal mark and Excel's
    counts. The reader raises ``ValueError`` with the reason."""
    if form is Form.MONEY:
        mark = decimal_mark(cells)
        return lambda cell: read_amount(cell, mark)
    if form in _DATES:
        counts = are_counts(cells)
        if form is Form.WHEN:
            return lambda cell: read_when(cell, zone, order, counts=counts)
        return lambda cell: getattr(read_when(cell, zone, order, counts=counts), "day", None)
    if form is Form.LIST:
        lists = {"tags": _tags, "telephones": _numbers}
        lists |= dict.fromkeys(("emails", "recipients", "declined"), _addresses)
        return lists.get(name, lambda cell: _several(cell, _SEPARATORS))
    if form is Form.TEXT and name in _LONGER:
        return _longer
    if form is Form.LONG:
        return _long_html if is_html else _long
    return {
        Form.ID: _id,
        Form.IDS: lambda cell: tuple(one for one in map(_id, _SEPARATORS.split(cell)) if one),
        Form.FLAG: truth,
        Form.COUNT: _count,
        Form.TIME: one_line,
    }.get(form, _short)


def _short(cell: str) -> str:
    return _cut(one_line(cell), LONGEST_NAME)


def _longer(cell: str) -> str:
    return _cut(one_line(cell), LONGEST_LINE)


def _long(cell: str) -> str:
    return _cut(lines(cell), LONGEST_NOTE)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _id(cell: str) -> str:
    plain = cell.strip()
    return "" if plain in ("0", "-") or plain.lower() in ("null", "none", "n/a") else plain[:200]


def _several(cell: str, separators: re.Pattern[str]) -> tuple[str, ...]:
    parts = (_short(part) for part in separators.split(cell.strip()))
    return tuple(dict.fromkeys(part for part in parts if part))


def _tags(cell: str) -> tuple[str, ...]:
    # Google marks its own groups by an asterisk.
    found = (tag.removeprefix("* ").lower() for tag in _several(cell, _WITH_COMMAS))
    return tuple(_cut(tag, LONGEST_TAG) for tag in found if tag != "mycontacts")


def _addresses(cell: str) -> tuple[str, ...]:
    """What can be an address; a hash in an anonymised file, or "none", is not one."""
    return tuple(one for one in _several(cell, _WITH_COMMAS) if "@" in one[1:-1] and " " not in one)


def _numbers(cell: str) -> tuple[str, ...]:
    return tuple(one for one in _several(cell, _SEPARATORS) if any(mark.isdigit() for mark in one))


def _count(cell: str) -> int | None:
    amount = read_amount(cell)
    if amount is None:
        return None
    if amount.value != int(amount.value) or not 0 <= amount.value < 10**9:
        raise ValueError(f"“{cell.strip()[:40]}” is not a whole number")
    return int(amount.value)


class _Text(PageParser):
    """The words of a piece of HTML; nothing it points to is looked at."""

    BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4"})
    UNSEEN = frozenset({"script", "style", "head"})

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in self.UNSEEN
        if tag in self.BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in self.UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)


def _long_html(cell: str) -> str:
    if "<" not in cell:
        return _long(html.unescape(cell) if "&" in cell else cell)
    parser = _Text()
    parser.feed(cell[: 4 * LONGEST_NOTE])
    parser.close()
    text = "".join(parser.pieces)
    return _long(re.sub(r"[ \t]*\n\s*\n+", "\n", text))
