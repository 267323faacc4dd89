"""The timeline's panel: caption and figures, a filter row when wanted, and the list."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from dreamboard.domain.suggestion import Evidence
from dreamboard.domain.values import Channel
from dreamboard.presentation import wording
from dreamboard.presentation.mime import Files, files_from_mime
from dreamboard.presentation.timeline_lines import EDITABLE, Line
from dreamboard.presentation.timeline_model import TimelineModel
from dreamboard.services.commands import Delete
from dreamboard.services.read_models import TimelineFilter, TimelineScope
from dreamboard.ui.icons import Icons
from dreamboard.ui.plain_text import PlainLabel
from dreamboard.ui.theme import Theme
from dreamboard.ui.timeline.view import TimelineView
from dreamboard.ui.widgets.flow import ChoiceFlow
from dreamboard.ui.widgets.panel import Panel

_TYPING_MS = 150


class TimelinePanel(Panel):
    """Everything that passed with the selected card or account. `run` does a command at once."""

    edit_wanted = Signal(object)  # Line
    save_wanted = Signal(object)  # KeptFile
    files_for_card = Signal(int, object)  # pursuit id, presentation.mime.Files

    def __init__(
        self,
        model: TimelineModel,
        theme: Theme,
        icons: Icons,
        run: Callable[[object], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("Timeline"))
        self._model = model
        self._run = run
        self.setAcceptDrops(True)
        self._summary = PlainLabel(style="small", elide=Qt.TextElideMode.ElideRight)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._funnel = QToolButton(self)
        self._funnel.setObjectName("timelineFunnel")
        self._funnel.setIcon(icons.icon("list-filter", "muted"))
        self._funnel.setIconSize(QSize(14, 14))
        self._funnel.setCheckable(True)
        self._funnel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._funnel.setAccessibleName(self.tr("Filter the timeline"))
        self._funnel.setToolTip(self.tr("Filter the timeline"))
        self._funnel.toggled.connect(self._show_filter)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(PlainLabel(self.tr("Timeline"), style="heading"))
        head.addWidget(self._summary, 1)
        head.addWidget(self._funnel)
        self._filter = self._make_filter_row()
        self.view = TimelineView(model, theme, icons, self)
        self.view.edit_wanted.connect(self.edit_wanted)
        self.view.delete_wanted.connect(self.delete)
        self.view.save_wanted.connect(self.save_wanted)
        self._nothing = PlainLabel(style="muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.body.setContentsMargins(8, 6, 4, 8)
        self.body.setSpacing(4)
        head.setContentsMargins(6, 0, 6, 0)
        self.body.addLayout(head)
        self.body.addWidget(self._filter)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._nothing, 1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._take_filter)
        for changed in (model.header_changed, model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._refresh)
        self._refresh()

    def show_scope(self, scope: TimelineScope | None) -> None:
        """Show another card's timeline; ``None``: nothing is selected."""
        self._model.show(scope)

    def highlight(self, evidence: Evidence) -> bool:
        """Scroll to the lines that a reason rests on and mark them; whether any is here."""
        if self._model.wanted != TimelineFilter():
            self.clear_filter()
        index = self._model.highlight(evidence)
        if not index.isValid():
            return False
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def find_text(self) -> None:
        """Bring the filter row and put the cursor into it."""
        self._funnel.setChecked(True)
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def clear_filter(self) -> None:
        """Show everything again."""
        self._channels.choose_all(())
        self._text.clear()
        self._take_filter()

    def delete(self, line: Line) -> None:
        """A line's row to the trash, which Undo brings back."""
        self._run(Delete(EDITABLE[line.entry.kind], (line.entry.row_id,)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.set_shown(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.set_shown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._funnel.isChecked():
            self._funnel.setChecked(False)
            self.view.setFocus()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Mail, meetings and people are taken for the card in hand; other files are the window's."""
        if self._for_card(event) is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._show_taking(taking=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_taking(taking=False)

    def dropEvent(self, event: QDropEvent) -> None:
        files = self._for_card(event)
        self._show_taking(taking=False)
        scope = self._model.scope
        if files is None or scope is None or scope.pursuit_id is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.files_for_card.emit(scope.pursuit_id, files)

    def _for_card(self, event: QDropEvent) -> Files | None:
        scope = self._model.scope
        files = files_from_mime(event.mimeData())
        taken = scope is not None and scope.pursuit_id is not None and files is not None and files.for_a_card
        return files if taken else None

    def _show_taking(self, *, taking: bool) -> None:
        self.setProperty("taking", taking)
        self.style().unpolish(self)
        self.style().polish(self)

    def _make_filter_row(self) -> QWidget:
        row = QWidget(self)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(6, 0, 6, 2)
        layout.setSpacing(6)
        self._text = QLineEdit(row)
        self._text.setObjectName("timelineText")
        self._text.setPlaceholderText(self.tr("Words in the timeline"))
        self._text.setAccessibleName(self.tr("Words in the timeline"))
        self._text.setClearButtonEnabled(True)
        self._text.textChanged.connect(lambda: self._typing.start())
        self._channels = ChoiceFlow(
            self.tr("Channels"),
            [(channel.value, wording.word(channel)) for channel in Channel],
            many=True,
            parent=row,
        )
        self._channels.changed.connect(self._take_filter)
        layout.addWidget(self._text)
        layout.addWidget(self._channels)
        row.hide()
        return row

    def _show_filter(self, shown: bool) -> None:
        self._filter.setVisible(shown)
        if shown:
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clear_filter()

    def _take_filter(self) -> None:
        self._typing.stop()
        channels = frozenset(Channel(key) for key in self._channels.chosen)
        self._model.set_filter(TimelineFilter(channels, self._text.text().strip()))

    def _refresh(self) -> None:
        self._summary.setText(self._model.summary)
        empty = self._model.rowCount() == 0
        self.view.setVisible(not empty)
        self._nothing.setVisible(empty)
        if self._model.scope is None:
            self._nothing.setText(self.tr("Select a card to see everything that passed."))
        elif self._model.wanted != TimelineFilter():
            self._nothing.setText(self.tr("Nothing here fits the filter."))
        else:
            self._nothing.setText(self.tr("Nothing has passed yet. Log the first touch with L."))
