"""Everything that can be wrong with a question or a case is said, with its code, at its place."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from scenarios.bank.checks import CASE_CHECKS, ITEM_CHECKS
from scenarios.bank.folders import shipped_bank
from scenarios.bank.loader import check_bank, load_bank
from scenarios.codes import CODES
from scripts.codes import CODES as SHARED
from scripts.loader import load_shipped
from tests.banks import OFFICE, shelf

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.problems import Problem

GOOD: dict[str, Any] = {
    "kind": "single",
    "stem": "客户要你当场答应一个表里没有的折扣，先做哪一步？",
    "options": [
        "先答应下来，回去再补手续",
        "从OA报省公司，批了再答复",
        "请同事冒充主任打个电话",
        "换一个好说话的客户谈",
    ],
    "key": "B",
    "difficulty": "3",
    "skill": "审批",
    "from": {"approval/beyond": "一律从OA上报"},
    "because": "特殊折扣要省公司批。",
}
CASE: dict[str, Any] = {
    "case": "试一个案例",
    "plan": OFFICE,
    "script": "广告公司",
    "version": "V1",
    "about": "试",
    "situation": "案情",
    "scene": "场景",
    "opening": "你好。",
    "turns": "8",
}


def problems(folder: Path, *items: dict[str, Any], part: str = "items", **named: dict[str, Any]) -> tuple[Problem, ...]:
    """What is wrong with these questions, each the good one with something changed."""
    home = folder / OFFICE / part
    home.mkdir(parents=True)
    every = {f"第{n}题": {**GOOD, **item} for n, item in enumerate(items)} | {
        k: {**GOOD, **v} for k, v in named.items()
    }
    every = {name: {key: deepcopy(one) for key, one in item.items() if one is not None} for name, item in every.items()}
    (home / "a.yaml").write_text(yaml.safe_dump({"plan": OFFICE, "items": every}, allow_unicode=True), encoding="utf-8")
    return tuple(check_bank([home / "a.yaml"], load_shipped().library))


def case_problems(folder: Path, **changed: Any) -> tuple[Problem, ...]:
    home = folder / OFFICE / "cases"
    home.mkdir(parents=True)
    written = {key: one for key, one in {**CASE, **changed}.items() if one is not None}
    (home / "a.yaml").write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    return tuple(check_bank([home / "a.yaml"], load_shipped().library))


def test_a_good_question_has_nothing_wrong(tmp_path: Path) -> None:
    assert problems(tmp_path, {}) == ()


BAD: list[tuple[str, list[dict[str, Any]]]] = [
    ("duplicate-stem", [{}, {}]),
    ("near-duplicate", [{}, {"stem": "客户要你当场答应一个表里没有的折扣，先做哪一步好？"}]),
    ("too-few-options", [{"options": ["报省公司，批了再答复客户的话", "先答应"], "key": "A"}]),
    ("too-few-options", [{"options": [f"做法{n}" for n in range(9)], "key": "A"}]),
    ("too-few-options", [{"kind": "match", "lefts": ["甲", "乙"], "key": "AB"}]),
    ("wrong-key", [{"key": "E"}]),
    ("wrong-key", [{"key": "AB"}]),
    ("wrong-key", [{"kind": "several", "key": "ABCD"}]),
    ("wrong-key", [{"kind": "order", "key": "ABCC"}]),
    ("wrong-key", [{"kind": "order", "key": "AB"}]),
    ("wrong-key", [{"kind": "number", "options": None, "key": "八折"}]),
    ("wrong-key", [{"kind": "match", "lefts": ["甲", "乙", "丙"], "key": "AB"}]),
    ("equal-options", [{"options": ["打8.5折", "打八五折", "打85折", "打九折"], "key": "D"}]),
    ("catch-all", [{"options": ["先认同他的担心", "再讲清楚道理", "最后问一句", "以上都对"], "key": "D"}]),
    ("give-away-length", [{"options": ["先答应", "从OA报省公司，审核通过以后再执行", "不理他", "换人"]}]),
    ("no-source", [{"from": None}]),
    ("unknown-source", [{"from": {"approval/谁管": "主任"}}]),
    ("unknown-source", [{"from": {"折扣": "主任"}}]),
    ("stale-source", [{"from": {"approval/beyond": "报给董事长"}}]),
    ("number-outside-plan", [{"options": ["2M 宽带 118元/月", "2M 宽带 128元/月", "不报价", "换个话题"], "key": "A"}]),
    ("number-outside-plan", [{"options": ["打5折", "打9折", "不打折", "换个话题"], "key": "A"}]),
    (
        "two-right-answers",
        [
            {
                "stem": "月消费 350 元能送哪一样？",
                "options": ["来电显示", "企业悦铃", "企视通"],
                "key": "A",
                "from": {"bands/300-500元/gifts": "来电显示 企业悦铃"},
            }
        ],
    ),
    ("doubtful-item", [{"stem": "2M 宽带每月多少钱？"}]),
]


@pytest.mark.parametrize(("code", "items"), BAD)
def test_what_is_wrong_with_a_question_is_said(tmp_path: Path, code: str, items: list[dict[str, Any]]) -> None:
    found = problems(tmp_path, *items)
    assert code in {one.code for one in found}
    told = next(one for one in found if one.code == code)
    assert told.place.line > 1
    assert told.message
    assert told.hint


def test_a_question_that_the_plan_gives_already_is_a_duplicate(tmp_path: Path) -> None:
    (found, *_) = problems(tmp_path, {"stem": "客户月消费 750 元，分公司市场部主任最低能打几折？"})
    assert found.code == "duplicate-stem"
    assert "自动出的题 limit-" in found.message


def test_two_files_cannot_have_a_question_of_one_name(tmp_path: Path) -> None:
    problems(tmp_path, 卡住了={"stem": "这一单卡在审批上，客户在催，怎么答他？"})
    first = tmp_path / OFFICE / "items" / "a.yaml"
    again = first.with_name("b.yaml")
    again.write_text(first.read_text(encoding="utf-8").replace("卡在审批上", "卡在装机上"), encoding="utf-8")
    (found,) = [one for one in check_bank([first, again], load_shipped().library) if one.code == "duplicate-item"]
    assert found.place.file == str(again)
    assert "a.yaml" in found.message


CASES: list[tuple[str, dict[str, Any]]] = [
    ("no-turn-limit", {"turns": None}),
    ("out-of-range", {"turns": "30"}),
    ("unknown-script", {"script": "没有的脚本"}),
    ("unknown-stage", {"from": "闲聊"}),
    ("unknown-fact", {"known": ["星座"]}),
    ("unknown-fact", {"customer": {"facts": {"星座": ["狮子座"]}}}),
    ("unknown-objection", {"objections": ["嫌丑"]}),
    ("unknown-objection", {"raises": "嫌丑"}),
    ("unknown-point", {"counts": ["唱歌"]}),
    ("nothing-counts", {"from": "异议处理", "counts": ["自我介绍"]}),
    ("bill-changed", {"customer": {"spend": "800", "facts": {"月消费": ["八百。"]}}}),
    ("bill-changed", {"customer": {"spend": "1800"}}),
    ("wrong-plan", {"plan": "small-hotel"}),
]


@pytest.mark.parametrize(("code", "changed"), CASES)
def test_what_is_wrong_with_a_case_is_said(tmp_path: Path, code: str, changed: dict[str, Any]) -> None:
    assert code in {one.code for one in case_problems(tmp_path, **changed)}


def test_a_good_case_has_nothing_wrong(tmp_path: Path) -> None:
    spend = {"customer": {"spend": "1800", "facts": {"月消费": ["一千八上下。"]}}}
    assert case_problems(tmp_path, **spend) == ()


def test_two_cases_of_one_name_are_told_and_the_first_is_played(tmp_path: Path) -> None:
    home = tmp_path / OFFICE / "cases"
    home.mkdir(parents=True)
    for name in ("a", "b"):
        (home / f"{name}.yaml").write_text(yaml.safe_dump(CASE, allow_unicode=True), encoding="utf-8")
    found = check_bank([home / "a.yaml", home / "b.yaml"], load_shipped().library)
    assert [one.code for one in found] == ["duplicate-case"]
    assert "试一个案例" in load_bank(shelf(), [tmp_path]).bank.cases


def test_every_check_has_its_codes_and_every_code_of_the_bank_is_tried() -> None:
    codes = {code for entry in (*ITEM_CHECKS, *CASE_CHECKS) for code in entry.codes}
    assert codes <= {*CODES, *SHARED}
    tried = {code for code, _ in (*BAD, *CASES)} | {"duplicate-item"}
    assert codes <= tried


def test_the_shipped_questions_and_cases_have_nothing_wrong() -> None:
    files = [file for part in ("items", "cases") for file in shipped_bank().glob(f"*/{part}/*.yaml")]
    assert files
    assert tuple(check_bank(files, load_shipped().library)) == ()


def test_a_file_outside_every_plan_is_told(tmp_path: Path) -> None:
    home = tmp_path / "nowhere" / "items"
    home.mkdir(parents=True)
    (home / "a.yaml").write_text("plan: nowhere\nitems: {}\n", encoding="utf-8")
    assert [one.code for one in check_bank([home / "a.yaml"], load_shipped().library)] == ["outside-plan"]
