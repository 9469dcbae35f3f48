"""Coverage: what of a script the talks have touched, each part once and on its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.practice import Setup
from scenarios.stories.coverage import Kind, coverage_of
from scenarios.stories.held import hold, reciting

if TYPE_CHECKING:
    from conftest import Stage

    from scenarios.stories.coverage import Coverage


def coverage(stage: Stage, *lines: str) -> Coverage:
    held = hold(stage.practice, Setup(seed=3), reciting(lines))
    return coverage_of(stage.script, [held])


def kind(found: Coverage, name: str) -> Kind:
    return next(one for one in found.kinds if one.name == name)


def test_without_a_talk_nothing_is_touched(stage: Stage) -> None:
    found = coverage_of(stage.script, [])
    assert found.share == 0
    assert [one.touched for one in found.kinds] == [0, 0, 0, 0]


def test_a_talk_touches_the_stages_it_was_in_and_the_points_it_met(stage: Stage) -> None:
    found = coverage(stage, "【自我介绍】【说明来意】", "【询问现有费用】")
    assert [part.name for part in kind(found, "环节").parts if part.touched] == ["开场白", "探询需求"]
    assert {part.name for part in kind(found, "要点").parts if part.touched} == {
        "自我介绍",
        "说明来意",
        "询问现有费用",
    }


def test_branches_that_read_alike_are_told_apart(stage: Stage) -> None:
    found = kind(coverage(stage, "【自我介绍】", "啊"), "分支")
    staying = [part for part in found.parts if part.name.endswith("其他情况 → stay")]
    assert [part.name for part in staying if part.touched] == ["开场白：其他情况 → stay"]
    assert len(staying) > 1


def test_every_part_stands_on_its_own_line_of_the_script(stage: Stage) -> None:
    found = coverage(stage)
    stages = kind(found, "环节")
    assert [stage.script.source.line(part.place.line).strip() for part in stages.parts] == [
        f"{name}:" for name in stage.script.script.stages
    ]
    assert all(part.name in stage.script.source.line(part.place.line) for part in kind(found, "要点").parts)
    assert all(part.name in stage.script.source.line(part.place.line) for part in kind(found, "异议").parts)


def test_objections_that_came_up_are_touched(stage: Stage) -> None:
    found = coverage(
        stage,
        "【自我介绍】【说明来意】",
        "【询问现有费用】【询问需求与不满】",
        "【推荐组合方案】",
    )
    assert kind(found, "异议").touched == 1
