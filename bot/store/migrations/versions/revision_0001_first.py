"""The first shape: people, talks, marks, weak points, and the mail in and out."""

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
        sa.Column("sent", types.Instant(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", types.Words(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
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
        "rates",
        sa.Column("chat_id", types.ChatId(), autoincrement=False, nullable=False),
        sa.Column("full_at", types.Instant(), nullable=False),
        sa.Column("ready_at", types.Instant(), nullable=False),
        sa.Column("set_at", types.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_rates"),
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
        "slots",
        sa.Column("chat_id", types.ChatId(), nullable=False),
        sa.Column("slot", sa.String(length=60), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "slot", name="pk_slots"),
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


def downgrade() -> None:
    """Take it back."""
    op.drop_table("marks")
    op.drop_table("turns")
    op.drop_table("reports")
    op.drop_table("workers")
    op.drop_table("timers")
    op.drop_table("slots")
    op.drop_table("rooms")
    op.drop_table("rates")
    op.drop_table("people")
    op.drop_table("outbox")
    op.drop_table("inbox")
    op.drop_table("evidence")
    op.drop_table("chats")
    op.drop_table("cards")
