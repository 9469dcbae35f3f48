"""A morning drill with the shipped scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.drills import Led, shipped_drill

if TYPE_CHECKING:
    from scenarios.meeting import MorningDrill
    from scripts.model import PlanShelf


@pytest.fixture(scope="session")
def drill(shelf: PlanShelf) -> MorningDrill:
    return shipped_drill(shelf)


@pytest.fixture
def led(drill: MorningDrill) -> Led:
    return Led(drill)
