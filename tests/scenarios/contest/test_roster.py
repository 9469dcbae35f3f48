"""Rosters as branches really send them: every fault is told by its cell, from top to bottom."""

from __future__ import annotations

import pytest

from scenarios.contest.roster import COLUMNS, read_roster

HEADINGS = tuple(COLUMNS.values())
GOOD = ("南京", "玄武", "玄武分公司", "王一", "", "")


def faults(*rows: tuple[object, ...]) -> list[str]:
    return [f"{one.cell} {one.message}" for one in read_roster((HEADINGS, *rows))[1]]


@pytest.mark.parametrize("name", ["=A1+B1", "#REF!", "#N/A", "@王", "+王"])
def test_a_formula_or_its_error_is_nobody_s_name(name: str) -> None:
    (told,) = faults((*GOOD[:3], name, "", ""))
    assert told.startswith("D2")
    assert "像一条公式" in told


def test_a_merged_cell_says_what_to_do_about_it() -> None:
    (told,) = faults(GOOD, (None, "玄武", "玄武分公司", "王二"))
    assert told == "A3 城市没有填。合并的格子要拆开，每一行都写上。"


def test_faults_are_told_from_top_to_bottom() -> None:
    told = faults(GOOD, GOOD, (None, *GOOD[1:3], "王二"), (*GOOD[:3], None), (*GOOD[:3], "王一", "", "a b"))
    assert [one.split()[0] for one in told] == ["D3", "A4", "D5", "F6", "D6"]


def test_a_title_above_the_headings_is_told() -> None:
    _, (fault,) = read_roster((("2026 秋季名单",), HEADINGS, GOOD))
    assert fault.cell == "A1"
    assert "第一行要是表头" in fault.message


def test_numbers_and_dates_in_cells_are_read_as_they_look() -> None:
    (entry,), wrong = read_roster((HEADINGS, (*GOOD[:3], 20260101.0, "", 123456.0)))
    assert not wrong
    assert (entry.name, entry.invite) == ("20260101", "123456")
