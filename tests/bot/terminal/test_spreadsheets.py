"""The road through a spreadsheet, as a person goes it: export, change in Excel, look, import, go on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.cli import main
from scripts.loader import shipped_library

NAME = "经济型酒店"
SCRIPT = "small-hotel/scripts/budget-hotel.yaml"


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A library of one's own, in use."""
    shutil.copytree(shipped_library() / "small-hotel", tmp_path / "library" / "small-hotel")
    monkeypatch.setenv("DUILIAN_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "library"


def fill(file: Path, **cells: Any) -> None:
    """Change cells of the sheet 客户, as Excel would."""
    workbook = load_workbook(file)
    for cell, value in cells.items():
        workbook["客户"][cell] = value
    workbook.save(file)


def test_a_script_goes_through_a_spreadsheet_and_back(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, script = Path(f"{NAME}.xlsx"), library / SCRIPT
    before = script.read_text(encoding="utf-8")
    spend = before.split("  spend: ")[1].split("\n")[0]
    assert main(["export", NAME]) == 0
    fill(file, B12=2600)
    capsys.readouterr()
    assert main(["import", str(file), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert f"月消费：{spend} → 2600" in said
    assert "什么也没有写" in said
    assert script.read_text(encoding="utf-8") == before
    assert main(["import", str(file)]) == 0
    assert script.read_text(encoding="utf-8") == before.replace(f"spend: {spend}", "spend: 2600")
    fill(file, B12=2700)
    assert main(["import", str(file)]) == 0, "one goes on in the same workbook"
    assert "spend: 2700" in script.read_text(encoding="utf-8")
    fill(file, B13="很多")
    assert main(["import", str(file)]) == 1
    assert "「客户」表 B13：" in capsys.readouterr().out
    assert "spend: 2700" in script.read_text(encoding="utf-8")


def test_changes_that_were_not_read_back_are_not_overwritten(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", NAME, "--xlsx", "a.xlsx"]) == 0
    assert main(["export", NAME, "--xlsx", "a.xlsx"]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert main(["export", NAME, "--xlsx", "a.xlsx", "--overwrite"]) == 0


def test_what_can_not_go_through_is_said_in_a_sentence(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.csv").write_text("甲,乙\n", encoding="utf-8")
    for words, said in (
        (["export", "经济形酒店"], "是不是想写「经济型酒店」？"),
        (["export", NAME, "--xlsx", "x.doc"], "要以 .xlsx 结尾"),
        (["import", "x.csv"], "不是 .xlsx"),
        (["import", "没有.xlsx"], "打不开"),
    ):
        assert main(words) == 2
        assert said in capsys.readouterr().err
