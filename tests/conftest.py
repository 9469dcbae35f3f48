"""The shipped library, read once, and the advertising boss out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.loader import load_shipped
from scripts.talk import SimulatedCustomer

if TYPE_CHECKING:
    from scripts.model import PlanShelf


@pytest.fixture(scope="session")
def shelf() -> PlanShelf:
    return load_shipped().library.shelves["office-building"]


@pytest.fixture(scope="session")
def boss(shelf: PlanShelf) -> SimulatedCustomer:
    return SimulatedCustomer(shelf, shelf.scripts["广告公司"])
