"""Every shipped script's stories hold with the true listener, and each of its endings can be walked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.stories.testing import run_stories
from scoring.listening import build_listener
from scripts.loader import open_paths, shipped_library

if TYPE_CHECKING:
    from scenarios.stories.testing import Tested
    from scripts.checks import PlanSubject

FEWEST_STORIES = 4
"""A good rep wins, a pushy one is thrown out, an over-promising one is capped, a middling one gets a next time."""


def plans() -> list[PlanSubject]:
    return [opened.subject for opened in open_paths([shipped_library()], behind=()) if opened.subject]


PLANS = plans()
SCRIPTS = [(plan, script.source.file) for plan in PLANS for script in plan.scripts]


@pytest.fixture(params=SCRIPTS, ids=[file.rpartition("/")[2] for _, file in SCRIPTS], scope="module")
def tested(request: pytest.FixtureRequest) -> Tested:
    plan, file = request.param
    (found,) = run_stories(plan, build_listener, {file})
    return found


def test_every_story_holds(tested: Tested) -> None:
    failed = {one.subject.story.story: one.difference for one in tested.told if one.difference}
    assert failed == {}


def test_every_ending_is_reached_by_a_walk(tested: Tested) -> None:
    assert {walk.ending for walk in tested.walked if walk.arrived} == set(tested.script.script.endings)


def test_there_are_stories_of_every_kind_of_ending(tested: Tested) -> None:
    assert len(tested.told) >= FEWEST_STORIES
    assert {one.held.report.ending for one in tested.told} == set(tested.script.script.endings)
    assert any(one.held.report.caps and one.held.report.violations for one in tested.told)


def test_the_stories_touch_every_stage_and_most_points(tested: Tested) -> None:
    shares = {kind.name: kind.touched / len(kind.parts) for kind in tested.coverage.kinds}
    assert shares["环节"] == 1
    assert shares["要点"] >= 0.6
