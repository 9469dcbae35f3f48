"""Stories of panels and rivals: what they look at, where a difference is told, what they touch, how they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.loader import check_scenarios, load_scenarios, open_scenarios
from scenarios.panel import Meeting
from scenarios.rivals import Rivals
from scenarios.stories.scenario_recorded import panel_story_of, rivals_story_of
from scenarios.stories.scenario_testing import run_scenario_stories
from scripts.loader import load_shipped
from tests.contest import hearing
from tests.spoken import MarkedListener

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scenarios.stories.scenario_testing import ScenarioTested
    from scripts.heard import Context, Heard
    from scripts.model import Plan, Point
    from scripts.problems import Report

PANEL = """\
story: 先问会计
scenario: 广告公司碰头会
seed: 3
talk:
  - rep: 【自我介绍】【说明来意】
    heard: [自我介绍, 说明来意]
    not: [请求成交]
  - rep: "@赵会计 【询问现有费用】"
    heard: [询问现有费用]
    speaks: [赵会计]
  - rep: 【强调网络稳定】
result:
  decision: 否决
  score: 0-60
  people: {王总: 反对}
  missed: [请求成交]
"""
RIVALS = """\
story: 一条凭据
scenario: 广告公司三家争一单
seed: 3
seat: 网通
talk:
  - say: 长途给您做封顶包月，打到顶就不再加钱，月租全免，月底账单是个死数。
    proves: [长途话费]
  - say: 【强调网络稳定】
    bare: [网络稳定]
result:
  winner: 电信
  scores: {网通: 0-40}
"""


class Ears:
    """A listener built without training."""

    def __init__(self, points: Mapping[str, Point]) -> None:
        self._marked = MarkedListener(points)

    def hear(self, utterance: str, context: Context) -> Heard:
        return self._marked.hear(utterance, context)


def listen(plan: Plan, points: Mapping[str, Point]) -> Ears:
    seat = any("·" in point.code for point in points.values())
    return hearing(plan, points) if seat else Ears(points)  # type: ignore[return-value]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A province's own folder for scenarios of the shipped plan."""
    folder = tmp_path / "office-building" / "scenarios"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def meeting() -> Meeting:
    staged = load_scenarios(load_shipped().library).staged["广告公司碰头会"]
    return Meeting(staged, MarkedListener(staged.shelf.points_of(staged.script)))


@pytest.fixture(scope="module")
def contest() -> Rivals:
    staged = load_scenarios(load_shipped().library).staged["广告公司三家争一单"]
    return Rivals(staged.document, staged, hearing)  # type: ignore[arg-type]


def played(folder: Path, text: str) -> ScenarioTested:
    file = folder / "一场.story.yaml"
    file.write_text(text, encoding="utf-8")
    (opened,) = open_scenarios([file], load_shipped().library)
    assert opened.problems == ()
    (result,) = run_scenario_stories(opened, listen)  # type: ignore[arg-type]
    return result


def checked(folder: Path, text: str) -> Report:
    file = folder / "一场.story.yaml"
    file.write_text(text, encoding="utf-8")
    return check_scenarios([file], load_shipped().library)


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize("text", [PANEL, RIVALS])
def test_a_story_that_comes_as_written_holds(folder: Path, text: str) -> None:
    result = played(folder, text)
    assert result.acted[0].difference is None, result.acted[0].difference
    assert result.passed


@pytest.mark.parametrize(
    ("text", "wrong", "told"),
    [
        (
            PANEL,
            ("heard: [询问现有费用]", "heard: [请求成交]"),
            "这一句该听到「请求成交」，没有听到；听到的是：询问现有费用",
        ),
        (PANEL, ("not: [请求成交]", "not: [自我介绍]"), "这一句不该听到「自我介绍」"),
        (PANEL, ("speaks: [赵会计]", "says: [火星]"), "回话里该有“火星”"),
        (PANEL, ("decision: 否决", "decision: 通过"), "决定该是「通过」，实际是「否决」"),
        (PANEL, ("score: 0-60", "score: 90-100"), "分数该是 90 到 100"),
        (PANEL, ("{王总: 反对}", "{王总: 赞成}"), "王总该赞成，实际反对"),
        (PANEL, ("missed: [请求成交]", "missed: [自我介绍]"), "「自我介绍」该算没说到"),
        (PANEL, ('"@赵会计 ', '"@李会计 '), "这一句没有算进去：在座没有「李会计」"),
        (RIVALS, ("proves: [长途话费]", "proves: [老号码]"), "这一句该有「老号码」的凭据，听到的是：凭据：长途话费"),
        (RIVALS, ("bare: [网络稳定]", "bare: [老号码]"), "「老号码」的空口"),
        (RIVALS, ("winner: 电信", "winner: 网通"), "中标的该是「网通」，实际是「电信」"),
        (RIVALS, ("{网通: 0-40}", "{网通: 90-100}"), "网通的分该是 90 到 100"),
        (RIVALS, ("scores: {网通: 0-40}", "offers: {网通: 368}"), "没有算得数的报价"),
    ],
)
def test_what_comes_otherwise_is_told_on_its_line(folder: Path, text: str, wrong: tuple[str, str], told: str) -> None:
    assert wrong[0] in text
    difference = played(folder, text.replace(*wrong)).acted[0].difference
    assert difference is not None
    assert told in difference.message
    assert difference.place.line == line_of(text, wrong[0])


