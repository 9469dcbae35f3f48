"""What a pilot's numbers show, and what they must not be made to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from scoring.pilot import STAYED, Share, Talk, Visited, compare, difference, figures_of, ground_of, volume_of, wilson
from scoring.report import Missed, Proof, Report, StageScore
from scoring.transcript import Mark, Turn

DAY = date(2026, 3, 2)


def rep(number: int, stage: str, *points: str, text: str = "您好") -> Turn:
    return Turn(number, "rep", text, stage, tuple(Mark(point, point, f"{point}的原话") for point in points))


def customer(number: int, stage: str, text: str = "嗯") -> Turn:
    return Turn(number, "customer", text, stage)


def stages(met: tuple[str, ...], missed: tuple[str, ...]) -> tuple[StageScore, ...]:
    return (
        StageScore(
            "开场白",
            50,
            tuple(Proof(one, one, f"{one}的原话", 1) for one in met),
            tuple(Missed(one, one, f"可以说{one}") for one in missed),
        ),
    )


WON = Talk(
    101,
    DAY,
    (
        rep(1, "开场白", "自我介绍"),
        customer(1, "开场白"),
        rep(2, "开场白", "说明来意"),
        customer(2, "报价"),
        rep(3, "报价", "报价", text="三百一个月"),
        customer(3, "报价", "行，办吧"),
    ),
    Report(
        "网吧@V2", "成交", 88, 88, stages(("自我介绍", "说明来意"), ()), best=(Proof("报价", "报价", "三百一个月", 3),)
    ),
    "won",
)
LOST = Talk(
    102,
    DAY + timedelta(days=1),
    (rep(1, "开场白", "自我介绍", text="买不买"), customer(1, "开场白", "不买，走吧")),
    Report("网吧@V2", "被拒", 40, 40, stages(("自我介绍",), ("说明来意",))),
    "lost",
)
BROKEN_OFF = replace(LOST, rep=103, outcome=None, report=replace(LOST.report, ending="中途结束"))


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)],
)
def test_wilsons_interval_is_that_of_the_published_tables(count: int, of: int, low: float, high: float) -> None:
    assert wilson(Share(count, of)) == pytest.approx((low, high), abs=5e-5)


def test_the_difference_of_two_shares_has_newcombes_interval() -> None:
    assert difference(Share(48, 80), Share(56, 70)) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert wilson(Share(0, 0)) == (0.0, 1.0)
    assert difference(Share(0, 0), Share(3, 3)) == (-1.0, 1.0)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (Share(1, 9), Share(40, 50), "too-few"),
        (Share(10, 40), Share(13, 40), "unclear"),
        (Share(10, 60), Share(35, 60), "better"),
        (Share(35, 60), Share(10, 60), "worse"),
    ],
)
def test_only_a_difference_that_few_talks_could_not_make_by_chance_is_one(
    before: Share, after: Share, verdict: str
) -> None:
    assert compare(before, after).verdict == verdict


def test_the_stages_tell_where_talks_went_on_and_where_they_ended() -> None:
    figures = figures_of([WON, LOST, BROKEN_OFF])
    assert [(flow.stage, flow.reached, dict(flow.went_to)) for flow in figures.stages] == [
        ("开场白", 3, {"报价": 1, "被拒": 1, "中途结束": 1}),
        ("报价", 1, {"成交": 1}),
    ]


def test_every_line_tells_where_the_talk_was_after_it() -> None:
    lines = {(one.stage, one.point): one for one in figures_of([WON, LOST]).lines}
    assert lines["开场白", "自我介绍"].went_to == {STAYED: 1, "被拒": 1}
    assert lines["开场白", "说明来意"].went_to == {"报价": 1}
    assert lines["报价", "报价"].quote == "报价的原话"


def test_a_lost_customer_is_shown_with_the_line_that_lost_him() -> None:
    (lost,) = figures_of([WON, LOST, BROKEN_OFF]).lost
    assert (lost.stage, lost.rep, lost.customer) == ("开场白", "买不买", "不买，走吧")


def test_what_was_left_unsaid_is_counted_where_it_could_have_come_up() -> None:
    (missed,) = figures_of([WON, LOST]).missed
    assert (missed.point, missed.share, missed.better) == ("说明来意", Share(1, 2), "可以说说明来意")


def test_talks_broken_off_count_for_no_success_rate() -> None:
    figures = figures_of([WON, LOST, BROKEN_OFF])
    assert figures.won == Share(1, 2)
    assert figures.talks == 3
    assert figures.cases[0].lines == (("报价", "三百一个月"),)
    assert figures_of([]).score is None


def test_business_counts_deals_and_says_which_amounts_were_not_told() -> None:
    visits = [
        Visited(101, "城东", DAY, "won", "签了", 300.0),
        Visited(101, "城东", DAY, "won"),
        Visited(102, "城东", DAY, "lost"),
        Visited(102, "城东", DAY, "open"),
    ]
    volume = volume_of(visits)
    assert (volume.visits, volume.won, volume.yuan, volume.untold, volume.reps) == (4, 2, 300.0, 1, 2)
    assert volume.success == Share(2, 4)


def test_it_is_known_who_used_both_versions_and_whether_at_the_same_time() -> None:
    later = replace(WON, day=DAY + timedelta(days=30))
    ground = ground_of([WON, LOST], [later])
    assert (ground.before, ground.after, ground.both, ground.apart) == (2, 1, 1, True)
    assert not ground_of([WON], [WON]).apart
    assert not ground_of([], [WON]).apart
