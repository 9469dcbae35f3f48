"""A workbook taken back: only what changed is written, in the author's own files, and never over somebody's work."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from bot.services.authoring.script_book import script_workbook
from bot.services.authoring.script_files import NoFilesError, script_files
from bot.services.authoring.script_import import ImportRefusedError, Proposal, proposal, with_new_base, write
from bot.spreadsheets import NotABookError
from bot.views.workbook import proposal_text
from scoring.listening import build_listener
from scripts.loader import check_paths, shipped_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Change = Callable[[Any], Any]

SCRIPT = "small-hotel/scripts/budget-hotel.yaml"
NAME = "经济型酒店"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of one's own: the smaller of the shipped plans."""
    shutil.copytree(shipped_library() / "small-hotel", tmp_path / "library" / "small-hotel")
    return tmp_path / "library"


def edited(content: bytes, change: Change) -> bytes:
    """The workbook after somebody changed it in Excel."""
    workbook = load_workbook(BytesIO(content))
    change(workbook)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def put(**cells: dict[str, Any]) -> Change:
    """Write values into cells, by sheet."""

    def change(workbook: Any) -> None:
        for sheet, values in cells.items():
            for cell, value in values.items():
                workbook[sheet][cell] = value

    return change


def proposed(library: Path, change: Change, **more: Any) -> Proposal:
    return proposal(edited(script_workbook(script_files(NAME, [library])), change), [library], **more)


def differing(library: Path) -> list[str]:
    """The lines of the library's files that are not as they are shipped, with + and -."""
    said = []
    for file in sorted(library.rglob("*.yaml")):
        old = (shipped_library() / file.relative_to(library)).read_text(encoding="utf-8").split("\n")
        new = file.read_text(encoding="utf-8").split("\n")
        said += [f"-{line.strip()}" for line in old if line not in new]
        said += [f"+{line.strip()}" for line in new if line not in old]
    return said


@pytest.mark.parametrize("file", sorted(shipped_library().glob("*/scripts/*.yaml")), ids=lambda file: file.stem)
def test_a_workbook_nobody_changed_asks_for_nothing(file: Path) -> None:
    library = [shipped_library()]
    name = file.read_text(encoding="utf-8").split("\nscript: ")[1].split("\n")[0]
    found = proposal(edited(script_workbook(script_files(name, library)), lambda book: None), library)
    assert found.may_be_written
    assert (found.changes, dict(found.texts)) == ((), {})


def test_only_what_changed_is_written_and_the_files_stay_fit_for_use(library: Path) -> None:
    def change(book: Any) -> None:
        book["客户"]["B12"] = 2600
        for row in book["阶段要点"].iter_rows(min_row=2):
            if row[1].value == "自我介绍":
                row[2].value = 7
        book["折扣档"]["F3"] = "来电显示"

    found = proposed(library, change)
    assert found.may_be_written, proposal_text(found)
    write(found, library)
    assert differing(library) == [
        "-gifts: [来电显示, 企业悦铃]",
        "+gifts: [来电显示]",
        *[line for line in differing(library) if "spend" in line or "自我介绍" in line],
    ]
    assert len(differing(library)) == 6
    assert not check_paths([library]).errors


def test_what_would_change_is_told_and_nothing_written_before_it_is_asked_for(library: Path) -> None:
    found = proposed(library, put(客户={"B12": 2600}))
    assert "「客户」表\n  月消费：" in proposal_text(found)
    assert " → 2600" in proposal_text(found)
    assert differing(library) == []


def test_problems_of_the_check_stand_at_their_cells(library: Path) -> None:
    def change(book: Any) -> None:
        book["在乎什么"]["A2"] = "强调网络稳当"
        book["分支"]["C4"] = "探询须求"
        book["客户"]["B13"] = 99

    found = proposed(library, change)
    text = proposal_text(found)
    assert not found.may_be_written
    assert "「客户」表 B13：「耐心」不能大于 12，现在是 99。" in text
    with pytest.raises(KeyError):
        _ = found.texts["plan"]
    found = proposed(library, put(在乎什么={"A2": "强调网络稳当"}, 分支={"C4": "探询须求"}))
    text = proposal_text(found)
    assert "「在乎什么」表 A2：没有这个要点：「强调网络稳当」。" in text
    assert "「分支」表 C4：" in text
    assert "共 2 处要改" in text


