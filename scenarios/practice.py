"""One rep practises one script with a simulated customer, in four modes; the room is data, its moves are pure.

A room is opened with `open_room` and moved on with `hear`; both give the new state and what happened. What the modes
share stands here; what is peculiar to one is in `scenarios.modes`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from scenarios.events import CoachSaid, Event
from scenarios.modes import MODES_BY_NAME
from scenarios.room import MODES, Mode, Room, Setup
from scoring.rubric import Rubric, rubric_of
from scripts.talk import SimulatedCustomer

if TYPE_CHECKING:
    from datetime import date

    from scoring.listening import Listener
    from scripts.model import PlanShelf, Script

__all__ = ["HINT_WORDS", "LONGEST_UTTERANCE", "MODES", "Mode", "Practice", "Room", "Setup"]

HINT_WORDS = frozenset({"提示", "给个提示", "给点提示", "/hint", "hint"})
"""What a rep may type to ask for a hint."""
LONGEST_UTTERANCE = 1000
"""Characters of one utterance; nobody says more in one breath."""


class Practice:
    """A script made ready to be practised: compiled once, shared by all rooms of that script version."""

    def __init__(self, shelf: PlanShelf, script: Script, listener: Listener) -> None:
        """`listener` must have been built for the shelf's points and the script's own."""
        self.customer = SimulatedCustomer(shelf, script)
        self.script = script
        self.listener = listener

    def rubric(self, rep: str) -> Rubric:
        """The rubric with the rep's name in its wordings."""
        return rubric_of(self.customer.shelf, self.script, rep)

    def criteria(self) -> tuple[tuple[str, tuple[tuple[str, int, str], ...]], ...]:
        """The open rubric: (stage, ((item name, weight, what counts), …)), to be read before starting."""
        rubric = self.rubric("")
        return tuple(
            (stage, tuple((one.name, one.weight, one.about) for one in rubric.of_stage(stage)))
            for stage in rubric.stages
        )

    def targets(self) -> tuple[str, ...]:
        """What a drill can be about: the script's objections, then its items."""
        items = dict.fromkeys(name for stage in self.script.stages.values() for name in stage.points)
        return (*self.customer.objections, *items)

    def fits(self, room: Room) -> bool:
        """Whether a room begun with an older text of this script can go on: all it stands on is still there."""
        if room.drill is not None and room.drill.target not in self.targets():
            return False
        talk = room.talk
        if talk is None:
            return True
        objections = {*talk.planned, *talk.raised}
        return talk.stage in self.script.stages and objections <= self.customer.objections.keys()

    def open_room(self, setup: Setup, today: date) -> tuple[Room, tuple[Event, ...]]:
        """Begin: the scene, the goal where one is shown, the customer's first line."""
        return MODES_BY_NAME[setup.mode].open(self, Room(setup), today)

    def hear(self, room: Room, utterance: str, today: date) -> tuple[Room, tuple[Event, ...]]:
        """One utterance of the rep, a request for a hint, or an answer in watch mode; then what follows from it."""
        number = len([turn for turn in room.turns if turn.speaker == "rep"])
        if room.ended:
            return room, (CoachSaid(number, "notice", "这场谈话已经结束了。想再练，请重新开始一场。"),)
        text = _spoken(utterance)
        if len(text) > LONGEST_UTTERANCE:
            notice = f"这一句有 {len(text)} 个字，太长了。请分开说，每句不超过 {LONGEST_UTTERANCE} 字。"
            return room, (CoachSaid(number, "notice", notice),)
        mode = MODES_BY_NAME[room.setup.mode]
        if text.lower() in HINT_WORDS:
            return mode.hint(self, room)
        return mode.hear(self, room, text, today)

    def finish(self, room: Room, today: date) -> tuple[Room, tuple[Event, ...]]:
        """The rep stops early: the report of what was said so far."""
        if room.ended:
            return room, ()
        return MODES_BY_NAME[room.setup.mode].close(self, replace(room, ended=True), today)


def _spoken(utterance: str) -> str:
    """What a person can have said: control characters and broken surrogates out, blanks at the ends off."""
    kept = (" " if char in "\t\r\n" else char for char in utterance if _is_text(char) or char in "\t\r\n")
    return "".join(kept).strip()


def _is_text(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cs"}
