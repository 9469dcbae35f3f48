"""One rep practises one script with a simulated customer, in four modes; the room is data, its moves are pure.

A room is opened with `open_room` and moved on with `hear`; both give the new state and what happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from scenarios.events import Event

Mode = Literal["watch", "coached", "free", "drill"]
MODES: dict[Mode, str] = {"watch": "观摩", "coached": "跟练", "free": "实战", "drill": "单项"}
HINT_WORDS = ("提示", "/hint", "给个提示")


@dataclass(frozen=True, slots=True)
class Setup:
    """What the rep chose. `approach` is visit, stand or phone; `target` the objection or item a drill is about."""

    mode: Mode = "free"
    difficulty: int = 2
    approach: str = "visit"
    seed: int = 0
    rep: str = "小李"
    target: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """Where a practice stands. `as_json`/`from_json` are exact: a stored room goes on as if it had never stopped."""

    setup: Setup
    ended: bool = False

    def as_json(self) -> dict[str, Any]: ...

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Room: ...


class Practice:
    """A script made ready to be practised: compiled once, shared by all rooms of that script version.

    `Practice(shelf, script, listener)`; `script_ref` and `fingerprint` pin a room to what it was started with.
    """

    def open_room(self, setup: Setup, today: date) -> tuple[Room, tuple[Event, ...]]:
        """Begin: the scene, the goal (coached), the customer's first line."""
        ...

    def hear(self, room: Room, utterance: str, today: date) -> tuple[Room, tuple[Event, ...]]:
        """One utterance of the rep (or `提示`, or an answer in watch mode): RepSaid, then what follows from it."""
        ...

    def finish(self, room: Room, today: date) -> tuple[Room, tuple[Event, ...]]:
        """The rep stops early: the report of what was said so far."""
        ...

    def criteria(self) -> tuple[tuple[str, tuple[tuple[str, int, str], ...]], ...]:
        """The open rubric: (stage, ((item name, weight, what counts), …)), to be read before starting."""
        ...
