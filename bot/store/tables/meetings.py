"""Drills in a group: who played what in each, and what raters gave, beyond what the room itself holds."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, PrimaryKeyConstraint, String, Table

from bot.store.tables.base import metadata
from bot.store.types import Words

parts = Table(
    "parts",
    metadata,
    Column("room", BigInteger, ForeignKey("rooms.id"), nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("role", Words, nullable=False),
    Column("critiqued", Boolean, nullable=False),
    PrimaryKeyConstraint("room", "person"),
    Index("ix_parts_person_room", "person", "room"),
)

rater_marks = Table(
    "rater_marks",
    metadata,
    Column("room", BigInteger, ForeignKey("rooms.id"), nullable=False),
    Column("rater", Words, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("rep", BigInteger, nullable=False),
    Column("value", Float, nullable=False),
    PrimaryKeyConstraint("room", "rater"),
)