def test_what_listening_finds_wrong_in_a_line_stands_at_its_cell(library: Path) -> None:
    def change(book: Any) -> None:
        for row in book["要点"].iter_rows(min_row=2):
            if row[1].value == "自我介绍":
                row[10].value = f"{row[10].value}\n{row[11].value}"  # what does not count cannot count

    found = proposed(library, change, listen=build_listener)
    assert {fault.at.sheet for fault in found.faults} == {"要点"}
    assert "自己都听不出来" in proposal_text(found)


def test_a_file_that_changed_since_the_export_is_not_overwritten(library: Path) -> None:
    content = edited(script_workbook(script_files(NAME, [library])), put(客户={"B12": 2600}))
    file = library / SCRIPT
    file.write_text(file.read_text(encoding="utf-8").replace("patience: 6", "patience: 5"), encoding="utf-8")
    found = proposal(content, [library])
    text = proposal_text(found)
    assert not found.may_be_written
    assert "耐心：6 → 5" in text
    assert "→ 2600" in text


def test_a_comment_written_since_the_export_is_no_obstacle_and_stays(library: Path) -> None:
    content = edited(script_workbook(script_files(NAME, [library])), put(客户={"B12": 2600}))
    file = library / SCRIPT
    file.write_text(file.read_text(encoding="utf-8") + "# 后来想到的\n", encoding="utf-8")
    write(proposal(content, [library]), library)
    assert file.read_text(encoding="utf-8").endswith("# 后来想到的\n")
    assert "spend: 2600" in file.read_text(encoding="utf-8")


def test_one_can_go_on_in_the_same_workbook_after_an_import(library: Path) -> None:
    content = edited(script_workbook(script_files(NAME, [library])), put(客户={"B12": 2600}))
    found = proposal(content, [library])
    write(found, library)
    again = edited(content, put(客户={"B13": 7}))
    assert proposal(again, [library]).may_be_written, "what was changed on both sides alike is no clash"
    again = edited(with_new_base(content, found), put(客户={"B12": 2700}))
    write(proposal(again, [library]), library)
    assert "spend: 2700" in script_files(NAME, [library]).text("script")


def test_importing_twice_is_no_harm(library: Path) -> None:
    content = edited(script_workbook(script_files(NAME, [library])), put(客户={"B12": 2600}))
    write(proposal(content, [library]), library)
    again = proposal(content, [library])
    assert again.may_be_written
    assert not again.texts
    assert proposal_text(again) == "没有要写的：表里没有改动，或者文件里已经都有了。"


def test_a_shipped_script_is_changed_in_a_library_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "own"
    roots = [own, shipped_library()]
    own.mkdir()
    content = edited(script_workbook(script_files(NAME, roots)), put(客户={"B12": 2600}))
    with pytest.raises(ImportRefusedError, match="DUILIAN_LIBRARY"):
        write(proposal(content, [shipped_library()]), None)
    assert [file.relative_to(own).as_posix() for file in write(proposal(content, roots), own)] == [SCRIPT]
    content = edited(script_workbook(script_files(NAME, roots)), put(折扣档={"F3": "来电显示"}))
    write(proposal(content, roots), own)
    assert sorted(file.name for file in (own / "small-hotel").glob("*.yaml")) == [
        "objections.yaml",
        "plan.yaml",
        "points.yaml",
        "voices.yaml",
    ]
    assert "spend: 2600" in script_files(NAME, roots).text("script")
    assert not check_paths([own], behind=[shipped_library()]).errors


