"""One listener of the shipped plan for all tests of listening."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scoring.listening import build_listener

if TYPE_CHECKING:
    from scoring.listening import Listener
    from scripts.model import PlanShelf


@pytest.fixture(scope="session")
def listener(shelf: PlanShelf) -> Listener:
    return build_listener(shelf.plan, shelf.points)
