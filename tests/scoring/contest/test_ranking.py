"""Contest scores and places: what decides a tie, and that the hour of handing in never does."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import add
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.contest.credit import FULL
from scoring.contest.ranking import Standing, Tally, contest_score, hardest_third, places, quiz_score

STANDINGS = st.lists(
    st.builds(
        Standing,
        st.uuids().map(str),
        st.integers(0, 20).map(lambda tenths: Decimal(tenths).scaleb(-1)),
        st.integers(0, 3),
        st.none() | st.integers(5, 7),
    ),
    unique_by=lambda one: one.person,
    max_size=30,
)
TALLIES = st.lists(
    st.builds(
        Tally.of,
        st.integers(0, 1000),
        st.sampled_from([0, 500, FULL]),
        st.timedeltas(timedelta(0), timedelta(seconds=90)),
        hard=st.booleans(),
    ),
    max_size=30,
)


def standing(person: str, score: str, hardest: int = 0, pace: int | None = None) -> Standing:
    return Standing(person, Decimal(score), hardest, pace)


@pytest.mark.parametrize(
    ("points", "items", "case", "score"),
    [
        (15347, 20, None, "76.7"),  # 76.735
        (15350, 20, None, "76.8"),  # 76.75 goes up, where a float's 76.75 would go to the even side
        (15347, 20, 83, "79.2"),  # 46.041 + 33.2
        (20000, 20, 100, "100.0"),
        (15347, 20, 0, "46.0"),
        (0, 0, None, "0.0"),
        (12345, 19, Decimal("71.5"), "67.6"),  # 38.984… + 28.6
    ],
)
def test_a_score_is_six_tenths_quiz_and_four_tenths_case_rounded_once(
    points: int, items: int, case: int | Decimal | None, score: str
) -> None:
    assert str(contest_score(quiz_score(points, items), case)) == score


def test_a_third_of_a_paper_is_its_hardest_and_all_that_are_as_hard() -> None:
    assert hardest_third((1, 2, 3, 4, 5, 6)) == {4, 5}
    assert hardest_third((5, 1, 4, 4, 2, 3)) == {0, 2, 3}
    assert hardest_third((2, 2, 2)) == {0, 1, 2}
    assert hardest_third((1,)) == {0}
    assert hardest_third(()) == set()


def test_a_tie_is_decided_by_the_hardest_third_then_by_pace_and_else_shared() -> None:
    found = places(
        [
            standing("丁", "80.0", 300, 22),
            standing("丙", "80.0", 300, 22),
            standing("乙", "80.0", 300, 21),
            standing("甲", "80.0", 320, 60),
            standing("戊", "79.9", 999, 5),
        ]
    )
    assert [(one.standing.person, one.rank, one.shared) for one in found] == [
        ("甲", 1, False),
        ("乙", 2, False),
        ("丁", 3, True),
        ("丙", 3, True),
        ("戊", 5, False),
    ]


def test_where_no_time_counts_equal_points_share_a_place() -> None:
    assert {one.rank for one in places([standing("甲", "80.0", 3), standing("乙", "80.0", 3)])} == {1}


def test_who_has_nothing_wholly_right_is_not_called_the_quickest() -> None:
    none_right = Tally.of(500, 500, timedelta(seconds=9), hard=False)
    one_right = Tally.of(500, FULL, timedelta(seconds=40), hard=False)
    assert none_right.pace is None
    assert one_right.pace == 40
    found = places([standing("甲", "50.0", 0, none_right.pace), standing("乙", "50.0", 0, one_right.pace)])
    assert [one.standing.person for one in found] == ["乙", "甲"]


def test_a_pace_is_the_mean_time_of_right_answers_in_whole_seconds() -> None:
    times = [(FULL, 10.5), (FULL, 21.4), (500, 80.0)]
    tally = reduce(add, (Tally.of(0, credit, timedelta(seconds=time), hard=False) for credit, time in times))
    assert tally.correct == 2
    assert tally.pace == 15  # 31.9 s over two


def test_points_of_the_hardest_questions_are_counted_apart() -> None:
    assert Tally.of(900, FULL, timedelta(), hard=True) + Tally.of(400, 444, timedelta(), hard=False) == Tally(
        1300, 900, 1, timedelta()
    )


@given(TALLIES, st.randoms(use_true_random=False))
def test_a_tally_is_the_same_in_whatever_order_the_answers_came(answers: list[Tally], rng: Random) -> None:
    shuffled = rng.sample(answers, len(answers))
    assert reduce(add, shuffled, Tally()) == reduce(add, answers, Tally())


@given(STANDINGS, st.randoms(use_true_random=False))
def test_places_depend_on_the_standings_alone(standings: list[Standing], rng: Random) -> None:
    assert places(rng.sample(standings, len(standings))) == places(standings)


@given(STANDINGS)
def test_a_rank_is_one_more_than_the_number_of_those_who_did_better(standings: list[Standing]) -> None:
    def merit(one: Standing) -> tuple[Decimal, int, int]:
        return one.score, one.hardest, -1000 if one.pace is None else -one.pace

    for place in places(standings):
        assert place.rank == 1 + sum(merit(other) > merit(place.standing) for other in standings)
        assert place.shared == (sum(merit(other) == merit(place.standing) for other in standings) > 1)


@given(st.integers(0, 20000), st.integers(0, 20000), st.integers(0, 100))
def test_more_points_never_make_a_lower_score(one: int, other: int, case: int) -> None:
    less, more = sorted((one, other))
    assert contest_score(quiz_score(less, 20), case) <= contest_score(quiz_score(more, 20), case)


def test_a_score_holds_no_float_on_its_way() -> None:
    third = quiz_score(1000, 3)
    assert third == Fraction(100, 3)
    assert contest_score(third, 50) == Decimal("40.0")