def test_a_rule_that_was_broken_and_is_not_written_is_told_at_the_result(folder: Path) -> None:
    difference = played(folder, PANEL.replace("【强调网络稳定】", "【违规：贬低对手】")).acted[0].difference
    assert difference is not None
    assert "判了「违规：贬低对手」" in difference.message
    assert difference.place.line == line_of(PANEL, "result:")


def test_lines_after_the_decision_are_told_as_never_said(folder: Path) -> None:
    closing = "  - rep: 【违规：失礼】\n" * 14
    story = PANEL.replace("  - rep: 【强调网络稳定】\n", closing)
    difference = played(folder, story).acted[0].difference
    assert difference is not None
    assert "会已经散了" in difference.message


def test_the_coverage_names_what_no_story_came_to_with_its_line(folder: Path) -> None:
    kinds = {kind.name: kind for kind in played(folder, PANEL).coverage.kinds}
    assert "赵会计：月消费" not in [part.name for part in kinds["情况"].untouched]
    assert [part.name for part in kinds["决定"].untouched] == ["通过", "再议"]
    assert all(part.place.line > 1 for kind in kinds.values() for part in kind.parts)


@pytest.mark.parametrize(
    ("text", "wrong", "code"),
    [
        (PANEL, ("广告公司碰头会", "广告公司碰头"), "unknown-scenario"),
        (PANEL, ("heard: [询问现有费用]", "heard: [问费用]"), "unknown-point"),
        (PANEL, ("speaks: [赵会计]", "speaks: [会计]"), "unknown-person"),
        (PANEL, ("{王总: 反对}", "{老王: 反对}"), "unknown-person"),
        (PANEL, ("{王总: 反对}", "{王总: 弃权}"), "wrong-choice"),
        (PANEL, ("score: 0-60", "score: 60-0"), "wrong-score"),
        (PANEL, ("not: [请求成交]", "not: [自我介绍]"), "heard-and-not"),
        (RIVALS, ("seat: 网通", "seat: 移动"), "unknown-seat"),
        (RIVALS, ("winner: 电信", "winner: 移动"), "unknown-seat"),
        (RIVALS, ("{网通: 0-40}", "{移动: 0-40}"), "unknown-seat"),
        (RIVALS, ("proves: [长途话费]", "proves: [便宜]"), "unknown-need"),
    ],
)
def test_a_fault_of_a_story_is_told_once_and_on_its_line(
    folder: Path, text: str, wrong: tuple[str, str], code: str
) -> None:
    assert wrong[0] in text
    problems = checked(folder, text.replace(*wrong))
    assert [(one.code, one.place.line) for one in problems] == [(code, line_of(text, wrong[0]))]


def test_a_story_is_no_scenario_and_a_scenario_brings_its_stories(folder: Path) -> None:
    (folder / "一场.story.yaml").write_text(PANEL, encoding="utf-8")
    library = load_shipped().library
    (opened,) = open_scenarios(sorted(folder.glob("*.yaml")), library)
    assert [one.document.scenario for one in opened.subjects] == ["广告公司碰头会"]
    assert checked(folder, PANEL).errors == ()


def test_a_recorded_meeting_holds_when_it_is_told_again(folder: Path, meeting: Meeting) -> None:
    lines = ["【自我介绍】", "@赵会计 【询问现有费用】", "", "【违规：绝对化承诺】"]
    text = panel_story_of(meeting, 5, lines, "录下来的")
    assert "violations: [违规：绝对化承诺]" in text
    assert played(folder, text).passed


def test_a_recorded_contest_holds_when_it_is_told_again(folder: Path, contest: Rivals) -> None:
    lines = [
        ("电信", "【强调网络稳定】"),
        ("网通", "长途给您做封顶包月，打到顶就不再加钱，月租全免，月底账单是个死数。"),
    ]
    text = rivals_story_of(contest, 5, "网通", lines, "录下来的")
    assert "seat: 电信" in text
    assert played(folder, text).passed
