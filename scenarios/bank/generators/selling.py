"""Questions on selling points: what is said of ourselves to which kind of customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.source import Path

SKILL = "卖点"
_FEWEST = 3
_TWO = 2


@generator("pitch", "卖点讲给谁听")
def pitch_and_customer(ground: Ground) -> Iterator[Draft]:
    """Whom a selling point is meant for, and which is meant for a kind of customer."""
    points = _clear_points(ground)
    if len(points) < _FEWEST:
        return
    for segment, ours in points.items():
        path: Path = ("selling-points", segment, "ours")
        told = f"方案给{segment}列的卖点：{'；'.join(ours)}。"
        for point in ours:
            others = [name for name in points if name != segment and ground.clear(point, name)]
            if len(others) >= _TWO:
                yield Topic(f"pitch/for/{point}", SKILL, (path,)).single(
                    f"“{point}”——方案里，这条卖点是给哪类客户准备的？", segment, others, told
                )
            theirs = [one for name in others for one in points[name] if ground.clear(one, segment)]
            wrong = _one_of_each(ground, point, theirs)
            if len(wrong) >= _FEWEST and ground.clear(point, segment):
                topic = Topic(f"pitch/of/{segment}/{point}", SKILL, (path,))
                stem = topic.worded(
                    f"去见{segment}，方案给这类客户准备的卖点是哪一条？",
                    f"介绍自己的时候，下面哪一条是方案专门给{segment}写的？",
                )
                yield topic.single(stem, point, wrong[:_FEWEST], told)


@generator("pitches", "一类客户的几条卖点")
def pitches_of_a_kind(ground: Ground) -> Iterator[Draft]:
    """All selling points of a kind of customer, told apart from the others'."""
    points = _clear_points(ground)
    for segment, ours in points.items():
        theirs = [one for name in points if name != segment for one in points[name]]
        wrong = [one for one in theirs if all(ground.clear(one, right) for right in (*ours, segment))]
        right = [one for one in ours if ground.clear(one, segment, *wrong)]
        if len(right) >= _TWO and len(wrong) >= _TWO:
            yield Topic(f"pitches/{segment}", SKILL, (("selling-points", segment, "ours"),)).several(
                f"方案给{segment}列了哪几条卖点？", right, wrong[:_FEWEST], f"给{segment}的：{'；'.join(ours)}。"
            )


@generator("pitchmatch", "客户和卖点配对")
def pitch_matches(ground: Ground) -> Iterator[Draft]:
    """Kinds of customers and selling points to be paired."""
    points = _clear_points(ground)
    for number in range(_TWO):
        pairs: list[tuple[str, str]] = []
        for segment, ours in points.items():
            here = [one for one in ours if all(ground.clear(one, left, right) for left, right in pairs)]
            if not all(ground.clear(right, segment) for _, right in pairs):
                continue
            if here:
                pairs.append((segment, here[number % len(here)]))
        if len(pairs) >= _FEWEST:
            facts = tuple(("selling-points", segment, "ours") for segment, _ in pairs)
            told = "；".join(f"{segment}：{point}" for segment, point in pairs) + "。"
            yield Topic(f"pitchmatch/{number}", SKILL, facts).match("见什么客户讲什么卖点？按方案配上对。", pairs, told)


def _clear_points(ground: Ground) -> dict[str, list[str]]:
    """Each kind's selling points that say all they mean."""
    every = ground.plan.selling_points
    return {
        segment: clear
        for segment, point in every.items()
        if (clear := [one for one in point.ours if ground.clear(one)])
    }


def _one_of_each(ground: Ground, right: str, candidates: list[str]) -> list[str]:
    """Candidates that can stand beside the right one and beside each other."""
    chosen: list[str] = []
    for one in ground.beside(right, candidates):
        if all(ground.clear(one, other) for other in chosen):
            chosen.append(one)
    return chosen
