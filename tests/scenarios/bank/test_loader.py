"""A bank is made of what can be used: a broken question leaves the others, a province's file goes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.bank.folders import shipped_bank
from scenarios.bank.loader import load_bank
from tests.banks import OFFICE, loaded, shelf

if TYPE_CHECKING:
    from pathlib import Path


def own(folder: Path, name: str, text: str) -> Path:
    home = folder / OFFICE / "items"
    home.mkdir(parents=True, exist_ok=True)
    (home / name).write_text(text, encoding="utf-8")
    return folder


def question(name: str, key: str = "A", quote: str = "一律从OA上报") -> str:
    return f"""  {name}:
    kind: single
    stem: {name}怎么办？
    options: [从OA上报, 不管它, 找熟人]
    key: {key}
    skill: 审批
    from: {{approval/beyond: {quote}}}
    because: 方案写的。
"""


HEAD = f"plan: {OFFICE}\nitems:\n"


def test_a_provinces_own_questions_join_the_shipped_ones(tmp_path: Path) -> None:
    bank = load_bank(shelf(), [own(tmp_path, "ours.yaml", HEAD + question("特批卡住了"))]).bank
    assert len(bank.items) == len(loaded().bank.items) + 1


def test_a_file_of_the_same_name_stands_in_place_of_the_shipped_one(tmp_path: Path) -> None:
    bank = load_bank(shelf(), [own(tmp_path, "opening.yaml", HEAD + question("特批卡住了"))]).bank
    stems = {item.stem for item in bank.items.values()}
    assert "特批卡住了怎么办？" in stems
    assert len(bank.items) < len(loaded().bank.items)


def test_a_broken_question_leaves_the_others_usable(tmp_path: Path) -> None:
    text = HEAD + question("好的一题") + question("坏的一题", key="F") + question("又一好题")
    found = load_bank(shelf(), [own(tmp_path, "ours.yaml", text)])
    stems = {item.stem for item in found.bank.items.values()}
    assert {"好的一题怎么办？", "又一好题怎么办？"} <= stems
    assert "坏的一题怎么办？" not in stems
    assert [one.code for one in found.report.errors] == ["wrong-key"]


def test_a_question_whose_words_have_left_the_plan_is_out_of_the_bank(tmp_path: Path) -> None:
    found = load_bank(shelf(), [own(tmp_path, "ours.yaml", HEAD + question("旧规定", quote="报给总经理室"))])
    assert "旧规定怎么办？" not in {item.stem for item in found.bank.items.values()}
    assert [one.code for one in found.report.errors] == ["stale-source"]


def test_a_file_that_cannot_be_read_is_told_and_nothing_else_is_lost(tmp_path: Path) -> None:
    found = load_bank(shelf(), [own(tmp_path, "ours.yaml", "plan: office-building\nitems: [坏\n")])
    assert found.report.errors
    assert len(found.bank.items) == len(loaded().bank.items)


def test_a_reworded_stem_keeps_its_id_and_another_key_does_not(tmp_path: Path) -> None:
    first = question("特批卡住了")

    def id_of(text: str) -> str:
        items = load_bank(shelf(), [own(tmp_path, "ours.yaml", HEAD + text)]).bank.items.values()
        return next(item.id for item in items if "卡住了" in item.stem)

    assert id_of(first) == id_of(first.replace("怎么办？", "你怎么办？"))
    assert id_of(first) != id_of(first.replace("key: A", "key: B"))


def test_a_written_question_names_the_line_and_the_words_it_stands_on() -> None:
    item = next(one for one in loaded().bank.items.values() if "二百八" in one.because or "280 元" in one.stem)
    assert item.source.file == "office-building/plan.yaml"
    text = (shipped_bank().parents[1] / "scripts/library" / OFFICE / "plan.yaml").read_text(encoding="utf-8")
    assert "客户经理: 9" in text.splitlines()[item.source.line - 1]
    objection = next(one for one in loaded().bank.items.values() if "装的时候热情" in one.stem)
    assert objection.source.file == "office-building/objections.yaml"
