"""What the actions of the sheets about changes, and of the windows beside the board, do."""

from __future__ import annotations

from dreamboard.app.workspace import Workspace
from dreamboard.domain.model import Setting
from dreamboard.presentation.actions import Actions
from dreamboard.presentation.suggester import Suggester
from dreamboard.services.changes import ChangeSet
from dreamboard.ui.change_flows import ChangeFlows
from dreamboard.ui.page_flows import PageFlows


def connect_pages(actions: Actions, changes: ChangeFlows, pages: PageFlows) -> None:
    """Give each action its flow."""
    for name, slot in {
        "decision_maker": changes.decision_maker,
        "signal": changes.signal,
        "conditions": changes.conditions,
        "debrief": changes.debrief,
        "ideas": pages.ideas,
        "desk": pages.desk,
        "first_move": pages.first_moves,
        "why": pages.why,
        "workload": pages.workload,
        "settings": pages.settings,
        "doubles": pages.doubles,
        "merge_with": pages.merge_with,
    }.items():
        actions.on(name, slot)


def follow_settings(changes: ChangeSet, workspace: Workspace, suggester: Suggester) -> None:
    """After a change: where the rules' numbers are others now, every suggestion is worked out anew."""
    if changes.bulk or changes.of(Setting):
        settings = workspace.settings()
        if settings != suggester.settings:
            suggester.use(settings)
