"""What the actions of the sheets about changes, and of the windows beside the board, do."""

from __future__ import annotations

from dreamboard.presentation.actions import Actions
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
    }.items():
        actions.on(name, slot)
