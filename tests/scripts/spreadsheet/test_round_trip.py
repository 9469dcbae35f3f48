"""A script laid out in sheets and taken back is the same script: every model, every order, every cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scripts.loader import shipped_library
from scripts.model import Plan, Points, Script
from scripts.model.objections import Objections
from scripts.source import read
from scripts.spreadsheet.changes import changes
from scripts.spreadsheet.columns import PROOFS, REPLIES
from scripts.spreadsheet.exporting import sheets_of
from scripts.spreadsheet.importing import Taken, as_read, taken
from scripts.spreadsheet.kinds import Groups, Lines, Pairs, Records, Text
from scripts.spreadsheet.sheet import Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import BaseModel

MODELS: dict[str, type[BaseModel]] = {"script": Script, "plan": Plan, "points": Points, "objections": Objections}
SHIPPED = sorted(shipped_library().glob("*/scripts/*.yaml"))


def documents(script: Path) -> dict[str, Any]:
    files = {name: script.parent.parent / f"{name}.yaml" for name in MODELS} | {"script": script}
    return {name: read(file.name, file.read_bytes()).data for name, file in files.items()}


def back(sheets: tuple[Sheet, ...]) -> Taken:
    return taken(as_read(sheets))


@pytest.mark.parametrize("script", SHIPPED, ids=lambda file: file.stem)
def test_every_shipped_script_comes_back_as_it_went(script: Path) -> None:
    went = documents(script)
    came = back(sheets_of(went))
    assert came.faults == []
    for name, model in MODELS.items():
        now = {"plan": went[name]["plan"], **came.documents[name]}  # whose plan a file is stands in no sheet
        assert model.model_validate(now).model_dump_json() == model.model_validate(went[name]).model_dump_json()


@pytest.mark.parametrize("script", SHIPPED, ids=lambda file: file.stem)
def test_every_value_that_came_back_knows_its_cell(script: Path) -> None:
    came = back(sheets_of(documents(script)))

    def leaves(data: Any, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
        if isinstance(data, dict):
            return [leaf for key, value in data.items() for leaf in leaves(value, (*path, key))]
        if isinstance(data, list) and isinstance(data[0], dict) and "claim" not in path and "replies" not in path:
            return [leaf for at, value in enumerate(data) for leaf in leaves(value, (*path, at))]
        return [path]

    for name, data in came.documents.items():
        for path in leaves(data, ()):
            address = came.place(name, path)
            assert address is not None, path
            assert address.cell, path


def changed(sheet: str, row: int, at: int, value: str) -> Taken:
    """The shipped script with one cell written anew."""
    went = sheets_of(documents(SHIPPED[0]))
    done = []
    for one in went:
        if one.layout.title == sheet:
            rows = [list(line) for line in one.rows]
            rows[row][at] = value
            done.append(Sheet(one.layout, tuple(tuple(line) for line in rows)))
        else:
            done.append(one)
    return back(tuple(done))


def faults(sheet: str, row: int, at: int, value: str) -> list[str]:
    return [str(fault) for fault in changed(sheet, row, at, value).faults]


def test_a_row_without_its_name_or_with_one_twice_is_a_fault_at_its_cell() -> None:
    assert faults("结局", 0, 0, "") == ["「结局」表 A2：没有写「结局」。写上，或者把整行删掉。"]
    assert faults("结局", 1, 0, "成交") == ["「结局」表 A3：「成交」在第 2 行已经写过。删掉一行，或者改成别的名字。"]
    assert faults("客户口气", 0, 1, "") == ["「客户口气」表 B2：没有写「他怎么说」。写上，或者把整行删掉。"]
    said = "「异议」表 A2：没有写「写在」。写“本脚本”或者“异议库”；不要这一行，就整行删掉。"
    assert said in faults("异议", 0, 0, "")


def test_a_form_keeps_its_rows() -> None:
    said = faults("客户", 3, 0, "版次")
    assert said[0].startswith("「客户」表 A5：没有「版次」这一项。")
    assert said[1] == "「客户」表：少了「版本」。把这一行加回来；内容可以空着。"


def test_a_condition_that_does_not_exist_names_the_nearest() -> None:
    said = faults("分支", 4, 1, "信任不底于 …：4")
    assert said == ["「分支」表 B6：没有「信任不底于 …」这个条件。是不是想写「信任不低于 …」？"]


def test_conditions_may_be_written_by_their_keys_and_with_any_colon() -> None:
    for text in ("trust-at-least: 4", "信任不低于：4", "信任不低于 …:4"):
        branch = changed("分支", 2, 1, text).documents["script"]["stages"]["开场白"]["next"][0]
        assert branch["when"] == {"trust-at-least": "4"}


def test_changes_are_told_in_the_words_of_the_sheet() -> None:
    before = back(sheets_of(documents(SHIPPED[0])))
    told = changes(before, changed("结局", 0, 3, "单子当场填"))
    assert [str(change) for change in told] == [
        "「结局」表　成交\n  给业务员的话：当场把单子填完，装机时间写在单子上 → 单子当场填"
    ]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Text(), "两行\n的话"),
        (Lines(), ["一句", "有换行\n的一句"]),
        (Groups(), ["单个", ["两个", "一起"]]),
        (Pairs(), {"客户经理": "8.5", "经理": "8"}),
        (PROOFS, [{"kind": "price", "of": "2M", "verdict": ["right", "wrong"]}, {"kind": "saving"}]),
        (REPLIES, [{"asked": ["哪位", ["谁", "啊"]], "said": ["我、你；他", "<网通>"]}]),
        (Records({"a": ("甲", Text())}), [{"a": r"有\和；和、的话"}]),
    ],
)
def test_every_kind_of_cell_gives_back_what_it_was_given(kind: Any, value: Any) -> None:
    assert kind.value(kind.cell(value)) == value
