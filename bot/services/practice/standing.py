"""Where a kept room stands: the core's own state, and what the world outside adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scenarios.practice import Room

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Standing:
    """A room's state in the store.

    `lines` counts what was kept of the talk, `turn` is the last turn's number, `question` the turn of the question that
    waits for an answer (None: no question waits), `mood` the customer's last mood (views show only its changes), a
    paused room hears nothing until it is resumed, and
    `spoken` is what was heard in a voice note that waits for his word.
    """

    room: Room
    lines: int = 0
    turn: int = 0
    question: int | None = None
    mood: str = "plain"
    paused: bool = False
    spoken: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the state as the store keeps it."""
        return {
            "room": self.room.as_json(),
            "lines": self.lines,
            "turn": self.turn,
            "question": self.question,
            "mood": self.mood,
            "paused": self.paused,
            "spoken": self.spoken,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Standing:
        """Read the state back."""
        room = Room.from_json(dict(data["room"]))
        kept = {"paused": data["paused"], "spoken": data.get("spoken", "")}
        return cls(room, data["lines"], data["turn"], data["question"], data["mood"], **kept)
