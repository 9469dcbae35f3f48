"""People, chats, talks with their turns and reports, evidence and cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store import types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "people",
        sa.Column("rep", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", types.Words(), nullable=False),
        sa.Column("branch", types.Words(), nullable=False),
        sa.Column("created", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("rep", name="pk_people"),
    )
    op.create_index("ix_people_branch", "people", ["branch"])
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", types.Words(), nullable=False),
        sa.Column("closed", types.Words(), nullable=True),
        sa.Column("moved_to", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name="pk_chats"),
    )
    op.create_table(
        "rooms",
        sa.Column("id", types.BigId, nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("script", types.Words(), nullable=False),
        sa.Column("script_hash", sa.String(length=80), nullable=False),
        sa.Column("rules", sa.String(length=40), nullable=False),
        sa.Column("state", types.Document(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("started", types.Instant(), nullable=False),
        sa.Column("ended", types.Instant(), nullable=True),
        sa.Column("chat_id", types.ChatId(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_rooms"),
    )
    op.create_index("ix_rooms_owner_id", "rooms", ["owner", "id"])
    op.create_table(
        "turns",
        sa.Column("room", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.String(length=40), nullable=False),
        sa.Column("text", types.Words(), nullable=False),
        sa.Column("stage", types.Words(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("heard", types.Document(), nullable=False),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name="fk_turns_room"),
        sa.PrimaryKeyConstraint("room", "n", name="pk_turns"),
    )
    op.create_table(
        "reports",
        sa.Column("id", types.BigId, nullable=False),
        sa.Column("room", sa.BigInteger(), nullable=False),
        sa.Column("script", types.Words(), nullable=False),
        sa.Column("rules", sa.String(length=40), nullable=False),
        sa.Column("body", types.Document(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name="fk_reports_room"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_index("ix_reports_room", "reports", ["room"])
    op.create_table(
        "marks",
        sa.Column("report", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("item", types.Words(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("stage", types.Words(), nullable=False),
        sa.Column("quote", types.Words(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_marks_report"),
        sa.PrimaryKeyConstraint("report", "n", name="pk_marks"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", types.BigId, nullable=False),
        sa.Column("rep", sa.BigInteger(), nullable=False),
        sa.Column("item", types.Words(), nullable=False),
        sa.Column("segment", types.Words(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.Column("quote", types.Words(), nullable=False),
        sa.Column("script", types.Words(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_rep_at", "evidence", ["rep", "at"])
    op.create_table(
        "cards",
        sa.Column("rep", sa.BigInteger(), nullable=False),
        sa.Column("item", types.Words(), nullable=False),
        sa.Column("segment", types.Words(), nullable=False),
        sa.Column("fsrs", types.Document(), nullable=False),
        sa.Column("due", types.Instant(), nullable=False),
        sa.Column("opened", types.Instant(), nullable=False),
        sa.Column("closed", types.Instant(), nullable=True),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("rep", "item", "segment", name="pk_cards"),
    )
    op.create_index("ix_cards_rep_due", "cards", ["rep", "due"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("cards")
    op.drop_table("evidence")
    op.drop_table("marks")
    op.drop_table("reports")
    op.drop_table("turns")
    op.drop_table("rooms")
    op.drop_table("chats")
    op.drop_table("people")
