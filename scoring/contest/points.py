"""The points of one answer, and when speed may count at all."""

from __future__ import annotations

from fractions import Fraction

from scoring.contest.credit import FULL

MOST = 1000
"""The points of a perfect answer, in tenths of a point: 100.0."""
SPEED_PERCENT = 10
"""How much of an answer's points is for speed, where speed counts. Being right is the rest."""


def speed_percent(*, timed: bool, by_buttons: bool) -> int:
    """The share of speed in a question's points.

    `timed` is the question's own: tariff and authority are to be looked up rightly, not quickly. `by_buttons`: anybody
    in this contest answers by the buttons of a chat, which give a tap no time of its own; then speed counts for nobody.
    """
    return SPEED_PERCENT if timed and not by_buttons else 0


def points(credit: int, speed: Fraction, percent: int) -> int:
    """`P·((1 - w)·p + w·p·speed)` in tenths of a point, 0 to `MOST`, rounded half up once.

    `credit` p is in thousandths (`credit.credit`), `speed` 0 to 1 (`clock.speed`), `percent` w·100 (`speed_percent`).
    """
    exact = MOST * Fraction(credit, FULL) * (100 - percent + percent * speed) / 100
    return rounded(exact)


def rounded(exact: Fraction) -> int:
    """The nearest whole number, a half upwards: Python's own `round` would give a half to the even side."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
