"""The tables as SQLAlchemy Core knows them. Migrations bring a database to exactly this shape: a test compares."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.store.types import BigId, ChatId, Document, Instant, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# ---- people and talks

people = Table(
    "people",
    metadata,
    Column("rep", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False),
    Column("branch", Words, nullable=False, index=True),
    Column("created", Instant, nullable=False),
)

chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),  # its own history: never rewritten
    Column("kind", String(20), nullable=False),
    Column("title", Words, nullable=False),
    Column("closed", Words),
    Column("moved_to", BigInteger),
)

rooms = Table(
    "rooms",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("owner", BigInteger, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("script", Words, nullable=False),
    Column("script_hash", String(80), nullable=False),
    Column("rules", String(40), nullable=False),
    Column("state", Document, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("started", Instant, nullable=False),
    Column("ended", Instant),
    Column("chat_id", ChatId),
    Index("ix_rooms_owner_id", "owner", "id"),
)

turns = Table(
    "turns",
    metadata,
    Column("room", BigInteger, ForeignKey("rooms.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("speaker", String(40), nullable=False),
    Column("text", Words, nullable=False),
    Column("stage", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("heard", Document, nullable=False),
    PrimaryKeyConstraint("room", "n"),
)

reports = Table(
    "reports",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("room", BigInteger, ForeignKey("rooms.id"), nullable=False, index=True),
    Column("script", Words, nullable=False),
    Column("rules", String(40), nullable=False),
    Column("body", Document, nullable=False),
    Column("at", Instant, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("report", BigInteger, ForeignKey("reports.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("item", Words, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("stage", Words, nullable=False),
    Column("quote", Words, nullable=False),
    Column("turn", Integer),
    PrimaryKeyConstraint("report", "n"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("rep", BigInteger, nullable=False),
    Column("item", Words, nullable=False),
    Column("segment", Words, nullable=False),
    Column("source", String(20), nullable=False),
    Column("y", Float, nullable=False),
    Column("quote", Words, nullable=False),
    Column("script", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_evidence_rep_at", "rep", "at"),
)

cards = Table(
    "cards",
    metadata,
    Column("rep", BigInteger, nullable=False),
    Column("item", Words, nullable=False),
    Column("segment", Words, nullable=False),
    Column("fsrs", Document, nullable=False),
    Column("due", Instant, nullable=False),
    Column("opened", Instant, nullable=False),
    Column("closed", Instant),
    Column("lapses", Integer, nullable=False),
    PrimaryKeyConstraint("rep", "item", "segment"),
    Index("ix_cards_rep_due", "rep", "due"),
)

# ---- delivery

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
