"""Simulated contestants for the benchmarks of the competition: how able they are, what they answer, how long they take.

A paper has twenty questions, one of each stratum of difficulty; every third has several right answers among six
options, the others one among four. Who doesn't know guesses. All chance comes from a seeded generator; credits, limits,
points and places are the product's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import comb

import numpy as np
from numpy.typing import NDArray

from scoring.contest.clock import GRACE, speed, time_limit
from scoring.contest.credit import FULL, credit
from scoring.contest.points import points
from scoring.contest.ranking import Place, Standing, Tally, contest_score, hardest_third, places, quiz_score

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

QUESTIONS = 20
STEEP = 1.5
"""How sharply a question tells the able from the others: log-odds for each standard deviation of ability."""
OPTIONS, PARTS = 4, 6
DIFFICULTY = np.linspace(-1.8, 1.8, QUESTIONS)
LIMITS = np.array([time_limit("问" * int(characters)) for characters in np.linspace(90, 280, QUESTIONS)])
"""Seconds, from a short question (32) to a long one (55)."""
SEVERAL = np.arange(QUESTIONS) % 3 == 2
HARDEST = sorted(hardest_third(DIFFICULTY.tolist()))
USUAL_SHARE = 0.4
"""The share of its limit that a question takes the usual person."""

_TICKS = ((0, 1, 2), (0, 1), (0,), (), (), (), ())
_OF_SEVERAL = np.array([credit("several", (0, 1, 2), ticks, PARTS) for ticks in _TICKS])
"""The credit by how many of the six options are judged wrongly."""
_SECONDS = range(101)


@dataclass(frozen=True, slots=True)
class Answers:
    """What everybody would answer, however it is delivered: credits (thousandths) and thinking times (seconds)."""

    ability: Floats
    credits: Integers
    seconds: Floats


def knows(ability: Floats) -> Floats:
    """The chance that somebody knows the answer (people x questions)."""
    chance: Floats = 1 / (1 + np.exp(-STEEP * (ability[:, None] - DIFFICULTY)))
    return chance


def answered(ability: Floats, rng: np.random.Generator) -> Answers:
    """One paper answered by each; the able are a little quicker, the slow are slow throughout."""
    shape = (len(ability), QUESTIONS)
    chance = knows(ability)
    single = np.where(rng.random(shape) < chance + (1 - chance) / OPTIONS, FULL, 0)
    several = _OF_SEVERAL[rng.binomial(PARTS, (1 - chance) / 2)]
    own_pace = rng.normal(0, 0.25, (len(ability), 1)) - 0.08 * ability[:, None]
    seconds = USUAL_SHARE * LIMITS * np.exp(own_pace + rng.normal(0, 0.3, shape))
    return Answers(ability, np.where(SEVERAL, several, single), seconds)


def expected_score(ability: Floats) -> Floats:
    """What somebody would come to over endless papers, out of 100, without speed."""
    chance = knows(ability)
    wrong = (1 - chance) / 2
    several = sum(comb(PARTS, n) * wrong**n * (1 - wrong) ** (PARTS - n) * _OF_SEVERAL[n] for n in range(PARTS + 1))
    mean: Floats = np.where(SEVERAL, several / FULL, chance + (1 - chance) / OPTIONS).mean(axis=1) * 100
    return mean


def ranked(marked: Integers, elapsed: Floats, percent: int) -> tuple[Place, ...]:
    """Everybody's place by the product's rules: credits, and after how many seconds they came (people x questions).

    People are named by their row, from "0". Late answers earn nothing; where speed has no weight no time parts a tie.
    """
    earned = np.where(elapsed <= LIMITS + GRACE.total_seconds(), marked, 0)
    whole = np.clip(elapsed, 0, _SECONDS[-1]).astype(int)
    tenths = _tenths(percent)[np.arange(QUESTIONS), np.searchsorted(_credits(), earned), whole]
    right = earned == FULL
    return places(
        _standing(str(row), Tally(int(total), int(hard), int(count), timedelta(seconds=float(time))), timed=percent > 0)
        for row, (total, hard, count, time) in enumerate(
            zip(
                tenths.sum(axis=1),
                tenths[:, HARDEST].sum(axis=1),
                right.sum(axis=1),
                np.where(right, elapsed, 0).sum(axis=1),
                strict=True,
            )
        )
    )


def _standing(person: str, tally: Tally, *, timed: bool) -> Standing:
    score = contest_score(quiz_score(tally.points, QUESTIONS))
    return Standing(person, score, tally.hardest, tally.pace if timed else None)


@cache
def _credits() -> Integers:
    """All credits there are, rising."""
    return np.unique(np.append(_OF_SEVERAL, (0, FULL)))


@cache
def _tenths(percent: int) -> Integers:
    """The points by question, credit and whole second."""
    return np.array(
        [
            [
                [points(int(earned), speed(timedelta(seconds=second), int(limit)), percent) for second in _SECONDS]
                for earned in _credits()
            ]
            for limit in LIMITS
        ]
    )


def rank_agreement(truth: Floats, merit: Floats) -> float:
    """Kendall's τ-b of two orders (bigger is better in both), in n·log²n (Knight, JASA 61, 1966)."""
    order = np.lexsort((merit, truth))
    _, one = np.unique(truth[order], return_inverse=True)
    _, other = np.unique(merit[order], return_inverse=True)
    pairs = comb(len(truth), 2)
    tied = [_tied(one), _tied(other), _tied(one * len(truth) + other)]
    concordant_less_discordant = pairs - tied[0] - tied[1] + tied[2] - 2 * _inversions(other)
    return float(concordant_less_discordant / np.sqrt(float(pairs - tied[0]) * float(pairs - tied[1])))


def _tied(values: Integers) -> int:
    counts = np.unique(values, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def _inversions(ranks: Integers) -> int:
    """How many pairs stand the wrong way round: blocks of doubling size, a later half held against its earlier one."""
    found, width, place, above = 0, 1, np.arange(len(ranks)), int(ranks.max(initial=0)) + 1
    while width < len(ranks):
        block, later = place // (2 * width), place // width % 2 == 1
        earlier = np.sort(block[~later] * above + ranks[~later])
        ends = np.searchsorted(earlier, (block[later] + 1) * above)
        found += int((ends - np.searchsorted(earlier, block[later] * above + ranks[later], side="right")).sum())
        width *= 2
    return found
