"""``history``: one account on one page, as PDF."""

from __future__ import annotations

import argparse
import os
import sys

from dreamboard.app.cli_board import opened
from dreamboard.app.cli_find import account_of
from dreamboard.app.cli_print import Out
from dreamboard.domain.errors import Refused


def history(asked: argparse.Namespace, out: Out) -> int:
    """``history``: the page is drawn without a screen."""
    if asked.pdf.is_dir():
        raise Refused(f"{asked.pdf} is a folder. Give a name for the file in it.")
    with opened(asked) as workspace:
        if asked.pdf.exists() and asked.pdf.samefile(workspace.path):
            raise Refused(f"{asked.pdf} is the board itself: give another name.")
        account = account_of(asked.account, workspace.queries.naming())
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6.QtGui import QGuiApplication

        application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
        from dreamboard.app.history_file import write_history
        from dreamboard.ui.fonts import load_shipped_fonts

        touches = write_history(workspace, account.id, asked.pdf, load_shipped_fonts())
        del application
    out.data = {"account": account.name, "path": str(asked.pdf), "touches": touches}
    out.say(f"The history of {account.name} is in {asked.pdf}.")
    return 0
