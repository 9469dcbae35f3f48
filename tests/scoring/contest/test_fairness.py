"""The short form of `benchmarks.fairness`: what our form of competition keeps, and pushing questions at once loses."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from benchmarks import branch_means, integrity
from benchmarks.contestants import rank_agreement
from benchmarks.fairness import FORMS, Form, measured

OURS = FORMS[1]


def pushed(percent: int) -> Form:
    return Form("", percent, "roster")


def test_our_form_keeps_the_order_that_no_delay_would_give() -> None:
    assert measured(OURS, 500, 1).with_no_delay > 0.98


def test_pushed_at_once_the_place_in_the_queue_decides_the_more_people_there_are() -> None:
    few, some, many = (measured(pushed(50), people, 1).with_no_delay for people in (100, 500, 2000))
    assert few > some > many
    assert many < 0.3


def test_pushed_at_once_every_weight_of_speed_is_worse_than_our_form_and_more_is_worse() -> None:
    ours = measured(OURS, 1000, 1).with_ability
    none, half, whole = (measured(pushed(percent), 1000, 1).with_ability for percent in (0, 50, 100))
    assert ours - 0.2 > none > half > whole


def test_a_tenth_for_speed_leaves_ability_in_its_place_and_parts_most_ties() -> None:
    by_buttons, by_page = (measured(form, 1000, 1) for form in FORMS[:2])
    assert by_page.with_ability == pytest.approx(by_buttons.with_ability, abs=0.02)
    assert by_page.shared < by_buttons.shared


def test_rank_agreement_is_kendalls_tau() -> None:
    rng = np.random.default_rng(1)
    one, other = rng.integers(0, 12, 60).astype(float), rng.integers(0, 12, 60).astype(float)
    signs = [(np.sign(one[a] - one[b]), np.sign(other[a] - other[b])) for a, b in combinations(range(60), 2)]
    tau = sum(x * y for x, y in signs) / np.sqrt(sum(x * x for x, _ in signs) * sum(y * y for _, y in signs))
    assert rank_agreement(one, other) == pytest.approx(tau)
    assert rank_agreement(one, one) == pytest.approx(1)
    assert rank_agreement(one, -one) == pytest.approx(-1)


def test_branches_drawn_unequally_are_told_nearer_the_truth_and_their_intervals_hold_it() -> None:
    found = branch_means.measured(0.3, (3, 5, 10, 20, 60), 20)
    assert found.shrunk < found.plain
    assert found.held > 0.95
    assert found.marked_better > 0.95


def test_honest_people_are_left_in_peace_and_a_pair_that_copies_the_whole_paper_is_mostly_found() -> None:
    shown, caught = integrity.pairs_found(1, 1)
    assert shown <= 2
    assert caught[-1] > 0.5
    assert caught == sorted(caught)
