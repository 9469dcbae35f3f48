"""People, their talks, and what came of them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    false,
)

from bot.store.tables.base import metadata
from bot.store.types import BigId, ChatId, Document, Instant, Words

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
    Column("hears", Boolean, nullable=False, server_default=false()),
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
    Index("ix_rooms_chat_id_id", "chat_id", "id"),
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
