"""How the cells of a column are understood, in words, before anything is planned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from dreamboard.domain.words import money_text
from dreamboard.exchange import words
from dreamboard.exchange.amounts import Amount, to_minor
from dreamboard.exchange.dates import DateOrder, When, orders_shown
from dreamboard.exchange.entries import reader_of
from dreamboard.exchange.fields import BY_NAME, Form
from dreamboard.services.import_plan import Kind

_DATES = (Form.DAY, Form.WHEN)


def _fate(cell: str) -> str:
    status = words.deal_status(cell)
    kind = words.stage_kind(cell)
    return status if status in ("won", "lost") or kind is None else kind.value.replace("_", " ")


def _word(meaning: Callable[[str], Any]) -> Callable[[str], str]:
    def told(cell: str) -> str:
        found = meaning(cell)
        return found.value.replace("_", " ") if found is not None else ""

    return told


_WORDS: Mapping[str, Callable[[str], str]] = {
    "stage": _fate,
    "status": words.deal_status,
    "loss_reason": _word(words.loss_reason),
    "direction": _word(words.direction),
    "role": _word(words.role),
    "country": words.country_code,
}
"""What is told of fields whose words mean something here; of others the cell says it all."""


def understood(
    kind: Kind, field: str, cells: Sequence[str], zone: tzinfo, order: DateOrder | None = None
) -> list[str]:
    """What each of some cells of one column is read as; empty where the cell is kept as it is, or says
    nothing. A cell that cannot be read says so."""
    form = BY_NAME[kind][field].form
    if field in _WORDS:
        return [_WORDS[field](cell) if cell.strip() else "" for cell in cells]
    if form not in (*_DATES, Form.MONEY, Form.FLAG, Form.COUNT):
        return [""] * len(cells)
    if form in _DATES and order is None:
        shown = orders_shown(cells)[0]
        order = shown.pop() if len(shown) == 1 else None
    read = reader_of(form, list(cells), field, zone, order)
    return [_told(read, cell) if cell.strip() else "" for cell in cells]


def _told(read: Callable[[str], Any], cell: str) -> str:
    try:
        value = read(cell)
    except ValueError as error:
        return str(error)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Amount):
        try:
            return money_text(to_minor(value.value, value.currency), value.currency)
        except ValueError as error:
            return str(error)
    if isinstance(value, When):
        value = value.day
    return "" if value is None else str(value)
