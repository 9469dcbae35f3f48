"""Questions go into a workbook and come back the same; what is wrong in one is told by its cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from bot.spreadsheets import read_book, written
from scenarios.bank.documents import WrittenItems
from scenarios.bank.spreadsheet import MADE, WRITTEN, Imported, exported, imported
from scripts.shape import fit
from scripts.source import read
from tests.banks import HOTEL, OFFICE, loaded, made

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = [column.title for column in WRITTEN.columns]


def workbook(folder: Path, plan: str = OFFICE) -> Path:
    bank = loaded(plan)
    file = folder / "题库.xlsx"
    file.write_bytes(written(exported(bank.books, made(bank.bank.items.values()))))
    return file


def changed(file: Path, row: int, **cells: str | int | None) -> Imported:
    """What comes of the workbook with these cells of a row changed."""
    book = load_workbook(file)
    for title, value in cells.items():
        book[WRITTEN.title].cell(row, COLUMNS.index(title) + 1).value = value
    book.save(file)
    return imported(read_book(file.read_bytes(), (WRITTEN,)), loaded().books)


def faults(came: Imported) -> list[str]:
    return [str(fault) for fault in came.faults]


def test_what_went_out_comes_back_the_same(tmp_path: Path) -> None:
    for plan in (OFFICE, HOTEL):
        bank = loaded(plan)
        filled = read_book(workbook(tmp_path, plan).read_bytes(), (WRITTEN,))
        came = imported(filled, replace(bank.books, books=()))
        assert faults(came) == []
        document, wrong = fit(WrittenItems, read("", came.yaml))
        assert wrong == ()
        assert document is not None
        assert list(document.items.values()) == [entry.item for entry in bank.books]
        assert came.count == len(document.items)


def test_only_what_is_new_or_changed_is_taken(tmp_path: Path) -> None:
    file = workbook(tmp_path)
    assert imported(read_book(file.read_bytes(), (WRITTEN,)), loaded().books) == Imported("", 0, ())
    came = changed(file, 2, 讲解="换一种讲法。")
    assert came.count == 1
    assert "换一种讲法。" in came.yaml


def test_the_generated_questions_stand_on_a_sheet_of_their_own_to_be_looked_at(tmp_path: Path) -> None:
    sheet = load_workbook(workbook(tmp_path))[MADE.title]
    assert sheet.max_row == len(made(loaded().bank.items.values())) + 1
    assert [cell.value for cell in sheet[1]][:4] == ["编号", "题型", "题干", "选项"]


def test_a_wrong_key_is_told_by_its_cell_and_nothing_is_taken(tmp_path: Path) -> None:
    came = changed(workbook(tmp_path), 2, 答案="Z")
    (fault,) = faults(came)
    assert fault.startswith("「题目」表 P2：") or "2：" in fault
    assert f"{chr(ord('A') + COLUMNS.index('答案'))}2" in fault
    assert came.yaml == ""


def test_an_unknown_kind_and_a_word_for_a_number_are_told_by_their_cells(tmp_path: Path) -> None:
    told = faults(changed(workbook(tmp_path), 3, 题型="判断", 难度="很难"))
    assert any("B3" in fault for fault in told)
    assert any(f"{chr(ord('A') + COLUMNS.index('难度'))}3" in fault for fault in told)


def test_words_that_are_not_the_plans_are_told_where_they_are_written(tmp_path: Path) -> None:
    (fault,) = faults(changed(workbook(tmp_path), 4, 依据位置="approval/beyond", 依据原话="报给董事长"))
    assert f"{chr(ord('A') + COLUMNS.index('依据原话'))}4" in fault
    assert "报给董事长" in fault


def test_places_and_words_have_to_pair(tmp_path: Path) -> None:
    (fault,) = faults(changed(workbook(tmp_path), 4, 依据位置="approval/beyond\nlevels", 依据原话="一律从OA上报"))
    assert "有 2 行" in fault


def test_two_rows_of_one_name_and_a_row_without_are_told(tmp_path: Path) -> None:
    file = workbook(tmp_path)
    name = load_workbook(file)[WRITTEN.title].cell(2, 1).value
    assert "A3" in faults(changed(file, 3, 名称=str(name)))[0]
    assert "A3" in faults(changed(file, 3, 名称=None))[0]


def test_an_unreadable_cell_does_not_hide_what_is_wrong_in_other_rows(tmp_path: Path) -> None:
    file = workbook(tmp_path)
    changed(file, 2, 答案="Z")
    came = changed(file, 3, 难度="很难")
    cells = {f"{chr(ord('A') + COLUMNS.index(title))}{row}" for title, row in (("答案", 2), ("难度", 3))}
    assert {str(fault.at.cell) for fault in came.faults} == cells
    assert (came.yaml, came.count) == ("", 0)


def test_an_option_of_the_same_meaning_is_told_by_the_options_cell(tmp_path: Path) -> None:
    (fault,) = faults(changed(workbook(tmp_path), 2, 选项A="打八五折", 选项B="打8.5折"))
    assert "E2" in fault


def test_an_empty_sheet_is_told(tmp_path: Path) -> None:
    file = workbook(tmp_path)
    book = load_workbook(file)
    book[WRITTEN.title].delete_rows(2, 200)
    book.save(file)
    assert "空的" in faults(imported(read_book(file.read_bytes(), (WRITTEN,)), loaded().books))[0]
