"""Every shipped panel and contest has stories, and they hold with the true listener."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scenarios.loader import open_scenarios, scenario_files, shipped_scenarios
from scenarios.stories.scenario_testing import run_scenario_stories
from scoring.listening import build_listener
from scripts.loader import load_shipped

if TYPE_CHECKING:
    from scenarios.loader import OpenedScenarios
    from scenarios.stories.scenario_testing import ScenarioTested


def opened() -> list[OpenedScenarios]:
    return list(open_scenarios(scenario_files(shipped_scenarios()), load_shipped().library))


PLANS = opened()
NAMES = [subject.document.scenario for plan in PLANS for subject in plan.subjects]


@pytest.fixture(scope="module", params=range(len(PLANS)))
def tested(request: pytest.FixtureRequest) -> tuple[ScenarioTested, ...]:
    return tuple(run_scenario_stories(PLANS[request.param], build_listener))


def test_every_story_holds(tested: tuple[ScenarioTested, ...]) -> None:
    failed = {acted.told.story.story: acted.difference for one in tested for acted in one.acted if acted.difference}
    assert failed == {}


def test_every_scenario_has_a_story_in_which_a_good_rep_wins(tested: tuple[ScenarioTested, ...]) -> None:
    for one in tested:
        ours = one.subject.shelf.plan.operator
        assert any(acted.headline.startswith(("通过", f"{ours}中标")) for acted in one.acted)


def test_everybody_speaks_up_and_every_question_is_asked_in_a_panels_stories(
    tested: tuple[ScenarioTested, ...],
) -> None:
    for one in tested:
        shares = {kind.name: kind.touched / len(kind.parts) for kind in one.coverage.kinds}
        assert shares.get("人", 1) == 1
        assert shares.get("问题", 1) == 1


def test_no_shipped_scenario_is_left_out() -> None:
    assert len(NAMES) == len(set(NAMES)) >= 8


@pytest.mark.parametrize("page", ["write-a-panel", "write-a-rivals-scenario"])
def test_the_story_in_the_how_to_holds_as_it_stands_there(page: str, tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "how-to" / f"{page}.md").read_text(encoding="utf-8")
    (story,) = (block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if block.startswith("story:"))
    folder = tmp_path / "office-building" / "scenarios"
    folder.mkdir(parents=True)
    (folder / "a.story.yaml").write_text(story, encoding="utf-8")
    (opened,) = open_scenarios([folder / "a.story.yaml"], load_shipped().library)
    (tested,) = run_scenario_stories(opened, build_listener)
    assert [one.difference for one in tested.acted] == [None]
