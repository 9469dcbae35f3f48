"""Figures over single utterances: precision, recall, F1 and κ, by item, group and kind, near misses, time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scoring.agreement import Counts, Interval, bootstrapped, draws, f1, kappa, precision, recall
from scripts.heard import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from scoring.agreement import Floats
    from scoring.evaluation.gold import GoldLine
    from scoring.listening import Listener
    from scripts.model import Point

SEED = 20_261_123
"""Intervals are drawn from a generator of this seed, so that the same hearing gives the same figures."""
OUT_OF_SCOPE = "out-of-scope"


@dataclass(frozen=True, slots=True)
class HeardLine:
    """A gold line with what was found and suspected in it, and how many seconds that took."""

    gold: GoldLine
    found: frozenset[str]
    suspected: frozenset[str]
    seconds: float

    def counts(self, code: str) -> Counts:
        """The decision about one item."""
        return Counts.of(true=code in self.gold.truth, found=code in self.found)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of an item or a group, each with its interval."""

    counts: Counts
    precision: Interval
    recall: Interval
    f1: Interval
    kappa: Interval


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """The share, or None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class LineFigures:
    """All figures over a set of lines.

    `near` counts items a careless listener would hear that were heard; `strayed` out-of-scope lines in which anything
    was heard; `suspected` how many suspicions were true; `milliseconds` are the median and the 95th percentile.
    """

    lines: int
    groups: Mapping[str, Figures]
    items: Mapping[str, Figures]
    kinds: Mapping[str, Counts]
    near: Share
    near_by_item: Mapping[str, Share]
    strayed: Share
    suspected: Share
    milliseconds: tuple[float, float]


def hear_lines(listener: Listener, lines: Sequence[GoldLine], clock: Callable[[], float]) -> tuple[HeardLine, ...]:
    """Hear every line, after the customer's own where there is one; `clock` gives seconds."""
    heard_lines = []
    for line in lines:
        begun = clock()
        heard = listener.hear(line.text, Context(customer_said=line.customer))
        seconds = clock() - begun
        found = frozenset((*heard.codes, *heard.violation_codes))
        heard_lines.append(HeardLine(line, found, frozenset(hit.code for hit in heard.perhaps), seconds))
    return tuple(heard_lines)


def groups_of(points: Mapping[str, Point], marked: Container[str]) -> dict[str, tuple[str, ...]]:
    """The codes of the items that were marked, by what decides them; a wrong price is of both numbers and violations.

    An item that the gold set never marks would only show false fires, true or not.
    """
    known = [point for point in points.values() if point.code in marked]
    every = tuple(point.code for point in known)
    numbers = tuple(point.code for point in known if point.decided_by == "numbers")
    violations = tuple(point.code for point in known if point.kind == "violation")
    words = tuple(code for code in every if code not in numbers and code not in violations)
    return {"all": every, "words": words, "numbers": numbers, "violations": violations}


def measure_lines(heard: Sequence[HeardLine], groups: Mapping[str, Sequence[str]]) -> LineFigures:
    """Hold what was heard against the marks; the items are those of the group `all`."""
    codes = groups["all"]
    counted = frozenset(codes)
    near = [(code, code in one.found) for one in heard for code in one.gold.near]
    outside = [one for one in heard if one.gold.kind == OUT_OF_SCOPE]
    suspected = [code in one.gold.truth for one in heard for code in one.suspected & counted]
    times = [one.seconds * 1000 for one in heard] or [0.0]
    drawn = draws(len(heard), np.random.default_rng(SEED))
    return LineFigures(
        lines=len(heard),
        groups={name: _figures(heard, group, drawn) for name, group in groups.items()},
        items={code: _figures(heard, (code,), drawn) for code in codes},
        kinds={
            kind: sum((_counts(one, codes) for one in heard if one.gold.kind == kind), Counts())
            for kind in Counter(one.gold.kind for one in heard)
        },
        near=Share(sum(fired for _, fired in near), len(near)),
        near_by_item={code: _share_of(code, near) for code in codes},
        strayed=Share(sum(bool(one.found & counted - one.gold.truth) for one in outside), len(outside)),
        suspected=Share(sum(suspected), len(suspected)),
        milliseconds=(float(np.percentile(times, 50)), float(np.percentile(times, 95))),
    )


def _counts(one: HeardLine, codes: Sequence[str]) -> Counts:
    return sum((one.counts(code) for code in codes), Counts())


def _figures(heard: Sequence[HeardLine], codes: Sequence[str], drawn: Floats) -> Figures:
    units = [_counts(one, codes) for one in heard]
    told = (bootstrapped(units, formula, drawn) for formula in (precision, recall, f1, kappa))
    return Figures(sum(units, Counts()), *told)


def _share_of(code: str, near: Sequence[tuple[str, bool]]) -> Share:
    fired = [one for other, one in near if other == code]
    return Share(sum(fired), len(fired))
