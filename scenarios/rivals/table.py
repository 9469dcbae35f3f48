"""Several operators before one customer: the room is data, its moves are pure, and nobody's absence holds it up.

A contest is opened with `open_room`, moved on by `say`, and by `tick` and `close_round` when time is out; each gives
the new state and what happened. One turn a seat and step; the machine speaks for empty seats and, unless a person does,
for the customer. What happens within one move stands in `scenarios.rivals.move`.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from scenarios.rivals import agenda
from scenarios.rivals.buyer import Buyer, fresh
from scenarios.rivals.events import Notice, RivalsEvent
from scenarios.rivals.judging import Referee
from scenarios.rivals.machine_rep import MachineRep
from scenarios.rivals.move import Move
from scenarios.rivals.report import RULES
from scenarios.rivals.room import Input, Phase, Room, Setup
from scenarios.rivals.sheets import plan_from_chair, points_of
from scripts.heard import Context, Heard

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenarios.documents.rivals import RivalsScenario
    from scenarios.loader import Staged
    from scripts.checks import Listen, Listener

Moved = tuple[Room, tuple[RivalsEvent, ...]]


class Rivals:
    """A rivals scenario made ready: one listener a seat, shared by all rooms of that version; keeps no room."""

    def __init__(self, scenario: RivalsScenario, staged: Staged, listen: Listen) -> None:
        """`listen` builds a listener; each seat gets one for its own sheet when it first speaks."""
        self.scenario = scenario
        self.pins = (
            ("script", staged.script.ref),
            ("scenario", scenario.ref),
            ("fingerprint", staged.fingerprint),
            ("rules", RULES),
        )
        self.points = staged.shelf.points_of(staged.script)
        spend = staged.script.customer.spend
        self.buyer = Buyer(scenario, staged.shelf, staged.script)
        self.referee = Referee(scenario, staged.shelf, staged.script)
        self.machine = MachineRep(scenario, staged.shelf.plan, spend)
        self._staged = staged
        self._listen = listen
        self._listeners: dict[str, Listener] = {}

    # -- moves --------------------------------------------------------------------------------------------------------

    def open_room(self, setup: Setup, now: float = 0.0) -> Moved:
        """Begin: the customer's welcome, the first round. Raises ValueError for a seat the scenario does not have."""
        unknown = [seat for seat in setup.humans if seat not in self.scenario.seats]
        if unknown:
            raise ValueError(f"no such seat: {unknown[0]}")
        unclaimed = tuple(seat for seat in self.scenario.seats if setup.joining and seat not in setup.humans)
        room = Room(
            setup=replace(setup, pins=self.pins),
            opened=now,
            order=agenda.drawn_order(self.scenario, setup.seed),
            humans=setup.humans,
            unclaimed=unclaimed,
        )
        move = Move(self, room, now)
        if setup.customer == "machine":
            move.customer_says(fresh(self.scenario.customer.opening, (), Random(f"{setup.seed}:opening")), agenda.SHOW)
        move.enter()
        return move.room, tuple(move.events)

    def say(self, room: Room, seat: str, text: str, now: float = 0.0) -> Moved:
        """A line of a seat, or of the customer where a person plays him. What cannot be taken gets a notice."""
        return self._logged(room, Input("say", now, seat, text), lambda move: move.hear(seat, text))

    def tick(self, room: Room, now: float) -> Moved:
        """Time has passed: if the step's is out, it goes on without those who have not spoken."""
        return self._logged(room, Input("tick", now), lambda move: move.close() if now >= room.deadline else None)

    def close_round(self, room: Room, now: float = 0.0) -> Moved:
        """End the step now, as if its time were out: the host's button."""
        return self._logged(room, Input("close", now), lambda move: move.close())

    def take_seat(self, room: Room, seat: str, now: float = 0.0) -> Moved:
        """A person sits down; free are seats that have not spoken in the first round."""
        return self._logged(room, Input("take", now, seat), lambda move: move.take(seat))

    def leave_seat(self, room: Room, seat: str, now: float = 0.0) -> Moved:
        """A person goes; the machine speaks for his seat from now on."""
        return self._logged(room, Input("leave", now, seat), lambda move: move.leave(seat))

    def replay(self, room: Room) -> Moved:
        """Play a room's inputs again from its opening: the same room, and all events there were."""
        again, happened = self.open_room(room.setup, room.opened)
        events = list(happened)
        for one in room.log:
            again, happened = self._repeat(again, one)
            events += happened
        return again, tuple(events)

    def fits(self, room: Room) -> bool:
        """Whether the room was begun with this very script, scenario and rules."""
        return room.setup.pins == self.pins

    def _repeat(self, room: Room, one: Input) -> Moved:
        match one.kind:
            case "say":
                return self.say(room, one.seat, one.text, one.now)
            case "tick":
                return self.tick(room, one.now)
            case "close":
                return self.close_round(room, one.now)
            case "take":
                return self.take_seat(room, one.seat, one.now)
            case "leave":
                return self.leave_seat(room, one.seat, one.now)

    def _logged(self, room: Room, one: Input, do: Callable[[Move], None]) -> Moved:
        if room.ended:
            notice = () if one.kind == "tick" else (Notice("这一场已经拍板了。想再来，请重新开一场。", one.seat),)
            return room, notice
        move = Move(self, room, one.now)
        do(move)
        if move.room == room:
            return room, tuple(move.events)
        return replace(move.room, log=(*room.log, one)), tuple(move.events)

    # -- what a move may ask ------------------------------------------------------------------------------------------

    def phase(self, room: Room) -> Phase:
        """The step the room is in."""
        return agenda.agenda(self.scenario, room.setup)[room.phase]

    def awaited(self, room: Room) -> tuple[str, ...]:
        """Whose word the step still awaits, in the order of speaking."""
        if room.ended:
            return ()
        return tuple(seat for seat in agenda.speakers(room, self.phase(room)) if seat not in room.done)

    def heard(self, seat: str, text: str, room: Room) -> Heard:
        """What a seat's words say, by its own sheet."""
        context = Context(
            stage=self.phase(room).round,
            customer_said=room.question,
            spend=self._staged.script.customer.spend,
            level=self._staged.shelf.plan.levels[0],
        )
        return self.referee.without_sums(self.scenario.seats[seat], self.listener(seat).hear(text, context))

    def listener(self, seat: str) -> Listener:
        """What hears a seat: built for its own sheet when it is first asked for."""
        if seat not in self._listeners:
            sheet, staged = self.scenario.seats[seat], self._staged
            heard = self._listen(plan_from_chair(staged.shelf.plan, sheet), points_of(sheet, self.points))
            return self._listeners.setdefault(seat, heard)
        return self._listeners[seat]
