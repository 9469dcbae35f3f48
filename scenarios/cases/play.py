"""Plays a case: one rep and the customer, a limited number of turns, a report and a score at the end.

A case is opened, heard and finished like a practice in 实战; its state is plain data, its moves are pure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from scenarios.cases.staging import StagedCase
from scenarios.events import CoachSaid, Ended, Event
from scenarios.modes.free import exchange, said_by_customer, talk_of, transcript_of, turns_of
from scenarios.prepared import Prepared
from scenarios.room import Room, Setup
from scenarios.utterance import spoken, too_long
from scoring.marks import make_report
from scripts.talk import Handled, Setting

if TYPE_CHECKING:
    from scoring.listening import Listener
    from scoring.report import Report
    from scripts.talk import TalkState


@dataclass(frozen=True, slots=True)
class CaseState:
    """Where a case stands; `as_json` and `from_json` are exact. `fingerprint` is the staged case's it was opened by."""

    fingerprint: str
    room: Room

    @property
    def over(self) -> bool:
        """Whether nothing more will be heard."""
        return self.room.ended

    def as_json(self) -> dict[str, Any]:
        """The state as plain data."""
        return {"fingerprint": self.fingerprint, "room": self.room.as_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> CaseState:
        """The state out of what `as_json` gave."""
        return cls(data["fingerprint"], Room.from_json(data["room"]))


CaseMoved = tuple[CaseState, tuple[Event, ...]]


class CasePlay:
    """One case ready for all who play it; keeps none of their states."""

    def __init__(self, staged: StagedCase, listener: Listener) -> None:
        """`listener` must have been built for the points of the case's script. Raises ValueError without a limit."""
        if staged.case.turns is None:
            raise ValueError(f"case {staged.case.ref} has no turn limit")
        self.staged = staged
        self.turns = staged.case.turns
        self._prepared = Prepared(staged.shelf, staged.script, listener)

    def open(self, seed: int, rep: str = "小李") -> CaseMoved:
        """Begin: the case to be read, the scene, the customer's first line. The same seed is the same customer."""
        case, customer = self.staged.case, self._prepared.customer
        setup = Setup("free", case.difficulty, "", seed, rep)
        begun, reply = customer.begin(Setting(case.difficulty, "", seed, rep))
        state = self._placed(begun)
        room, events = said_by_customer(Room(setup, talk=state), state, reply)
        read = CoachSaid(0, "goal", case.situation, state.stage)
        return self._state(room), (read, CoachSaid(0, "scene", case.scene, state.stage), *events)

    def hear(self, state: CaseState, utterance: str, today: date) -> CaseMoved:
        """One utterance of the rep, the customer's answer, and the report when that was the last turn."""
        room = state.room
        if room.ended:
            return state, (CoachSaid(turns_of(room), "notice", "这个案例已经谈完了。"),)
        text = spoken(utterance)
        if not text or (notice := too_long(text)):
            return state, (CoachSaid(turns_of(room), "notice", notice if text else "这一句是空的，没有算一轮。"),)
        room, events = exchange(self._prepared, room, text)
        if room.ended:
            return self._state(room), (*events, self._ended(room, today))
        if turns_of(room) >= self.turns:
            over = CoachSaid(turns_of(room), "notice", f"{self.turns} 轮到了，谈话到这里为止。")
            room = replace(room, ended=True)
            return self._state(room), (*events, over, self._ended(room, today))
        return self._state(room), events

    def finish(self, state: CaseState, today: date) -> CaseMoved:
        """The rep leaves, or his time is up: the report of what was said so far."""
        if state.room.ended:
            return state, ()
        room = replace(state.room, ended=True)
        return self._state(room), (self._ended(room, today),)

    def turns_left(self, state: CaseState) -> int:
        """How often the rep may still speak."""
        return 0 if state.over else self.turns - turns_of(state.room)

    def report(self, state: CaseState, today: date) -> Report:
        """The report of what was said so far; `today` dates its next drill and nothing else."""
        room = state.room
        rubric = self.staged.rubric(room.setup.rep, played_out=turns_of(room) >= self.turns)
        return make_report(rubric, transcript_of(room), today)

    def score(self, state: CaseState) -> int:
        """The points of what was said so far, 0 to 100: a pure function of the state."""
        return self.report(state, date(2000, 1, 1)).score

    def fits(self, state: CaseState) -> bool:
        """Whether the state was begun with this very case."""
        return state.fingerprint == self.staged.fingerprint

    def _placed(self, state: TalkState) -> TalkState:
        """The customer where the case begins: in its stage, knowing what he has told, with its objections to come."""
        case = self.staged.case
        facts = self._prepared.script.customer.facts
        asked = tuple(dict.fromkeys(point for name in case.known for point in facts[name].asked))
        listed = [name for one in self._prepared.script.stages.values() for name in one.objections]
        # A case that counts some points only, and names no objection, is not about objections: none comes up.
        drawn = () if case.counts else state.planned
        planned = tuple(name for name in listed if name in case.objections) if case.objections else drawn
        raised = (Handled(case.raises, 0),) if case.raises else ()
        return replace(
            state,
            stage=case.from_,
            reached=(case.from_,),
            told=case.known,
            met=asked,
            planned=planned,
            handled=raised,
        )

    def _state(self, room: Room) -> CaseState:
        return CaseState(self.staged.fingerprint, room)

    def _ended(self, room: Room, today: date) -> Ended:
        report = self.report(self._state(room), today)
        return Ended(talk_of(room).turn, report.ending, report)
