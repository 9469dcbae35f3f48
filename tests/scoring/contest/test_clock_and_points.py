"""Time limits, speed and points, against values worked out by hand."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.contest.clock import GRACE, LONGEST, SHORTEST, in_time, speed, time_limit
from scoring.contest.credit import FULL
from scoring.contest.points import MOST, SPEED_PERCENT, points, speed_percent

TIMES = st.timedeltas(timedelta(seconds=-3), timedelta(minutes=5))
LIMITS = st.integers(SHORTEST, LONGEST)
CREDITS = st.integers(0, FULL)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


@pytest.mark.parametrize(
    ("characters", "limit"), [(0, 25), (40, 25), (41, 26), (48, 26), (80, 30), (560, 90), (3000, 90)]
)
def test_a_limit_grows_with_what_has_to_be_read(characters: int, limit: int) -> None:
    assert time_limit("问" * characters) == limit
    assert time_limit("", ["问" * (characters // 2), "答" * (characters - characters // 2)]) == limit


def test_an_answer_is_taken_a_second_and_a_half_past_its_limit() -> None:
    assert in_time(seconds(30) + GRACE, 30)
    assert not in_time(seconds(31.501), 30)


@pytest.mark.parametrize(
    ("elapsed", "quick"),
    [(0, 1), (5.99, 1), (6, Fraction(24, 25)), (17.5, Fraction(13, 25)), (30, 0), (31.5, 0), (-1, 1)],
)
def test_speed_falls_by_whole_seconds_after_the_first_five(elapsed: float, quick: Fraction) -> None:
    assert speed(seconds(elapsed), 30) == quick


@pytest.mark.parametrize(
    ("credit", "quick", "percent", "tenths"),
    [
        (1000, Fraction(1), 10, 1000),
        (1000, Fraction(0), 10, 900),
        (1000, Fraction(0), 0, 1000),
        (667, Fraction(0), 0, 667),
        (500, Fraction(1, 2), 10, 475),
        (0, Fraction(1), 10, 0),
        (1000, Fraction(13, 25), 10, 952),
        (50, Fraction(1, 5), 10, 46),  # 46.0 exactly
        (5, Fraction(0), 10, 5),  # 4.5 goes up
    ],
)
def test_points_are_nine_tenths_for_right_and_one_for_quick(
    credit: int, quick: Fraction, percent: int, tenths: int
) -> None:
    assert points(credit, quick, percent) == tenths


def test_speed_counts_for_nobody_in_tariff_questions_and_in_a_contest_by_buttons() -> None:
    assert speed_percent(timed=True, by_buttons=False) == SPEED_PERCENT
    assert speed_percent(timed=False, by_buttons=False) == 0
    assert speed_percent(timed=True, by_buttons=True) == 0


@given(TIMES, TIMES, LIMITS)
def test_who_takes_longer_is_never_called_quicker(one: timedelta, other: timedelta, limit: int) -> None:
    assert 0 <= speed(max(one, other), limit) <= speed(min(one, other), limit) <= 1


@given(CREDITS, CREDITS, TIMES, LIMITS)
def test_more_right_at_the_same_speed_never_earns_less(one: int, other: int, elapsed: timedelta, limit: int) -> None:
    quick = speed(elapsed, limit)
    less, more = sorted((one, other))
    assert 0 <= points(less, quick, SPEED_PERCENT) <= points(more, quick, SPEED_PERCENT) <= MOST


@given(TIMES, LIMITS)
def test_the_slowest_right_answer_beats_the_quickest_that_is_a_fifth_wrong(elapsed: timedelta, limit: int) -> None:
    assert points(FULL, speed(elapsed, limit), SPEED_PERCENT) > points(800, Fraction(1), SPEED_PERCENT)


@given(st.lists(st.tuples(CREDITS, TIMES, LIMITS), max_size=40), st.randoms(use_true_random=False))
def test_a_sum_is_the_same_whichever_way_round_it_is_added(
    answers: list[tuple[int, timedelta, int]], rng: Random
) -> None:
    earned = [points(credit, speed(elapsed, limit), SPEED_PERCENT) for credit, elapsed, limit in answers]
    again = rng.sample(earned, len(earned))
    assert sum(earned) == sum(again)
    assert all(isinstance(one, int) for one in earned)
