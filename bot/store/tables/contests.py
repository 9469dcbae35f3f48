"""Competitions: rosters, frozen items, events as append-only chains, and the standings kept beside them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from bot.store.tables.base import metadata
from bot.store.types import BigId, Document, Instant, Words

HASH = 64
ITEM = 80

contests = Table(
    "contests",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("title", Words, nullable=False),
    Column("level", String(20), nullable=False),
    Column("plan", Words, nullable=False),
    Column("created", Instant, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("head", String(HASH), nullable=False),
    Column("draw_seed", String(HASH), nullable=False),
    Column("papers_seed", String(HASH), nullable=False),
    sqlite_autoincrement=True,
)

contest_entries = Table(
    "contest_entries",
    metadata,
    Column("contest", BigInteger, ForeignKey("contests.id"), nullable=False),
    Column("no", Integer, nullable=False),
    Column("city", Words, nullable=False),
    Column("county", Words, nullable=False),
    Column("branch", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("segment", Words, nullable=False),
    Column("invite", String(40), nullable=False, index=True),
    PrimaryKeyConstraint("contest", "no"),
    UniqueConstraint("contest", "invite"),
)

contest_items = Table(
    "contest_items",
    metadata,
    Column("contest", BigInteger, ForeignKey("contests.id"), nullable=False),
    Column("item", String(ITEM), nullable=False),
    Column("body", Document, nullable=False),
    PrimaryKeyConstraint("contest", "item"),
)

contest_events = Table(
    "contest_events",
    metadata,
    Column("contest", BigInteger, nullable=False),  # no foreign key: each answer would lock the contest's one row
    Column("log", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("body", Document, nullable=False),
    Column("item", String(ITEM)),  # given for what ends an item: one per person, whatever happens
    Column("hash", String(HASH), nullable=False),
    PrimaryKeyConstraint("contest", "log", "n"),
    UniqueConstraint("contest", "log", "item"),
)

contest_attempts = Table(
    "contest_attempts",
    metadata,
    Column("contest", BigInteger, nullable=False),  # as above
    Column("entry", Integer, nullable=False),
    Column("rep", BigInteger),
    Column("via", String(10), nullable=False),
    Column("n", Integer, nullable=False),
    Column("hash", String(HASH), nullable=False),
    Column("served", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("in_time", Integer, nullable=False),
    Column("served_at", Instant),
    Column("shown_at", Instant),
    Column("started", Instant),
    Column("finished", Instant),
    Column("points", Integer, nullable=False),
    Column("hardest", Integer, nullable=False),
    Column("correct", Integer, nullable=False),
    Column("correct_us", BigInteger, nullable=False),
    Column("void", Integer, nullable=False),
    Column("case_lines", Integer, nullable=False),
    Column("case_score", Integer),
    PrimaryKeyConstraint("contest", "entry"),
    UniqueConstraint("contest", "rep"),
    Index("ix_contest_attempts_rep", "rep"),
)

contest_codes = Table(
    "contest_codes",
    metadata,
    Column("hash", String(HASH), primary_key=True),
    Column("contest", BigInteger, ForeignKey("contests.id"), nullable=False),
    Column("entry", Integer, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("used", Instant),
    Index("ix_contest_codes_entry", "contest", "entry"),
)

contest_sessions = Table(
    "contest_sessions",
    metadata,
    Column("hash", String(HASH), primary_key=True),
    Column("contest", BigInteger, ForeignKey("contests.id"), nullable=False),
    Column("entry", Integer, nullable=False),
    Column("expires", Instant, nullable=False),
    Index("ix_contest_sessions_entry", "contest", "entry"),
)

contest_results = Table(
    "contest_results",
    metadata,
    Column("contest", BigInteger, ForeignKey("contests.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("key", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("body", Document, nullable=False),
    Column("hash", String(HASH), nullable=False),
    PrimaryKeyConstraint("contest", "n"),
)
