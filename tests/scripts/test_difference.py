"""What lies between two scripts, in words a trainer would use, under the stage it belongs to."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from scripts.difference import Side, difference
from scripts.loader import load_library, shipped_library

if TYPE_CHECKING:
    from conftest import Workbench

OTHERS = "怕断水、不是我定、换起来麻烦、再想想"


def side(bench: Workbench, name: str = "设计公司") -> Side:
    found = load_library(bench.library).library.find(name)
    assert found is not None
    return found


def told(bench: Workbench, *changes: tuple[str, str]) -> list[str]:
    """The sentences between the script as it is and as it is once each text is replaced."""
    shutil.rmtree(bench.plan / "cities")
    before = side(bench)
    for old, new in changes:
        bench.replace(old, new)
    return [f"{change.group}：{change.sentence}" for change in difference(before, side(bench))]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "say: 押金随时可以退。}",
            "say: 押金当天退。}",
            "产品推介：「提到押金」的话术「押金随时可以退。」改成「押金当天退。」",
        ),
        ("询问用量: {weight: 8,", "询问用量: {weight: 10,", "探询需求：「询问用量」的分值 8 改成 10"),
        (
            "询问用量: {weight: 8, required: yes",
            "询问用量: {weight: 8",
            "探询需求：「询问用量」的要求「必说」改成「可说可不说」",
        ),
        (
            "      提到押金: {weight: 3, say: 押金随时可以退。}\n",
            "",
            "产品推介：去掉了要点「提到押金」：「3 分，押金随时可以退。」",
        ),
        (
            "[你说。, 快点讲。, 什么事？]",
            "[你说。, 快点讲。, 什么事？, 讲。]",
            "开场白：加了客户的话里的一条：「讲。」",
        ),
        ("[你说。, 快点讲。, 什么事？]", "[快点讲。, 什么事？]", "开场白：去掉了客户的话里的一条：「你说。」"),
        ("[你说。, 快点讲。, 什么事？]", "[你说。, 快点。, 什么事？]", "开场白：客户的话「快点讲。」改成「快点。」"),
        (
            "      - {when: {mood-below: -2}, to: 被拒}\n",
            "",
            "异议处理：去掉了分支：「心情低于 -2 → 被拒」",
        ),
        ("mood-below: -2", "mood-below: -3", "异议处理：分支「心情低于 -2 → 被拒」改成「心情低于 -3 → 被拒」"),
        (
            "objections: [太贵了, 有水喝了,",
            "objections: [有水喝了, 太贵了,",
            f"异议处理：会提的异议换了次序：太贵了、有水喝了、{OTHERS} → 有水喝了、太贵了、{OTHERS}",
        ),
        ("  patience: 6", "  patience: 4", "客户：耐心 6 改成 4"),
        ("version: V1", "version: V2", "脚本：版本「V1」改成「V2」"),
        ("      - 退押金一个电话就行\n", "", "本脚本的要点：去掉了「提到押金」的例句里的一条：「退押金一个电话就行」"),
        (
            "say: 记得当场开单}",
            "say: 记得当场开单、收押金}",
            "结局：「成交」的回头看什么「记得当场开单」改成「记得当场开单、收押金」",
        ),
        ("voice: [15, 20]", "voice: [15, 22]", "方案：固话月租 20 改成 22"),
        ("limits: {客户经理: 9,", "limits: {客户经理: 8.5,", "方案：「500元以上」的「客户经理」的最低折扣 9 改成 8.5"),
        ("rivals: [山泉]", "rivals: [山泉, 甘露]", "方案：加了竞争对手里的一条：「甘露」"),
        (
            "silence: [人呢？, 还在吗？,",
            "silence: [人呢？, 喂？,",
            "共用的口气：「silence」的口气「还在吗？」改成「喂？」",
        ),
    ],
)
def test_each_change_is_told_once_in_its_place(bench: Workbench, old: str, new: str, sentence: str) -> None:
    assert told(bench, (old, new)) == [sentence]


def test_changes_come_in_the_order_of_the_talk(bench: Workbench) -> None:
    changes = told(
        bench,
        ("say: 记得当场开单}", "say: 记得}"),
        ("    goal: 定好下一步", "    goal: 定好"),
        ("    goal: 问清用量", "    goal: 问用量"),
        ("  patience: 6", "  patience: 4"),
    )
    assert [line.partition("：")[0] for line in changes] == ["客户", "探询需求", "跟进", "结局"]


def test_a_script_does_not_differ_from_itself(bench: Workbench) -> None:
    assert difference(side(bench), side(bench)) == ()


def test_a_citys_script_differs_in_what_the_city_wrote(bench: Workbench) -> None:
    changes = difference(side(bench), side(bench, "江城/设计公司"))
    assert {change.group for change in changes} == {"脚本", "客户", "报价", "跟进", "方案"}
    assert "stages.跟进.goal" in {change.path for change in changes}


def test_any_two_scripts_can_be_compared_and_no_part_lacks_a_chinese_name() -> None:
    library = load_library(shipped_library()).library
    sides = [library.find(name) for name in library.script_names]
    for before, after in pairwise(sides):
        assert before is not None
        assert after is not None
        changes = difference(before, after)
        assert changes
        assert all(change.what and not any(ord(letter) < 128 for letter in change.what[-1]) for change in changes)
