"""`duilian bank`: listing, checking, practising, and the way through a workbook, from the command line."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from bot.cli import main
from scenarios.bank.folders import shipped_bank

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("DUILIAN_LIBRARY", raising=False)


def run(monkeypatch: pytest.MonkeyPatch, text: str, *argv: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    return main(argv)


def test_the_list_for_programs_has_just_the_seven_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "list", "--plan", "office-building", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert len(listed) >= 300
    assert all(set(one) == {"id", "kind", "stem", "options", "key", "difficulty", "source"} for one in listed)
    assert {one["kind"] for one in listed} == {"single", "several", "order", "number", "match"}
    assert len({one["id"] for one in listed}) == len(listed)


def test_the_list_for_people_can_be_narrowed_and_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "--skill", "审批", "--kind", "排序"]) == 0
    out = capsys.readouterr().out
    assert "由谁确认" not in out
    assert "从最低的一级往上排好" in out
    assert "【案例】" in out


def test_another_plan_is_named_by_its_code_or_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "list", "--plan", "酒店客户"]) == 0
    assert "半夜断网的店长" in capsys.readouterr().out
    with pytest.raises(SystemExit) as left:
        main(["bank", "list", "--plan", "office"])
    assert left.value.code == 2
    assert "office-building（商务楼宇）" in capsys.readouterr().err


def test_the_shipped_bank_has_nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "check"]) == 0
    assert "没有发现问题" in capsys.readouterr().out


def test_a_few_questions_are_asked_each_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "Q1\nA\n结束\n", "bank", "quiz", "--seed", "5", "--number", "3", "--kind", "single") == 0
    out = capsys.readouterr().out
    assert "第 1/3 题" in out
    assert "不是选项" in out or "只写一个字母" in out
    assert "plan.yaml 第" in out or ".yaml 第" in out
    assert "做了 1 道" in out


def test_a_quiz_without_such_questions_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "quiz", "--skill", "天文"]) == 2
    assert "没有这样的题" in capsys.readouterr().err


def test_a_case_is_played_to_its_score(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    talk = "我理解，换了我也嫌贵。您把账单拿来，我一项一项跟您对着算，您看行吗？\n七折要报上级批，八折是我能定的。\n"
    assert run(monkeypatch, talk, "bank", "case", "广告公司嫌贵要七折", "--seed", "1") == 0
    out = capsys.readouterr().out
    assert "〔案情〕你是网通的客户经理" in out
    assert "七折我现在就签" in out
    assert "【练习报告】" in out
    assert "案例得分：" in out


def test_an_unknown_case_gets_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "case", "广告公司嫌贵要八折"]) == 2
    assert "是不是想练「广告公司嫌贵要七折」" in capsys.readouterr().err


def test_the_bank_goes_through_a_workbook_into_the_library(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "题库.xlsx"
    assert main(["bank", "export", str(file)]) == 0
    library = tmp_path / "library"
    library.mkdir()
    monkeypatch.setenv("DUILIAN_LIBRARY", str(library))
    assert main(["bank", "import", str(file)]) == 0
    assert "没有新题" in capsys.readouterr().out
    book = load_workbook(file)
    book["题目"].cell(2, 3).value = "客户拍着桌子要七折，你怎么答？"
    book.save(file)
    assert main(["bank", "import", str(file)]) == 0
    kept = library / "office-building" / "items" / "题库.yaml"
    assert "客户拍着桌子要七折" in kept.read_text(encoding="utf-8")
    assert main(["bank", "import", str(file)]) == 0
    capsys.readouterr()
    assert main(["bank", "list"]) == 0
    listed = capsys.readouterr()
    assert "客户拍着桌子要七折" in listed.out
    assert "给我七折，现在就签" not in listed.out
    assert listed.err == ""


def test_a_workbook_with_a_fault_is_refused_by_cell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "题库.xlsx"
    assert main(["bank", "export", str(file)]) == 0
    book = load_workbook(file)
    book["题目"].cell(2, 1).value = None
    book.save(file)
    assert main(["bank", "import", str(file)]) == 1
    said = capsys.readouterr().err
    assert "「题目」表 A2：没有写名称。" in said
    assert "一道也没有导入" in said
    assert not (tmp_path / "题库.yaml").exists()


def test_what_is_no_workbook_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"nothing")
    assert main(["bank", "import", str(tmp_path / "a.xlsx")]) == 1
    assert "不是 .xlsx 表格" in capsys.readouterr().err
    assert main(["bank", "import", str(tmp_path / "b.xlsx")]) == 2
    assert main(["bank", "export", str(tmp_path / "b.csv")]) == 2


QUESTION = """plan: office-building
items:
  试一题:
    kind: single
    stem: 客户要看营业执照，怎么办？
    options: [给他看复印件, 以上都对, 不给他看]
    key: A
    skill: 销售过程
    from: {points/书面方案: 答应准备一份书面方案}
    because: 因为。
"""


def test_a_folder_with_questions_alone_is_checked_for_just_these(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    home = tmp_path / "library" / "office-building" / "items"
    home.mkdir(parents=True)
    (home / "a.yaml").write_text(QUESTION, encoding="utf-8")
    for path in (home / "a.yaml", home, home.parent, home.parent.parent):
        assert main(["check", str(path), "--json"]) == 1
        assert [one["code"] for one in json.loads(capsys.readouterr().out)] == ["catch-all"]


def test_the_cases_beside_the_questions_are_checked_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    home = tmp_path / "office-building" / "cases"
    home.mkdir(parents=True)
    shipped = shipped_bank() / "office-building" / "cases" / "state-owned-liability.yaml"
    text = shipped.read_text(encoding="utf-8").replace("turns: 10\n", "")
    (home / "ours.yaml").write_text(text, encoding="utf-8")
    assert main(["check", str(tmp_path), "--json"]) == 1
    codes = [one["code"] for one in json.loads(capsys.readouterr().out)]
    assert codes == ["no-turn-limit"]
