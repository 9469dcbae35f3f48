"""A branch's figures: its mean drawn towards everybody's, how far it can be trusted, attendance, median, weakest skill.

A few reps of a branch were drawn; others might have been. Small branches' means swing most and would fill both ends of
any table, so each is drawn towards the mean of all, the more the fewer its reps and the less branches differ at all
(empirical Bayes; variances by the moments of a one-way layout with unequal groups, Searle, Casella & McCulloch,
"Variance Components", 1992, ch. 3). Sums are whole tenths and fractions: exact, and the same in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import sqrt

from scoring.contest.points import rounded

UNKNOWN_K = Fraction(15)
"""How many reps the mean of all weighs where too few scores tell how much branches differ."""
MOST_K = Fraction(100)
"""The most it weighs: where branches hardly differ the moments would give any number, or a negative one."""
WITHIN_95 = 1.96

_OWN_SPREAD_FROM = 5
"""From so many scores on a branch's spread is its own; below, that of all reps within their branches."""
_ENOUGH = 5
"""A skill with fewer answers is called no branch's weakest."""
_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Sample:
    """A branch's drawn reps: the scores that count, to one decimal, how many came, and how many were drawn.

    At the end everybody drawn counts: who did not come and was not excused has 0. `skills` are, by skill, the tenths of
    a point its answers brought and how many answers there were.
    """

    branch: str
    scores: tuple[Decimal, ...]
    attended: int
    drawn: int
    skills: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BranchResult:
    """A branch's line of the table, out of 100. `score` is the shrunk mean; it may lie `give_or_take` to either side.

    `give_or_take` is None where no two scores of any branch tell a spread. `level_with_first`: its interval overlaps
    that of the first, so the order of the two may be chance. `weakest` is a skill, None where none has enough answers.
    """

    branch: str
    rank: int
    score: Decimal
    give_or_take: Decimal | None
    level_with_first: bool
    mean: Decimal
    median: Decimal
    attended: int
    drawn: int
    weakest: str | None


@dataclass(frozen=True, slots=True)
class _Sums:
    """A branch's scores in tenths: how many, their sum, the sum of their squares."""

    n: int
    total: int
    squares: int

    @property
    def mean(self) -> Fraction:
        return Fraction(self.total, self.n)

    @property
    def deviations(self) -> Fraction:
        """The sum of the squared distances from the mean."""
        return self.squares - Fraction(self.total**2, self.n)


def branch_results(samples: Iterable[Sample]) -> tuple[BranchResult, ...]:
    """The table of branches, first to last; equal scores share a rank. A branch without any score has no line."""
    counted = [sample for sample in samples if sample.scores]
    if not counted:
        return ()
    sums = [_sums(sample.scores) for sample in counted]
    k, within = prior_weight([sample.scores for sample in counted]), _within(sums)
    everybody = Fraction(sum(one.total for one in sums), sum(one.n for one in sums))
    estimates = [
        _Estimate(sample, _decimal(one.mean), _decimal((one.total + k * everybody) / (one.n + k)), _margin(one, within))
        for sample, one in zip(counted, sums, strict=True)
    ]
    estimates.sort(key=lambda one: (-one.score, one.sample.branch))
    found: list[BranchResult] = []
    for _, group in groupby(estimates, key=lambda one: one.score):
        rank = len(found) + 1
        found += [_line(one, rank, estimates[0]) for one in group]
    return tuple(found)


def prior_weight(branches: Iterable[Sequence[Decimal]]) -> Fraction:
    """How many reps the mean of all weighs (k): the variance within branches over that between them, by moments.

    `UNKNOWN_K` for a single branch or where no branch has two scores; at most `MOST_K`.
    """
    sums = [_sums(scores) for scores in branches if scores]
    within, people = _within(sums), sum(one.n for one in sums)
    if within is None or len(sums) < 2:  # noqa: PLR2004 - one branch alone differs from none
        return UNKNOWN_K
    all_of_them = _Sums(people, sum(one.total for one in sums), sum(one.squares for one in sums))
    apart = all_of_them.deviations - sum(one.deviations for one in sums)
    usual_size = (people - Fraction(sum(one.n**2 for one in sums), people)) / (len(sums) - 1)
    between = (apart / (len(sums) - 1) - within) / usual_size
    return within / between if between * MOST_K > within else MOST_K


def weakest_skill(skills: Mapping[str, tuple[int, int]]) -> str | None:
    """The skill whose answers brought the least share of their points; None where none has enough answers."""
    shares = {skill: Fraction(points, answers) for skill, (points, answers) in skills.items() if answers >= _ENOUGH}
    return min(shares, key=lambda skill: (shares[skill], skill), default=None)


@dataclass(frozen=True, slots=True)
class _Estimate:
    sample: Sample
    mean: Decimal
    score: Decimal
    margin: Decimal | None


def _line(one: _Estimate, rank: int, first: _Estimate) -> BranchResult:
    overlaps = one.margin is None or first.margin is None or one.score + one.margin >= first.score - first.margin
    return BranchResult(
        branch=one.sample.branch,
        rank=rank,
        score=one.score,
        give_or_take=one.margin,
        level_with_first=overlaps and one is not first,
        mean=one.mean,
        median=_median(one.sample.scores),
        attended=one.sample.attended,
        drawn=one.sample.drawn,
        weakest=weakest_skill(one.sample.skills),
    )


def _sums(scores: Sequence[Decimal]) -> _Sums:
    tenths = [int(score * _TENTHS) for score in scores]
    return _Sums(len(tenths), sum(tenths), sum(one**2 for one in tenths))


def _within(sums: Sequence[_Sums]) -> Fraction | None:
    """The variance of reps within their branches, in square tenths; None where no branch has two."""
    spare = sum(one.n - 1 for one in sums)
    return sum((one.deviations for one in sums), Fraction(0)) / spare if spare else None


def _margin(one: _Sums, within: Fraction | None) -> Decimal | None:
    """`1.96·s/√n` to one decimal."""
    variance = one.deviations / (one.n - 1) if one.n >= _OWN_SPREAD_FROM else within
    return None if variance is None else _decimal(Fraction(WITHIN_95 * sqrt(variance / one.n)))


def _median(scores: Sequence[Decimal]) -> Decimal:
    ordered = sorted(scores)
    return _decimal(Fraction((ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) * _TENTHS / 2))


def _decimal(tenths: Fraction) -> Decimal:
    """Tenths as a number with one decimal, rounded half up."""
    return Decimal(rounded(tenths)).scaleb(-1)
