"""The advertising boss's table with its three operators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.loader import load_scenarios
from scenarios.rivals import Rivals
from scripts.loader import load_shipped
from tests.contest import Contest, hearing

if TYPE_CHECKING:
    from scenarios.loader import Staged


@pytest.fixture(scope="session")
def staged() -> Staged:
    found = load_scenarios(load_shipped().library).find("广告公司三家争一单")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def table(staged: Staged) -> Rivals:
    return Rivals(staged.document, staged, hearing)  # type: ignore[arg-type]


@pytest.fixture
def contest(table: Rivals) -> Contest:
    return Contest(table, seed=7)
