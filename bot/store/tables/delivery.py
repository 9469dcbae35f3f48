"""The mail in and out: workers, inbox, outbox, message slots, rates, timers."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.store.tables.base import metadata
from bot.store.types import BigId, ChatId, Document, Instant, Words

workers = Table(
    "workers",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("name", Words, nullable=False),
    Column("started", Instant, nullable=False),
    Column("lease_until", Instant, nullable=False),
    sqlite_autoincrement=True,  # a dead worker's number must not come back
)

inbox = Table(
    "inbox",
    metadata,
    Column("seq", BigId, primary_key=True),
    Column("source", String(40), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("chat_id", ChatId),  # whose queue it stands in; none for what belongs to no chat
    Column("payload", Document),  # emptied when done: what was said is kept in turns only
    Column("state", String(10), nullable=False),
    Column("holder", BigInteger),
    Column("claims", Integer, nullable=False),  # how often it was taken in hand, finished or not
    Column("tries", Integer, nullable=False),  # how often its handling failed
    Column("not_before", Instant),
    Column("received", Instant, nullable=False),
    Column("done", Instant),
    Column("reason", Words),
    UniqueConstraint("source", "number"),
    # One finds the head of a chat's queue, the other the oldest heads of all.
    Index("ix_inbox_queue", "seq", sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")),
    Index(
        "ix_inbox_waiting",
        "chat_id",
        "seq",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("chat_id", ChatId, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("method", String(40), nullable=False),
    Column("params", Document),  # emptied when sent
    Column("file_field", String(20)),
    Column("file_name", Words),
    Column("file_data", LargeBinary),
    Column("slot", String(60)),
    Column("priority", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("holder", BigInteger),
    Column("tries", Integer, nullable=False),
    Column("not_before", Instant),
    Column("created", Instant, nullable=False),
    Column("answered", Instant, index=True),  # when Telegram last answered, or was last waited for in vain
    Column("message_id", BigInteger),
    Column("reason", Words),
    Index(
        "ix_outbox_sending", "id", sqlite_where=text("state = 'sending'"), postgresql_where=text("state = 'sending'")
    ),
    Index(
        "ix_outbox_queue",
        "priority",
        "id",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index(
        "ix_outbox_open",
        "chat_id",
        "priority",
        "id",
        sqlite_where=text("state IN ('queued', 'sending')"),
        postgresql_where=text("state IN ('queued', 'sending')"),
    ),
    sqlite_autoincrement=True,
)

slots = Table(
    "slots",
    metadata,
    Column("chat_id", ChatId, nullable=False),
    Column("slot", String(60), nullable=False),
    Column("message_id", BigInteger, nullable=False),
    PrimaryKeyConstraint("chat_id", "slot"),
)

rates = Table(
    "rates",
    metadata,
    Column("chat_id", ChatId, primary_key=True, autoincrement=False),  # 0 is the bot as a whole
    Column("full_at", Instant, nullable=False),
    Column("ready_at", Instant, nullable=False),
    Column("set_at", Instant, nullable=False),
)

timers = Table(
    "timers",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("key", Words, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("chat_id", ChatId),
    Column("due", Instant, nullable=False, index=True),
    Column("payload", Document, nullable=False),
    Column("late", String(10), nullable=False),
    Column("grace", Float, nullable=False),
    UniqueConstraint("key"),
    sqlite_autoincrement=True,
)
