"""The tables as SQLAlchemy Core knows them. Migrations bring a database to exactly this shape: a test compares."""

from bot.store.tables.base import metadata
from bot.store.tables.delivery import inbox, outbox, rates, slots, timers, workers
from bot.store.tables.meetings import parts, rater_marks
from bot.store.tables.practice import cards, chats, evidence, marks, people, reports, rooms, turns

__all__ = [
    "cards",
    "chats",
    "evidence",
    "inbox",
    "marks",
    "metadata",
    "outbox",
    "parts",
    "people",
    "rater_marks",
    "rates",
    "reports",
    "rooms",
    "slots",
    "timers",
    "turns",
    "workers",
]
