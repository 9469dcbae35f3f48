"""A person's contest score, and who stands where: ties are shared, never broken by who handed in first.

A tally is built by adding answers in any order; places depend on the set of standings alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from scoring.contest.credit import FULL
from scoring.contest.points import rounded

QUIZ_PERCENT = 60
"""What the quiz counts of the contest score where the contest has a case, unless it was set otherwise."""

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """What somebody's answers come to. `points` and `hardest` (those of the hardest third) are tenths of a point.

    `correct` counts the wholly right answers, `time` is what these took.
    """

    points: int = 0
    hardest: int = 0
    correct: int = 0
    time: timedelta = timedelta()

    @classmethod
    def of(cls, points: int, credit: int, elapsed: timedelta, *, hard: bool) -> Tally:
        """One answer; `hard`: its question is in the paper's hardest third."""
        right = credit == FULL
        return cls(points, points if hard else 0, int(right), elapsed if right else timedelta())

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.points + other.points,
            self.hardest + other.hardest,
            self.correct + other.correct,
            self.time + other.time,
        )

    @property
    def pace(self) -> int | None:
        """The mean time of a right answer in whole seconds, so that one more makes nobody slower; None without any."""
        return self.time // self.correct // timedelta(seconds=1) if self.correct else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides a place: the score, then the points on the hardest third, then the pace (None: no time counts)."""

    person: str
    score: Decimal
    hardest: int = 0
    pace: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place, from 1; after two firsts comes a third."""

    rank: int
    standing: Standing
    shared: bool


def quiz_score(points: int, items: int) -> Fraction:
    """The quiz out of 100, exactly, from the tenths of a point its questions brought; 0 when none of them counts."""
    return Fraction(points, _TENTHS * items) if items else Fraction(0)


def contest_score(quiz: Fraction, case: int | Decimal | None = None, *, quiz_percent: int = QUIZ_PERCENT) -> Decimal:
    """`.6·quiz + .4·case` to one decimal, rounded half up once, at the end; with other weights by `quiz_percent`.

    Both are out of 100. None: this contest has no case, the quiz is all. Whoever missed a case there was has 0 for it.
    """
    exact = quiz if case is None else (quiz_percent * quiz + (100 - quiz_percent) * Fraction(case)) / 100
    return Decimal(rounded(exact * _TENTHS)).scaleb(-1)


def hardest_third(difficulties: Sequence[int]) -> frozenset[int]:
    """The numbers (from 0) of a paper's hardest questions: a third, and all that are as hard as the last of them."""
    if not difficulties:
        return frozenset()
    least = sorted(difficulties, reverse=True)[(len(difficulties) - 1) // 3]
    return frozenset(n for n, difficulty in enumerate(difficulties) if difficulty >= least)


def places(standings: Iterable[Standing]) -> tuple[Place, ...]:
    """Everybody's place, first to last. Those who share one stand by their ids, whoever of them handed in first."""
    found: list[Place] = []
    ordered = sorted(standings, key=lambda one: (_merit(one), one.person))
    for _, group in groupby(ordered, key=_merit):
        equals, rank = list(group), len(found) + 1
        found += [Place(rank, one, len(equals) > 1) for one in equals]
    return tuple(found)


def _merit(standing: Standing) -> tuple[Decimal, int, bool, int]:
    """Smaller is better."""
    return -standing.score, -standing.hardest, standing.pace is None, standing.pace or 0
