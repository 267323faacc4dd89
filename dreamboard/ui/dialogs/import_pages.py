"""The pages of an import: what a file is, what becomes of its lines, how far it is, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dreamboard.presentation.import_model import (
    Answers,
    FileAnswer,
    FileLook,
    Importer,
    MappingModel,
    kind_word,
    outcome_word,
)
from dreamboard.presentation.import_presets import PresetList
from dreamboard.services.import_plan import ImportPlan, Kind
from dreamboard.ui.dialogs.fields import ChoiceBox, Field
from dreamboard.ui.dialogs.import_tables import ChoiceDelegate, TellingDelegate, quiet_table
from dreamboard.ui.plain_text import PlainLabel, one_line, set_tool_tip
from dreamboard.ui.theme import Theme

_LEFT_OUT = "left_out"


class WhatPage(QWidget):
    """What each file is taken for, and which of its columns is what. `changed` asks to read anew."""

    changed = Signal()
    save_wanted = Signal(str)  # the name of a new preset
    presets_wanted = Signal()

    def __init__(self, importer: Importer, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._importer = importer
        self._looks: Sequence[FileLook] = ()
        self._answers = Answers()
        self._current = 0
        self._filling = False
        self._files = ChoiceBox([])
        kinds = [(kind.value, kind_word(kind)) for kind in Kind]
        kinds.append((_LEFT_OUT, self.tr("Nothing: leave it out")))
        self._kind = ChoiceBox(kinds, self.tr("choose what it is"))
        self._preset = ChoiceBox([("", self.tr("found out"))])
        self._encoding = ChoiceBox([(one, one) for one in importer.encodings])
        marks = (
            (",", self.tr("comma  ,")),
            (";", self.tr("semicolon  ;")),
            ("\t", self.tr("tab")),
            ("|", self.tr("bar  |")),
        )
        self._delimiter = ChoiceBox(marks)
        self._model = MappingModel(self)
        self._model.dataChanged.connect(self._take_columns)
        self.table = quiet_table(self._model, "importMapping")
        self.table.setAccessibleName(self.tr("Columns of the file"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.table.setItemDelegate(TellingDelegate(self))
        self.table.setItemDelegateForColumn(2, ChoiceDelegate(self._model, self))
        header = self.table.horizontalHeader()
        for column in (1, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column in (0, 2):
            self.table.setColumnWidth(column, theme.px(190))
        self._files_field = Field(self.tr("File"), self._files)
        self._fields = (
            Field(self.tr("Its lines are"), self._kind),
            Field(self.tr("Encoding"), self._encoding),
            Field(self.tr("Parted by"), self._delimiter),
            Field(self.tr("Preset"), self._preset),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(12)
        for field in (self._files_field, *self._fields):
            row.addWidget(field, 1)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        self.keep_box = QCheckBox(self.tr("Keep attachments"))
        self.keep_box.setObjectName("importKeepAttachments")
        set_tool_tip(
            self.keep_box,
            self.tr("On the board, with their touches: up to 10 MB each, 100 MB in one import."),
        )
        self.keep_box.clicked.connect(self._take_keeping)
        layout.addWidget(self.keep_box)
        layout.addLayout(self._make_preset_row())
        self._files.currentIndexChanged.connect(self._show_file)
        for box in (self._kind, self._encoding, self._delimiter, self._preset):
            box.currentIndexChanged.connect(self._take_answer)

    def _make_preset_row(self) -> QHBoxLayout:
        self.save_button = QPushButton(self.tr("Save as preset…"))
        self.save_button.setObjectName("importSavePreset")
        self.rest_button = QPushButton(self.tr("Keep the rest in the note"))
        self.rest_button.setObjectName("importKeepRest")
        set_tool_tip(
            self.rest_button, self.tr("Columns that are not taken go to the note, each under its name.")
        )
        self.rest_button.clicked.connect(self._model.keep_rest)
        self.presets_button = QPushButton(self.tr("Presets…"))
        self.presets_button.setObjectName("importPresets")
        self.preset_name = QLineEdit()
        self.preset_name.setObjectName("importPresetName")
        self.preset_name.setMaxLength(80)
        self.preset_name.setPlaceholderText(self.tr("Name of the preset, then Enter"))
        self.preset_name.setAccessibleName(self.tr("Name of the preset"))
        self.preset_name.hide()
        self._told = PlainLabel(style="small", elide=Qt.TextElideMode.ElideRight)
        self.save_button.clicked.connect(self._ask_name)
        self.presets_button.clicked.connect(self.presets_wanted)
        self.preset_name.returnPressed.connect(self._save)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.rest_button, self.save_button, self.presets_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addWidget(self.preset_name, 1)
        row.addWidget(self._told, 1)
        return row

    def _ask_name(self) -> None:
        self._told.setText("")
        self.preset_name.show()
        self.preset_name.setFocus()
        self.preset_name.selectAll()

    def _save(self) -> None:
        if self.preset_name.text().strip():
            self.save_wanted.emit(self.preset_name.text())

    @property
    def look(self) -> FileLook:
        """The file in view."""
        return self._looks[self._current]

    @property
    def columns(self) -> dict[str, str]:
        """What the columns of the file in view are taken for."""
        return self._model.columns

    def tell(self, text: str) -> None:
        """Say what came of saving a preset; what was typed is done with."""
        self.preset_name.clear()
        self.preset_name.hide()
        self._told.setText(text)

    def show_presets(self, presets: PresetList) -> None:
        """What there is to choose from; what is chosen stays."""
        self._filling = True
        chosen = self._answers.of(self.look.path).preset if self._looks else ""
        self._preset.clear()
        self._preset.addItem(self.tr("found out"), "")
        for name in (*(one.name for one in presets.own), *presets.programs):
            self._preset.addItem(one_line(name), name)
        self._preset.choose(chosen)
        self._filling = False
        self._told.setText(" ".join(presets.problems))

    @property
    def answers(self) -> Answers:
        """What the rep said so far."""
        return self._answers

    @property
    def complete(self) -> bool:
        """Whether every file is known for something or left out, and not all are left out."""
        taken = [look for look in self._looks if not look.left_out]
        return bool(taken) and all(look.kind is not None for look in taken)

    def show_looks(self, looks: Sequence[FileLook], answers: Answers) -> None:
        """Files as they were read with these answers."""
        self._looks, self._answers = looks, answers
        self._filling = True
        self._files.clear()
        for number, look in enumerate(looks):
            self._files.addItem(one_line(look.called), str(number))
        self._current = max(0, min(self._current, len(looks) - 1))
        self._files.setCurrentIndex(self._current)
        self._files_field.setVisible(len(looks) > 1)
        self._filling = False
        self._show_keeping()
        self._show_file()

    def _show_keeping(self) -> None:
        """Asked only where messages have something attached."""
        attached = sum(look.attached for look in self._looks if not look.left_out)
        said = self._answers.keep_attachments
        self.keep_box.setVisible(attached > 0)
        self.keep_box.setChecked(any(look.keeps for look in self._looks) if said is None else said)
        words = (
            self.tr("Keep attachments (1 file came with these messages)")
            if attached == 1
            else self.tr("Keep attachments ({n} files came with these messages)").format(n=f"{attached:,}")
        )
        self.keep_box.setText(words)

    def _take_keeping(self, keep: bool) -> None:
        self._answers = replace(self._answers, keep_attachments=keep)

    def _show_file(self) -> None:
        if self._filling or not self._looks:
            return
        self._current = max(self._files.currentIndex(), 0)
        look = self._looks[self._current]
        self._filling = True
        self._kind.choose(_LEFT_OUT if look.left_out else look.kind.value if look.kind else "")
        self._fields[1].setVisible(bool(look.encoding))
        self._fields[2].setVisible(bool(look.delimiter))
        if look.encoding and self._encoding.findData(look.encoding) < 0:
            self._encoding.addItem(look.encoding, look.encoding)
        self._encoding.choose(look.encoding or "utf-8")
        if look.delimiter and self._delimiter.findData(look.delimiter) < 0:
            self._delimiter.addItem(look.delimiter, look.delimiter)
        self._delimiter.choose(look.delimiter or ",")
        self._preset.choose(self._answers.of(look.path).preset)
        for control in (self.save_button, self._fields[3]):
            control.setVisible(bool(look.encoding or look.delimiter or not look.source))
        self._filling = False
        self._fields[1].tell("" if look.encoding_sure else self.tr("A guess: check the names below."))
        known = look.kind is not None or look.left_out
        self._fields[0].tell("" if known else self.tr("Not recognised: say what its lines are."))
        kind = look.kind
        self._model.show(
            look,
            self._importer.fields(kind) if kind else (),
            lambda field, cells: (
                self._importer.understood(kind, field, cells, self._answers.day_first) if kind else ()
            ),
        )
        self.rest_button.setEnabled(self._model.can_keep_rest)

    def _take_answer(self) -> None:
        if self._filling:
            return
        look = self._looks[self._current]
        earlier = self._answers.of(look.path)
        left_out = self._kind.key == _LEFT_OUT
        kind = Kind(self._kind.key) if self._kind.key and not left_out else None
        recoded = bool(look.encoding) and self._encoding.key != look.encoding
        parted = bool(look.delimiter) and self._delimiter.key != look.delimiter
        other_preset = self._preset.key != earlier.preset
        if other_preset and kind is look.kind:
            kind = None  # as the preset says
        answer = FileAnswer(
            self._encoding.key if recoded else earlier.encoding,
            self._delimiter.key if parted else earlier.delimiter,
            kind,
            # Another kind has other fields, and another encoding may have another header: guessed anew.
            earlier.columns if kind is look.kind and not recoded and not other_preset else None,
            left_out,
            self._preset.key,
        )
        self._answers = self._answers.with_file(look.path, answer)
        self.changed.emit()

    def _take_columns(self) -> None:
        self.rest_button.setEnabled(self._model.can_keep_rest)
        look = self._looks[self._current]
        earlier = self._answers.of(look.path)
        answer = replace(earlier, kind=look.kind, columns=self._model.columns)
        self._answers = self._answers.with_file(look.path, answer)


class BusyPage(QWidget):
    """How far the work is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = PlainLabel(style="muted")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 24, 0, 0)
        layout.addWidget(self._label)
        layout.addWidget(self._bar)
        layout.addStretch(1)

    def begin(self, text: str) -> None:
        """Work of unknown length begins."""
        self._label.setText(text)
        self._bar.setRange(0, 0)

    def progress(self, done: int, total: int) -> None:
        """So much of so much."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)


class DonePage(QWidget):
    """What the import did."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = PlainLabel(wrap=True)
        self.undo_button = QPushButton(self.tr("Undo the import"))
        self.undo_button.setObjectName("importUndo")
        self.undo_button.setAutoDefault(False)
        self.undo_button.clicked.connect(self.undo_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._text)
        layout.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def show_plan(self, plan: ImportPlan) -> None:
        """A plan that was applied."""
        said = []
        for kind, outcomes in plan.counts().items():
            counted = [f"{count:,} {outcome_word(outcome)}" for outcome, count in outcomes.items() if count]
            if counted:
                said.append(f"{kind_word(kind)}: {', '.join(counted)}.")
        words = {
            "Account": self.tr("Accounts made along with them: {n}."),
            "Contact": self.tr("Contacts made along with them: {n}."),
        }
        said += [words[name].format(n=f"{count:,}") for name, count in plan.made_along().items()]
        self._text.setText("\n".join(said))
