"""Script versions: frozen snapshots, their life cycle, and what a pilot gathered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring it in."""
    _snapshots()
    _pilots()


def downgrade() -> None:
    """Take it back."""
    op.drop_table("pilot_questions")
    op.drop_table("pilot_votes")
    op.drop_table("pilot_suggestions")
    op.drop_table("pilot_visits")
    op.drop_table("version_moves")
    op.drop_table("snapshots")
    op.drop_table("snapshot_texts")


def _snapshots() -> None:
    op.create_table(
        "snapshot_texts",
        sa.Column("sha", sa.String(length=64), nullable=False),
        sa.Column("text", types.Words(), nullable=False),
        sa.PrimaryKeyConstraint("sha", name="pk_snapshot_texts"),
    )
    op.create_table(
        "snapshots",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("script", types.Words(), nullable=False),
        sa.Column("version", types.Words(), nullable=False),
        sa.Column("plan", types.Words(), nullable=False),
        sa.Column("files", types.Document(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("taken", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_snapshots"),
    )
    op.create_index("ix_snapshots_script", "snapshots", ["script"])
    op.create_table(
        "version_moves",
        sa.Column("id", types.BigId, nullable=False),
        sa.Column("script", types.Words(), nullable=False),
        sa.Column("version", types.Words(), nullable=False),
        sa.Column("snapshot", sa.String(length=64), nullable=False),
        sa.Column("before", sa.String(length=10), nullable=False),
        sa.Column("after", sa.String(length=10), nullable=False),
        sa.Column("by", types.Words(), nullable=False),
        sa.Column("why", types.Words(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("audience", types.Document(), nullable=False),
        sa.ForeignKeyConstraint(["snapshot"], ["snapshots.hash"], name="fk_version_moves_snapshot"),
        sa.PrimaryKeyConstraint("id", name="pk_version_moves"),
    )


def _pilots() -> None:
    op.create_table(
        "pilot_visits",
        sa.Column("id", types.BigId, nullable=False),
        sa.Column("script", types.Words(), nullable=False),
        sa.Column("version", types.Words(), nullable=False),
        sa.Column("rep", sa.BigInteger(), nullable=False),
        sa.Column("branch", types.Words(), nullable=False),
        sa.Column("result", sa.String(length=10), nullable=False),
        sa.Column("yuan", sa.Float(), nullable=True),
        sa.Column("note", types.Words(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pilot_visits"),
    )
    op.create_index("ix_pilot_visits_script", "pilot_visits", ["script", "version"])
    op.create_table(
        "pilot_suggestions",
        sa.Column("id", types.BigId, nullable=False),
        sa.Column("script", types.Words(), nullable=False),
        sa.Column("version", types.Words(), nullable=False),
        sa.Column("rep", sa.BigInteger(), nullable=False),
        sa.Column("text", types.Words(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pilot_suggestions"),
    )
    op.create_index("ix_pilot_suggestions_script", "pilot_suggestions", ["script", "version"])
    op.create_table(
        "pilot_votes",
        sa.Column("suggestion", sa.BigInteger(), nullable=False),
        sa.Column("rep", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["suggestion"], ["pilot_suggestions.id"], name="fk_pilot_votes_suggestion"),
        sa.PrimaryKeyConstraint("suggestion", "rep", name="pk_pilot_votes"),
    )
    op.create_table(
        "pilot_questions",
        sa.Column("rep", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asked", types.Document(), nullable=False),
        sa.PrimaryKeyConstraint("rep", name="pk_pilot_questions"),
    )
