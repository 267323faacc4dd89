"""An idea worth giving: what it is, and whom it answers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from dreamboard.domain.model import Idea
from dreamboard.domain.values import IdeaKind, LossReason, Role
from dreamboard.presentation import wording
from dreamboard.presentation.typed import split_texts
from dreamboard.services.commands import AddIdea
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.fields import ChoiceBox, Field, NoteField, needed, read, side_by_side
from dreamboard.ui.dialogs.small_sheets import edit_of
from dreamboard.ui.widgets.flow import ChoiceFlow


class IdeaSheet(CommandSheet):
    """A new idea, or the one given."""

    def __init__(self, run: Run, parent: QWidget | None = None, *, editing: Idea | None = None) -> None:
        title = (
            self.tr("New idea") if editing is None else self.tr("Idea: {title}").format(title=editing.title)
        )
        super().__init__(
            title,
            self.tr(
                "Something worth giving. Say whom it answers, and the board finds those who could use it."
            ),
            self.tr("Save"),
            run,
            parent,
            width=540,
        )
        self.setObjectName("ideaSheet")
        self._editing = editing
        self._title = _line(200)
        self._kind = ChoiceBox([(one.value, wording.word(one)) for one in IdeaKind])
        self._kind.choose(IdeaKind.INSIGHT.value)
        self._text = NoteField(4)
        self._link = _line(1000, self.tr("a page, or a file’s place"))
        self._reasons = ChoiceFlow(
            self.tr("Loss reasons"),
            [(one.value, wording.word(one)) for one in LossReason],
            many=True,
            parent=self,
        )
        self._industries = _line(1000, self.tr("part several by semicolons"))
        self._roles = ChoiceFlow(
            self.tr("Roles"), [(one.value, wording.word(one)) for one in Role], many=True, parent=self
        )
        self._title_field = Field(self.tr("Title"), self._title)
        row = side_by_side(self._title_field, Field(self.tr("Kind"), self._kind))
        row.setColumnStretch(0, 5)
        row.setColumnStretch(1, 2)
        self.form.addLayout(row)
        self.form.addWidget(Field(self.tr("What it says"), self._text))
        pick = QPushButton(self.tr("Choose a file…"))
        pick.setObjectName("ideaFile")
        pick.setAutoDefault(False)
        pick.clicked.connect(lambda _down=False: self._pick_file())
        where = QHBoxLayout()
        where.addWidget(Field(self.tr("Where it is"), self._link), 1)
        where.addWidget(pick, 0, Qt.AlignmentFlag.AlignBottom)
        self.form.addLayout(where)
        self.form.addWidget(Field(self.tr("Answers a loss because of"), self._reasons))
        self.form.addWidget(Field(self.tr("Meant for industries"), self._industries))
        self.form.addWidget(Field(self.tr("Meant for"), self._roles))
        self.form.addStretch(1)
        if editing is not None:
            self._title.setText(editing.title)
            self._kind.choose(editing.kind.value)
            self._text.setPlainText(editing.text)
            self._link.setText(editing.link)
            self._reasons.choose_all(reason.value for reason in editing.loss_reasons)
            self._industries.setText("; ".join(editing.industries))
            self._roles.choose_all(role.value for role in editing.roles)

    def command(self) -> object | None:
        title = read(
            self._title_field, lambda: needed(self._title.text().strip() or None, self.tr("Name it."))
        )
        kind, text, link = IdeaKind(self._kind.key), self._text.text, self._link.text().strip()
        industries = split_texts(self._industries.text())
        roles = tuple(Role(key) for key in self._roles.chosen)
        reasons = tuple(LossReason(key) for key in self._reasons.chosen)
        if self._editing is None:
            return AddIdea(title, kind, text, link, industries, roles, reasons)
        return edit_of(
            self._editing,
            {
                "title": title,
                "kind": kind,
                "text": text,
                "link": link,
                "industries": industries,
                "roles": roles,
                "loss_reasons": reasons,
            },
        )

    def _pick_file(self) -> None:
        dialog = QFileDialog(self, self.tr("A file worth giving"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._link.setText)
        dialog.finished.connect(lambda _code: dialog.deleteLater())
        dialog.open()


def _line(longest: int, placeholder: str = "") -> QLineEdit:
    edit = QLineEdit()
    edit.setMaxLength(longest)
    edit.setPlaceholderText(placeholder)
    return edit
