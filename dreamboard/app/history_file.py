"""An account's history as a PDF file of one page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale

from dreamboard.app.cli_timeline import account_timeline
from dreamboard.app.workspace import Workspace
from dreamboard.exchange.files import fill_whole
from dreamboard.presentation.history import history_of
from dreamboard.presentation.history_page import history_pdf, paper_of


def write_history(workspace: Workspace, account_id: int, path: Path, families: Sequence[str]) -> int:
    """The page on an account, whole or not at all, mode 0600, on the paper of the system's country. Gives how
    many touches the account has. Any thread, with an application for its fonts.

    Raises ``NotFound`` for an account that is gone and ``BadInput`` when the file cannot be written.
    """
    details = workspace.queries.account(account_id)
    cards = [pursuit.id for pursuit in details.pursuits if pursuit.retired_on is None]
    history = history_of(
        details,
        account_timeline(workspace, account_id),
        workspace.suggestions(cards) if cards else (),
        workspace.clock.zone,
        workspace.clock.today(),
    )
    paper = paper_of(QLocale.territoryToCode(QLocale.system().territory()))
    page = history_pdf(history, families, paper)
    fill_whole(path, lambda file: file.write(page))
    return history.touches
