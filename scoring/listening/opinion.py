"""Step 6c: the learned second opinion over what words, replies and examples have found.

It may doubt an item (met → perhaps) and add one nobody's words foresaw; it never decides a number, and of violations it
may only suspect: a rep must not be accused by a likeness.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scoring.listening.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from scripts.model import Point

# Scores of `Experience`, chosen on the tuning half of the gold set.
DOUBTED = -0.6
"""Below this, words that look like the item are not believed."""
ADDED = -0.05
"""From this on an item is met that no word list foresaw."""
OVERRULED = 0.3
"""From this on it is met although something seemed to stop its words."""
SUSPECTED = -0.3
"""From this on it is shown as suspected."""


def second_opinion(
    found: Sequence[Evidence],
    scores: Mapping[str, float],
    points: Mapping[str, Point],
    proof: Callable[[str], tuple[int, int]],
) -> Iterator[Evidence]:
    """The evidence after a second look; `proof` gives the stretch of text that speaks most for an item."""
    for one in found:
        score = scores.get(one.point.code)
        if score is None or one.point.decided_by == "numbers" or one.stopped or score >= DOUBTED:
            yield one
        else:
            yield replace(one, suspected=True, why=f"{one.why}，可整句话不像（{score:.2f}）")
    yield from _added(found, scores, points, proof)


def _added(
    found: Sequence[Evidence],
    scores: Mapping[str, float],
    points: Mapping[str, Point],
    proof: Callable[[str], tuple[int, int]],
) -> Iterator[Evidence]:
    counted = {one.point.code for one in found if not one.stopped and not one.suspected}
    stopped = {one.point.code for one in found if one.stopped}
    for code, score in scores.items():
        point = points.get(code)
        if point is None or point.decided_by == "numbers" or code in counted or score < SUSPECTED:
            continue
        sure = point.kind == "point" and score >= (OVERRULED if code in stopped else ADDED)
        if sure or code not in stopped:
            yield Evidence(point, *proof(code), f"整句话像是在做这一项（{score:.2f}）", suspected=not sure)
