"""The fifteen minutes: how long each part may take, when it must be over at the latest, and when to warn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.meeting.room import Phase, Room

LONGEST = 900.0
"""Seconds of a whole drill, pauses counted in."""
PARTS: Mapping[Phase, float] = {"gathering": 180.0, "turns": 600.0, "critique": 180.0}
"""Seconds of each part; ten minutes hold a contest of which every step lasts to its end. A pause stops this clock …"""
WALLS: Mapping[Phase, float] = {"gathering": 180.0, "turns": 750.0, "critique": LONGEST}
"""… but so many seconds after the opening the part is over, whatever was paused."""
WARNINGS: Mapping[Phase, tuple[int, ...]] = {"gathering": (60,), "turns": (120, 30), "critique": (60, 20)}
"""Seconds before the end at which everybody is warned."""
RESTING: Phase = "over"


def left(room: Room, now: float) -> float:
    """How many seconds the part has left; 0 or below: it is over."""
    if room.phase == RESTING:
        return 0.0
    until_wall = room.opened + WALLS[room.phase] - now
    return min(room.deadline - running(room, now), until_wall)


def running(room: Room, now: float) -> float:
    """The clock of the parts at a time: it stands still while the drill is paused."""
    return (now if room.paused_at is None else room.paused_at) - room.paused_for


def due_warning(room: Room, now: float) -> int | None:
    """The seconds to warn of now, once each; the tightest where several were slept through."""
    due = [seconds for seconds in WARNINGS.get(room.phase, ()) if left(room, now) <= seconds]
    return min(due) if due and min(due) not in room.warned else None
