"""Figures of agreement against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from scoring.agreement import Counts, bootstrapped, draws, f1, kappa, precision, recall, weighted_kappa

# 20 true items found, 5 found that are none, 10 overlooked, 65 rightly left alone.
COUNTS = Counts(hit=20, false=5, missed=10, silent=65)


def test_precision_recall_and_f1_are_shares_of_what_was_found_and_what_is_true() -> None:
    assert COUNTS.figure(precision) == pytest.approx(20 / 25)
    assert COUNTS.figure(recall) == pytest.approx(20 / 30)
    assert COUNTS.figure(f1) == pytest.approx(2 * 0.8 * (2 / 3) / (0.8 + 2 / 3))


def test_kappa_takes_off_the_agreement_by_chance() -> None:
    # observed .85; by chance .25 * .30 + .75 * .70 = .60
    assert COUNTS.figure(kappa) == pytest.approx((0.85 - 0.60) / 0.40)
    assert Counts(25, 25, 25, 25).figure(kappa) == pytest.approx(0)
    assert Counts(hit=3, silent=7).figure(kappa) == pytest.approx(1)


def test_what_is_undefined_is_none_and_not_a_number() -> None:
    assert Counts(silent=9).figure(precision) is None
    assert Counts(silent=9).figure(recall) is None
    assert Counts(false=2, silent=7).figure(recall) is None
    assert Counts(silent=9).figure(kappa) is None
    assert Counts().figure(f1) is None


def test_each_decision_is_counted_in_one_place_and_sums_are_by_place() -> None:
    decisions = [
        Counts.of(true=True, found=True),
        Counts.of(true=False, found=True),
        Counts.of(true=True, found=False),
        Counts.of(true=False, found=False),
    ]
    assert decisions == [Counts(hit=1), Counts(false=1), Counts(missed=1), Counts(silent=1)]
    assert sum(decisions, Counts()) == Counts(1, 1, 1, 1)


def test_weighted_kappa_punishes_far_grades_by_the_square() -> None:
    # Of three grades: weights 0, 1, 4; one pair is two grades off. Observed 4; expected (1*1*4 + 1*1*1 + ...) by hand:
    # rows (0: 2, 1: 1, 2: 1), columns (0: 1, 1: 1, 2: 2) of 4: Σ weight·row·column/4 = (2·1·1 + 2·2·4 + 1·1·1 + 1·2·1
    # + 1·1·4 + 1·1·1) / 4 = 26/4.
    assert weighted_kappa([0, 0, 1, 2], [0, 2, 1, 2], 3) == pytest.approx(1 - 4 / 6.5)
    assert weighted_kappa([0, 1, 2], [0, 1, 2], 3) == pytest.approx(1)
    assert weighted_kappa([0, 1, 2], [2, 1, 0], 3) == pytest.approx(-1)


def test_weighted_kappa_of_one_grade_only_is_undefined_and_unequal_lengths_are_refused() -> None:
    assert weighted_kappa([1, 1], [1, 1], 3) is None
    assert weighted_kappa([], [], 3) is None
    with pytest.raises(ValueError, match=r"shorter|longer"):
        weighted_kappa([1], [1, 2], 3)


def test_an_interval_spreads_about_its_figure_and_shrinks_with_more_units() -> None:
    few = [Counts(hit=1)] * 8 + [Counts(false=1)] * 2
    some = bootstrapped(few, precision, draws(10, np.random.default_rng(1)))
    many = bootstrapped(few * 100, precision, draws(1000, np.random.default_rng(1)))
    assert some.value == many.value == pytest.approx(0.8)
    assert some.low is not None
    assert some.high is not None
    assert many.low is not None
    assert many.high is not None
    assert some.low < many.low < 0.8 < many.high < some.high
    # The normal approximation of a share of 1000: 1.96 · sqrt(.8 · .2 / 1000) = .025 to each side.
    assert many.low == pytest.approx(0.775, abs=0.006)
    assert many.high == pytest.approx(0.825, abs=0.006)


def test_the_same_generator_gives_the_same_interval() -> None:
    units = [Counts(hit=1), Counts(missed=1), Counts(false=1, hit=1)]
    first, again = (bootstrapped(units, f1, draws(3, np.random.default_rng(7))) for _ in range(2))
    assert first == again


def test_no_units_have_no_figure_and_no_interval() -> None:
    nothing = bootstrapped([], recall, draws(0, np.random.default_rng(1)))
    assert (nothing.value, nothing.low, nothing.high) == (None, None, None)
