"""How well two markings agree: precision, recall, F1, Cohen's κ, quadratically weighted κ, and bootstrap intervals.

All functions are pure; chance comes in as a generator. An undefined figure (nothing to find, nothing found) is None,
never a made-up 0 or 1. The formulas take arrays whose last axis is (hit, false, missed, silent).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Figure = Callable[[Floats], Floats]

RESAMPLES = 1000
LOW, HIGH = 2.5, 97.5
"""The percentiles that bound a 95 % interval."""


def precision(counts: Floats) -> Floats:
    """The share of what was found that is true."""
    hit, false, _, _ = np.moveaxis(counts, -1, 0)
    return _ratio(hit, hit + false)


def recall(counts: Floats) -> Floats:
    """The share of what is true that was found."""
    hit, _, missed, _ = np.moveaxis(counts, -1, 0)
    return _ratio(hit, hit + missed)


def f1(counts: Floats) -> Floats:
    """The harmonic mean of precision and recall."""
    hit, false, missed, _ = np.moveaxis(counts, -1, 0)
    return _ratio(2 * hit, 2 * hit + false + missed)


def kappa(counts: Floats) -> Floats:
    """Cohen's κ: agreement beyond what the two markings would reach by chance (Cohen 1960)."""
    hit, false, missed, silent = np.moveaxis(counts, -1, 0)
    total = hit + false + missed + silent
    by_chance = (hit + false) * (hit + missed) + (missed + silent) * (false + silent)
    return _ratio(total * (hit + silent) - by_chance, total**2 - by_chance)


def _ratio(part: Floats, whole: Floats) -> Floats:
    shares: Floats = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=whole != 0)
    return shares


@dataclass(frozen=True, slots=True)
class Counts:
    """Yes/no decisions held against the truth: found rightly, found wrongly, overlooked, rightly left alone."""

    hit: int = 0
    false: int = 0
    missed: int = 0
    silent: int = 0

    @classmethod
    def of(cls, *, true: bool, found: bool) -> Counts:
        """One decision."""
        return cls(int(true and found), int(found and not true), int(true and not found), int(not true and not found))

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    def figure(self, formula: Figure) -> float | None:
        """One of the figures above, or None where it is undefined."""
        return _defined(formula(np.array(astuple(self), float)))


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


def draws(units: int, rng: np.random.Generator, resamples: int = RESAMPLES) -> Floats:
    """How often each unit is drawn, in so many samples with replacement: (samples x units).

    A unit is what came independently of the others: an utterance, a talk.
    """
    if not units:
        return np.zeros((resamples, 0))
    drawn: Floats = rng.multinomial(units, np.full(units, 1 / units), size=resamples).astype(float)
    return drawn


def bootstrapped(units: Sequence[Counts], formula: Figure, drawn: Floats) -> Interval:
    """A figure of the units' summed counts, with its interval over the samples drawn (undefined ones left out)."""
    table = np.array([astuple(unit) for unit in units], float).reshape(-1, 4)
    value = _defined(formula(table.sum(axis=0)))
    samples = formula(drawn @ table)
    samples = samples[~np.isnan(samples)]
    if value is None or not len(samples):
        return Interval(value)
    low, high = np.percentile(samples, (LOW, HIGH))
    return Interval(value, float(low), float(high))


def _defined(value: Floats) -> float | None:
    return None if np.isnan(value) else float(value)
