"""Cards on their way from one column to another, and files on their way to the board, as mime data."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QMimeData

CARDS = "application/x-dreamboard-cards"
MESSAGE = "message/rfc822"
FOR_CARDS: Final = (".eml", ".mbox", ".mbx", ".msg", ".ics", ".vcf")
"""The names of files that a card takes end so: mail, meetings and people."""
MAX_MESSAGE: Final = 64 * 1024 * 1024

# Ids mean something on one board only: cards dragged in from another window of the program are not taken.
_THIS_PROGRAM = uuid4().hex


def cards_to_mime(pursuit_ids: Sequence[int]) -> QMimeData:
    """The ids in the order given."""
    data = QMimeData()
    data.setData(CARDS, f"{_THIS_PROGRAM} {' '.join(map(str, pursuit_ids))}".encode())
    return data


def cards_from_mime(data: QMimeData) -> tuple[int, ...]:
    """The ids in order; none where it is not a drag of cards of this program."""
    sender, *ids = bytes(data.data(CARDS).data()).decode("utf-8", "replace").split() or [""]
    if sender != _THIS_PROGRAM:
        return ()
    return tuple(int(text) for text in ids if text.isdecimal())


@dataclass(frozen=True, slots=True)
class Files:
    """Files that are dragged in, or the one message that a mail program hands over without a file."""

    paths: tuple[str, ...]
    message: bytes = b""

    @property
    def for_a_card(self) -> bool:
        """Whether all of it is something that one card can take."""
        return all(PurePath(path).suffix.lower() in FOR_CARDS for path in self.paths)


def files_from_mime(data: QMimeData) -> Files | None:
    """The files of a drag; ``None`` where there are none on this machine, and no message."""
    paths = tuple(url.toLocalFile() for url in data.urls() if url.isLocalFile())
    if paths:
        return Files(paths)
    if data.hasFormat(MESSAGE):
        message = data.data(MESSAGE)
        if 0 < message.size() <= MAX_MESSAGE:
            return Files((), bytes(message.data()))
    return None
