"""Whether difficulty learned from answers is the true one, and when it is believed."""

from __future__ import annotations

from math import exp
from random import Random

import numpy as np
import pytest

from scoring.contest.elo import TRUSTED_FROM, Outcome, Rating, Ratings, expected, learn, level


def test_the_first_answer_moves_both_by_the_surprise() -> None:
    found = learn([Outcome("小李", "价", 1000)])
    assert found.people["小李"] == Rating(0.5, 1)
    assert found.items["价"] == Rating(-0.5, 1)


def test_later_answers_move_less() -> None:
    again = learn([Outcome("小李", "价", 0)], Ratings({}, {"价": Rating(0, 20)}))
    assert again.items["价"].value == pytest.approx(0.5 / 2)  # step 1/(1 + .05·20)


def test_a_guess_is_part_of_what_is_expected() -> None:
    assert expected(Rating(), Rating()) == 0.5
    assert expected(Rating(), Rating(), 0.25) == pytest.approx(0.625)


def test_difficulty_is_found_from_answers_to_drawn_papers() -> None:
    rng = Random(1)
    truth = {f"q{n}": -2 + 4 * n / 39 for n in range(40)}
    outcomes = []
    for n in range(400):
        ability = rng.gauss(0, 1)
        for item in rng.sample(sorted(truth), 20):
            right = rng.random() < 0.25 + 0.75 / (1 + exp(truth[item] - ability))
            outcomes.append(Outcome(f"p{n}", item, 1000 * right, 0.25))
    found = learn(outcomes).items
    values = [found[item].value for item in truth]
    assert np.corrcoef(values, list(truth.values()))[0, 1] > 0.9
    assert level(found["q0"]) == 1
    assert level(found["q39"]) == 5


def test_a_rating_of_few_answers_is_not_believed() -> None:
    assert level(Rating(2.0, TRUSTED_FROM - 1)) is None
    assert level(Rating(2.0, TRUSTED_FROM)) == 5
    assert [level(Rating(value, 100)) for value in (-2, -1, 0, 1, 2)] == [1, 2, 3, 4, 5]
