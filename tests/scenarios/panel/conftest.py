"""The shipped panels, each ready to be played with a listener that hears what stands in 【】."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.documents import Panel
from scenarios.loader import load_scenarios
from scenarios.panel import Meeting
from scripts.loader import load_shipped
from tests.spoken import MarkedListener

if TYPE_CHECKING:
    from scenarios.loader import Staged


@pytest.fixture(scope="session")
def staged() -> dict[str, Staged]:
    loaded = load_scenarios(load_shipped().library)
    return {name: one for name, one in loaded.staged.items() if isinstance(one.document, Panel)}


@pytest.fixture(scope="session")
def meetings(staged: dict[str, Staged]) -> dict[str, Meeting]:
    return {
        name: Meeting(one, MarkedListener(one.shelf.points_of(one.script)))  # type: ignore[arg-type]
        for name, one in staged.items()
    }


@pytest.fixture(scope="session")
def meeting(meetings: dict[str, Meeting]) -> Meeting:
    return meetings["广告公司碰头会"]
