"""Two versions beside each other, and what their numbers can bear: people were chosen, not drawn by lot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scoring.pilot.intervals import Share, difference, wilson

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scoring.pilot.gathered import Talk, Visited

FEWEST = 10
"""Below so many on either side nothing is said: Wilson's interval is then wider than half of everything."""

Verdict = Literal["too-few", "better", "worse", "unclear"]
"""What the numbers say of the newer version; never why."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One share of both versions with its 95 % interval, the interval of the difference, and what follows from it."""

    before: Share
    after: Share
    before_within: tuple[float, float]
    after_within: tuple[float, float]
    difference: tuple[float, float]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Ground:
    """Who used the versions, and when: what else may have made the difference.

    `both` are the reps who used either; `apart` tells that one version was used up before the other began.
    """

    before: int
    after: int
    both: int
    apart: bool


def compare(before: Share, after: Share) -> Comparison:
    """Compare a share under two versions."""
    bounds = difference(before, after)
    return Comparison(before, after, wilson(before), wilson(after), bounds, _verdict(before, after, bounds))


def ground_of(before: Sequence[Talk | Visited], after: Sequence[Talk | Visited]) -> Ground:
    """Say who used two versions, and whether at the same time."""
    old, new = {one.rep for one in before}, {one.rep for one in after}
    apart = bool(before and after) and _last(before) < min(one.day for one in after)
    return Ground(len(old), len(new), len(old & new), apart)


def _last(used: Sequence[Talk | Visited]) -> date:
    return max(one.day for one in used)


def _verdict(before: Share, after: Share, bounds: tuple[float, float]) -> Verdict:
    if min(before.of, after.of) < FEWEST:
        return "too-few"
    low, high = bounds
    if low > 0:
        return "better"
    return "worse" if high < 0 else "unclear"
