"""The rep's own presets for imports: renamed, removed and put back, given away and taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dreamboard.presentation.import_model import kind_word
from dreamboard.presentation.import_presets import PresetList, PresetLook, PresetShelf
from dreamboard.presentation.jobs import Jobs
from dreamboard.ui.dialogs.list_window import ListWindow
from dreamboard.ui.plain_text import PlainLabel

translate = QCoreApplication.translate


class PresetsWindow(ListWindow):
    """Lists what the shelf holds. The name of the selected one can be typed anew below the list."""

    def __init__(self, shelf: PresetShelf, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("PresetsWindow", "Presets"),
            translate(
                "PresetsWindow",
                "A preset knows files by their header and says what each column becomes. Each is a file that"
                " can be given to somebody else.",
            ),
            (
                translate("PresetsWindow", "Name"),
                translate("PresetsWindow", "Lines are"),
                translate("PresetsWindow", "Columns"),
                translate("PresetsWindow", "File"),
            ),
            translate(
                "PresetsWindow", "None of your own yet: “Save as preset…” beside a file's columns makes one."
            ),
            parent,
        )
        self.setObjectName("presetsWindow")
        self._shelf = shelf
        self._jobs = jobs
        self._rows: tuple[PresetLook, ...] = ()
        self.name_edit = QLineEdit()
        self.name_edit.setObjectName("presetName")
        self.name_edit.setMaxLength(80)
        self.name_edit.setAccessibleName(self.tr("Name of the selected preset"))
        self.name_edit.returnPressed.connect(self._rename)
        self.rename_button = self.add_button(self.tr("Rename"), "presetRename", self._rename, first=True)
        self.remove_button = self.add_button(self.tr("Remove"), "presetRemove", self._remove)
        self.back_button = self.add_button(self.tr("Put back"), "presetPutBack", self._put_back)
        self.back_button.hide()
        self.copy_button = self.add_button(self.tr("Save a copy…"), "presetCopy", self._ask_copy)
        self.add_file_button = self.add_button(self.tr("Add from a file…"), "presetAdd", self._ask_files)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(PlainLabel(self.tr("Name"), style="small"))
        row.addWidget(self.name_edit, 1)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertLayout(layout.count() - 1, row)
        self.table.itemSelectionChanged.connect(self._show_name)
        self.resize(760, 420)
        self._do(shelf.list)

    def _do(self, work: Callable[[], PresetList], after: Callable[[], None] = lambda: None) -> None:
        def done(presets: PresetList) -> None:
            self.tell(" ".join(presets.problems))
            self._rows = presets.own
            self.show_rows(
                [(one.name, kind_word(one.kind), f"{one.columns:,}", one.file) for one in presets.own]
            )
            for control in (self.rename_button, self.remove_button, self.copy_button, self.name_edit):
                control.setEnabled(bool(self._rows))
            self._show_name()
            after()

        job = self._jobs.start(lambda _progress: work())
        job.finished.connect(done)
        job.failed.connect(self.tell)

    @property
    def _selected(self) -> PresetLook | None:
        row = self.table.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _show_name(self) -> None:
        selected = self._selected
        self.name_edit.setText(selected.name if selected else "")

    def _rename(self) -> None:
        selected, new_name, shelf = self._selected, self.name_edit.text(), self._shelf
        if selected is not None and new_name.strip() != selected.name:
            self._do(lambda: shelf.rename(selected.name, new_name))

    def _remove(self) -> None:
        selected, shelf = self._selected, self._shelf
        if selected is not None:
            self._do(lambda: shelf.remove(selected.name), self.back_button.show)

    def _put_back(self) -> None:
        self._do(self._shelf.put_back, self.back_button.hide)

    def _ask_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add presets"), "", self.tr("Presets (*.toml)"))
        if names:
            self.take_in([Path(name) for name in names])

    def take_in(self, paths: list[Path]) -> None:
        """Copies of preset files."""
        self._do(lambda: self._shelf.take_in(paths))

    def _ask_copy(self) -> None:
        selected = self._selected
        if selected is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save a copy of the preset"), selected.file, self.tr("Presets (*.toml)")
        )
        if name:
            self.write_copy(selected.name, Path(name))

    def write_copy(self, name: str, path: Path) -> None:
        """One preset as a file to be given away."""
        self._do(lambda: self._shelf.write_copy(name, path))