def test_a_file_that_can_not_be_written_leaves_all_as_they_were(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = proposed(library, put(客户={"B12": 2600}, 折扣档={"F3": "来电显示"}))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.services.authoring.script_import.shutil.copymode", full)
    with pytest.raises(OSError, match="No space"):
        write(found, library)
    assert differing(library) == []
    assert [file.name for file in (library / "small-hotel").iterdir() if file.name.startswith(".")] == []


def test_what_was_never_exported_or_has_no_script_any_more_is_refused(library: Path) -> None:
    content = script_workbook(script_files(NAME, [library]))

    def without_its_draft(book: Any) -> None:
        del book["底稿"]

    with pytest.raises(ImportRefusedError, match="没有底稿"):
        proposal(edited(content, without_its_draft), [library])
    with pytest.raises(NotABookError):
        proposal(b"script: x", [library])
    shutil.rmtree(library / "small-hotel" / "scripts")
    with pytest.raises(NoFilesError, match="找不到脚本"):
        proposal(content, [library])


def test_a_sheet_that_was_sorted_gives_a_new_order_within_each_stage_and_nothing_else(library: Path) -> None:
    def by_weight(book: Any) -> None:
        page = book["阶段要点"]
        rows = sorted(page.iter_rows(min_row=2, values_only=True), key=lambda row: -row[2])
        for number, row in enumerate(rows, 2):
            for at, value in enumerate(row, 1):
                page.cell(number, at).value = value

    found = proposed(library, by_weight)
    assert found.may_be_written
    assert {change.what[0][:4] for change in found.changes} == {"次序变成"}
    assert all(len(change.names) == 1 for change in found.changes)
    write(found, None)
    said = differing(library)
    assert said == []  # every line is there as before, in another place
    assert check_paths([library]).errors == ()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"阶段要点": {"C3": -3}}, "的「分值」不能小于 1，现在是 -3。"),
        ({"分支": {"B2": "信任低于 …"}}, "「信任低于 …」后面没有写：这个条件后面要写一个整数"),
    ],
)
def test_faults_are_told_in_the_words_of_the_sheets_not_in_the_keys_of_the_files(
    cells: dict[str, Any], said: str, library: Path
) -> None:
    text = proposal_text(proposed(library, put(**cells)))
    assert said in text
    assert not any(key in text for key in ("weight", "trust-below", "yes"))


def test_a_stage_without_its_last_branch_is_told_what_row_to_add(library: Path) -> None:
    def without_the_last(book: Any) -> None:
        page = book["分支"]
        page.delete_rows(next(row for row in range(2, page.max_row) if page.cell(row, 2).value == "其他情况"))

    text = proposal_text(proposed(library, without_the_last))
    assert "条件写“其他情况”，去哪里写“留在本环节”" in text
    assert "otherwise" not in text


def test_what_a_change_breaks_in_another_file_is_told_at_its_cell_too(library: Path) -> None:
    def without_a_point(book: Any) -> None:
        page = book["要点"]
        page.delete_rows(next(row for row in range(2, page.max_row) if page.cell(row, 2).value == "自我介绍"))

    found = proposed(library, without_a_point)
    assert "没有这个要点：「自我介绍」。" in {one.message for one in found.faults if one.at.sheet == "阶段要点"}


def test_a_script_keeps_its_name_since_stories_cities_and_versions_know_it_by_that(library: Path) -> None:
    text = proposal_text(proposed(library, put(客户={"B2": "商务酒店"})))
    assert "「客户」表 B2：脚本的名字不能在表格里改" in text
    assert f"改回「{NAME}」" in text


def test_a_row_named_by_no_choice_of_its_column_is_told_once(library: Path) -> None:
    def with_a_total(book: Any) -> None:
        page = book["阶段要点"]
        page.cell(page.max_row + 1, 1).value = "合计"
        page.cell(page.max_row, 3).value = 100

    (fault,) = proposed(library, with_a_total).faults
    assert fault.message == "「环节」不能写「合计」。"
