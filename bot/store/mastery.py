"""Evidence and cards in the database: what a rep masters and where he is weak."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from bot.store.records import Card, Evidence
from bot.store.tables import cards, evidence
from bot.store.upsert import upsert


class SqlEvidenceLog:
    """`bot.store.contract.EvidenceLog` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, signs: Iterable[Evidence]) -> None:
        """Add rows."""
        rows = [asdict(sign) for sign in signs]
        if rows:
            self._db.execute(insert(evidence), rows)

    def of(self, rep: int, *, item: str | None = None, since: datetime | None = None) -> Sequence[Evidence]:
        """A rep's rows, the oldest first."""
        query = select(evidence).where(evidence.c.rep == rep).order_by(evidence.c.at, evidence.c.id)
        if item is not None:
            query = query.where(evidence.c.item == item)
        if since is not None:
            query = query.where(evidence.c.at >= since)
        names = Evidence.__dataclass_fields__
        return [Evidence(**{name: getattr(row, name) for name in names}) for row in self._db.execute(query)]


class SqlCards:
    """`bot.store.contract.Cards` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, rep: int, item: str, segment: str) -> Card | None:
        """The card, open or closed, or None."""
        found = self._all(
            select(cards).where(cards.c.rep == rep, cards.c.item == item, cards.c.segment == segment),
        )
        return found[0] if found else None

    def save(self, card: Card) -> None:
        """Add or replace the card of (rep, item, segment)."""
        values = asdict(card)
        key = ("rep", "item", "segment")
        upsert(self._db, cards, values, unique=key, replacing=("fsrs", "due", "opened", "closed", "lapses"))

    def due(self, rep: int, now: datetime, limit: int = 5) -> Sequence[Card]:
        """Open cards that are due, the longest due first."""
        return self._all(self._open(rep).where(cards.c.due <= now).limit(limit))

    def open_of(self, rep: int) -> Sequence[Card]:
        """All open cards of a rep, by due time."""
        return self._all(self._open(rep))

    @staticmethod
    def _open(rep: int) -> Select[Any]:
        mine = select(cards).where(cards.c.rep == rep, cards.c.closed.is_(None))
        return mine.order_by(cards.c.due, cards.c.item, cards.c.segment)

    def _all(self, query: Select[Any]) -> list[Card]:
        return [Card(**row._asdict()) for row in self._db.execute(query)]
