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
    """Every usable plan by its name, as the province has it and as its cities have it.

    `cities` are the plans of each city (city → plan's name → shelf) with the scripts that differ from the province's;
    `branches` are the branches whose city their names don't tell (branch → city).
    """

    shelves: dict[str, PlanShelf]
    cities: dict[str, dict[str, PlanShelf]] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)

    @property
    def all_shelves(self) -> tuple[PlanShelf, ...]:
        """The province's shelves, then the cities'."""
        return (*self.shelves.values(), *(shelf for plans in self.cities.values() for shelf in plans.values()))

    def find(self, script: str) -> tuple[PlanShelf, Script] | None:
        """The script of that name (`广告公司`, `广告公司@V1`, `无锡/广告公司`), with its plan's shelf."""
        for shelf in self.all_shelves:
            for candidate in shelf.scripts.values():
                if script in (candidate.script, candidate.ref):
                    return shelf, candidate
        return None

    @property
    def script_names(self) -> tuple[str, ...]:
        """The province's scripts' names, in the order of plans and files."""
        return tuple(name for shelf in self.shelves.values() for name in shelf.scripts)

    @property
    def local_names(self) -> tuple[str, ...]:
        """The names of the cities' own scripts: 无锡/广告公司."""
        return tuple(name for plans in self.cities.values() for shelf in plans.values() for name in shelf.scripts)

    def city_of(self, branch: str) -> str | None:
        """The city that a branch belongs to: the one it is listed under, else the one its name begins with."""
        begun = (city for city in sorted(self.cities, key=len, reverse=True) if branch.startswith(city))
        return self.branches.get(branch) or next(begun, None)

    def names_for(self, branch: str) -> tuple[str, ...]:
        """The scripts to offer the people of a branch: the province's, each in the words of their city if it has any.

        A city has the script 无锡/广告公司 in place of 广告公司.
        """
        city = self.city_of(branch)
        local = {name.removeprefix(f"{city}/"): name for name in self.local_names if name.startswith(f"{city}/")}
        return tuple(local.get(name, name) for name in self.script_names)
