"""Builds the window's graph of objects, and connects it in one visible block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from dreamboard.app.page_actions import connect_pages, follow_settings
from dreamboard.app.plans_file import PlansFile
from dreamboard.app.shell_actions import ShellActions
from dreamboard.app.workspace import Workspace
from dreamboard.presentation.actions import Actions
from dreamboard.presentation.board.presenter import BoardPresenter
from dreamboard.presentation.bridge import Bridge
from dreamboard.presentation.jobs import Jobs
from dreamboard.presentation.names import Names
from dreamboard.presentation.preferences import Preferences
from dreamboard.presentation.suggester import Suggester
from dreamboard.presentation.timeline_model import TimelineModel
from dreamboard.presentation.today_model import TodayModel
from dreamboard.services.answers import log_of
from dreamboard.ui.board.board_view import BoardView
from dreamboard.ui.card_flows import CardFlows, Means
from dreamboard.ui.card_in_hand import CardInHand
from dreamboard.ui.change_flows import ChangeFlows
from dreamboard.ui.empty_board import EmptyBoard
from dreamboard.ui.icons import Icons
from dreamboard.ui.insights.page import InsightsPage
from dreamboard.ui.main_window import MainWindow, Parts
from dreamboard.ui.next_touch_panel import NextTouchPanel
from dreamboard.ui.page_flows import PageFlows
from dreamboard.ui.search_results import SearchResults
from dreamboard.ui.status_line import StatusLine
from dreamboard.ui.theme import Theme
from dreamboard.ui.timeline.panel import TimelinePanel
from dreamboard.ui.today_panel import TodayPanel
from dreamboard.ui.top_bar import BareKeys, TopBar
from dreamboard.ui.touch_flows import TouchFlows

REST_MS: Final = 3000
"""A window that nobody looks at is not painted: then it is at rest after so long."""


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything that lives as long as the window; ``close`` ends it."""

    window: MainWindow
    workspace: Workspace
    actions: Actions
    bridge: Bridge
    presenter: BoardPresenter
    suggester: Suggester
    names: Names
    jobs: Jobs
    hand: CardInHand
    card_flows: CardFlows
    touch_flows: TouchFlows
    does: ShellActions
    preferences: Preferences
    theme: Theme
    at_rest: QTimer
    """Goes off once, when the board has been painted: the time for what no paint waits for."""

    def close(self) -> None:
        """Stop every timer and thread, and let go of the board's file."""
        self.at_rest.stop()
        self.does.remember()
        self.bridge.stop()
        self.suggester.stop()
        self.names.stop()
        self.hand.stop()
        self.jobs.stop()
        self.workspace.close()


