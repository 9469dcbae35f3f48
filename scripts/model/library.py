"""A library: the plans with their points, objections, voices and scripts, ready to be talked with."""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.model.plan import Plan
from scripts.model.points import Point
from scripts.model.script import Objection, Script


@dataclass(frozen=True, slots=True)
class PlanShelf:
    """One plan with all that its folder holds; scripts, points and objections by their Chinese names."""

    plan: Plan
    points: dict[str, Point]
    objections: dict[str, Objection]
    voice: dict[str, tuple[str, ...]]
    scripts: dict[str, Script] = field(default_factory=dict)

    def points_of(self, script: Script) -> dict[str, Point]:
        """All points a talk by this script listens for: the plan's and the script's own, by name."""
        return {**self.points, **script.points}

    def objection(self, script: Script, name: str) -> Objection:
        """The objection of that name: the script's own wording before the bank's."""
        return script.objections.get(name) or self.objections[name]


@dataclass(frozen=True, slots=True)
class Library:
    """Every usable plan by its name, and which scripts could not be loaded (name or file → reason in Chinese)."""

    shelves: dict[str, PlanShelf]

    def find(self, script: str) -> tuple[PlanShelf, Script] | None:
        """The script of that name (`广告公司` or `广告公司@V1`), with its plan's shelf."""
        for shelf in self.shelves.values():
            for candidate in shelf.scripts.values():
                if script in (candidate.script, candidate.ref):
                    return shelf, candidate
        return None

    @property
    def script_names(self) -> tuple[str, ...]:
        """All scripts' names, in the order of plans and files."""
        return tuple(name for shelf in self.shelves.values() for name in shelf.scripts)
