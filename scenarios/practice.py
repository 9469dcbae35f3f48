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
from scenarios.prepared import Prepared
from scenarios.room import MODES, Mode, Room, Setup

if TYPE_CHECKING:
    from datetime import date

__all__ = ["HINT_WORDS", "LONGEST_UTTERANCE", "MODES", "Mode", "Practice", "Room", "Setup"]

HINT_WORDS = frozenset({"提示", "给个提示", "给点提示", "/hint", "hint"})
"""What a rep may type to ask for a hint."""
LONGEST_UTTERANCE = 1000
"""Characters of one utterance; nobody says more in one breath."""


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
