"""A new plan from nothing: whatever trade is named, the files are whole and without a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scoring.listening import build_listener
from scripts.loader import check_paths, load_library
from scripts.starter import QUESTIONS, starter_files

if TYPE_CHECKING:
    from pathlib import Path

USUAL = {question.name: question.usual for question in QUESTIONS}
TRADES = {
    "as offered": {},
    "hotels": {"公司": "网通", "产品": "客房宽带", "价": "998", "单位": "月", "客户类型": "快捷酒店", "客户": "韩店长"},
    "cleaning": {
        "公司": "洁安",
        "产品": "地毯清洗",
        "价": "260",
        "单位": "次",
        "客户类型": "律师事务所",
        "对手": "净达",
    },
    "internet cafés": {
        "公司": "网通",
        "产品": "宽带",
        "价": "200",
        "单位": "月",
        "客户类型": "网吧",
        "客户": "陈老板",
        "对手": "电信",
    },
    "insurance": {"产品": "车险", "价": "1365", "单位": "年", "客户类型": "车主"},
    "calls": {"产品": "电话", "价": "0.2", "单位": "分钟"},
}


def write(folder: Path, answers: dict[str, str]) -> Path:
    plan = folder / answers["代号"]
    for path, text in starter_files(answers):
        file = plan / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return plan


def test_every_answer_finds_its_place_and_nothing_is_left_open() -> None:
    texts = "".join(text for _, text in starter_files({name: f"⟦{name}⟧" for name in USUAL}))
    assert all(f"⟦{name}⟧" in texts for name in USUAL)
    assert "〈" not in texts


@pytest.mark.parametrize("trade", TRADES)
def test_the_new_plan_has_not_a_single_problem_also_for_the_listener(trade: str, tmp_path: Path) -> None:
    plan = write(tmp_path, {**USUAL, **TRADES[trade]})
    report = check_paths([plan], behind=(), listen=build_listener)
    assert [(one.code, one.message) for one in report] == []


def test_the_new_plan_can_be_practised(tmp_path: Path) -> None:
    write(tmp_path, USUAL)
    assert load_library(tmp_path).library.script_names == (USUAL["客户类型"],)


def test_an_author_finds_a_comment_at_the_head_of_every_file() -> None:
    for path, text in starter_files(USUAL):
        lines = text.split("\n")
        assert lines[0].startswith("# yaml-language-server: $schema="), path
        assert any(line.startswith("#") for line in lines[1:3]), path
