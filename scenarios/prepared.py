"""A script made ready to be practised: its customer, listener and rubric, shared by all rooms of that version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.rubric import Rubric, rubric_of
from scripts.talk import SimulatedCustomer

if TYPE_CHECKING:
    from scenarios.room import Room
    from scoring.listening import Listener
    from scripts.model import PlanShelf, Script


class Prepared:
    """What every mode of practice needs; compiled once, keeps no room."""

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
