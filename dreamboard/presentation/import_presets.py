"""The rep's own presets for imports as the window shows them; a ``PresetShelf`` keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dreamboard.presentation.import_model import FileLook
from dreamboard.services.import_plan import Kind


@dataclass(frozen=True, slots=True)
class PresetLook:
    """One own preset."""

    name: str
    kind: Kind
    columns: int
    file: str


@dataclass(frozen=True, slots=True)
class PresetList:
    """What there is to choose from."""

    own: tuple[PresetLook, ...] = ()
    programs: tuple[str, ...] = ()  # those that come along
    problems: tuple[str, ...] = ()  # files that are no presets, a sentence each


class PresetShelf(Protocol):
    """Keeps presets. All reads or writes files and is called on a worker thread; raises ``DreamboardError``
    with a sentence for the rep, and gives what there is afterwards."""

    def list(self) -> PresetList:
        """What there is."""

    def save(self, name: str, look: FileLook, columns: Mapping[str, str]) -> PresetList:
        """Keep a file's mapping under a name."""

    def rename(self, name: str, new_name: str) -> PresetList:
        """Another name for one."""

    def remove(self, name: str) -> PresetList:
        """Take one away."""

    def put_back(self) -> PresetList:
        """Bring the one back that was taken away last."""

    def take_in(self, paths: Sequence[Path]) -> PresetList:
        """Copies of preset files that somebody gave."""

    def write_copy(self, name: str, path: Path) -> PresetList:
        """One as a file to be given away."""
