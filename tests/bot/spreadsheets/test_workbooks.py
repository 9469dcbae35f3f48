"""Workbooks out and in again, with all that Excel, and people, and people who mean harm do to them in between."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from bot.spreadsheets import Book, Column, Layout, NotABookError, Sheet, read_book, written
from bot.spreadsheets.opening import LARGEST, LARGEST_UNPACKED

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.spreadsheets import FilledBook

ITEMS = Layout(
    "题目",
    (
        Column("题型", 10, "哪一种题", ("单选", "判断")),
        Column("题干", 60),
        Column("分值", 8, number=True),
        Column("备注", 20, optional=True),
    ),
    "一行一道题。",
)
DATE = "Excel 把这一格变成了日期，原来写的是什么已经看不出来。先把这一格的格式改成“文本”，再重新写一遍。"
ROWS = (("单选", "2M 多少钱？", 2, None), ("判断", "八折\n要报批", 8.5, "=1+1"))


def edited(change: Callable[[Any], Any]) -> FilledBook:
    """The book read after somebody changed its sheet 题目."""
    workbook = load_workbook(BytesIO(written(Book("题库", (Sheet(ITEMS, ROWS),), kept={"底": " 稿\n" * 9000}))))
    change(workbook["题目"])
    file = BytesIO()
    workbook.save(file)
    return read_book(file.getvalue(), (ITEMS,))


def column(book: FilledBook, title: str) -> list[str]:
    return [row[title] for row in book.rows("题目")]


def faults(change: Callable[[Any], Any]) -> list[str]:
    return [str(fault) for fault in edited(change).faults]


def put(**cells: Any) -> Callable[[Any], None]:
    def change(page: Any) -> None:
        for cell, value in cells.items():
            page[cell] = value

    return change


def test_what_goes_out_comes_back_and_no_text_becomes_a_formula() -> None:
    book = edited(lambda page: None)
    assert not book.faults
    assert column(book, "题干") == ["2M 多少钱？", "八折\n要报批"]
    assert column(book, "分值") == ["2", "8.5"]
    assert column(book, "备注") == ["", "=1+1"]
    assert book.kept == {"底": " 稿\n" * 9000}


def test_a_sheet_is_made_to_be_worked_in() -> None:
    workbook = load_workbook(BytesIO(written(Book("题库", (Sheet(ITEMS, ROWS),), ("一行一道题。",)))))
    page = workbook["题目"]
    assert workbook.sheetnames[0] == "说明"
    assert workbook["说明"]["A3"].value == "一行一道题。"
    assert page.freeze_panes == "B2"
    assert page.column_dimensions["B"].width == 60
    assert page["B3"].alignment.wrap_text
    assert page["A1"].comment.text == "哪一种题"
    assert page["B2"].number_format == "@"
    rule = page.data_validations.dataValidation[0]
    assert rule.formula1 == "'选项'!$A$1:$A$2"
    assert "A2" in rule.sqref
    assert [workbook[name].sheet_state for name in ("选项", "底稿")] == ["hidden", "veryHidden"]


def test_columns_may_change_places_and_more_may_stand_beside_them() -> None:
    def shuffle(page: Any) -> None:
        page.move_range("A1:A3", cols=5)
        page["A1"] = "我自己的一列"
        page.insert_rows(1, 2)
        page["A1"] = "二季度题库"

    book = edited(shuffle)
    assert not book.faults
    assert column(book, "题型") == ["单选", "判断"]
    assert str(book.rows("题目")[0].at("题型")) == "「题目」表 F4"


def test_empty_rows_blanks_and_other_sheets_are_borne() -> None:
    def mess(page: Any) -> None:
        page.insert_rows(3)
        page["B2"] = "　 2M 多少钱？\u00a0"
        page["B9"] = "   "
        page.parent.create_sheet("随手记")["A1"] = "别的"
        page["B4"] = "八折\r\n要报批_x000D_"

    book = edited(mess)
    assert not book.faults
    assert column(book, "题干") == ["2M 多少钱？", "八折\n要报批"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (128, "128"),
        (128.0, "128"),
        (0.1 + 0.2, "0.3"),
        (dt.time(8, 30), "8:30"),
        (dt.timedelta(hours=8, minutes=30), "8:30"),
        (True, "是"),
        ("０５１０", "０５１０"),
    ],
)
def test_what_excel_made_of_a_text_is_read_as_it_was_meant(value: Any, text: str) -> None:
    assert column(edited(put(B2=value)), "题干")[0] == text


@pytest.mark.parametrize("value", ["８．５", " 8.5 ", 8.5, "8.50", "1,008.5"])
def test_numbers_in_any_writing_are_numbers(value: Any) -> None:
    book = edited(put(C2=value))
    assert not book.faults
    assert float(column(book, "分值")[0]) % 1000 == 8.5


def test_a_percentage_is_read_as_it_is_shown() -> None:
    def percent(page: Any) -> None:
        page["B2"] = 0.85
        page["B2"].number_format = "0%"

    assert column(edited(percent), "题干")[0] == "85%"


def test_a_cell_merged_over_rows_counts_for_each_of_them() -> None:
    def merge(page: Any) -> None:
        page["A3"] = None
        page.merge_cells("A2:A3")

    assert column(edited(merge), "题型") == ["单选", "单选"]


def test_a_formula_counts_with_its_last_value_and_is_a_fault_without() -> None:
    book = edited(put(C2="=1+1"))
    assert [str(fault) for fault in book.faults] == [
        "「题目」表 C2：这一格是公式，还没有算出来。改成算好的数，或者在 Excel 里打开、存一次再来。"
    ]


def test_a_formula_that_excel_has_worked_out_counts_with_its_value() -> None:
    file = BytesIO()
    workbook = load_workbook(BytesIO(written(Book("题库", (Sheet(ITEMS, ROWS),)))))
    workbook["题目"]["C2"] = "=1+1"
    workbook.save(file)
    done = BytesIO()
    with ZipFile(file) as old, ZipFile(done, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part).replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"))
    book = read_book(done.getvalue(), (ITEMS,))
    assert not book.faults
    assert column(book, "分值")[0] == "2"


def test_every_fault_is_told_at_once_with_its_cell_and_what_to_do() -> None:
    assert faults(put(A2="单选题", C2="两分", B3=dt.datetime(2008, 3, 5), C3="#REF!")) == [  # noqa: DTZ001 - as a cell has it
        "「题目」表 A2：「题型」不能写「单选题」。是不是想写「单选」？",
        "「题目」表 C2：「分值」要写数字，现在是「两分」。只写数字，不带单位。",
        f"「题目」表 B3：{DATE}",
        "「题目」表 C3：这一格是算错了的公式（#REF!）。改成算好的数或文字。",
    ]


def test_a_column_taken_away_or_renamed_is_missed_unless_it_is_no_matter() -> None:
    assert faults(lambda page: page.delete_cols(2)) == [
        "「题目」表 第 1 行：缺了「题干」这一列。把列名加回来；用不着的列可以空着，不要删。"
    ]
    assert faults(put(B1="题干内容")) == ["「题目」表 第 1 行：缺了「题干」这一列。是不是改成了「题干内容」？改回来。"]
    assert faults(lambda page: page.delete_cols(4)) == []


def test_a_sheet_taken_away_renamed_or_without_its_header_is_missed() -> None:
    def rename(page: Any) -> None:
        page.title = "题目2"

    assert faults(rename) == ["「题目」表：没有这张表。是不是改名叫「题目2」了？把名字改回来。"]
    assert "没有找到表头" in faults(lambda page: page.delete_rows(1))[0]


def test_a_cell_at_the_far_end_costs_no_time() -> None:
    book = edited(put(XFD1048576="远"))
    assert column(book, "题型") == ["单选", "判断"]


def zipped(**parts: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def with_entities() -> bytes:
    file = BytesIO()
    Workbook().save(file)
    done = BytesIO()
    with ZipFile(file) as old, ZipFile(done, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/workbook.xml":
                content = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>' + content
            new.writestr(part.filename, content)
    return done.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "是空的"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "老式的 .xls"),
        ("题型,题干\n单选,甲\n".encode(), "不是 .xlsx"),
        (b"PK\x03\x04 and nothing", "打不开"),
        (zipped(readme=b"hello"), "没有表格"),
        (zipped(xl__workbook_dot_xml=b"<workbook/>"), "打不开"),
        (zipped(xl__workbook_dot_xml=b"<workbook/>", bomb=b"0" * (LARGEST_UNPACKED + 1)), "太大"),
        (b"PK" + b"0" * LARGEST, "超过了 4 MB"),
        (with_entities(), "不该有的东西"),
    ],
)
def test_what_is_no_workbook_or_means_harm_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(NotABookError) as refused:
        read_book(content, (ITEMS,))
    assert said in str(refused.value)
