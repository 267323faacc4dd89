"""Erasing a person from a board and from all that the program itself keeps beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dreamboard.app.exports import plans_file_of
from dreamboard.app.workspace import Workspace
from dreamboard.domain.errors import DreamboardError
from dreamboard.services.commands import ErasePerson
from dreamboard.services.dispatcher import Done


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of it. ``problems`` are sentences about what could not be done along."""

    done: Done
    backup: Path | None  # made right after, free of the person
    removed: int  # older backups
    left: int  # older backups that may still hold them
    problems: tuple[str, ...] = ()


def erase(workspace: Workspace, contact_id: int, *, remove_backups: bool) -> Erased:
    """Erase, write the file anew, make a backup, remove the older ones if wanted, and write the calendar of
    plans anew. On any thread.

    Raises ``DreamboardError`` when the person cannot be erased; then nothing has changed. What comes after
    that is told in ``problems``, and no older backup is removed before the new one is there.
    """
    from dreamboard.store.backup import backups_of, make_backup

    board, now = workspace.path, workspace.clock.now()
    older = backups_of(board)
    done = workspace.dispatcher.run(ErasePerson(contact_id))
    problems: list[str] = []
    backup: Path | None = None
    removed = 0
    try:
        workspace.board.wipe()
        backup = make_backup(board, now).path
    except DreamboardError as error:
        problems.append(
            f"{error} They are gone from the board, but its file may still hold traces: close every other"
            " window on it and make room on the disk; the next start of the window, or “dreamboard doctor"
            " --repair”, then finishes it." + (" No backup was removed." if remove_backups else "")
        )
    else:
        for one in older if remove_backups else ():
            try:
                one.path.unlink(missing_ok=True)
                removed += 1
            except OSError as error:
                problems.append(f"The backup {one.path} could not be removed: {error.strerror or error}.")
    problems += _plans_anew(workspace)
    left = sum(1 for one in older if one.path.exists())
    return Erased(done, backup, removed, left, tuple(problems))


def _plans_anew(workspace: Workspace) -> list[str]:
    path = plans_file_of(workspace.queries)
    if path is None:
        return []
    from dreamboard.exchange.leaving import export_plans

    try:
        export_plans(workspace.queries, path, workspace.clock.now())
    except DreamboardError as error:
        return [f"{error} That calendar may still name them."]
    return []
