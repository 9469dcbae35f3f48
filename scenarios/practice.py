"""One rep practises one script with a simulated customer, in four modes; the room is data, its moves are pure.

A room is opened with `open_room` and moved on with `hear`; both give the new state and what happened. What the modes
share stands here; what is peculiar to one is in `scenarios.modes`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenarios.events import CoachSaid, Event
from scenarios.modes import MODES_BY_NAME
from scenarios.prepared import Prepared
from scenarios.room import MODES, Mode, Room, Setup
from scenarios.utterance import LONGEST_UTTERANCE, spoken, too_long

if TYPE_CHECKING:
    from datetime import date

__all__ = ["HINT_WORDS", "LONGEST_UTTERANCE", "MODES", "Mode", "Practice", "Room", "Setup"]

HINT_WORDS = frozenset({"提示", "给个提示", "给点提示", "/hint", "hint"})
"""What a rep may type to ask for a hint."""


class Practice(Prepared):
    """The face of practising: opens rooms, hears utterances, finishes, by the mode that each room was set to."""

    def open_room(self, setup: Setup, today: date) -> tuple[Room, tuple[Event, ...]]:
        """Begin: the scene, the goal where one is shown, the customer's first line."""
        return MODES_BY_NAME[setup.mode].open(self, Room(setup), today)

    def hear(self, room: Room, utterance: str, today: date) -> tuple[Room, tuple[Event, ...]]:
        """One utterance of the rep, a request for a hint, or an answer in watch mode; then what follows from it."""
        number = len([turn for turn in room.turns if turn.speaker == "rep"])
        if room.ended:
            return room, (CoachSaid(number, "notice", "这场谈话已经结束了。想再练，请重新开始一场。"),)
        text = spoken(utterance)
        if notice := too_long(text):
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
