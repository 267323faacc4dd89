"""The rep's own presets in a folder of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dreamboard.domain.errors import BadInput
from dreamboard.exchange import own_presets
from dreamboard.exchange.files import write_whole
from dreamboard.exchange.mapping import programs
from dreamboard.exchange.own_presets import OwnPreset
from dreamboard.presentation.import_model import FileLook
from dreamboard.presentation.import_presets import PresetList, PresetLook


class FolderShelf:
    """``presentation.import_presets.PresetShelf`` over a folder, which need not be there yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._removed: OwnPreset | None = None

    def read(self) -> tuple[tuple[OwnPreset, ...], tuple[str, ...]]:
        """The presets, and a sentence for each file that is none."""
        return own_presets.read_presets(self._folder)

    def list(self) -> PresetList:
        """What there is."""
        own, problems = self.read()
        looks = tuple(PresetLook(one.name, one.kind, len(one.columns), one.path.name) for one in own)
        return PresetList(looks, tuple(programs().values()), problems)

    def save(self, name: str, look: FileLook, columns: Mapping[str, str]) -> PresetList:
        """Keep a file's mapping under a name."""
        if look.kind is None:
            raise BadInput("Say first what the lines of the file are.")
        own_presets.save_preset(self._folder, name, look.kind, columns, look.header, look.source)
        return self.list()

    def rename(self, name: str, new_name: str) -> PresetList:
        """Another name for one."""
        own_presets.rename_preset(self._called(name), new_name)
        return self.list()

    def remove(self, name: str) -> PresetList:
        """Take one away; ``put_back`` brings it back."""
        preset = self._called(name)
        own_presets.remove_preset(preset)
        self._removed = preset
        return self.list()

    def put_back(self) -> PresetList:
        """Bring the one back that was taken away last."""
        if self._removed is not None:
            own_presets.put_preset(self._folder, self._removed)
            self._removed = None
        return self.list()

    def take_in(self, paths: Sequence[Path]) -> PresetList:
        """Copies of preset files that somebody gave."""
        for path in paths:
            own_presets.put_preset(self._folder, own_presets.read_preset(path))
        return self.list()

    def write_copy(self, name: str, path: Path) -> PresetList:
        """One as a file to be given away."""
        write_whole(path, own_presets.preset_text(self._called(name)))
        return self.list()

    def _called(self, name: str) -> OwnPreset:
        found = next((one for one in self.read()[0] if one.name == name), None)
        if found is None:
            raise BadInput(f"There is no preset called {name} any more.")
        return found
