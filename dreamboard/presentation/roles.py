"""What item models answer beyond Qt's own roles."""

from enum import IntEnum

from PySide6.QtCore import Qt

_FIRST = int(Qt.ItemDataRole.UserRole)


class CardRole(IntEnum):
    """Roles of a card in a column."""

    PURSUIT_ID = _FIRST + 1
    FACE = _FIRST + 2
    """Everything painted, as a `CardFace`: one question a card, since each costs a trip from C++."""
