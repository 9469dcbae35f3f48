"""A practice in a drill: one rep, and the machine as the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.critique import Subject, subject_of_report
from scenarios.meeting.plays.play import REP, Form, PlayMoved, Result, State, result_of
from scenarios.meeting.rotation import Role
from scenarios.modes.free import transcript_of
from scenarios.practice import Room, Setup
from scoring.marks import make_report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from scenarios.practice import Practice
    from scoring.report import Report


class PracticePlay:
    """One rep, and the machine as the customer; others can take the rep's place in the middle of the talk."""

    form: Form = "practice"
    roles = (Role(REP, required=True),)

    def __init__(self, practice: Practice, today: date, *, difficulty: int = 2, approach: str = "visit") -> None:
        self._practice = practice
        self._today = today
        self._difficulty, self._approach = difficulty, approach

    def begin(self, seats: Mapping[str, str], seed: int, now: float) -> PlayMoved:
        """Open the room."""
        del now
        setup = Setup("free", self._difficulty, self._approach, seed, seats[REP])
        room, events = self._practice.open_room(setup, self._today)
        return room.as_json(), events

    def say(self, state: State, role: str, text: str, now: float) -> PlayMoved:
        """The rep's words."""
        del role, now
        room, events = self._practice.hear(Room.from_json(state), text, self._today)
        return room.as_json(), events

    def judge(self, state: State, role: str, stance: int, because: str) -> PlayMoved:
        """Nobody is asked."""
        del role, stance, because
        return state, ()

    def leave(self, state: State, role: str, now: float) -> PlayMoved:
        """The talk waits for the next rep."""
        del role, now
        return state, ()

    def tick(self, state: State, now: float) -> PlayMoved:
        """There is no clock in it."""
        del now
        return state, ()

    def hurry(self, state: State, now: float) -> PlayMoved:
        """The customer waits."""
        del now
        return state, ()

    def finish(self, state: State, now: float) -> PlayMoved:
        """The report of what was said so far."""
        del now
        room, events = self._practice.finish(Room.from_json(state), self._today)
        return room.as_json(), events

    def over(self, state: State) -> bool:
        """Whether the talk has ended."""
        return Room.from_json(state).ended

    def awaited(self, state: State) -> tuple[str, ...]:
        """The rep."""
        return () if self.over(state) else (REP,)

    def in_private(self, state: State) -> tuple[str, ...]:
        """All is said before everybody."""
        del state
        return ()

    def fits(self, state: State) -> bool:
        """Whether all that the talk stands on is still there."""
        return self._practice.fits(Room.from_json(state))

    def result(self, state: State) -> Result:
        """The ending."""
        report = self._report(Room.from_json(state))
        return result_of(report.ending, report)

    def subject(self, state: State, talk: str, role: str, rep: str) -> Subject:
        """The rep's part."""
        del role
        room = Room.from_json(state)
        return subject_of_report(talk, rep, self._practice.script.segment, self._report(room), room.turns)

    def _report(self, room: Room) -> Report:
        return make_report(self._practice.rubric(room.setup.rep), transcript_of(room), self._today)
