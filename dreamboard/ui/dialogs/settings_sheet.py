"""Every number the rules go by, to be changed, with where its default comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget

from dreamboard.domain.errors import BadInput
from dreamboard.domain.settings import Settings
from dreamboard.presentation import setting_texts
from dreamboard.presentation.setting_texts import GROUPS, SettingSpec
from dreamboard.services.board_settings import settings_command
from dreamboard.ui.dialogs.command_sheet import CommandSheet, Run
from dreamboard.ui.dialogs.fields import Field, read
from dreamboard.ui.plain_text import PlainLabel

translate = QCoreApplication.translate


class SettingsSheet(CommandSheet):
    """Saved together, as one undo step; the suggestions follow at once."""

    def __init__(self, settings: Settings, run: Run, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Settings"),
            self.tr("What the suggestions go by on this board. Change what fits you better; undo works."),
            self.tr("Save"),
            run,
            parent,
            width=760,
        )
        self.setObjectName("settingsSheet")
        self._settings = settings
        self._edits: dict[str, QLineEdit] = {}
        self._fields: dict[str, Field] = {}
        for title, specs in GROUPS:
            self._add_group(translate(setting_texts.CONTEXT, title), specs)
        self.form.addStretch(1)
        defaults = QPushButton(self.tr("Back to the defaults"))
        defaults.setObjectName("settingsDefaults")
        defaults.setAutoDefault(False)
        defaults.clicked.connect(lambda _down=False: self._show(Settings()))
        self.extra.addWidget(defaults)
        self._show(settings)

    def command(self) -> object | None:
        for _, specs in GROUPS:
            for spec in specs:
                self._read(spec)
        texts = {name: edit.text() for name, edit in self._edits.items()}
        return settings_command(self._settings, setting_texts.read_all(texts, self._settings))

    def edit(self, name: str) -> QLineEdit:
        """The line of a setting."""
        return self._edits[name]

    def _read(self, spec: SettingSpec) -> None:
        field, text = self._fields[spec.name], self._edits[spec.name].text()
        try:
            read(field, lambda: setting_texts.value_of(spec, text))
        except BadInput:
            self._edits[spec.name].setFocus()
            raise

    def _add_group(self, title: str, specs: Sequence[SettingSpec]) -> None:
        self.form.addWidget(PlainLabel(title, style="heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for row, spec in enumerate(specs):
            edit = QLineEdit()
            edit.setMaxLength(1000)
            edit.setObjectName(spec.name)
            edit.setPlaceholderText(setting_texts.example(spec))
            field = Field(translate(setting_texts.CONTEXT, spec.label), edit)
            usual = setting_texts.text_of(spec, Settings()) or self.tr("none")
            source = PlainLabel(
                self.tr("Default: {usual}\n{source}").format(
                    usual=usual, source=setting_texts.comes_from(spec.name)
                ),
                style="small",
                wrap=True,
            )
            grid.addWidget(field, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(source, row, 1, Qt.AlignmentFlag.AlignTop)
            self._edits[spec.name], self._fields[spec.name] = edit, field
        self.form.addLayout(grid)

    def _show(self, settings: Settings) -> None:
        for _, specs in GROUPS:
            for spec in specs:
                edit = self._edits[spec.name]
                edit.setText(setting_texts.text_of(spec, settings))
                edit.setCursorPosition(0)
