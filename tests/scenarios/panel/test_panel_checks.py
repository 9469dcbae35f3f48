"""Every way to break a panel is found at its line, under its own code alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.checks import CHECKS
from scenarios.documents import Panel
from scenarios.loader import check_scenarios, load_scenarios, shipped_scenarios
from scripts.loader import load_shipped

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = shipped_scenarios() / "office-building" / "advertising.yaml"

BROKEN: dict[str, list[tuple[str, str]]] = {
    "unknown-kind": [("kind: panel", "kind: panle")],
    "unknown-script": [("script: 广告公司", "script: 广告公思")],
    "wrong-plan": [("plan: office-building", "plan: office")],
    "unknown-key": [("    patience: 4\n", "    patiance: 4\n")],
    "out-of-range": [("  line: 58", "  line: 580")],
    "unknown-point": [
        ("answered-by: [装机安排, 先试用]", "answered-by: [装机按排, 先试用]"),
        ("      推介企信通: {worth: 2", "      推介企信痛: {worth: 2"),
        ("after: [装机安排, 推荐组合方案, 请求成交]", "after: [装机安排, 推荐组合, 请求成交]"),
        ("    推荐组合方案: [我建议", "    推荐组合: [我建议"),
        ("{violation: 违规：绝对化承诺}", "{violation: 违规：绝对承诺}"),
    ],
    "unknown-person": [("        agree:\n          小孙:", "        agree:\n          小张:")],
    "unknown-concern": [("{turns-over: 8, stance-below: 45}", "{concern-open: [装机要几天]}")],
    "unknown-condition": [("{turns-over: 8, stance-below: 45}", "{turn-over: 8}")],
    "wrong-argument": [("{turns-over: 8, stance-below: 45}", "{stance-below: 一半}")],
    "duplicate-concern": [("      坏了找谁:\n", "      别耽误交稿:\n")],
    "ambiguous-call": [("    role: 财务\n", "    role: 老板\n")],
    "missing-lines": [
        ("    再议: [今天先到这儿", "    再议: []\n    #: [今天先到这儿"),
        ("  not-yet: [急什么", "  not-now: [急什么"),
        (
            "        dodged: [坏了打给谁，你没讲。, 我问的是报修，你又讲价钱。, 报修的事还没答我呢。]",
            "        dodged: []",
        ),
    ],
    "unknown-situation": [("      nod: [嗯，我记一下。", "      nood: [嗯，我记一下。")],
    "few-variants": [("opening: [我就听价钱。, 你讲，我记着。, 账单我带来了，你说吧。]", "opening: [我就听价钱。]")],
    "unknown-slot": [("你光看钱了。", "〔姓氏〕你光看钱了。")],
    "price-not-in-tariff": [("一张账单，折扣和赠送都按总数算。", "2M宽带一个月118块，折扣按总数算。")],
    "discount-beyond-level": [("您这个用量我这儿能打八折", "您这个用量我这儿能打六折")],
    "gift-not-in-band": [("来电显示和电话导航都是送的", "来电显示和企视通都是送的")],
    "unmeetable-concern": [("answered-by: [服务响应, 强调重点服务, 书面承诺]", "answered-by: [违规：绝对化承诺]")],
    "dead-interrupt": [
        ("{turns-over: 8, stance-below: 45}", "{turns-over: 19}"),
        ("{turns-over: 8, stance-below: 45}", "{stance-at-least: 60, stance-below: 45}"),
        ("{said-now: [强调网络稳定], stance-below: 45}", "{said-now: [违规：绝对化承诺]}"),
        ("{said-now: [强调网络稳定], stance-below: 45}", "{stance-at-least: 99}"),
        ("{turns-over: 8, stance-below: 45}", "{concern-open: [坏了找谁, 折扣再低一点]}"),
    ],
    "line-out-of-reach": [("  line: 58", "  line: 97")],
    "line-given": [("  line: 58\n  veto-below: 50\n  later: 46", "  line: 38\n  veto-below: 40\n  later: 30")],
    "line-order": [("  later: 46", "  later: 59")],
}
CASES = [(code, right, wrong) for code, changes in BROKEN.items() for right, wrong in changes]


def written(text: str, folder: Path) -> Path:
    file = folder / "office-building" / "scenarios" / "broken.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(("code", "right", "wrong"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_one_fault_is_told_under_its_code_alone(code: str, right: str, wrong: str, tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert right in text
    file = written(text.replace(right, wrong, 1), tmp_path)
    found = check_scenarios([file], load_shipped().library).problems
    # Words under a misspelt name are missing under the right one: both are true.
    also = {"unknown-situation"} if code == "missing-lines" else set()
    assert {one.code for one in found} - also == {code}
    assert all(one.message and one.place.file == str(file) for one in found)
    changed = text[: text.index(right)].count("\n") + 1
    lines = range(changed - 2, changed + right.count("\n") + 3)
    assert any(one.place.line in lines for one in found) or code in ("missing-lines", "duplicate-concern")


def test_the_shipped_panels_are_faultless() -> None:
    files = (shipped_scenarios() / "office-building").glob("*.yaml")
    panels = [file for file in files if "kind: panel" in file.read_text(encoding="utf-8")]
    assert len(panels) == 5
    assert check_scenarios(panels, load_shipped().library).problems == ()


def test_every_code_of_a_panel_check_is_proved() -> None:
    codes = {code for entry in CHECKS if entry.model is Panel for code in entry.codes}
    assert codes <= set(BROKEN)


def test_a_broken_panel_is_left_out_and_the_others_can_be_played(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8").replace("scenario: 广告公司碰头会", "scenario: 我们市的碰头会")
    written(text.replace("    再议: [今天先到这儿", "    再议: []\n    #: [今天先到这儿"), tmp_path)
    loaded = load_scenarios(load_shipped().library, [tmp_path])
    assert loaded.find("我们市的碰头会") is None
    assert loaded.find("广告公司碰头会@V1") is not None
    assert {one.code for one in loaded.report} >= {"missing-lines"}


def test_an_own_scenario_goes_before_the_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    written(text.replace("version: V1", "version: 南京V2"), tmp_path)
    loaded = load_scenarios(load_shipped().library, [tmp_path])
    mine = loaded.find("广告公司碰头会")
    assert mine is not None
    assert mine.document.ref == "广告公司碰头会@南京V2"
    assert not loaded.report


def test_two_scenarios_of_one_name_in_one_folder_are_told(tmp_path: Path) -> None:
    file = written(SHIPPED.read_text(encoding="utf-8"), tmp_path)
    (file.parent / "again.yaml").write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    report = load_scenarios(load_shipped().library, [tmp_path]).report
    assert [one.code for one in report] == ["duplicate-scenario"]
