"""A case as one person plays it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.services.contests.records import CaseLine

if TYPE_CHECKING:
    from scenarios.cases import CasePlay, CaseState


@dataclass(frozen=True)
class Scene:
    """A case as one person plays it: where it stands and every line so far."""

    name: str
    play: CasePlay
    state: CaseState
    lines: tuple[CaseLine, ...]
    said: tuple[str, ...]

    def with_line(self, text: str, replies: tuple[CaseLine, ...], state: CaseState) -> Scene:
        """The scene after one more line of the person."""
        lines = (*self.lines, CaseLine("rep", text), *replies)
        return replace(self, state=state, lines=lines, said=(*self.said, text))
