"""What a trash item keeps, as text: the rows that went, and the mentions of them that were emptied."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dreamboard.services.changes import Delta, delta_from_json, delta_to_json

Mention = tuple[str, int, str, int]
"""Kind and id of a row, its field that was emptied, and what the field held."""


def packed(gone: Delta, emptied: Sequence[Mention]) -> str:
    """Both as a trash item's ``rows``."""
    return json.dumps([delta_to_json(gone), emptied], separators=(",", ":"))


def unpacked(text: str) -> tuple[Delta, list[Mention]]:
    """What ``packed`` was given."""
    gone, emptied = json.loads(text)
    return delta_from_json(gone), [(kind, row_id, field, to) for kind, row_id, field, to in emptied]
