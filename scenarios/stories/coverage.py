"""What of a script its stories have touched: stages, branches, points and objections, each with its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.conditions import described

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenarios.stories.held import Held
    from scripts.checks import ScriptSubject
    from scripts.problems import Place


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a script, where it stands, and whether any story touched it."""

    name: str
    place: Place
    touched: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """All parts of one kind: 环节, 分支, 要点, 异议."""

    name: str
    parts: tuple[Part, ...]

    @property
    def untouched(self) -> tuple[Part, ...]:
        """What no story touched, in the order of the script."""
        return tuple(part for part in self.parts if not part.touched)

    @property
    def touched(self) -> int:
        """How many parts were touched."""
        return len(self.parts) - len(self.untouched)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One script's coverage by kinds."""

    script: str
    kinds: tuple[Kind, ...]

    @property
    def share(self) -> float:
        """The share of all parts that was touched, 0 to 1."""
        total = sum(len(kind.parts) for kind in self.kinds)
        return sum(kind.touched for kind in self.kinds) / total if total else 1.0


def coverage_of(script: ScriptSubject, talks: Sequence[Held]) -> Coverage:
    """What the talks, all held by this very script, have touched of it."""
    stages = {stage for talk in talks for stage in talk.stages}
    taken = {id(branch) for talk in talks for exchange in talk.exchanges for branch in exchange.taken}
    heard = {name for talk in talks for exchange in talk.exchanges for name in exchange.heard}
    raised = {name for talk in talks for name in talk.objections}
    kinds = (
        Kind("环节", _parts(_stages(script), stages)),
        Kind("分支", tuple(_branches(script, taken))),
        Kind("要点", _parts(_points(script), heard)),
        Kind("异议", _parts(_objections(script), raised)),
    )
    return Coverage(script.script.script, kinds)


def _parts(named: Iterable[tuple[str, Place]], touched: set[str]) -> tuple[Part, ...]:
    """Make a part of each name at the place where it stands first."""
    places: dict[str, Place] = {}
    for name, place in named:
        places.setdefault(name, place)
    return tuple(Part(name, place, name in touched) for name, place in places.items())


def _branches(script: ScriptSubject, taken: set[int]) -> Iterator[Part]:
    for stage, path, branch in script.branches():
        name = f"{stage or '任何环节'}：{described(branch.when)} → {branch.target}"
        yield Part(name, script.source.place(path), id(branch) in taken)


def _stages(script: ScriptSubject) -> Iterator[tuple[str, Place]]:
    for name in script.script.stages:
        yield name, script.source.place(("stages", name))


def _points(script: ScriptSubject) -> Iterator[tuple[str, Place]]:
    for stage in script.script.stages.values():
        for name in stage.points:
            yield name, script.source.place(("stages", stage.name, "points", name))


def _objections(script: ScriptSubject) -> Iterator[tuple[str, Place]]:
    for stage in script.script.stages.values():
        for index, name in enumerate(stage.objections):
            yield name, script.source.value_place(("stages", stage.name, "objections", index))
