"""A board's words and drawing: intervals on one scale, names short enough to read, a picture for the chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from bot.views.contest.board import Scale, board_view, span
from bot.views.contest.board_picture import board_png, board_svg
from scenarios.contest.board import BoardPage, BranchLine, Line
from scenarios.contest.office import Phase

OPENS = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def branch(name: str, score: str | None, off: str = "5.0", rank: int | None = 1) -> BranchLine:
    points = None if score is None else Decimal(score)
    return BranchLine(rank, name, points, Decimal(off) if score else None, level_with_first=False, attended=3, drawn=4)


def page(*branches: BranchLine, top: tuple[Line, ...] = (), **more: object) -> BoardPage:
    base = BoardPage(
        contest=1,
        title="三季度抽查",
        level="city",
        phase=Phase.OPEN,
        opens=OPENS,
        freezes=OPENS + timedelta(minutes=51),
        closes=OPENS + timedelta(hours=1),
        now=OPENS + timedelta(minutes=5),
        frozen=False,
        as_of=None,
        drawn=12,
        came=9,
        handed_in=8,
        top=top,
        branches=branches,
        hidden=None,
        told="",
    )
    return replace(base, **more)  # type: ignore[arg-type]


def test_every_interval_lies_on_one_scale_with_its_score_inside() -> None:
    view = board_view(page(branch("城东分公司", "81.5", "4.2"), branch("江宁分公司", "62.0", "9.9")))
    assert (view.scale.low, view.scale.high) == (50, 90)
    for row in view.branches:
        assert 0 <= row.left < row.mid < row.right <= 1000


def test_an_interval_beyond_a_hundred_ends_at_the_edge() -> None:
    (row,) = board_view(page(branch("城东分公司", "97.0", "20.0"))).branches
    assert row.right == 1000


def test_a_scale_is_never_so_narrow_that_chance_looks_like_a_gap() -> None:
    scale = board_view(page(branch("甲", "71.1", "0.1"), branch("乙", "71.3", "0.1"))).scale
    assert scale.high - scale.low >= 20


@pytest.mark.parametrize(("low", "high", "marks"), [(50, 90, [50, 60, 70, 80, 90]), (10, 100, [20, 40, 60, 80, 100])])
def test_a_scale_is_marked_at_round_points(low: int, high: int, marks: list[int]) -> None:
    assert [points for points, _ in Scale(Decimal(low), Decimal(high)).ticks] == marks


def test_the_word_over_all_rows_is_left_out_of_them_only_if_all_have_it() -> None:
    both = (branch("城东分公司", "80"), branch("江宁分公司", "70"))
    assert [row.name for row in board_view(page(*both)).branches] == ["城东", "江宁"]
    mixed = (branch("城东分公司", "80"), branch("省直营中心", "70"))
    assert [row.name for row in board_view(page(*mixed)).branches] == ["城东分公司", "省直营中心"]


def test_a_branch_without_a_paper_has_no_score() -> None:
    (row,) = board_view(page(branch("城东分公司", None, rank=None))).branches
    assert (row.rank, row.score, row.give_or_take, row.attendance) == ("", "", "", "3/4")


def test_a_window_of_one_day_names_the_day_once() -> None:
    assert span(OPENS, OPENS + timedelta(hours=1)) == "3月2日 09:30–10:30"
    assert span(OPENS, OPENS + timedelta(days=1)) == "3月2日 09:30–3月3日 09:30"


def test_a_frozen_board_says_since_when() -> None:
    view = board_view(page(phase=Phase.FROZEN, frozen=True, as_of=OPENS + timedelta(minutes=51)))
    assert view.badge == "封榜 · 榜停在 10:21"


def test_the_picture_is_drawn_of_the_same_figures_and_takes_any_name_as_text() -> None:
    top = (Line(1, shared=True, name="<b>欧阳</b>&", branch="很长很长" * 9, score=Decimal("98.5")),)
    seen = page(*(branch(f"第{n}分公司", "70") for n in range(30)), top=top)
    drawn = ET.fromstring(board_svg(board_view(seen)))  # noqa: S314  (our own)
    words = [text.text or "" for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "<b>欧阳</b>&" in words
    assert "还有 18 个分公司，看大屏" in words
    assert any(word.endswith("… · 并列") for word in words)
    assert board_png(seen).startswith(b"\x89PNG")
