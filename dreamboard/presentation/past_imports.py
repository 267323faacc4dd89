"""The imports that were applied, in words, and the command that takes each back."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.model import ImportRecord
from dreamboard.presentation import figures
from dreamboard.presentation.import_model import kind_word, outcome_word
from dreamboard.services.import_plan import Kind, LineOutcome, RevertImport
from dreamboard.services.ports import Clock, Queries

translate = QCoreApplication.translate

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import: its files, what became of their lines, when, and how it is taken back."""

    files: str
    counts: str
    when: str
    command: RevertImport


def past_imports(queries: Queries, clock: Clock) -> list[PastImport]:
    """Every import that was applied and not taken back, the newest first."""
    zone, today = clock.zone, clock.today()
    records = sorted(queries.rows(ImportRecord), key=lambda record: record.id, reverse=True)
    return [
        PastImport(
            _files(record.files),
            _counts(record.counts),
            figures.short_instant(record.at, zone, today),
            RevertImport(record.id),
        )
        for record in records
    ]


def _files(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_SHOWN])
    more = len(names) - _SHOWN
    return translate("imports", "{names} and {n} more").format(names=shown, n=more) if more > 0 else shown


def _counts(text: str) -> str:
    """ "Deals: 12 new, 3 unchanged"."""
    try:
        told = json.loads(text)
        parts = []
        for kind, outcomes in told.items():
            found = [
                f"{count:,} {outcome_word(LineOutcome(outcome))}"
                for outcome, count in outcomes.items()
                if count
            ]
            parts.append(f"{kind_word(Kind(kind))}: {', '.join(found)}")
        return "; ".join(parts)
    except (ValueError, TypeError, AttributeError):
        return ""
