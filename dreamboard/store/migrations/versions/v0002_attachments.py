"""What came with a touch can be kept with it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_INDEX = "ix_attachment_touch_id"


def upgrade() -> None:
    """Make the table of attachments."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column(
            "touch_id",
            sa.Integer(),
            sa.ForeignKey("touch.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_attachment_size_counts")),
        sqlite_autoincrement=True,
    )
    op.create_index(_INDEX, "attachment", ["touch_id"])


def downgrade() -> None:
    """Remove it, and with it what was kept."""
    op.drop_index(_INDEX, "attachment")
    op.drop_table("attachment")
