"""`duilian evaluate` as a person calls it, over a gold set of a few lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.end_to_end.conftest import Command

LINES = (
    {"id": "a-0002", "text": "您好，我是网通的客户经理小李。", "met": ["greeting", "self_intro"], "near": []},
    {"id": "a-0003", "text": "我就不跟您说再见了。", "met": [], "near": ["thank_bye"]},
)
TALK = (
    {"talk": "t", "script": "广告公司", "kind": "adversarial", "mark": 5},
    {"speaker": "customer", "text": "你好，哪位？"},
    {"speaker": "rep", "text": "您好，我是网通的客户经理小李。", "met": ["greeting", "self_intro"], "violations": []},
)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "标准集"
    (folder / "talks").mkdir(parents=True)
    lines = ({**line, "violations": [], "kind": "plain"} for line in LINES)
    for file, rows in (("utterances-a.jsonl", lines), ("talks/t.jsonl", TALK)):
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def test_it_shows_totals_kinds_items_and_talks(duilian: Command, gold: Path) -> None:
    done = duilian("evaluate", "--gold", str(gold), "--half", "both")
    assert done.returncode == 0
    assert "2 句话（全部）" in done.stdout
    assert "1 场整谈" in done.stdout
    for title in ("按句子的种类", "逐条要点", "礼貌问候", "钻空子而及格的：没有", "每句用时"):
        assert title in done.stdout


def test_json_holds_the_same_for_programs(duilian: Command, gold: Path) -> None:
    told = json.loads(duilian("evaluate", "--gold", str(gold), "--half", "both", "--json").stdout)
    assert told["lines"]["count"] == 2
    assert told["lines"]["groups"]["all"]["recall"]["value"] == 1
    assert told["lines"]["near"] == {"part": 0, "whole": 1}
    assert told["talks"]["adversarial_passing"] == []
    assert set(told["lines"]["items"]) == {"greeting", "self_intro"}


def test_a_page_shows_one_step_after_another(duilian: Command, gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    assert duilian("evaluate", "--gold", str(gold), "--half", "both", "--write", str(page)).returncode == 0
    text = page.read_text(encoding="utf-8")
    for part in ("# 听话的质量", "| 只用规则 |", "| ＋例句 |", "| ＋标注语料 |", "| 礼貌问候 |"):
        assert part in text


def test_an_extra_is_shown_beside_the_listener_without_it(duilian: Command, gold: Path) -> None:
    done = duilian("evaluate", "--gold", str(gold), "--half", "both", "--extra", "semantic")
    assert done.returncode == 0
    assert "不加增强" in done.stdout
    assert "加上语义" in done.stdout


def test_what_is_missing_is_said_with_what_to_do(duilian: Command, gold: Path, tmp_path: Path) -> None:
    nothing = duilian("evaluate", "--gold", str(tmp_path / "没有"))
    assert nothing.returncode == 2
    assert "请用 --gold 指出" in nothing.stderr
    model = duilian("evaluate", "--gold", str(gold), "--extra", "llm")
    assert model.returncode == 2
    assert "DUILIAN_LLM_URL" in model.stderr
    assert "没有「semantics」这一种" in duilian("evaluate", "--extra", "semantics").stderr
    (gold / "utterances-a.jsonl").write_text("{", encoding="utf-8")
    assert "utterances-a.jsonl 第 1 行" in duilian("evaluate", "--gold", str(gold)).stderr
