"""What can be brought back: rows in the trash, and cards that were retired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.model import Account, Pursuit, TrashItem
from dreamboard.presentation import figures
from dreamboard.services.commands import RestoreFromTrash, Unretire
from dreamboard.services.ports import Clock, Queries

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Restorable:
    """One thing that left the board, in words, and the command that brings it back."""

    what: str
    why: str  # "deleted", or the reason it was retired for
    day: date
    when: str
    command: RestoreFromTrash | Unretire


def restorables(queries: Queries, clock: Clock) -> list[Restorable]:
    """Everything that can be brought back, the newest first."""
    today, zone = clock.today(), clock.zone
    found = [
        Restorable(
            item.label,
            translate("restoring", "deleted"),
            item.at.astimezone(zone).date(),
            figures.short_instant(item.at, zone, today),
            RestoreFromTrash(item.id),
        )
        for item in queries.rows(TrashItem)
    ]
    retired = [card for card in queries.rows(Pursuit) if card.retired_on is not None]
    names = {account.id: account.name for account in queries.rows(Account, {c.account_id for c in retired})}
    for card in retired:
        assert card.retired_on is not None
        name = names.get(card.account_id, "")
        found.append(
            Restorable(
                ", ".join(part for part in (name, card.title) if part),
                translate("restoring", "retired: {reason}").format(reason=card.retired_reason),
                card.retired_on,
                figures.short_date(card.retired_on, today),
                Unretire((card.id,)),
            )
        )
    return sorted(found, key=lambda one: one.day, reverse=True)
