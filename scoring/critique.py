"""What several marks of one talk come to: each rater's bias taken out, the careless and the friendly held down.

`known_raters` learns from past marks how everybody marks; `combine` weighs the marks of one talk by it. The rules are
the design's rules, part 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat
from math import sqrt
from statistics import fmean, median
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RaterKind = Literal["peer", "trainer", "machine", "self"]

FEWEST_RATERS = 3
"""Below this many raters (the trainer and the machine counted, he himself not) there is no combination."""
MOST_WEIGHT = 0.40
"""No rater has more than this share of a combination."""
HUBER = 1.5
"""Beyond so many of his own spreads a rater's mark pulls no harder."""
SPREADS: Mapping[RaterKind, float] = {"trainer": 5.0, "machine": 8.0}
"""The spread of those whose marks are the yardstick; their bias is taken as none."""

_PEER_SPREAD = 9.0
_SPREAD_FLOOR = 4.0
_PRIOR_MARKS = 2.0
"""A rater nobody knows counts as one with so many marks of no bias and a peer's usual spread."""
_PRIOR_MARKS_OF_ONE = 1.5
"""The same for how he marks one certain person."""
_ROUNDS, _STEPS = 5, 8
"""How often the estimates are gone over; going on moves none of them by half a point."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One rater's mark of one talk, 0 to 100; `rep` is whose talk it was."""

    rater: str
    talk: str
    value: float
    kind: RaterKind = "peer"
    rep: str = ""


@dataclass(frozen=True, slots=True)
class Rater:
    """How somebody marks: `bias` points above (or below) the others, `spread` points to and fro, over `marks` marks.

    `towards` is how much more certain people get from him than others do.
    """

    bias: float = 0.0
    spread: float = _PEER_SPREAD
    marks: int = 0
    towards: tuple[tuple[str, float], ...] = ()

    def bias_to(self, rep: str) -> float:
        """How far above the others he marks this person."""
        return self.bias + dict(self.towards).get(rep, 0.0)


@dataclass(frozen=True, slots=True)
class Combined:
    """The marks of one talk together: `value` is None, and no weights are given, where too few have marked.

    `weights` are each rater's share, `honesty` is his own mark less the value: above 0 he thinks too well of himself.
    """

    value: float | None
    weights: Mapping[str, float]
    marks: tuple[Mark, ...]
    honesty: float | None = None


def known_raters(history: Iterable[Mark]) -> dict[str, Rater]:
    """Learn how each peer marks from what the others made of the same talks.

    Bias and spread are drawn towards a stranger's, the more so the fewer marks there are.
    """
    talks: dict[str, list[Mark]] = defaultdict(list)
    for mark in history:
        if mark.kind != "self":
            talks[mark.talk].append(mark)
    peers = dict.fromkeys(mark.rater for marks in talks.values() for mark in marks if mark.kind == "peer")
    raters = dict.fromkeys(peers, Rater())
    for _ in repeat(None, _ROUNDS):
        beside: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for marks in talks.values():
            for mark in marks:
                others = [one for one in marks if one is not mark]
                if mark.kind == "peer" and others:
                    beside[mark.rater].append((mark.rep, mark.value - _centre(others, raters)[0]))
        raters = {rater: _learnt(beside[rater], before) for rater, before in raters.items()}
    return raters


def combine(marks: Sequence[Mark], raters: Mapping[str, Rater]) -> Combined:
    """Put the marks of one talk together, by what is known of their raters; strangers count as `Rater()`."""
    own = next((mark.value for mark in marks if mark.kind == "self"), None)
    counted = [mark for mark in marks if mark.kind != "self"]
    if len({mark.rater for mark in counted}) < FEWEST_RATERS:
        return Combined(None, {}, tuple(marks))
    value, weights = _centre(counted, raters)
    value = min(100.0, max(0.0, value))
    shares = {mark.rater: weight for mark, weight in zip(counted, weights, strict=True)}
    return Combined(value, shares, tuple(marks), None if own is None else own - value)


def _learnt(beside: Sequence[tuple[str, float]], before: Rater) -> Rater:
    """How he marks, by how far he lay from the others: a wild mark tells more of his spread than of his bias."""
    if not beside:
        return before
    trusts = [_huber((by - before.bias) / before.spread) for _, by in beside]
    bias = sum(trust * by for trust, (_, by) in zip(trusts, beside, strict=True)) / (sum(trusts) + _PRIOR_MARKS)
    above: dict[str, list[float]] = defaultdict(list)
    for rep, by in beside:
        above[rep].append(by - bias)
    towards = {rep: sum(each) / (len(each) + _PRIOR_MARKS_OF_ONE) for rep, each in above.items() if rep}
    squares = sum((by - bias) ** 2 for _, by in beside) + _PRIOR_MARKS * _PEER_SPREAD**2
    spread = (squares / (len(beside) + _PRIOR_MARKS)) ** 0.5
    return Rater(bias, max(_SPREAD_FLOOR, spread), len(beside), tuple(towards.items()))