def furnish(
    window: MainWindow,
    application: QApplication,
    workspace: Workspace,
    theme: Theme,
    preferences: Preferences,
) -> Shell:
    """Put everything into a window, show the board, and begin to work out suggestions at idle."""
    queries, clock = workspace.queries, workspace.clock
    actions = Actions(window)
    icons = Icons(theme)
    jobs = Jobs(window)
    bridge = Bridge(workspace.dispatcher, queries, window)
    suggester = Suggester(queries, workspace.settings(), clock, window)
    presenter = BoardPresenter(bridge, queries, clock, suggester.known, window)
    timeline_model = TimelineModel(queries, clock, window)
    today = TodayModel(window)
    parts = Parts(
        top_bar=TopBar(actions),
        board=BoardView(presenter, actions, theme, icons),
        empty=EmptyBoard(actions),
        next_touch=NextTouchPanel(
            theme,
            icons,
            clock,
            bridge.run,
            lambda suggestion, outcome: suggester.consequence(log_of(suggestion, outcome)),
        ),
        today=TodayPanel(today, theme),
        day=TodayPanel(today, theme, page=True),
        timeline=TimelinePanel(timeline_model, theme, icons, bridge.run),
        insights=InsightsPage(theme),
        status=StatusLine(),
    )
    window.furnish(parts, actions)
    found = SearchResults(parts.top_bar.search, queries.search, window)
    hand = CardInHand(parts, presenter, suggester, today, timeline_model, queries, clock, window)
    names = Names(queries.naming, jobs, window)
    means = Means(window, bridge, queries, clock, icons, presenter, suggester, names, theme)
    card_flows = CardFlows(means, window)
    touch_flows = TouchFlows(means, window)
    change_flows = ChangeFlows(means, window)
    pages = PageFlows(means, jobs, actions, window)
    connect_pages(actions, change_flows, pages)
    does = ShellActions(
        window, workspace, actions, means, card_flows, touch_flows, hand, jobs, theme, preferences
    )
    bare_keys = BareKeys(actions, window)

    # What a change leads to. The board comes first: the others ask it for the card in hand.
    bridge.changed.connect(lambda changes: follow_settings(changes, workspace, suggester))
    bridge.changed.connect(lambda changes: suggester.follow(changes, presenter.model.ids()))
    bridge.changed.connect(hand.follow)
    bridge.changed.connect(names.follow)
    bridge.changed.connect(does.follow)
    bridge.changed.connect(pages.follow)
    plans_file = PlansFile(workspace, jobs, window)
    bridge.changed.connect(plans_file.follow)
    plans_file.failed.connect(does.tell_refused)
    bridge.done.connect(does.tell_done)
    bridge.undone.connect(does.tell_undone)
    bridge.redone.connect(does.tell_redone)
    bridge.refused.connect(does.tell_refused)
    bridge.undo_changed.connect(does.show_undo)
    presenter.refused.connect(does.tell_refused)
    window.snack.undo_pressed.connect(bridge.undo)
    # What is in hand.
    presenter.selection_changed.connect(hand.follow_selection)
    suggester.suggested.connect(hand.follow_suggestions)
    suggester.day_changed.connect(hand.recount)
    suggester.date_changed.connect(presenter.load)
    suggester.date_changed.connect(hand.recount)
    parts.today.chosen.connect(does.go_to_card)
    parts.day.chosen.connect(does.go_to_card)
    parts.next_touch.why_wanted.connect(pages.why)
    parts.status.desk_wanted.connect(pages.desk)
    pages.card_wanted.connect(does.go_to_card)
    found.picked.connect(does.go_to_hit)
    # What needs a sheet first.
    presenter.loss_asked.connect(card_flows.ask_loss)
    presenter.win_asked.connect(card_flows.ask_win)
    presenter.opened.connect(card_flows.open_account)
    card_flows.made.connect(does.go_to_card)
    parts.next_touch.evidence_wanted.connect(hand.show_evidence)
    parts.next_touch.form_wanted.connect(touch_flows.log_suggested)
    parts.next_touch.snooze_day_wanted.connect(touch_flows.snooze)
    parts.next_touch.not_this_wanted.connect(touch_flows.not_this)
    parts.next_touch.override_wanted.connect(touch_flows.override)
    parts.timeline.edit_wanted.connect(touch_flows.mend)
    parts.timeline.edit_wanted.connect(change_flows.mend)
    parts.timeline.save_wanted.connect(does.files.choose_attachment)
    # The window itself.
    parts.top_bar.page_chosen.connect(window.show_page)
    parts.top_bar.filter_chosen.connect(does.filter_by_kind)
    parts.top_bar.search.textChanged.connect(does.filter_by_text)
    parts.top_bar.search.left.connect(parts.board.take_focus)
    window.page_shown.connect(does.page_shown)
    # Queued: nothing that takes long or may fail happens inside a drop.
    queued = Qt.ConnectionType.QueuedConnection
    window.files_dropped.connect(does.import_files, queued)
    parts.board.files_dropped.connect(does.import_files, queued)
    parts.board.files_for_card.connect(does.mail.bring, queued)
    parts.timeline.files_for_card.connect(does.mail.bring, queued)
    window.snack.offer_pressed.connect(does.mail.keep_stranger)
    jobs.busy_changed.connect(does.show_busy)
    application.focusChanged.connect(bare_keys.focus_moved, Qt.ConnectionType.DirectConnection)

    presenter.load()
    does.follow_board()
    does.recall()
    hand.recount()
    does.show_undo()
    bridge.watch()
    at_rest = QTimer(window, singleShot=True, interval=REST_MS)
    at_rest.timeout.connect(lambda: _begin_aside(workspace, jobs, suggester, presenter, names))
    at_rest.start()
    window.filled.connect(lambda: at_rest.start(0))
    return Shell(
        window,
        workspace,
        actions,
        bridge,
        presenter,
        suggester,
        names,
        jobs,
        hand,
        card_flows,
        touch_flows,
        does,
        preferences,
        theme,
        at_rest,
    )


def _begin_aside(
    workspace: Workspace, jobs: Jobs, suggester: Suggester, presenter: BoardPresenter, names: Names
) -> None:
    """What no first paint waits for: the log is counted, then the cards follow at idle; names are read."""

    def count(_progress: object) -> object:
        # Loaded here, so that the first suggestion and command need not do it on the window's own thread.
        import dreamboard.domain.engine
        import dreamboard.services.handlers  # noqa: F401
        from dreamboard.domain.odds import odds_of

        log = workspace.queries.reach_log(workspace.clock.zone)
        odds_of(log.follow_ups)  # kept for the cards that ask
        return log

    job = jobs.start(count)
    job.finished.connect(lambda reach: suggester.start(presenter.model.ids(), reach))
    names.refresh()
