"""A drill between the store's row and the core's room, found by its group or by a person who takes part."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from scenarios.meeting import Room

if TYPE_CHECKING:
    from bot.store.contract import UnitOfWork
    from bot.store.records import Json
    from bot.store.records import Room as RoomRow

KIND = "drill"


@dataclass(frozen=True, slots=True)
class Drill:
    """A kept drill: its row, where it stands, and what the screens remember of it (theirs alone to read)."""

    row: RoomRow
    room: Room
    screen: Json = field(default_factory=dict)

    @property
    def number(self) -> int:
        """The row's id, which buttons carry."""
        return self.row.id

    @property
    def group(self) -> int:
        """The group's chat."""
        return self.row.chat_id or 0


def drill_of(row: RoomRow) -> Drill:
    """Read a drill out of its row."""
    return Drill(row, Room.from_json(dict(row.state["room"])), row.state["screen"])


def state_of(room: Room, screen: Json) -> dict[str, Any]:
    """The drill as its row keeps it."""
    return {"room": room.as_json(), "screen": dict(screen)}


def load_drill(uow: UnitOfWork, number: int) -> Drill | None:
    """The drill of that number, running or over, to be moved on; None when there is no such.

    Eight people tap at once: each waits for the one before, rather than being undone by him again and again.
    """
    row = uow.rooms.get(number, to_change=True)
    return drill_of(row) if row is not None and row.kind == KIND else None


def running_in(uow: UnitOfWork, group: int) -> Drill | None:
    """The drill that runs in a group."""
    running = [row.id for row in uow.rooms.of_chat(group, KIND, limit=1) if row.ended is None]
    drill = load_drill(uow, running[0]) if running else None
    return drill if drill is not None and drill.row.ended is None else None


def running_with(uow: UnitOfWork, person: int) -> tuple[Drill, ...]:
    """The drills a person takes part in now, the newest first."""
    found = (load_drill(uow, number) for number in uow.drills.running_with(person, KIND))
    return tuple(drill for drill in found if drill is not None)


def save(uow: UnitOfWork, drill: Drill, room: Room, screen: Json) -> Drill:
    """Keep where a drill stands. Raises StaleRoomError if it was moved on by somebody else meanwhile."""
    ended = drill.row.ended or (uow.now if room.over else None)
    row = uow.rooms.save(replace(drill.row, state=state_of(room, screen), ended=ended))
    return Drill(row, room, screen)
