"""A contest in a drill: several operators for one customer, the machine in the seats nobody has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from scenarios.critique import Subject, subject_of_seat
from scenarios.meeting.plays.play import Form, PlayMoved, Result, State
from scenarios.meeting.rotation import Role
from scenarios.rivals import CUSTOMER, RivalsReport, Room, Setup
from scenarios.rivals.ledger import report as account
from scoring.rubric import rubric_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scenarios.loader import Staged
    from scenarios.rivals import Rivals, RivalsEvent


class RivalsPlay:
    """Several operators for one customer; the machine plays empty seats, and the customer unless a person does."""

    form: Form = "rivals"

    def __init__(
        self, table: Rivals, staged: Staged, customer: Literal["machine", "person"] = "machine", *, timed: bool = True
    ) -> None:
        """Without `timed` nobody but one person plays, and no seconds are named."""
        self._table = table
        self._staged = staged
        self._customer = customer
        self._timed = timed
        buyers = (Role(CUSTOMER, required=True, customer=True),) if customer == "person" else ()
        self.roles = (*buyers, *(Role(seat) for seat in table.scenario.seats))

    def begin(self, seats: Mapping[str, str], seed: int, now: float) -> PlayMoved:
        """Open the room."""
        humans = tuple(seat for seat in seats if seat != CUSTOMER)
        return _of_room(self._table.open_room(Setup(seed, humans, customer=self._customer, timed=self._timed), now))

    def say(self, state: State, role: str, text: str, now: float) -> PlayMoved:
        """A seat's words; a final offer comes the same way, from the private chat."""
        return _of_room(self._table.say(Room.from_json(state), role, text, now))

    def judge(self, state: State, role: str, stance: int, because: str) -> PlayMoved:
        """Nobody is asked: the customer decides by his needs."""
        del role, stance, because
        return state, ()

    def leave(self, state: State, role: str, now: float) -> PlayMoved:
        """The machine speaks for the seat from now on; without the customer the steps go on by the clock."""
        if role == CUSTOMER:
            return state, ()
        return _of_room(self._table.leave_seat(Room.from_json(state), role, now))

    def tick(self, state: State, now: float) -> PlayMoved:
        """A step whose time is out goes on without the silent."""
        return _of_room(self._table.tick(Room.from_json(state), now))

    def hurry(self, state: State, now: float) -> PlayMoved:
        """The step goes on without the silent."""
        return _of_room(self._table.close_round(Room.from_json(state), now))

    def finish(self, state: State, now: float) -> PlayMoved:
        """Step after step to the decision."""
        room, events = Room.from_json(state), list[Any]()
        while not room.ended:
            room, happened = self._table.close_round(room, now)
            events += happened
        return room.as_json(), events

    def over(self, state: State) -> bool:
        """Whether the customer has decided."""
        return Room.from_json(state).ended

    def awaited(self, state: State) -> tuple[str, ...]:
        """Whose word the step awaits."""
        return self._table.awaited(Room.from_json(state))

    def in_private(self, state: State) -> tuple[str, ...]:
        """The seats that have still to hand in their final offers."""
        room = Room.from_json(state)
        sealed = not room.ended and self._table.phase(room).kind == "offer"
        return tuple(seat for seat in self._table.awaited(room) if seat in room.humans) if sealed else ()

    def fits(self, state: State) -> bool:
        """Whether the room was begun with this very scenario."""
        return self._table.fits(Room.from_json(state))

    def result(self, state: State) -> Result:
        """Who won; how the others stood is not told."""
        return Result(f"{Room.from_json(state).winner}拿下这一单")

    def subject(self, state: State, talk: str, role: str, rep: str) -> Subject:
        """One seat's part."""
        room = Room.from_json(state)
        return subject_of_seat(
            talk,
            rep,
            role,
            self._staged.script.segment,
            room=room,
            report=self._account(room),
            rubric=rubric_of(self._staged.shelf, self._staged.script),
        )

    def _account(self, room: Room) -> RivalsReport:
        chosen = room.winner if self._customer == "person" else ""
        return account(self._table.scenario, room, chosen=chosen)


def _of_room(moved: tuple[Room, Sequence[RivalsEvent]]) -> PlayMoved:
    room, events = moved
    return room.as_json(), events
