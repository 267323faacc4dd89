"""What became of a deal elsewhere, and the column here that fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dreamboard.domain.model import Stage
from dreamboard.domain.values import LossReason, StageKind
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.folding import squash
from dreamboard.exchange.planning.ledger import Ledger
from dreamboard.exchange.words import deal_status, loss_reason, stage_kind


@dataclass(frozen=True, slots=True)
class Fate:
    """How a deal stands."""

    status: str  # "open", "won", "lost"
    stage: Stage
    closed_on: date | None = None
    unfitting: str = ""  # the stage's name where no column fits it


def fate_of(entry: Entry, ledger: Ledger, chosen: Mapping[str, int], otherwise: str) -> Fate:
    """The fate a line tells: by its flags, else its status, else the word of its stage, else its dates."""
    column, unfitting = _column(entry.text("stage"), ledger, chosen)
    status = _status(entry, column, otherwise)
    if status == "open":
        if column is None or column.kind is StageKind.WON:
            column = first_of(ledger, StageKind.PURSUING)
        return Fate("open", column, None, unfitting)
    wanted = StageKind.WON if status == "won" else StageKind.NOT_NOW
    if column is None or column.kind is not wanted:
        column = first_of(ledger, wanted)
    own = entry.values.get("won_on" if status == "won" else "lost_on")
    created = entry.values.get("created_on")
    said = own or entry.values.get("closed_on") or entry.values.get("expected_on")
    closed_on = min(said or (created.day if created else ledger.today), ledger.today)
    return Fate(status, column, closed_on)


def first_of(ledger: Ledger, kind: StageKind) -> Stage:
    """The leftmost column of a kind; the leftmost of all where there is none."""
    return next((stage for stage in ledger.stages if stage.kind is kind), ledger.stages[0])


@lru_cache(maxsize=1024)
def _key(word: str) -> str:
    return squash(word)


def _status(entry: Entry, column: Stage | None, otherwise: str) -> str:
    values = entry.values
    word = deal_status(entry.text("status"))
    staged = deal_status(entry.text("stage"))
    if values.get("is_won"):
        return "won"
    if word in ("won", "lost"):
        return word
    if values.get("is_closed"):
        return "won" if staged == "won" and "is_won" not in values else "lost"
    if values.get("is_closed") is False or word == "open":
        return "open"
    if staged in ("won", "lost"):
        return staged
    if column is not None and column.kind is StageKind.WON:
        return "won"
    if "lost_on" in values or ("loss_reason" in values and not _goes_on(entry, column)):
        return "lost"
    if "won_on" in values:
        return "won"
    if not entry.text("stage") and not entry.text("status") and "is_won" not in values:
        return otherwise or "open"
    return "open"


def _goes_on(entry: Entry, column: Stage | None) -> bool:
    """Whether a program whose stages tell a deal's fate says that it goes on, whatever was noted when it was
    lost before. In a list by hand the stage may be the one in which it was lost."""
    known = not entry.source.startswith("file:")
    return known and column is not None and column.kind is not StageKind.NOT_NOW


def _column(word: str, ledger: Ledger, chosen: Mapping[str, int]) -> tuple[Stage | None, str]:
    """The column for a stage's word; and the word itself where none fits."""
    if not word:
        return None, ""
    key = _key(word)
    picked = chosen.get(key)
    for stage in ledger.stages:
        if stage.id == picked or (picked is None and _key(stage.name) == key):
            return stage, ""
    kind = stage_kind(word)
    if kind is not None:
        return first_of(ledger, kind), ""
    return None, "" if deal_status(word) else word


def loss_of(entry: Entry) -> dict[str, Any]:
    """The fields of a lost round that a line tells. What was written is kept beside what it was taken for."""
    said = entry.text("loss_reason")
    reason = loss_reason(said) if said else None
    plain = reason is not None and squash(said) == squash(reason.value)
    return {
        "reason_said": (reason or LossReason.OTHER) if said else None,
        "reason_note": "" if plain else said,
        "rival": entry.text("rival"),
    }
