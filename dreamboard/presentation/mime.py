"""Cards on their way from one column to another, as mime data."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QMimeData

CARDS = "application/x-dreamboard-cards"

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
