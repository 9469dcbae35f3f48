"""The mail in and out: workers, inbox, outbox, message slots, rates, timers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring it in."""
    op.create_table(
        "workers",
        sa.Column("id", types.BigId, nullable=False),
        sa.Column("name", types.Words(), nullable=False),
        sa.Column("started", types.Instant(), nullable=False),
        sa.Column("lease_until", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workers"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "inbox",
        sa.Column("seq", types.BigId, nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", types.ChatId(), nullable=True),
        sa.Column("payload", types.Document(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", types.Instant(), nullable=True),
        sa.Column("received", types.Instant(), nullable=False),
        sa.Column("done", types.Instant(), nullable=True),
        sa.Column("reason", types.Words(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_inbox"),
        sa.UniqueConstraint("source", "number", name="uq_inbox_source_number"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_inbox_queue",
        "inbox",
        ["seq"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["chat_id", "seq"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", types.BigId, nullable=False),
        sa.Column("chat_id", types.ChatId(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("params", types.Document(), nullable=True),
        sa.Column("file_field", sa.String(length=20), nullable=True),
        sa.Column("file_name", types.Words(), nullable=True),
        sa.Column("file_data", sa.LargeBinary(), nullable=True),
        sa.Column("slot", sa.String(length=60), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", types.Instant(), nullable=True),
        sa.Column("created", types.Instant(), nullable=False),
        sa.Column("answered", types.Instant(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", types.Words(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_answered", "outbox", ["answered"])
    op.create_index(
        "ix_outbox_open",
        "outbox",
        ["chat_id", "priority", "id"],
        sqlite_where=sa.text("state IN ('queued', 'sending')"),
        postgresql_where=sa.text("state IN ('queued', 'sending')"),
    )
    op.create_index(
        "ix_outbox_queue",
        "outbox",
        ["priority", "id"],
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_index(
        "ix_outbox_sending",
        "outbox",
        ["id"],
        sqlite_where=sa.text("state = 'sending'"),
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_table(
        "slots",
        sa.Column("chat_id", types.ChatId(), nullable=False),
        sa.Column("slot", sa.String(length=60), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "slot", name="pk_slots"),
    )
    op.create_table(
        "rates",
        sa.Column("chat_id", types.ChatId(), autoincrement=False, nullable=False),
        sa.Column("full_at", types.Instant(), nullable=False),
        sa.Column("ready_at", types.Instant(), nullable=False),
        sa.Column("set_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_rates"),
    )
    op.create_table(
        "timers",
        sa.Column("id", types.BigId, nullable=False),
        sa.Column("key", types.Words(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("chat_id", types.ChatId(), nullable=True),
        sa.Column("due", types.Instant(), nullable=False),
        sa.Column("payload", types.Document(), nullable=False),
        sa.Column("late", sa.String(length=10), nullable=False),
        sa.Column("grace", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_timers"),
        sa.UniqueConstraint("key", name="uq_timers_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_timers_due", "timers", ["due"])


def downgrade() -> None:
    """Take it back."""
    op.drop_table("timers")
    op.drop_table("rates")
    op.drop_table("slots")
    op.drop_table("outbox")
    op.drop_table("inbox")
    op.drop_table("workers")
