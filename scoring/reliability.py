"""Krippendorff's alpha: how far several raters agree on the units they marked, whoever marked which of them.

Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011). Our own: the library of that name is under
the GPL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Metric = Literal["nominal", "ordinal", "interval"]
Floats = NDArray[np.float64]

RELIABLE_FROM = 0.667
"""An item below this is to be reworded (source: design rules, part 3)."""


def alpha(units: Sequence[Sequence[float]], metric: Metric = "interval") -> float | None:
    """Agreement beyond chance: 1 is perfect, 0 what chance gives, below 0 is disagreement by system.

    `units` holds the marks each unit got, without the missing ones; a unit with fewer than two says nothing. None when
    nothing can be compared, or all marks there are were the same.
    """
    paired = [unit for unit in units if len(unit) > 1]
    values = sorted({mark for unit in paired for mark in unit})
    if len(values) < 2:  # noqa: PLR2004 - one value alone cannot vary
        return None
    coincidences = np.zeros((len(values), len(values)))
    for unit in paired:
        counts = np.array([sum(mark == value for mark in unit) for value in values], float)
        coincidences += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    totals = coincidences.sum(axis=0)
    by_chance = (np.outer(totals, totals) - np.diag(totals)) / (totals.sum() - 1)
    distance = _DISTANCES[metric](np.array(values, float), totals)
    return float(1 - (coincidences * distance).sum() / (by_chance * distance).sum())


def _nominal(values: Floats, _: Floats) -> Floats:
    return np.where(values[:, None] == values[None, :], 0.0, 1.0)


def _interval(values: Floats, _: Floats) -> Floats:
    return np.square(values[:, None] - values[None, :])


def _ordinal(_: Floats, totals: Floats) -> Floats:
    """The distance of two ranks is how many marks lie between them, the two themselves counted half."""
    middle = np.cumsum(totals) - totals / 2
    return np.square(middle[:, None] - middle[None, :])


_DISTANCES: Mapping[Metric, Callable[[Floats, Floats], Floats]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
}
