"""Script versions: frozen snapshots, the steps of their lives, and what a pilot gathered."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    String,
    Table,
)

from bot.store.tables.base import metadata
from bot.store.types import BigId, Document, Instant, Words

snapshot_texts = Table(
    "snapshot_texts",
    metadata,
    Column("sha", String(64), primary_key=True),  # of the text: versions of one plan share most of their files
    Column("text", Words, nullable=False),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("script", Words, nullable=False),
    Column("version", Words, nullable=False),
    Column("plan", Words, nullable=False),
    Column("files", Document, nullable=False),  # path → sha of its text
    Column("seal", String(64), nullable=False),
    Column("taken", Instant, nullable=False),
    Index("ix_snapshots_script", "script"),
)

version_moves = Table(
    "version_moves",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("script", Words, nullable=False),
    Column("version", Words, nullable=False),
    Column("snapshot", String(64), ForeignKey("snapshots.hash"), nullable=False),
    Column("before", String(10), nullable=False),
    Column("after", String(10), nullable=False),
    Column("by", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("audience", Document, nullable=False),
)

pilot_visits = Table(
    "pilot_visits",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("script", Words, nullable=False),
    Column("version", Words, nullable=False),
    Column("rep", BigInteger, nullable=False),
    Column("branch", Words, nullable=False),
    Column("result", String(10), nullable=False),
    Column("yuan", Float),  # what a deal brings a month, where it was told
    Column("note", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_pilot_visits_script", "script", "version"),
)

pilot_suggestions = Table(
    "pilot_suggestions",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("script", Words, nullable=False),
    Column("version", Words, nullable=False),
    Column("rep", BigInteger, nullable=False),
    Column("text", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_pilot_suggestions_script", "script", "version"),
)

pilot_votes = Table(
    "pilot_votes",
    metadata,
    Column("suggestion", BigInteger, ForeignKey("pilot_suggestions.id"), nullable=False),
    Column("rep", BigInteger, nullable=False),
    PrimaryKeyConstraint("suggestion", "rep"),
)

pilot_questions = Table(
    "pilot_questions",  # what a person was asked in a chat and has not answered yet
    metadata,
    Column("rep", BigInteger, primary_key=True, autoincrement=False),
    Column("asked", Document, nullable=False),
)
