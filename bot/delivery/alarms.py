"""Timers that come due become letters in the inbox, in one transaction: each fires once, in its chat's order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select

from bot.delivery.inbox import FROM_TIMER, arrived
from bot.store.database import Database
from bot.store.records import Json, Late, Timer
from bot.store.tables import inbox, timers
from bot.store.upsert import insert_all_new

_AT_ONCE = 100


def ring_due(store: Database) -> int:
    """Move every timer that is due into the inbox; returns how many were noticed, dropped ones too."""
    now = store.now()
    due = select(timers).where(timers.c.due <= now).order_by(timers.c.due, timers.c.id).limit(_AT_ONCE)
    with store.transaction() as connection:
        rows = connection.execute(due.with_for_update(skip_locked=True)).all()
        if rows:
            connection.execute(delete(timers).where(timers.c.id.in_([row.id for row in rows])))
            letters = [_letter(row, now) for row in rows]
            insert_all_new(connection, inbox, letters, unique=("source", "number"))
    return len(rows)


def next_due(store: Database) -> datetime | None:
    """When the next timer is due; None if there is none."""
    with store.reading() as connection:
        due: datetime | None = connection.scalar(select(func.min(timers.c.due)))
    return due


def timer_in(payload: Json) -> Timer:
    """The timer a letter carries."""
    return Timer(
        key=payload["key"],
        kind=payload["kind"],
        due=datetime.fromisoformat(payload["due"]),
        chat_id=payload["chat_id"],
        payload=payload["payload"],
        late=Late(payload["late"]),
        grace=payload["grace"],
    )


def _letter(row: Row[Any], now: datetime) -> dict[str, Any]:
    payload = {name: value for name, value in row._asdict().items() if name != "id"} | {"due": row.due.isoformat()}
    letter = {**arrived(FROM_TIMER, row.id, row.chat_id, payload, now), "done": None, "reason": None}
    late = (now - row.due).total_seconds() > row.grace
    if late and Late(row.late) is Late.DROP:
        letter |= {"state": "done", "done": now, "payload": None, "reason": "came due while nobody was there"}
    return letter
