"""How well two markings agree: precision, recall, F1, Cohen's κ, quadratically weighted κ, and bootstrap intervals.

All functions are pure; chance comes in as a generator. An undefined figure (nothing to find, nothing found) is None,
never a made-up 0 or 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

RESAMPLES = 1000
LOW, HIGH = 2.5, 97.5
"""The percentiles that bound a 95 % interval."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Yes/no decisions held against the truth: found rightly, found wrongly, overlooked, rightly left alone."""

    hit: int = 0
    false: int = 0
    missed: int = 0
    silent: int = 0

    @classmethod
    def of(cls, truth: bool, found: bool) -> Counts:  # noqa: FBT001 - two plain facts, in the order of the name
        """One decision."""
        return cls(int(truth and found), int(found and not truth), int(truth and not found), int(not truth and not found))

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.hit + other.hit, self.false + other.false, self.missed + other.missed, self.silent + other.silent
        )

    @property
    def precision(self) -> float | None:
        """The share of what was found that is true."""
        return ratio(self.hit, self.hit + self.false)

    @property
    def recall(self) -> float | None:
        """The share of what is true that was found."""
        return ratio(self.hit, self.hit + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return ratio(2 * self.hit, 2 * self.hit + self.false + self.missed)

    @property
    def kappa(self) -> float | None:
        """Cohen's κ: agreement beyond what the two markings would reach by chance (Cohen 1960)."""
        total = self.hit + self.false + self.missed + self.silent
        if not total:
            return None
        found, true = self.hit + self.false, self.hit + self.missed
        chance = (found * true + (total - found) * (total - true)) / total**2
        return ratio((self.hit + self.silent) / total - chance, 1 - chance)


def ratio(part: float, whole: float) -> float | None:
    """The share, or None of nothing."""
    return part / whole if whole else None


def weighted_kappa(one: Sequence[int], other: Sequence[int], grades: int) -> float | None:
    """Quadratically weighted κ of two gradings in 0 … grades-1: a grade's distance counts by its square (Cohen 1968).

    None when both give everything one and the same grade. Raises ValueError when their lengths differ.
    """
    observed = np.zeros((grades, grades))
    for first, second in zip(one, other, strict=True):
        observed[first, second] += 1
    places = np.arange(grades)
    weights = (places[:, None] - places[None, :]) ** 2
    expected = observed.sum(axis=1)[:, None] * observed.sum(axis=0)[None, :] / max(1, len(one))
    by_chance = float((weights * expected).sum())
    return 1 - float((weights * observed).sum()) / by_chance if by_chance else None


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % bootstrap interval; all None when it is undefined."""

    value: float | None
    low: float | None = None
    high: float | None = None


def resampled(counts: NDArray[np.int64], rng: np.random.Generator, resamples: int = RESAMPLES) -> NDArray[np.int64]:
    """Sums of `counts` (units x columns) over so many samples of the units, drawn with replacement.

    A unit is what was drawn independently: an utterance, a talk. All columns of a unit go together.
    """
    units = len(counts)
    if not units:
        return np.zeros((resamples, counts.shape[1]), np.int64)
    drawn = rng.multinomial(units, np.full(units, 1 / units), size=resamples)
    return np.asarray(drawn @ counts, np.int64)


def interval(value: float | None, samples: Sequence[float | None]) -> Interval:
    """The value with the percentiles of its resampled values; those that are undefined are left out."""
    defined = [sample for sample in samples if sample is not None]
    if value is None or not defined:
        return Interval(value)
    low, high = np.percentile(defined, (LOW, HIGH))
    return Interval(value, float(low), float(high))


def bootstrapped(
    units: Sequence[Counts],
    figure: Callable[[Counts], float | None],
    rng: np.random.Generator,
    resamples: int = RESAMPLES,
) -> Interval:
    """A figure of the summed counts, with its interval over the units."""
    table = np.array([[unit.hit, unit.false, unit.missed, unit.silent] for unit in units], np.int64).reshape(-1, 4)
    whole = Counts(*table.sum(axis=0).tolist())
    return interval(figure(whole), [figure(Counts(*row)) for row in resampled(table, rng, resamples).tolist()])
