"""The open rubric of a script: which yes/no questions each stage asks, with their weights, to be read beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.talk.speech import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.model import Objection, PlanShelf, Script

STAGES_TO_PASS = 3
"""A talk that ends before it has reached this many stages is capped like a severe violation."""
OBJECTION_STEPS = (("认同", 2), ("回答", 4), ("确认", 2))
"""The three yes/no items of every objection that came up, with their weights (source: design rules, part 1)."""


def steps_of(objection: str) -> tuple[str, ...]:
    """The codes of an objection's three items, which are their names as well: 太贵了·认同."""
    return tuple(f"{objection}·{word}" for word, _ in OBJECTION_STEPS)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One yes/no question: did the rep say this? `better` is the script's wording, `about` what counts."""

    code: str
    name: str
    stage: str
    weight: int
    required: bool
    about: str
    better: str


@dataclass(frozen=True, slots=True)
class Rubric:
    """All criteria of one script, and what the report needs to name objections and violations.

    `to_pass` is how many of its stages have to be reached, or the score is capped.
    """

    script: str
    stages: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    objections: Mapping[str, Objection]
    objection_stage: str
    endings: Mapping[str, str]
    to_pass: int = STAGES_TO_PASS

    def of_stage(self, stage: str) -> tuple[Criterion, ...]:
        """The criteria that belong to a stage."""
        return tuple(one for one in self.criteria if one.stage == stage)


def rubric_of(shelf: PlanShelf, script: Script, rep: str = "小李") -> Rubric:
    """Read a script as a rubric; `rep` is put into the wordings."""
    points = shelf.points_of(script)
    criteria = tuple(
        Criterion(
            code=points[name].code,
            name=name,
            stage=stage.name,
            weight=use.weight,
            required=use.required,
            about=points[name].about,
            better=fill(use.say[0], rep),
        )
        for stage in script.stages.values()
        for name, use in stage.points.items()
    )
    names = dict.fromkeys(n for stage in script.stages.values() for n in stage.objections)
    names.update(dict.fromkeys(script.objections))
    home = next((stage.name for stage in script.stages.values() if stage.objections), next(iter(script.stages)))
    return Rubric(
        script=script.ref,
        stages=tuple(script.stages),
        criteria=criteria,
        objections={name: shelf.objection(script, name) for name in names},
        objection_stage=home,
        endings={name: ending.outcome for name, ending in script.endings.items()},
    )
