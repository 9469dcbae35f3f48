"""Competitions: rosters, papers, answers as an append-only chain."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store import types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "contest_attempts",
        sa.Column("contest", sa.BigInteger(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("rep", sa.BigInteger(), nullable=True),
        sa.Column("via", sa.String(length=10), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("served", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("in_time", sa.Integer(), nullable=False),
        sa.Column("served_at", types.Instant, nullable=True),
        sa.Column("shown_at", types.Instant, nullable=True),
        sa.Column("started", types.Instant, nullable=True),
        sa.Column("finished", types.Instant, nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("hardest", sa.Integer(), nullable=False),
        sa.Column("correct", sa.Integer(), nullable=False),
        sa.Column("correct_us", sa.BigInteger(), nullable=False),
        sa.Column("void", sa.Integer(), nullable=False),
        sa.Column("case_lines", sa.Integer(), nullable=False),
        sa.Column("case_score", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("contest", "entry", name="pk_contest_attempts"),
        sa.UniqueConstraint("contest", "rep", name="uq_contest_attempts_contest_rep"),
    )
    op.create_index("ix_contest_attempts_rep", "contest_attempts", ["rep"], unique=False)
    op.create_table(
        "contest_events",
        sa.Column("contest", sa.BigInteger(), nullable=False),
        sa.Column("log", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", types.Instant, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("body", types.Document(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("contest", "log", "n", name="pk_contest_events"),
        sa.UniqueConstraint("contest", "log", "item", name="uq_contest_events_contest_log_item"),
    )
    op.create_table(
        "contests",
        sa.Column("id", types.BigId, nullable=False),
        sa.Column("title", types.Words(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("plan", types.Words(), nullable=False),
        sa.Column("created", types.Instant, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("draw_seed", sa.String(length=64), nullable=False),
        sa.Column("papers_seed", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contests"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contest_codes",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("contest", sa.BigInteger(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("expires", types.Instant, nullable=False),
        sa.Column("used", types.Instant, nullable=True),
        sa.ForeignKeyConstraint(["contest"], ["contests.id"], name="fk_contest_codes_contest"),
        sa.PrimaryKeyConstraint("hash", name="pk_contest_codes"),
    )
    op.create_index("ix_contest_codes_entry", "contest_codes", ["contest", "entry"], unique=False)
    op.create_table(
        "contest_entries",
        sa.Column("contest", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("city", types.Words(), nullable=False),
        sa.Column("county", types.Words(), nullable=False),
        sa.Column("branch", types.Words(), nullable=False),
        sa.Column("name", types.Words(), nullable=False),
        sa.Column("segment", types.Words(), nullable=False),
        sa.Column("invite", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["contest"], ["contests.id"], name="fk_contest_entries_contest"),
        sa.PrimaryKeyConstraint("contest", "no", name="pk_contest_entries"),
        sa.UniqueConstraint("contest", "invite", name="uq_contest_entries_contest_invite"),
    )
    op.create_index("ix_contest_entries_invite", "contest_entries", ["invite"], unique=False)
    op.create_table(
        "contest_items",
        sa.Column("contest", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("body", types.Document(), nullable=False),
        sa.ForeignKeyConstraint(["contest"], ["contests.id"], name="fk_contest_items_contest"),
        sa.PrimaryKeyConstraint("contest", "item", name="pk_contest_items"),
    )
    op.create_table(
        "contest_results",
        sa.Column("contest", sa.BigInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("at", types.Instant, nullable=False),
        sa.Column("body", types.Document(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["contest"], ["contests.id"], name="fk_contest_results_contest"),
        sa.PrimaryKeyConstraint("contest", "n", name="pk_contest_results"),
    )
    op.create_table(
        "contest_sessions",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("contest", sa.BigInteger(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("expires", types.Instant, nullable=False),
        sa.ForeignKeyConstraint(["contest"], ["contests.id"], name="fk_contest_sessions_contest"),
        sa.PrimaryKeyConstraint("hash", name="pk_contest_sessions"),
    )
    op.create_index("ix_contest_sessions_entry", "contest_sessions", ["contest", "entry"], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    """Take it back."""
    op.drop_index("ix_contest_sessions_entry", table_name="contest_sessions")
    op.drop_table("contest_sessions")
    op.drop_table("contest_results")
    op.drop_table("contest_items")
    op.drop_index("ix_contest_entries_invite", table_name="contest_entries")
    op.drop_table("contest_entries")
    op.drop_index("ix_contest_codes_entry", table_name="contest_codes")
    op.drop_table("contest_codes")
    op.drop_table("contests")
    op.drop_table("contest_events")
    op.drop_index("ix_contest_attempts_rep", table_name="contest_attempts")
    op.drop_table("contest_attempts")
    # ### end Alembic commands ###
