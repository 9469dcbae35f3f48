"""Who the customer is, out of his script: his points, objections, facts about bills, openings and ways of speaking."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.model import Objection, Opening, PlanShelf, Script


class Persona:
    """The look-ups a talk needs over one script version; no talk's state."""

    def __init__(self, shelf: PlanShelf, script: Script) -> None:
        self.shelf = shelf
        self.script = script
        self.points = shelf.points_of(script)
        self._approaches = {way.code: name for name, way in shelf.plan.ways_of_selling.items()}

    @cached_property
    def name_of(self) -> dict[str, str]:
        """The Chinese name of every point by its code."""
        return {point.code: name for name, point in self.points.items()}

    @cached_property
    def objections(self) -> dict[str, Objection]:
        """Every objection a stage of the script uses, and those that come up on their own, by name."""
        used = dict.fromkeys(name for stage in self.script.stages.values() for name in stage.objections)
        return {name: self.shelf.objection(self.script, name) for name in (*used, *self.script.objections)}

    @cached_property
    def bill_facts(self) -> frozenset[str]:
        """The facts that tell what he pays now."""
        facts = self.script.customer.facts.items()
        return frozenset(n for n, fact in facts if any(self.points[a].code == "ask_cost" for a in fact.asked))

    def opening(self, approach: str) -> Opening:
        """How a talk begins in the way of selling of that code; the script's first one when it has no other."""
        name = self._approaches.get(approach, "")
        return self.script.openings.get(name) or next(iter(self.script.openings.values()))

    def voice(self, situation: str) -> tuple[str, ...]:
        """His words for a situation: his own before the plan's common ones."""
        return self.script.customer.voice.get(situation) or self.shelf.voice.get(situation, ())
