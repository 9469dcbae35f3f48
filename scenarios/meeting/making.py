"""A move in a drill in the making: the room as it stands now, what has happened, and the two ends of every part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenarios.meeting import clock
from scenarios.meeting.clerk import minutes_of
from scenarios.meeting.events import BoardChanged, Closed, MeetingEvent, Notice, PhaseBegan
from scenarios.meeting.plays import REP

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenarios.meeting.minutes import Close
    from scenarios.meeting.plays import Play
    from scenarios.meeting.room import Offer, Phase, Room


class Making:
    """One move in the making: `room` is replaced as things happen, `events` tell them."""

    def __init__(self, plays: Callable[[Offer], Play | None], room: Room, now: float) -> None:
        """A time before the last one known counts as that one."""
        self.plays = plays
        self.now = max(now, room.now)
        self.room = replace(room, now=self.now)
        self.events: list[MeetingEvent] = []

    @property
    def play(self) -> Play:
        """The scenario that was chosen. Raises ValueError where there is none: a fault of this package."""
        play = self.plays(self.room.offer) if self.room.offer is not None else None
        if play is None:
            raise ValueError("nothing was chosen that can be played")
        return play

    def is_one_rep(self) -> bool:
        """Whether one person at a time faces the customer, rather than several seats."""
        return self.room.offer is not None and any(role.name == REP for role in self.play.roles)

    def notice(self, text: str, who: str) -> None:
        """A word to one person."""
        self.events.append(Notice(text, who))

    def changed(self, **fields: object) -> None:
        """Change what all can see."""
        self.room = replace(self.room, **fields)  # type: ignore[arg-type]
        self.events.append(BoardChanged())

    def unpause(self) -> None:
        """Let the clock run again."""
        if self.room.paused_at is not None:
            paused_for = self.room.paused_for + self.now - self.room.paused_at
            self.room = replace(self.room, paused_at=None, paused_for=paused_for)

    def begin(self, phase: Phase) -> None:
        """Begin a part, with its own time."""
        room = replace(self.room, phase=phase, warned=())
        deadline = clock.running(room, self.now) + clock.PARTS[phase]
        self.room = replace(room, deadline=deadline)
        self.events.append(PhaseBegan(phase, deadline))

    def close(self, how: Close) -> None:
        """Write the minutes; once."""
        if self.room.over:
            return
        self.unpause()
        self.room = replace(self.room, phase="over", minutes=minutes_of(self.room, how))
        if self.room.minutes is not None:
            self.events.append(Closed(self.room.minutes))
