"""What a script's flow chart shows: boxes for stages and endings, arrows for the branches between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scripts.conditions import described
from scripts.model.script import NEXT_OBJECTION, STAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model import Branch, Script

Kind = Literal["stage", "anywhere", "won", "follow-up", "lost"]

ANYWHERE = "任何环节"
"""The box from which the branches of `always` go out."""
_STAYING = {STAY: "留在本环节", NEXT_OBJECTION: "提下一个异议"}


@dataclass(frozen=True, slots=True)
class Box:
    """A stage or an ending; `key` is an ASCII name, since drawing tools trip over Chinese ones.

    `notes` are the ways that stay in the stage.
    """

    key: str
    name: str
    kind: Kind
    about: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """The ways from one box to another; `labels` say when each is taken."""

    start: str
    end: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A script's boxes in the order of the talk, endings last, and the arrows between them."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    @property
    def endings(self) -> tuple[Box, ...]:
        """The boxes in which a talk ends."""
        return tuple(box for box in self.boxes if box.kind not in {"stage", "anywhere"})

    @property
    def starts(self) -> tuple[Box, ...]:
        """The boxes that arrows go out of."""
        return tuple(box for box in self.boxes if box.kind in {"stage", "anywhere"})


def chart_of(script: Script) -> Chart:
    """Make the chart of a script that `check` finds no error in."""
    keys = {name: f"stage{number}" for number, name in enumerate(script.stages, 1)}
    keys |= {name: f"ending{number}" for number, name in enumerate(script.endings, 1)}
    boxes = [Box(keys[name], name, "stage", stage.goal, _notes(stage.next)) for name, stage in script.stages.items()]
    if script.always:
        boxes.append(Box("anywhere", ANYWHERE, "anywhere", "不管谈到哪里", _notes(script.always)))
    boxes += [Box(keys[name], name, ending.outcome, ending.say) for name, ending in script.endings.items()]
    arrows = [*_arrows(keys, "anywhere", script.always)]
    for name, stage in script.stages.items():
        arrows.extend(_arrows(keys, keys[name], stage.next))
    return Chart(script.ref, tuple(boxes), tuple(arrows))


def _notes(branches: tuple[Branch, ...]) -> tuple[str, ...]:
    staying = [branch for branch in branches if branch.target in _STAYING]
    return tuple(f"{described(branch.when)}：{_STAYING[branch.target]}" for branch in staying)


def _arrows(keys: dict[str, str], start: str, branches: tuple[Branch, ...]) -> Iterator[Arrow]:
    """Branches that lead from one box to the same other are one arrow."""
    labels: dict[str, list[str]] = {}
    for branch in branches:
        if branch.target in keys:
            labels.setdefault(keys[branch.target], []).append(described(branch.when))
    for end, words in labels.items():
        yield Arrow(start, end, tuple(words))
