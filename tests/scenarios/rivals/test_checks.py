"""Every way to break a rivals scenario is found at its line, under its own code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scenarios.loader import check_scenarios, load_scenarios, shipped_scenarios
from scripts.loader import load_shipped
from tests.contest import hearing

if TYPE_CHECKING:
    from scripts.checks import Listen
    from scripts.problems import Problem

SHIPPED = shipped_scenarios() / "office-building" / "advertising-rivals.yaml"

BROKEN = {
    "unknown-need": ("        for: 长途话费\n        worth: 2", "        for: 长话费\n        worth: 2"),
    "point-in-two-needs": ("points: [老号码过渡]", "points: [老号码过渡, 强调网络稳定]"),
    "unknown-point": ("points: [老号码过渡]", "points: [老号码过度]"),
    "seat-count": ("\nseats:\n", "\nseats: {}\nseat:\n"),
    "unknown-operator": ("\n  铁通:\n", "\n  铁铜:\n"),
    "need-without-fact": (
        "      下午会慢:\n        for: 网络稳定",
        "      下午会慢:\n        for: 老号码",
    ),
    "unknown-product": ("order: {2M: 1, 固话: 8}", "order: {2M: 1, 座机: 8}"),
    "missing-price": ("prices: {2M: 98, 固话: 25}", "prices: {2M: 98}"),
    "unknown-gift": ("gifts: [来电显示]", "gifts: [来电显式]"),
    "price-in-two-places": ("楼里老用户不多\n", "楼里老用户不多\n    discount: 8\n"),
    "round-order": ("  亮相: {seconds: 120, characters: 160}\n", ""),
    "missing-tie-rule": ("tie: [少违规, 多凭据, 报价低, 抽签]", "tie: [少违规, 多凭据]"),
    "unknown-tie-rule": ("tie: [少违规, 多凭据, 报价低, 抽签]", "tie: [态度好, 抽签]"),
    "budget-order": ("good: 250, most: 480", "good: 480, most: 250"),
    "out-of-budget": ("good: 250, most: 480", "good: 250, most: 340"),
    "uneven-seats": ("prices: {2M: 98, 固话: 25}", "prices: {2M: 190, 固话: 35}"),
    "unknown-slot": ("〔对手〕那一条请王总自己核", "〔那家〕那一条请王总自己核"),
    "offer-without-numbers": ("一张纸一个数，〔价目〕，〔折扣〕，加起来总共〔总价〕。", "我们给您最优惠的价。"),
    "too-long-to-say": ("攻防: {seconds: 90, characters: 120", "攻防: {seconds: 90, characters: 40"),
    "few-variants": ("    - 行，晓得了，总比装上再晓得强。\n", ""),
}


def found_in(text: str, folder: Path, listen: Listen | None = None) -> tuple[Problem, ...]:
    file = folder / "office-building" / "scenarios" / "broken.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return check_scenarios([file], load_shipped().library, listen=listen).problems


@pytest.mark.parametrize("code", BROKEN)
def test_what_is_wrong_is_found_at_its_line_with_what_to_do(code: str, tmp_path: Path) -> None:
    right, wrong = BROKEN[code]
    text = SHIPPED.read_text(encoding="utf-8")
    assert right in text
    if code == "seat-count":
        text = text[: text.index("\nseats:\n")] + "\nseats: {}\n\nrounds:" + text.split("\nrounds:")[1]
    else:
        text = text.replace(right, wrong, 1)
    problems = [problem for problem in found_in(text, tmp_path) if problem.code == code]
    assert problems
    assert all(problem.message and problem.hint for problem in problems)
    assert all(problem.place.line > 1 for problem in problems)


def test_a_need_that_decides_it_all_is_found(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8").replace("most: 480, weight: 5", "most: 480, weight: 1")
    text = text.replace("    weight: 4\n    about: 业务员天天打长途", "    weight: 10\n    about: 业务员天天打长途")
    assert "unbalanced-weight" in {problem.code for problem in found_in(text, tmp_path)}


def test_a_seat_with_nothing_to_say_is_found(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    first, rest = text.split("\n  铁通:\n")
    start, end = rest.index("    strengths:\n"), rest.index("    rebut:\n")
    text = f"{first}\n  铁通:\n{rest[:start]}    strengths: {{}}\n{rest[end:]}"
    assert "seat-without-facts" in {problem.code for problem in found_in(text, tmp_path)}


def test_the_faults_that_would_stop_a_contest_keep_the_scenario_from_being_played(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8").replace("tie: [少违规, 多凭据, 报价低, 抽签]", "tie: []")
    text = text.replace("scenario: 广告公司三家争一单", "scenario: 我们市的三家争一单")
    found_in(text, tmp_path)
    loaded = load_scenarios(load_shipped().library, [tmp_path])
    assert loaded.find("我们市的三家争一单") is None
    assert "missing-tie-rule" in {problem.code for problem in loaded.report}


def test_a_line_the_referee_would_take_for_something_else_is_found(tmp_path: Path) -> None:
    line = "坏了打我手机，四小时上门，超了这一天的宽带费退给您。"
    text = SHIPPED.read_text(encoding="utf-8").replace(line, f"【违规：贬低对手】{line}")
    problems = [
        one for one in found_in(text, tmp_path, hearing) if one.code == "line-misheard" and "贬低" in one.message
    ]
    assert len(problems) == 1
    assert line in text.split("\n")[problems[0].place.line - 1]
