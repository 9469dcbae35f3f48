"""Who played what in drills, and what raters gave, in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, select

from bot.store.records import Part, RaterMark
from bot.store.tables import parts, rater_marks, rooms
from bot.store.upsert import upsert

_RUNNING_WITH = (
    select(rooms.c.id)
    .join(parts, parts.c.room == rooms.c.id)
    .where(parts.c.person == bindparam("of_person"), rooms.c.kind == bindparam("of_kind"), rooms.c.ended.is_(None))
    .order_by(rooms.c.id.desc())
)
_LATEST = (
    select(rooms.c.id)
    .where(rooms.c.chat_id == bindparam("in_chat"), rooms.c.ended.is_not(None))
    .order_by(rooms.c.id.desc())
    .limit(bindparam("most"))
)
_PARTS = select(parts).where(parts.c.room.in_(_LATEST)).order_by(parts.c.room, parts.c.person)
_MARKS = select(rater_marks).where(rater_marks.c.room.in_(_LATEST)).order_by(rater_marks.c.room, rater_marks.c.rater)


class SqlDrills:
    """`bot.store.contract.Drills` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def running_with(self, person: int, kind: str) -> Sequence[int]:
        """The rooms of a kind that have not ended and in which he has a part, the newest first."""
        return list(self._db.scalars(_RUNNING_WITH, {"of_person": person, "of_kind": kind}))

    def enrol(self, people: Iterable[Part]) -> None:
        """Add parts, or replace what (room, person) had."""
        for part in people:
            key, replacing = ("room", "person"), ("role", "critiqued")
            upsert(self._db, parts, asdict(part), unique=key, replacing=replacing)

    def parts_in(self, chat_id: int, rooms: int = 60) -> Sequence[Part]:
        """Who played what in a chat's latest ended rooms, the oldest room first."""
        found = self._db.execute(_PARTS, {"in_chat": chat_id, "most": rooms})
        return [Part(**row._asdict()) for row in found]

    def keep_marks(self, marks: Iterable[RaterMark]) -> None:
        """Add marks, or replace what (room, rater) had."""
        for mark in marks:
            key, replacing = ("room", "rater"), ("kind", "rep", "value")
            upsert(self._db, rater_marks, asdict(mark), unique=key, replacing=replacing)

    def marks_in(self, chat_id: int, rooms: int = 60) -> Sequence[RaterMark]:
        """The marks given in a chat's latest ended rooms, the oldest room first."""
        found = self._db.execute(_MARKS, {"in_chat": chat_id, "most": rooms})
        return [RaterMark(**row._asdict()) for row in found]
