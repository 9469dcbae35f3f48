"""The report a rep reads: every quote, every reason, in full and in short."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.views.days import day_in_words
from bot.views.page import plain
from bot.views.report import full_report, short_report, stage_pages
from scoring.report import Cap, Gap, Missed, NextDrill, Proof, Report, StageScore, Unevaluable, Violation

TODAY = date(2026, 3, 16)
LINE = "口说无凭，您拿账单我跟您对着算，您看清楚吗？"
REPORT = Report(
    script="广告公司@V1",
    ending="约下次",
    score=59,
    raw=81,
    stages=(
        StageScore(
            "开场白",
            67,
            met=(Proof("self_intro", "自我介绍", "我是网通的小陈", 1),),
            missed=(Missed("state_purpose", "说明来意", "我来是想帮您看看电话费。"),),
        ),
        StageScore(
            "异议处理",
            0,
            missed=(Missed("a", "凭什么信你·认同", LINE), Missed("b", "凭什么信你·回答", LINE)),
        ),
        StageScore(
            "促成",
            None,
            not_evaluable=(
                Unevaluable("close", "请求成交", "没有谈到「促成」"),
                Unevaluable("book_next", "预约下次", "没有谈到「促成」"),
            ),
        ),
    ),
    violations=(
        Violation(
            "over_discount",
            "违规：越权折扣",
            "给您打六折",
            4,
            "客户经理最低 8 折。",
            "八折我能定，再低得报上去批。",
            severe=True,
        ),
    ),
    best=(Proof("self_intro", "自我介绍", "我是网通的小陈", 1),),
    gaps=(Gap("over_discount", "违规：越权折扣", "八折我能定。", "会封顶"), Gap("ask_cost", "询问现有费用", "")),
    caps=(Cap(59, "「给您打六折」超出权限"),),
    hints=2,
    next_drill=NextDrill("凭什么信你", date(2026, 3, 17), "绕开了两次"),
    suspected=(Proof("cheaper", "强调价格优惠", "挺划算的", 3),),
    notes=("「通心费用」按「通信费用」理解",),
)


@pytest.mark.parametrize(
    "words",
    [
        "59 分（满分 100）　结果：约下次",
        "封顶 59 分：「给您打六折」超出权限",
        "用了 2 次提示",
        "之前是 81 分",
        "✓ 自我介绍：“我是网通的小陈”（第 1 轮）",
        "✗ 说明来意：没有说到。可以说：“我来是想帮您看看电话费。”",
        "○ 不计分（没有谈到「促成」）：请求成交、预约下次",
        "✗ 越权折扣（严重）：“给您打六折”（第 4 轮）",
        "应该说：“八折我能定，再低得报上去批。”",
        "1. 越权折扣：会封顶",
        "疑似，不计分",
        "“挺划算的”（第 3 轮）",
        "按「通信费用」理解",
        "明天（3月17日），练「凭什么信你」：绕开了两次",
    ],
)
def test_the_full_report_says(words: str) -> None:
    assert words in plain(full_report(REPORT, TODAY))


def test_one_model_line_for_several_missed_steps_is_said_once() -> None:
    assert plain(full_report(REPORT, TODAY)).count(LINE) == 1


def test_the_short_report_has_what_matters_first_and_leaves_the_items_to_a_tap() -> None:
    text = plain(short_report(REPORT, TODAY))
    for words in ("59 分", "给您打六折", "最该补的几处", "练「凭什么信你」"):
        assert words in text
    assert "✓ 自我介绍" not in text


def test_the_stage_pages_hold_all_that_the_short_report_left_out() -> None:
    pages = dict(stage_pages(REPORT))
    assert list(pages) == ["开场白", "异议处理", "促成", "亮点和违规"]
    text = "".join(plain(page) for page in pages.values())
    assert "✓ 自我介绍" in text
    assert "应该说：" in text


def test_a_spotless_report_has_no_empty_headings() -> None:
    text = plain(full_report(replace(REPORT, violations=(), gaps=(), suspected=(), notes=(), next_drill=None), TODAY))
    for title in ("违规", "最该补的几处", "疑似", "说明", "下一个练习"):
        assert f"【{title}" not in text


def test_a_days_nearness_is_said_and_another_year_is_named() -> None:
    assert day_in_words(date(2026, 3, 16), TODAY) == "今天（3月16日）"
    assert day_in_words(date(2026, 3, 20), TODAY) == "3月20日"
    assert day_in_words(date(2027, 1, 2), TODAY) == "2027年1月2日"
