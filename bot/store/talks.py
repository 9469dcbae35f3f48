"""Rooms, turns and reports in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.errors import StaleRoomError, TurnTakenError
from bot.store.records import Mark, NewReport, NewRoom, Report, Room, Turn
from bot.store.tables import marks, reports, rooms, turns

# Statements are built once: building one takes longer than running it.
_ADD_ROOM = insert(rooms).returning(rooms.c.id)
_ROOM = select(rooms).where(rooms.c.id == bindparam("room"))
_ROOM_TO_CHANGE = _ROOM.with_for_update()
_SAVE_ROOM = update(rooms).where(rooms.c.id == bindparam("room"), rooms.c.revision == bindparam("known"))
_ROOMS_OF = select(rooms).where(rooms.c.owner == bindparam("by")).order_by(rooms.c.id.desc()).limit(bindparam("most"))
_OPEN_OF = _ROOMS_OF.where(rooms.c.ended.is_(None))
_OPEN_OF_KIND = _OPEN_OF.where(rooms.c.kind == bindparam("of_kind"))
_OF_CHAT = (
    select(rooms)
    .where(rooms.c.chat_id == bindparam("in_chat"), rooms.c.kind == bindparam("of_kind"))
    .order_by(rooms.c.id.desc())
    .limit(bindparam("most"))
)
_ADD_TURNS = insert(turns)
_TURNS_OF = select(turns).where(turns.c.room == bindparam("room")).order_by(turns.c.n)
_ADD_REPORT = insert(reports).returning(reports.c.id)
_ADD_MARKS = insert(marks)


class SqlRooms:
    """`bot.store.contract.Rooms` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, room: NewRoom) -> Room:
        """Begin a talk; it gets its id and revision 1."""
        number = self._db.execute(_ADD_ROOM, _fields(room) | {"revision": 1}).scalar_one()
        return Room(id=number, revision=1, **_fields(room))

    def get(self, room: int, *, to_change: bool = False) -> Room | None:
        """The room, or None. With `to_change` others who want to change it wait until this unit of work has ended."""
        row = self._db.execute(_ROOM_TO_CHANGE if to_change else _ROOM, {"room": room}).first()
        return None if row is None else _room(row)

    def save(self, room: Room) -> Room:
        """Save a changed copy; returns it with its new revision. Raises StaleRoomError if it changed meanwhile."""
        saved = replace(room, revision=room.revision + 1)
        changed = self._db.execute(_SAVE_ROOM, _fields(saved) | {"room": room.id, "known": room.revision})
        if changed.rowcount != 1:
            raise StaleRoomError(f"room {room.id} is no longer at revision {room.revision}")
        return saved

    def open_of(self, owner: int, kind: str | None = None, limit: int = 20) -> Sequence[Room]:
        """His talks that have not ended, the newest first."""
        if kind is None:
            return self._all(_OPEN_OF, by=owner, most=limit)
        return self._all(_OPEN_OF_KIND, by=owner, of_kind=kind, most=limit)

    def of(self, owner: int, limit: int = 20) -> Sequence[Room]:
        """His talks, the newest first."""
        return self._all(_ROOMS_OF, by=owner, most=limit)

    def of_chat(self, chat_id: int, kind: str, limit: int = 20) -> Sequence[Room]:
        """The rooms of a kind in a chat, running and ended, the newest first."""
        return self._all(_OF_CHAT, in_chat=chat_id, of_kind=kind, most=limit)

    def _all(self, query: Select[Any], **given: Any) -> list[Room]:
        return [_room(row) for row in self._db.execute(query, given)]


class SqlTurns:
    """`bot.store.contract.Turns` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def append(self, turns_said: Iterable[Turn]) -> None:
        """Add turns; raises TurnTakenError if a room already has a turn of that number."""
        rows = [_columns(turn) for turn in turns_said]
        if not rows:
            return
        try:
            self._db.execute(_ADD_TURNS, rows)
        except IntegrityError as error:
            raise TurnTakenError(f"room {rows[0]['room']} already has turn {rows[0]['n']}") from error

    def of(self, room: int) -> Sequence[Turn]:
        """All turns of a room in order."""
        rows = self._db.execute(_TURNS_OF, {"room": room})
        return [Turn(**row._asdict()) for row in rows]


class SqlReports:
    """`bot.store.contract.Reports` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, report: NewReport) -> Report:
        """Keep a report; it gets its id."""
        fields: dict[str, Any] = {name: getattr(report, name) for name in ("room", "script", "rules", "body", "at")}
        number = self._db.execute(_ADD_REPORT, fields).scalar_one()
        rows = [{"report": number, "n": n, **_columns(mark)} for n, mark in enumerate(report.marks, 1)]
        if rows:
            self._db.execute(_ADD_MARKS, rows)
        return Report(id=number, marks=report.marks, **fields)

    def of(self, room: int) -> Sequence[Report]:
        """All reports of a room, the oldest first."""
        return self._all(select(reports).where(reports.c.room == room).order_by(reports.c.id))

    def by(self, owner: int, limit: int = 20) -> Sequence[Report]:
        """The reports on a person's talks, the newest first."""
        query = select(reports).join(rooms).where(rooms.c.owner == owner)
        return self._all(query.order_by(reports.c.id.desc()).limit(limit))

    def _all(self, query: Select[Any]) -> list[Report]:
        found = self._db.execute(query).all()
        of_report: dict[int, list[Mark]] = {row.id: [] for row in found}
        for row in self._db.execute(select(marks).where(marks.c.report.in_(of_report)).order_by(marks.c.n)):
            of_report[row.report].append(Mark(row.item, row.verdict, row.stage, row.quote, row.turn))
        return [Report(**row._asdict(), marks=tuple(of_report[row.id])) for row in found]


def _fields(room: NewRoom | Room) -> dict[str, Any]:
    """The columns of a room but its id."""
    columns = _columns(room)
    columns.pop("id", None)
    return columns


def _columns(record: NewRoom | Room | Turn | Mark) -> dict[str, Any]:
    """A record's fields as they are; `asdict` would copy whole states."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _room(row: Row[Any]) -> Room:
    return Room(**row._asdict())
