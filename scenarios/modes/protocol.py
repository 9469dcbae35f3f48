"""What every mode of practice can do; each move gives the new room and what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from scenarios.events import Event
    from scenarios.prepared import Prepared
    from scenarios.room import Room

Moved = tuple["Room", "tuple[Event, ...]"]


class PracticeMode(Protocol):
    """A mode has no state of its own: all it remembers is in the room."""

    def open(self, practice: Prepared, room: Room, today: date) -> Moved:
        """Begin the room."""

    def hear(self, practice: Prepared, room: Room, text: str, today: date) -> Moved:
        """Take one cleaned utterance."""

    def hint(self, practice: Prepared, room: Room) -> Moved:
        """The rep asks for help."""

    def close(self, practice: Prepared, room: Room, today: date) -> Moved:
        """Make the report; the room has been marked as ended."""
