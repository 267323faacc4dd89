"""What each action of the window does, and what the window says and remembers.

Sheets and pages are loaded when they are first asked for.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from dreamboard.app.files_desk import FilesDesk
from dreamboard.app.mail_desk import MailDesk
from dreamboard.app.people_desk import PeopleDesk
from dreamboard.app.workspace import Workspace
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.values import GroupBy, PursuitKind
from dreamboard.presentation.actions import PAGES, Actions
from dreamboard.presentation.jobs import Jobs
from dreamboard.presentation.preferences import Preferences
from dreamboard.services.changes import ChangeSet
from dreamboard.services.dispatcher import Done
from dreamboard.services.filters import CardFilter
from dreamboard.services.read_models import SearchHit, TimelineScope
from dreamboard.ui.card_flows import CardFlows, Means
from dreamboard.ui.card_in_hand import CardInHand
from dreamboard.ui.main_window import MainWindow
from dreamboard.ui.theme import SchemeChoice, Theme
from dreamboard.ui.top_bar import FILTERS
from dreamboard.ui.touch_flows import TouchFlows

_TEXT_STEP = 0.1
_KINDS = {FILTERS[1]: PursuitKind.DREAM_CLIENT, FILTERS[2]: PursuitKind.LOST_DEAL}
_FILTER_ACTIONS = dict(zip(FILTERS, ("filter_all", "filter_dream", "filter_lost"), strict=True))


class ShellActions(QObject):
    """Connects the table of actions to the flows; decides nothing about the board."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        actions: Actions,
        means: Means,
        cards: CardFlows,
        touches: TouchFlows,
        hand: CardInHand,
        jobs: Jobs,
        theme: Theme,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._actions = actions
        self._means = means
        self._cards = cards
        self._touches = touches
        self._hand = hand
        self._jobs = jobs
        self._theme = theme
        self._preferences = preferences
        self.files = FilesDesk(window, workspace, means, jobs, self)
        self.files.told.connect(self.tell)
        self.mail = MailDesk(window, workspace, means, jobs, self.files, self)
        self.people = PeopleDesk(workspace, means, jobs, self)
        self.people.told.connect(self.tell)
        cards.person_wanted.connect(self.people.open)
        self._connect()

    # What was said and seen --------------------------------------------------------------------------------

    def tell_done(self, done: Done) -> None:
        """The bar that says what happened, with Undo."""
        self._window.snack.tell(done.label, undo=True)

    def tell_undone(self, label: str) -> None:
        """The bar that says what was taken back."""
        self._window.snack.tell(self.tr("Undone: {step}").format(step=label))

    def tell_redone(self, label: str) -> None:
        """The bar that says what was done again."""
        self._window.snack.tell(self.tr("Done again: {step}").format(step=label), undo=True)

    def tell(self, text: str) -> None:
        """The bar that says what was done outside the board."""
        self._window.snack.tell(text)

    def tell_refused(self, text: str) -> None:
        """The bar that says why nothing happened."""
        self._window.snack.tell(text, refused=True)

    def show_undo(self) -> None:
        """What Undo and Redo would do now."""
        undo, redo = self._means.bridge.undo_step, self._means.bridge.redo_step
        self._window.show_undo(undo.label if undo else "", redo.label if redo else "")

    def show_busy(self, busy: bool) -> None:
        """Whether something runs aside."""
        self._window.parts.status.show_state(self.tr("Working…") if busy else "")

    def follow(self, changes: ChangeSet) -> None:
        """After a change: an empty board says how to begin; figures on their page are counted anew."""
        self.follow_board()
        if self._window.page == PAGES[2]:
            self.page_shown(PAGES[2])

    def follow_board(self) -> None:
        """Whether there is any card."""
        model = self._means.presenter.model
        self._window.show_empty(not model.ids())
        self._window.show_nothing_fits(model.filter.active and model.count_in_sight == 0)

    def page_shown(self, page: str) -> None:
        """A page came into sight."""
        self._means.presenter.set_in_sight(page == PAGES[0])
        if page == PAGES[2]:
            self._count_insights()

    # Going somewhere ---------------------------------------------------------------------------------------

    def go_to_card(self, pursuit_id: int) -> None:
        """Select a card; a filter that hides it gives way."""
        presenter = self._means.presenter
        if presenter.model.column_of(pursuit_id) is None and presenter.model.filter.active:
            self._window.parts.top_bar.search.clear()
            self.filter_by_kind(FILTERS[0])
            self._show_only(CardFilter())
        presenter.select((pursuit_id,), pursuit_id)

    def go_to_hit(self, hit: SearchHit) -> None:
        """To the card of what was found; without one, to its account."""
        card_ids = self._means.presenter.model.ids()
        if hit.pursuit_id in card_ids and hit.pursuit_id is not None:
            self.go_to_card(hit.pursuit_id)
            return
        model = self._means.presenter.model
        at_account = [
            key for key in card_ids if (card := model.card(key)) and card.account_id == hit.account_id
        ]
        if at_account:
            self.go_to_card(at_account[0])
        elif hit.account_id is not None:
            self._cards.open_account_of(hit.account_id)
            self._window.parts.timeline.show_scope(TimelineScope(hit.account_id))

    def filter_by_kind(self, name: str) -> None:
        """All, dream clients or lost deals."""
        self._actions[_FILTER_ACTIONS[name]].setChecked(True)
        self._window.parts.top_bar.filters.choose(name)
        wanted = self._means.presenter.model.filter
        self._show_only(CardFilter(_KINDS.get(name), wanted.tags, wanted.text))

    def filter_by_text(self, text: str) -> None:
        """Cards that hold the words, letter by letter."""
        wanted = self._means.presenter.model.filter
        self._show_only(CardFilter(wanted.kind, wanted.tags, text))

    def import_files(self, paths: list[str]) -> None:
        """Files dropped on the window."""
        self.files.import_files(paths)

    # What is remembered ------------------------------------------------------------------------------------

    def recall(self) -> None:
        """As the window was left."""
        kept = self._preferences
        self._window.take_panes(kept.state("panes"))
        self._window.show_side(kept.flag("side_panes", True))
        self._actions[f"scheme_{self._theme.scheme}"].setChecked(True)
        by_when = kept.text("group_by") == GroupBy.WHEN
        self._group_by(GroupBy.WHEN if by_when else GroupBy.STAGE)
        name = kept.text("filter", FILTERS[0])
        self.filter_by_kind(name if name in FILTERS else FILTERS[0])
        tags = kept.texts("tags")
        if tags:
            self._filter_by_tags(tags)
        presenter = self._means.presenter
        last = kept.number("card")
        first = next(iter(presenter.model.ids()), None)
        chosen = last if presenter.model.card(last) is not None else first
        if chosen is not None:
            presenter.select((chosen,), chosen)
        self._window.show_page(PAGES[0])
        if chosen is None:
            self._window.parts.empty.add.setFocus()
        else:
            self._window.parts.board.take_focus()

    def remember(self) -> None:
        """For the next start."""
        kept = self._preferences
        for name, state in self._window.shape().items():
            kept.put(name, state)
        wanted = self._means.presenter.model.filter
        kept.put("side_panes", self._actions["side_panes"].isChecked())
        kept.put("group_by", GroupBy.WHEN if self._actions["by_when"].isChecked() else GroupBy.STAGE)
        kept.put("filter", self._window.parts.top_bar.filters.current)
        kept.put("tags", wanted.tags)
        kept.put("card", self._means.presenter.selection.current or 0)
        kept.put("scheme", self._theme.scheme)
        kept.put("text_scale", str(self._theme.text_scale))
        kept.save()

    # Actions -----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        window, cards, touches, means = self._window, self._cards, self._touches, self._means
        panel = window.parts.next_touch
        for name, slot in {
            "import": self.files.choose_import,
            "imports": self.files.show_imports,
            "import_to_card": self._import_to_card,
            "export": self.files.choose_export,
            "history": self.files.choose_history,
            "keep_calendar": self.files.keep_calendar,
            "open": self.files.choose_board,
            "sample": self.files.open_sample,
            "backups": self.files.show_backups,
            "trash": self.files.show_trash,
            "quit": window.close,
            "undo": means.bridge.undo,
            "redo": means.bridge.redo,
            "find": self._find,
            "palette": self._open_palette,
            "show_board": lambda: window.show_page(PAGES[0]),
            "show_today": lambda: window.show_page(PAGES[1]),
            "show_insights": lambda: window.show_page(PAGES[2]),
            "by_stage": lambda: self._group_by(GroupBy.STAGE),
            "by_when": lambda: self._group_by(GroupBy.WHEN),
            "filter_all": lambda: self.filter_by_kind(FILTERS[0]),
            "filter_dream": lambda: self.filter_by_kind(FILTERS[1]),
            "filter_lost": lambda: self.filter_by_kind(FILTERS[2]),
            "filter_tags": self._choose_tags,
            "side_panes": lambda: window.show_side(self._actions["side_panes"].isChecked()),
            "scheme_system": lambda: self._theme.choose(scheme=SchemeChoice.SYSTEM),
            "scheme_light": lambda: self._theme.choose(scheme=SchemeChoice.LIGHT),
            "scheme_dark": lambda: self._theme.choose(scheme=SchemeChoice.DARK),
            "text_larger": lambda: self._theme.choose(text_scale=self._theme.text_scale + _TEXT_STEP),
            "text_smaller": lambda: self._theme.choose(text_scale=self._theme.text_scale - _TEXT_STEP),
            "add_column": self._add_column,
            "new_card": cards.new_card,
            "edit_card": cards.edit_card,
            "add_contact": cards.add_contact,
            "add_quote": cards.add_quote,
            "lose": cards.lose,
            "win": cards.win,
            "retire": cards.retire,
            "delete": cards.delete,
            "person": self.people.open,
            "log": touches.quick_log,
            "log_form": touches.log_form,
            "log_suggested": panel.log,
            "snooze": panel.open_snooze_menu,
            "another_idea": panel.another_idea,
            "not_this": lambda: self._with_suggestion(touches.not_this),
            "plan": cards.plan,
            "clear_plan": cards.clear_plan,
            "find_in_timeline": window.parts.timeline.find_text,
            "keys": self._show_keys,
            "about": self._show_about,
        }.items():
            self._actions.on(name, slot)

    def _import_to_card(self) -> None:
        current = self._means.presenter.selection.current
        if current is not None:
            self.files.import_to_card(current)

    def _with_suggestion(self, flow: object) -> None:
        suggestion: Suggestion | None = self._window.parts.next_touch.suggestion
        if suggestion is not None and callable(flow):
            flow(suggestion)

    def _find(self) -> None:
        field = self._window.parts.top_bar.search
        field.setFocus()
        field.selectAll()

    def _open_palette(self) -> None:
        from dreamboard.ui.command_palette import Choice, CommandPalette, action_choices

        model = self._means.presenter.model
        accounts = [
            Choice(card.account, card.title, partial(self.go_to_card, card.id)) for card in model.cards()
        ]
        palette = CommandPalette([*action_choices(self._actions), *accounts], self._window)
        self._means.open(palette, palette.run_chosen)

    def _group_by(self, kind: GroupBy) -> None:
        self._actions["by_when" if kind is GroupBy.WHEN else "by_stage"].setChecked(True)
        self._means.presenter.group_by(kind)

    def _choose_tags(self) -> None:
        from dreamboard.ui.dialogs.tag_sheet import TagSheet

        model = self._means.presenter.model
        sheet = TagSheet(model.tags(), model.filter.tags, self._window)
        self._means.open(sheet, lambda: self._filter_by_tags(sheet.tags))

    def _filter_by_tags(self, tags: frozenset[str]) -> None:
        wanted = self._means.presenter.model.filter
        self._show_only(CardFilter(wanted.kind, tags, wanted.text))

    def _show_only(self, wanted: CardFilter) -> None:
        self._means.presenter.show_only(wanted)
        self._window.parts.top_bar.show_tags(wanted.tags)
        self.follow_board()
        self._hand.recount()

    def _add_column(self) -> None:
        from dreamboard.ui.dialogs.stage_sheet import StageSheet

        means = self._means
        means.open(StageSheet(means.settings, means.bridge.run, self._window))

    def _show_keys(self) -> None:
        from dreamboard.ui.dialogs.key_sheet import KeySheet

        self._open(KeySheet(self._actions, self._window))

    def _show_about(self) -> None:
        from dreamboard import __version__
        from dreamboard.app.parts import shipped_parts
        from dreamboard.ui.dialogs.about_window import AboutWindow

        board = str(self._workspace.path)
        self._open(AboutWindow(__version__, board, shipped_parts(), self._window))

    def _open(self, dialog: QDialog) -> None:
        self._means.open(dialog)

    def _count_insights(self) -> None:
        workspace = self._workspace
        page = self._window.parts.insights

        def count(_progress: object) -> object:
            from dreamboard.store.insights import read_insights

            with workspace.board.link() as link:
                on, zone = workspace.clock.today(), workspace.clock.zone
                queries = workspace.queries
                return read_insights(link.connection, on, zone, queries.reach_log(zone), queries.counts(on))

        job = self._jobs.start(count)
        job.finished.connect(page.show_figures)
        job.failed.connect(self.tell_refused)
