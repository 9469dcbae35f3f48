"""The report of a talk: score by stage, every item with its quote, violations, best lines, gaps, one next drill."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

RULES = "R1"
"""The version of the scoring rules; stored with every mark (source: design rules, part 1)."""


@dataclass(frozen=True, slots=True)
class Proof:
    """An item met, with the words and the turn that met it."""

    code: str
    name: str
    quote: str
    turn: int


@dataclass(frozen=True, slots=True)
class Missed:
    """An item that could have come up and was not said, with the better wording."""

    code: str
    name: str
    better: str


@dataclass(frozen=True, slots=True)
class Unevaluable:
    """An item that could not come up, and why; it is out of the denominator."""

    code: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class StageScore:
    """One stage: `score` 0-100 over its evaluable items, or None when nothing in it could be evaluated."""

    name: str
    score: int | None
    met: tuple[Proof, ...] = ()
    missed: tuple[Missed, ...] = ()
    not_evaluable: tuple[Unevaluable, ...] = ()


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken: the words, why, and the right sentence."""

    code: str
    name: str
    quote: str
    turn: int
    why: str
    instead: str
    severe: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """One of the three gaps most worth closing: what he said instead (may be empty) and the better wording."""

    code: str
    name: str
    better: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class NextDrill:
    """The one next drill: an item's or objection's name, and the day."""

    what: str
    due: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit on the score, with its reason in Chinese."""

    limit: int
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report. `score` is 0-100 after caps and hints; `raw` before them."""

    script: str
    ending: str
    score: int
    raw: int
    stages: tuple[StageScore, ...]
    violations: tuple[Violation, ...] = ()
    best: tuple[Proof, ...] = ()
    gaps: tuple[Gap, ...] = ()
    caps: tuple[Cap, ...] = ()
    hints: int = 0
    next_drill: NextDrill | None = None
    suspected: tuple[Proof, ...] = ()
    rules: str = RULES
    notes: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, object]:
        """The object under `report` of `duilian practice --json`."""
        return {
            "score": self.score,
            "ending": self.ending,
            "script": self.script,
            "rules": self.rules,
            "stages": [
                {
                    "name": stage.name,
                    "score": stage.score,
                    "met": [{"code": p.code, "quote": p.quote, "turn": p.turn} for p in stage.met],
                    "missed": [m.code for m in stage.missed],
                    "not_evaluable": [u.code for u in stage.not_evaluable],
                }
                for stage in self.stages
            ],
            "violations": [
                {"code": v.code, "quote": v.quote, "turn": v.turn, "instead": v.instead} for v in self.violations
            ],
            "best": [{"code": p.code, "quote": p.quote, "turn": p.turn} for p in self.best],
            "gaps": [{"code": g.code, "better": g.better} for g in self.gaps],
            "next_drill": None
            if self.next_drill is None
            else {"what": self.next_drill.what, "due": self.next_drill.due.isoformat()},
        }
