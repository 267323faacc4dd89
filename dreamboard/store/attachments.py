"""What is kept of what came with touches: names, types and sizes. The contents stay where they are."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from dreamboard.domain.model import Attachment
from dreamboard.services.read_models import KeptFile
from dreamboard.store.link import Link
from dreamboard.store.schema import TABLES
from dreamboard.store.tables import CHUNK

_attachment = TABLES[Attachment].c
_OF_TOUCHES = (
    sa.select(
        _attachment.id, _attachment.touch_id, _attachment.name, _attachment.media_type, _attachment.size
    )
    .where(_attachment.touch_id.in_(sa.bindparam("wanted", expanding=True)))
    .order_by(_attachment.touch_id, _attachment.id)
)


def kept_files(link: Link, touch_ids: Collection[int]) -> tuple[KeptFile, ...]:
    """Those of some touches, by touch, then id."""
    wanted = sorted(set(touch_ids))
    found: list[KeptFile] = []
    for start in range(0, len(wanted), CHUNK):
        rows = link.fetch(_OF_TOUCHES, {"wanted": wanted[start : start + CHUNK]})
        found += [KeptFile(*row) for row in rows]
    return tuple(found)
