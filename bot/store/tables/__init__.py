"""The tables as SQLAlchemy Core knows them. Migrations bring a database to exactly this shape: a test compares."""

from bot.store.tables.base import metadata
from bot.store.tables.contests import (
    contest_attempts,
    contest_codes,
    contest_entries,
    contest_events,
    contest_items,
    contest_results,
    contest_sessions,
    contests,
)
from bot.store.tables.delivery import inbox, outbox, rates, slots, timers, workers
from bot.store.tables.meetings import parts, rater_marks
from bot.store.tables.practice import cards, chats, evidence, marks, people, reports, rooms, turns
from bot.store.tables.versions import (
    pilot_questions,
    pilot_suggestions,
    pilot_visits,
    pilot_votes,
    snapshot_texts,
    snapshots,
    version_moves,
)

__all__ = [
    "cards",
    "chats",
    "contest_attempts",
    "contest_codes",
    "contest_entries",
    "contest_events",
    "contest_items",
    "contest_results",
    "contest_sessions",
    "contests",
    "evidence",
    "inbox",
    "marks",
    "metadata",
    "outbox",
    "parts",
    "people",
    "pilot_questions",
    "pilot_suggestions",
    "pilot_visits",
    "pilot_votes",
    "rater_marks",
    "rates",
    "reports",
    "rooms",
    "slots",
    "snapshot_texts",
    "snapshots",
    "timers",
    "turns",
    "version_moves",
    "workers",
]
