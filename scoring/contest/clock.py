"""How long a question may take, and how quick an answer was.

A clock starts when the question was really delivered to this person; nobody's time depends on a place in a send queue.
Times are `timedelta`s: exact to the microsecond, so a recomputation gives the same second.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from math import ceil

SHORTEST, LONGEST = 25, 90
"""The bounds of a time limit, in seconds."""
GRACE = timedelta(seconds=1.5)
"""How long after the limit an answer is still taken, for the way it had to travel; its speed is 0."""

_BASE = 20
_CHARACTERS_A_SECOND = 8
_FREE = 5
"""The first seconds cost nothing: reading is no race."""


def time_limit(stem: str, options: Iterable[str] = ()) -> int:
    """The seconds a question may take: 20 and one for each eight characters begun, within `SHORTEST` and `LONGEST`.

    `options` are all texts besides the stem that have to be read (a match: lefts and rights).
    """
    characters = len(stem) + sum(len(option) for option in options)
    return min(LONGEST, max(SHORTEST, _BASE + ceil(characters / _CHARACTERS_A_SECOND)))


def in_time(elapsed: timedelta, limit: int) -> bool:
    """Whether an answer is still taken: up to the limit and its grace, both included."""
    return elapsed <= timedelta(seconds=limit) + GRACE


def speed(elapsed: timedelta, limit: int) -> Fraction:
    """`1 - g/(T - 5 s)`, `g` the whole seconds beyond the first five: 1 within 6 s, 0 from the limit `T` on.

    Whole seconds, because a connection's delay must not decide anything.
    """
    longest = limit - _FREE
    taken = elapsed // timedelta(seconds=1) - _FREE
    return 1 - Fraction(min(longest, max(0, taken)), longest)
