"""A panel in a drill: one rep before several people, some of whom colleagues may play."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.critique import Subject, subject_of_report
from scenarios.meeting.plays.play import REP, Form, PlayMoved, Result, State, result_of
from scenarios.meeting.rotation import Role
from scenarios.panel import PanelState
from scenarios.panel.report import make_report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from scenarios.panel import Meeting


class PanelPlay:
    """One rep before several people; `chairs` are those of them whom colleagues play."""

    form: Form = "panel"

    def __init__(self, meeting: Meeting, today: date, chairs: tuple[str, ...] = ()) -> None:
        """Raises ValueError for a chair the panel does not have."""
        unknown = [name for name in chairs if name not in meeting.table.people]
        if unknown:
            raise ValueError(f"no such chair: {unknown[0]}")
        self._meeting = meeting
        self._today = today
        self.roles = (Role(REP, required=True), *(Role(name, customer=True) for name in chairs))

    def begin(self, seats: Mapping[str, str], seed: int, now: float) -> PlayMoved:
        """Open the room."""
        del now
        chairs = [role for role in seats if role != REP]
        state, events = self._meeting.open(seed, seats[REP], chairs)
        return state.as_json(), events

    def say(self, state: State, role: str, text: str, now: float) -> PlayMoved:
        """The rep's words, or those of a colleague in a chair."""
        del now
        panel = self._meeting.resume(state)
        if role == REP:
            panel, events = self._meeting.hear(panel, text, self._today)
        else:
            panel, events = self._meeting.speak(panel, role, text)
        return panel.as_json(), events

    def judge(self, state: State, role: str, stance: int, because: str) -> PlayMoved:
        """A colleague says where his person stands."""
        if role == REP:
            return state, ()
        panel, events = self._meeting.judge(self._meeting.resume(state), role, stance, because, self._today)
        return panel.as_json(), events

    def leave(self, state: State, role: str, now: float) -> PlayMoved:
        """An empty chair keeps its stance."""
        del role, now
        return state, ()

    def tick(self, state: State, now: float) -> PlayMoved:
        """There is no clock in it."""
        del now
        return state, ()

    def hurry(self, state: State, now: float) -> PlayMoved:
        """When all is said, decide without those who have not judged."""
        return self.finish(state, now) if PanelState.from_json(state).over else (state, ())

    def finish(self, state: State, now: float) -> PlayMoved:
        """Decide by what was said so far."""
        del now
        panel, events = self._meeting.finish(self._meeting.resume(state), self._today, wait=False)
        return panel.as_json(), events

    def over(self, state: State) -> bool:
        """Whether it is decided."""
        return bool(PanelState.from_json(state).outcome)

    def awaited(self, state: State) -> tuple[str, ...]:
        """The rep; when all is said, the colleagues who have still to judge."""
        panel = PanelState.from_json(state)
        if panel.outcome:
            return ()
        return panel.awaited if panel.over else (REP,)

    def in_private(self, state: State) -> tuple[str, ...]:
        """The colleagues who have still to judge."""
        panel = PanelState.from_json(state)
        return panel.awaited if panel.over and not panel.outcome else ()

    def fits(self, state: State) -> bool:
        """Whether the room was begun with this very scenario."""
        return PanelState.from_json(state).pin == self._meeting.pin

    def result(self, state: State) -> Result:
        """The decision."""
        report = make_report(self._meeting.table, PanelState.from_json(state), self._today)
        return result_of(report.decision, report.marks)

    def subject(self, state: State, talk: str, role: str, rep: str) -> Subject:
        """The rep's part."""
        del role
        panel, table = PanelState.from_json(state), self._meeting.table
        marks = make_report(table, panel, self._today).marks
        return subject_of_report(talk, rep, table.script.segment, marks, panel.transcript)
