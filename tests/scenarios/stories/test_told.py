"""A story says what must come of each line: the first thing that comes otherwise is told with both lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Stage

HEAD = "story: 一场\nscript: 广告公司\nseed: 3\napproach: 扫楼\ntalk:\n"
OPENING = "  - {rep: 【自我介绍】【说明来意】, stage: 探询需求, heard: [自我介绍]}\n"
UNFINISHED = "result: {ending: 中途结束}\n"


def test_a_story_that_comes_as_written_holds(stage: Stage) -> None:
    told = stage.tell(HEAD + OPENING + UNFINISHED)
    assert told.difference is None
    assert told.held.exchanges[0].heard == ("自我介绍", "说明来意")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{rep: 【自我介绍】, heard: [说明来意]}", "该听到「说明来意」，没有听到；听到的是：自我介绍。"),
        ("{rep: 啊, heard: [说明来意]}", "没有听到；什么要点也没听到。"),
        ("{rep: 【自我介绍】, not: [自我介绍]}", "不该听到「自我介绍」，却听到了。"),
        ("{rep: 【自我介绍】, stage: 报价}", "该谈到「报价」，实际在「开场白」。"),
        ("{rep: 【自我介绍】, customer-says: 恭喜发财}", "客户的话里该有“恭喜发财”"),
    ],
)
def test_what_came_otherwise_in_a_line_is_told_on_its_line(stage: Stage, line: str, said: str) -> None:
    told = stage.tell(f"{HEAD}  - {line}\n{UNFINISHED}")
    assert told.difference is not None
    assert said in told.difference.message
    assert (told.difference.place.line, told.difference.line) == (6, 1)


def test_a_point_that_was_not_heard_names_the_line_of_its_examples(stage: Stage) -> None:
    difference = stage.tell(f"{HEAD}  - {{rep: 啊, heard: [说明来意]}}\n{UNFINISHED}").difference
    assert difference is not None
    assert difference.script is not None
    line = stage.plan.points_source.line(difference.script.line)
    assert line.strip() == "说明来意:"


def test_a_wrong_stage_names_the_branch_that_was_taken(stage: Stage) -> None:
    difference = stage.tell(f"{HEAD}  - {{rep: 【自我介绍】【说明来意】, stage: 报价}}\n{UNFINISHED}").difference
    assert difference is not None
    assert difference.script is not None
    assert "all-required, to: 探询需求" in stage.script.source.line(difference.script.line)


def test_only_the_first_difference_is_told(stage: Stage) -> None:
    lines = "  - {rep: 啊, heard: [自我介绍]}\n  - {rep: 啊, heard: [说明来意]}\n"
    difference = stage.tell(HEAD + lines + UNFINISHED).difference
    assert difference is not None
    assert "自我介绍" in difference.message


def test_lines_after_the_end_of_the_talk_are_told(stage: Stage) -> None:
    rude = "  - rep: 【违规：施压或失礼】\n" * 4
    difference = stage.tell(f"{HEAD}{rude}result: {{ending: 被拒, violations: [违规：施压或失礼]}}\n").difference
    assert difference is not None
    assert "谈话已经结束了（被拒）" in difference.message
    assert difference.script is not None


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("{ending: 成交}", "结局该是「成交」，实际是「中途结束」。"),
        ("{ending: 中途结束, score: 95-100}", "分数该是 95 到 100，实际是"),
        ("{ending: 中途结束, score: 7}", "分数该是 7，实际是"),
        ("{ending: 中途结束, missed: [自我介绍]}", "「自我介绍」该算没说到，实际没有这样算。"),
        ("{ending: 中途结束, violations: [违规：贬低对手]}", "该判「违规：贬低对手」，没有判。"),
    ],
)
def test_a_result_that_came_otherwise_is_told_after_the_whole_talk(stage: Stage, result: str, said: str) -> None:
    difference = stage.tell(f"{HEAD}{OPENING}result: {result}\n").difference
    assert difference is not None
    assert said in difference.message
    assert difference.place.line == 7


def test_a_violation_that_the_story_does_not_name_is_told_with_its_words(stage: Stage) -> None:
    difference = stage.tell(f"{HEAD}  - rep: 【自我介绍】【违规：贬低对手】\n{UNFINISHED}").difference
    assert difference is not None
    assert difference.message == "第 1 句“违规：贬低对手”判了「违规：贬低对手」，这里没有写。"


def test_the_same_story_is_played_the_same_way_again(stage: Stage) -> None:
    once, again = (stage.tell(HEAD + OPENING + UNFINISHED) for _ in range(2))
    assert once.held == again.held
