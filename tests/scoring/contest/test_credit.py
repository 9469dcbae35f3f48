"""What an answer earns, kind by kind: values worked out by hand, and what guessing may never earn."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.contest.credit import FULL, Kind, credit

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals(),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
)
KEYS = st.sampled_from(
    [
        ("single", 2),
        ("several", (0, 2, 3)),
        ("order", (2, 0, 3, 1)),
        ("match", (3, 0, 1)),
        ("number", Decimal(128)),
    ]
)


def test_a_single_choice_is_right_or_wrong() -> None:
    assert credit("single", 2, 2, 4) == FULL
    assert credit("single", 2, 1, 4) == 0


@pytest.mark.parametrize(
    ("ticked", "earned"),
    [
        ((0, 1, 2), 1000),
        ((2, 0, 1), 1000),
        ((0, 1), 667),  # one of six wrong: 1 - 2/6
        ((0, 1, 2, 5), 667),
        ((0, 1, 5), 333),  # one left out, one too many: 1 - 4/6
        ((0,), 333),
        ((0, 4, 5), 0),
    ],
)
def test_of_several_answers_each_wrong_or_missing_tick_costs_two_shares(ticked: tuple[int, ...], earned: int) -> None:
    assert credit("several", (0, 1, 2), ticked, 6) == earned


def test_ticking_everything_or_nothing_says_nothing() -> None:
    assert credit("several", (0, 1, 2, 3), (0, 1, 2, 3, 4), 5) == 0
    assert credit("several", (0,), (), 5) == 0
    assert credit("several", (0, 1, 2), (0, 1, 2), 3) == FULL


@pytest.mark.parametrize(
    ("given_order", "earned"),
    [
        ((2, 0, 3, 1), 1000),
        ((0, 2, 3, 1), 667),  # one of six pairs the wrong way round
        ((0, 2, 1, 3), 333),
        ((1, 3, 0, 2), 0),
        ((2, 0, 3), 0),
    ],
)
def test_an_order_loses_by_the_pairs_that_stand_the_wrong_way_round(given_order: tuple[int, ...], earned: int) -> None:
    assert credit("order", (2, 0, 3, 1), given_order, 4) == earned


@pytest.mark.parametrize(
    ("rights", "earned"), [((3, 0, 1, 2), 1000), ((3, 0, 1, 4), 500), ((3, 0, 2, 1), 0), ((3, 0, 1), 0)]
)
def test_a_match_loses_by_the_lefts_with_a_wrong_right(rights: tuple[int, ...], earned: int) -> None:
    assert credit("match", (3, 0, 1, 2), rights, 5) == earned


def test_a_number_counts_within_its_tolerance_and_its_bounds() -> None:
    assert credit("number", Decimal(128), Decimal("128.00"), 0) == FULL
    assert credit("number", Decimal(128), 128, 0) == FULL
    assert credit("number", Decimal("8.5"), Decimal("8.6"), 0, Decimal("0.1")) == FULL
    assert credit("number", Decimal("8.5"), Decimal("8.61"), 0, Decimal("0.1")) == 0


@given(KEYS, ANYTHING)
def test_whatever_comes_in_earns_between_nothing_and_all(question: tuple[Kind, int], answer: object) -> None:
    kind, key = question
    assert 0 <= credit(kind, key, answer, 4) <= FULL


@pytest.mark.parametrize(
    ("kind", "key", "answer"),
    [
        ("single", 1, True),
        ("single", 1, "1"),
        ("single", 1, -3),
        ("several", (0, 1), (0, 0, 1)),
        ("several", (0, 1), (0, 1, 9)),
        ("order", (0, 1, 2), (0, 1, 1)),
        ("match", (0, 1, 2), (0, 1, -2)),
        ("number", Decimal(1), Decimal("NaN")),
        ("number", Decimal(1), Decimal("9e99999999")),
        ("number", Decimal(1), "1"),
        ("number", Decimal(1), True),
    ],
)
def test_a_malformed_answer_earns_nothing(kind: Kind, key: int, answer: object) -> None:
    assert credit(kind, key, answer, 4) == 0


@given(KEYS)
def test_the_key_itself_earns_all(question: tuple[Kind, int]) -> None:
    kind, key = question
    assert credit(kind, key, key, 4) == FULL
    assert credit(kind, key, list(key) if isinstance(key, tuple) else key, 4) == FULL


@given(st.permutations(range(5)))
def test_dealing_the_options_otherwise_changes_no_credit(dealt: list[int]) -> None:
    right, ticked = (0, 2, 3), (0, 2, 4)
    other_right, other_ticked = (tuple(dealt[one] for one in each) for each in (right, ticked))
    assert credit("several", other_right, other_ticked, 5) == credit("several", right, ticked, 5) == 200


def test_blind_guessing_earns_little_in_every_kind() -> None:
    orders = [credit("order", (0, 1, 2, 3), guess, 4) for guess in permutations(range(4))]
    matches = [credit("match", (0, 1, 2, 3), guess, 4) for guess in permutations(range(4))]
    sets = [tuple(n for n in range(4) if bits >> n & 1) for bits in range(16)]
    several = [credit("several", (0, 1), guess, 4) for guess in sets]
    for earned in (orders, matches, several):
        assert sum(earned) / len(earned) <= FULL / 4
