"""实战: the free talk. Nothing but the customer's words until the end, then the report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenarios.events import CoachSaid, CustomerSaid, Ended, Event, RepSaid
from scoring.breath import in_one_breath
from scoring.marks import make_report
from scoring.transcript import Transcript, Turn
from scripts.model import UNFINISHED
from scripts.talk import Setting

if TYPE_CHECKING:
    from datetime import date

    from scenarios.modes.protocol import Moved
    from scenarios.prepared import Prepared
    from scenarios.room import Room
    from scripts.talk import Reply, TalkState


class Free:
    """A talk with the customer, from his first line to an ending."""

    def open(self, practice: Prepared, room: Room, today: date) -> Moved:  # noqa: ARG002 - every mode is asked alike
        """The scene, and the customer's first line."""
        setup = room.setup
        setting = Setting(setup.difficulty, setup.approach, setup.seed, setup.rep)
        state, reply = practice.customer.begin(setting)
        scene = practice.customer.opening(setup.approach).scene
        room, events = said_by_customer(replace(room, talk=state), state, reply)
        return room, (CoachSaid(0, "scene", scene, state.stage), *events)

    def hear(self, practice: Prepared, room: Room, text: str, today: date) -> Moved:
        """The rep's turn as it was heard, the customer's answer, and the report when that was the end."""
        room, events = exchange(practice, room, text)
        if room.ended:
            room, ending = self.close(practice, room, today)
            events = (*events, *ending)
        return room, events

    def hint(self, practice: Prepared, room: Room) -> Moved:  # noqa: ARG002 - every mode is asked alike
        """There are no hints here."""
        return room, (
            CoachSaid(turns_of(room), "notice", "实战里没有提示：先按自己的想法说，结束后报告里都有更好的说法。"),
        )

    def close(self, practice: Prepared, room: Room, today: date) -> Moved:
        """The report."""
        report = make_report(practice.rubric(room.setup.rep), transcript_of(room), today)
        return room, (Ended(turns_of(room), report.ending, report),)


def exchange(practice: Prepared, room: Room, text: str) -> tuple[Room, tuple[Event, ...]]:
    """One utterance and the customer's answer; shared by the modes that talk with him."""
    before = talk_of(room)
    heard = in_one_breath(practice.listener.hear(text, practice.customer.context(before)))
    state, reply = practice.customer.hear(before, heard)
    turn = Turn.of_rep(state.turn, text, before.stage, heard)
    room = replace(room, talk=state, turns=(*room.turns, turn), ended=bool(state.ending))
    room, events = said_by_customer(room, state, reply)
    return room, (RepSaid(state.turn, text, before.stage, heard), *events)


def said_by_customer(room: Room, state: TalkState, reply: Reply) -> tuple[Room, tuple[Event, ...]]:
    """Put his words into the transcript and into events."""
    turns = tuple(Turn(state.turn, "customer", one.text, one.stage) for one in reply.said)
    events = tuple(CustomerSaid(state.turn, one.text, one.stage, reply.mood) for one in reply.said)
    return replace(room, turns=(*room.turns, *turns)), events


def talk_of(room: Room) -> TalkState:
    """The customer's state. Raises ValueError for a room that was never opened: a fault of the caller."""
    if room.talk is None:
        raise ValueError("the room has not been opened")
    return room.talk


def transcript_of(room: Room) -> Transcript:
    """The room's talk as scoring reads it."""
    talk = talk_of(room)
    return Transcript(
        turns=room.turns,
        reached=talk.reached,
        objections=talk.handled,
        ending=talk.ending or UNFINISHED,
        hints=room.hints,
    )


def turns_of(room: Room) -> int:
    """How many turns the rep has taken."""
    return sum(turn.speaker == "rep" for turn in room.turns)
