"""How the delivery stands: what waits and since when, what went wrong. For metrics, health checks and the operator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, Table, func, select

from bot.store.database import Database
from bot.store.tables import inbox, outbox, workers


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts, and ages in seconds of the oldest (0 when there is none)."""

    inbox_waiting: int
    inbox_age: float
    inbox_aside: int
    outbox_waiting: int
    outbox_age: float
    outbox_sending: int
    outbox_unknown: int
    outbox_failed: int
    workers: int


def overview(store: Database) -> Overview:
    """Look at the store."""
    now = store.now()
    with store.reading() as connection:
        letters = _by_state(connection, inbox, inbox.c.received, ended="done", now=now)
        parcels = _by_state(connection, outbox, outbox.c.created, ended="sent", now=now)
        alive = connection.scalar(select(func.count()).select_from(workers).where(workers.c.lease_until >= now))
    none = (0, 0.0)
    return Overview(
        inbox_waiting=letters.get("waiting", none)[0],
        inbox_age=letters.get("waiting", none)[1],
        inbox_aside=letters.get("aside", none)[0],
        outbox_waiting=parcels.get("queued", none)[0],
        outbox_age=parcels.get("queued", none)[1],
        outbox_sending=parcels.get("sending", none)[0],
        outbox_unknown=parcels.get("unknown", none)[0],
        outbox_failed=parcels.get("failed", none)[0],
        workers=int(alive or 0),
    )


def _by_state(
    connection: Connection, table: Table, since: Column[datetime], *, ended: str, now: datetime
) -> dict[str, tuple[int, float]]:
    """State → (how many, age of the oldest), of all rows but those that ended well."""
    query = select(table.c.state, func.count(), func.min(since)).where(table.c.state != ended).group_by(table.c.state)
    rows = connection.execute(query).all()
    return {state: (many, max(0.0, (now - first).total_seconds())) for state, many, first in rows}
