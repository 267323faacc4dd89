"""Writing a board's file anew, so that nothing which was erased is left in it or beside it."""

from __future__ import annotations

from dreamboard.domain.model import Setting
from dreamboard.services.commands import WIPE_DUE
from dreamboard.store.link import Link
from dreamboard.store.unit_of_work import SqlUnitOfWork


def wipe(link: Link) -> None:
    """Do it: some 20 ms a megabyte. Raises ``DreamboardError`` when it cannot be done now; the board is whole
    then too, and it stays due."""
    with link.words():
        link.backend.wipe(link.connection)
    with SqlUnitOfWork(link) as unit:
        unit.delete(Setting, [one.id for one in unit.find(Setting, name=WIPE_DUE)])
        unit.commit()


def is_due(link: Link) -> bool:
    """Whether something was erased since it was last done."""
    return bool(SqlUnitOfWork(link).find(Setting, name=WIPE_DUE))
