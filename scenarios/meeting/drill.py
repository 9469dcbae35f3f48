"""晨会演练: a drill in a group, at most fifteen minutes, run by a trainer. `open_room`, then `take` input after input.

Gathering (form, theme, attendance) → roles dealt by fair rotation → the talk → critique → minutes. Everything is an
input with its time; nothing here waits for anybody. One move is made in `scenarios.meeting.move`,
its talk in `talking`, its critique in `marking`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenarios.meeting import clock
from scenarios.meeting.events import BoardChanged, MeetingEvent, PhaseBegan
from scenarios.meeting.move import Move
from scenarios.meeting.room import OF_THE_HOST, Input, InputKind, Offer, Room, Setup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scenarios.meeting.plays import Play

Moved = tuple[Room, tuple[MeetingEvent, ...]]


class MorningDrill:
    """The face of drills; keeps no room."""

    def __init__(self, plays: Callable[[Offer], Play | None]) -> None:
        """`plays` gives the play of an offer that was chosen; None when there is no such scenario any more."""
        self._plays = plays

    def open_room(self, setup: Setup, now: float) -> Moved:
        """Begin to gather. Raises ValueError without anything to offer."""
        if not setup.offers:
            raise ValueError("nothing to play")
        room = Room(setup, now, now, deadline=now + clock.PARTS["gathering"])
        return room, (PhaseBegan("gathering", room.deadline), BoardChanged())

    def take(self, room: Room, one: Input) -> Moved:
        """Take one input; time is brought up first. What cannot be taken gets a notice, chatter nothing."""
        move = Move(self._plays, room, one.now)
        move.check_scenario()
        move.pass_time()
        if one.kind != "tick":
            self._do(move, one)
        if replace(move.room, now=room.now) == room:
            return room, tuple(move.events)
        return replace(move.room, log=(*room.log, one)), tuple(move.events)

    def replay(self, room: Room) -> Moved:
        """Play a drill's inputs again from its opening: the same drill, and all events but refusals."""
        again, happened = self.open_room(room.setup, room.opened)
        events = list(happened)
        for one in room.log:
            again, more = self.take(again, one)
            events += more
        return again, tuple(events)

    def _do(self, move: Move, one: Input) -> None:
        if one.kind in OF_THE_HOST and one.who != move.room.setup.host:
            move.notice("这个按钮只有主持人能按。", one.who)
            return
        if move.room.over and one.kind != "critique":
            if one.kind not in ("say", "leave"):
                move.notice("这一场演练已经结束了，纪要在群里。", one.who)
            return
        _MOVES[one.kind](move, one)


_MOVES: Mapping[InputKind, Callable[[Move, Input], None]] = {
    "choose": Move.choose,
    "theme": Move.set_theme,
    "join": Move.join,
    "leave": Move.leave,
    "start": Move.start,
    "next": Move.go_on,
    "pause": Move.pause,
    "resume": Move.resume,
    "skip": Move.skip,
    "floor": Move.floor,
    "end": Move.end,
    "lost": Move.lose,
    "say": Move.say,
    "judge": Move.judge,
    "critique": Move.criticise,
}


def refusal(running: Room | None, now: float) -> str:
    """Why no second drill may be opened in a group, in Chinese; "" when it may: the one there is over or too old."""
    if running is None or running.over or now >= running.opened + clock.LONGEST:
        return ""
    minutes = max(1, round((running.opened + clock.LONGEST - now) / 60))
    host = running.setup.host_name
    return f"这个群里正在演练，由{host}主持，最多还有 {minutes} 分钟。请等结束再开，或者请{host}按「结束」。"