def _centre(marks: Sequence[Mark], raters: Mapping[str, Rater]) -> tuple[float, list[float]]:
    """The value in the middle of these marks and each one's share in it."""
    known = [_rater(mark, raters) for mark in marks]
    values = [mark.value - rater.bias_to(mark.rep) for mark, rater in zip(marks, known, strict=True)]
    trusts = [1 / rater.spread**2 for rater in known]
    centre, shares = median(values), trusts
    for _ in repeat(None, _STEPS):
        pulls = (_huber((value - centre) / rater.spread) for value, rater in zip(values, known, strict=True))
        shares = _capped([trust * pull for trust, pull in zip(trusts, pulls, strict=True)])
        centre = sum(share * value for share, value in zip(shares, values, strict=True))
    return centre, shares


def _rater(mark: Mark, raters: Mapping[str, Rater]) -> Rater:
    if mark.kind in SPREADS:
        return Rater(spread=SPREADS[mark.kind])
    return raters.get(mark.rater, Rater())


def _huber(distance: float) -> float:
    return min(1.0, HUBER / abs(distance)) if distance else 1.0


def _capped(weights: Sequence[float]) -> list[float]:
    """Shares that come to 1, none above the cap; what is taken off goes to the others by their weight."""
    most = max(MOST_WEIGHT, 1 / len(weights))
    heavy: set[int] = set()
    while True:
        light = sum(weight for n, weight in enumerate(weights) if n not in heavy)
        left = 1 - most * len(heavy)
        shares = [most if n in heavy or not light else left * weight / light for n, weight in enumerate(weights)]
        over = {n for n, share in enumerate(shares) if share > most + 1e-12} - heavy
        if not over:
            return shares
        heavy |= over


FlagKind = Literal["same", "friends"]
_MARKS_TO_JUDGE = 4
_SAME_WITHIN = 3.0
"""Marks that lie this close together (standard deviation) …"""
_TALKS_APART = 6.0
"""… for talks that lie this far apart, are marked without listening."""
_FRIENDLY_BY = 10.0
_FRIENDLY_TIMES = 2


@dataclass(frozen=True, slots=True)
class Flag:
    """Something in a rater's marks for the trainer to look at; `why` is Chinese, `about` names those marked up."""

    rater: str
    kind: FlagKind
    why: str
    about: tuple[str, ...] = ()


def flags(
    history: Iterable[Mark], raters: Mapping[str, Rater], names: Mapping[str, str] | None = None
) -> tuple[Flag, ...]:
    """Who marks everything the same, and who marks only certain people up; for the trainer's eyes, never a verdict.

    `names` are people's names by their ids, for the sentences.
    """
    talks: dict[str, list[Mark]] = defaultdict(list)
    for mark in history:
        if mark.kind != "self":
            talks[mark.talk].append(mark)
    given: dict[str, list[tuple[Mark, float]]] = defaultdict(list)
    for marks in talks.values():
        for mark in marks:
            others = [one for one in marks if one is not mark]
            if mark.kind == "peer" and len(others) > 1:
                given[mark.rater].append((mark, _centre(others, raters)[0]))
    found = []
    for rater, pairs in given.items():
        if len(pairs) >= _MARKS_TO_JUDGE:
            found.append(_marks_the_same(rater, pairs) or _marks_friends_up(rater, pairs, names or {}))
    return tuple(flag for flag in found if flag)


def _marks_the_same(rater: str, pairs: Sequence[tuple[Mark, float]]) -> Flag | None:
    marks, others = [mark.value for mark, _ in pairs], [other for _, other in pairs]
    if _deviation(marks) > _SAME_WITHIN or _deviation(others) < _TALKS_APART:
        return None
    low, high, worst, best = min(marks), max(marks), min(others), max(others)
    theirs = f"别人给这几场的分从 {worst:.0f} 到 {best:.0f}"
    return Flag(rater, "same", f"给 {len(pairs)} 场打的分都在 {low:.0f} 到 {high:.0f} 之间，{theirs}。")


def _marks_friends_up(rater: str, pairs: Sequence[tuple[Mark, float]], names: Mapping[str, str]) -> Flag | None:
    above: dict[str, list[float]] = defaultdict(list)
    for mark, other in pairs:
        if mark.rep:
            above[mark.rep].append(mark.value - other)
    usual = median(median(one) for one in above.values()) if above else 0.0
    friends = {
        rep: fmean(one) - usual
        for rep, one in above.items()
        if len(one) >= _FRIENDLY_TIMES and min(one) - usual >= _FRIENDLY_BY / 2 and fmean(one) - usual >= _FRIENDLY_BY
    }
    if not friends or len(friends) > len(above) / 2:
        return None
    named = "、".join(f"{names.get(rep, rep)}高 {by:.0f} 分" for rep, by in friends.items())
    return Flag(rater, "friends", f"给别人打分跟大家差不多，唯独给{named}。", tuple(friends))


def _deviation(values: Sequence[float]) -> float:
    middle = fmean(values)
    return sqrt(fmean((value - middle) ** 2 for value in values))
