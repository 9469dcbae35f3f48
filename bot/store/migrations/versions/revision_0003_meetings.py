"""Group rooms: drills, who played what, and what raters gave."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring it in."""
    op.add_column("chats", sa.Column("hears", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_rooms_chat_id_id", "rooms", ["chat_id", "id"])
    op.create_table(
        "parts",
        sa.Column("room", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("role", types.Words(), nullable=False),
        sa.Column("critiqued", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name="fk_parts_room"),
        sa.PrimaryKeyConstraint("room", "person", name="pk_parts"),
    )
    op.create_index("ix_parts_person_room", "parts", ["person", "room"])
    op.create_table(
        "rater_marks",
        sa.Column("room", sa.BigInteger(), nullable=False),
        sa.Column("rater", types.Words(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("rep", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name="fk_rater_marks_room"),
        sa.PrimaryKeyConstraint("room", "rater", name="pk_rater_marks"),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("rater_marks")
    op.drop_table("parts")
    op.drop_index("ix_rooms_chat_id_id", "rooms")
    op.drop_column("chats", "hears")
