"""What checks of scenarios look at: one document with its source, and the plan and script it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from scenarios.documents import ScenarioDocument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.model import PlanShelf, Point, Script
    from scripts.source import Source

D = TypeVar("D", bound=ScenarioDocument)


@dataclass(frozen=True, slots=True)
class Subject(Generic[D]):
    """A scenario within its plan."""

    document: D
    source: Source
    shelf: PlanShelf
    script: Script

    @property
    def points(self) -> Mapping[str, Point]:
        """All points the scenario may name: the plan's and the script's own."""
        return self.shelf.points_of(self.script)
