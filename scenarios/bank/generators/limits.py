"""Questions on discount limits: the lowest discount each level may grant in each band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.figures import (
    NO_DISCOUNT,
    bounds,
    edges,
    fold,
    limited,
    neighbours,
    spend_inside,
    yuan,
)
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scenarios.bank.ground import Ground
    from scripts.model.plan import Band, Plan
    from scripts.source import Path

SKILL = "优惠权限"
STEP = 0.5
"""Discounts go by half a 折."""
DEAREST = 9.5
_SHARES = (0.3, 0.5, 0.7)
_TWO = 2
_OPTIONS = 5
_PATTERNS = ((0, -1, 0, 1, -1, 0, -2), (-1, 0, -2, 0, 0, -1, 1), (1, -1, -1, 0, -1, 0, 0))
"""Half steps above a level's limit at which customers' wishes lie, one row for each turn."""
_TURNS = len(_PATTERNS)


@generator("limit", "各级最低能打几折")
def limit_of_a_level(ground: Ground) -> Iterator[Draft]:
    """What a level may grant to a customer of a spend, inside every band."""
    for band in ground.plan.bands.values():
        for level, share in zip(ground.plan.levels, _SHARES, strict=False):
            yield _limit(ground.plan, level, band, spend_inside(band, share), trap=False)


@generator("edge", "档次边上的折扣")
def limit_at_an_edge(ground: Ground) -> Iterator[Draft]:
    """The same on the lower edge of a band and one yuan below it, where reps slip."""
    for spend, band in edges(ground.plan):
        for level in ground.plan.levels[:_TWO]:
            yield _limit(ground.plan, level, band, spend, trap=True)


@generator("within", "权限以内的几单")
def orders_within(ground: Ground) -> Iterator[Draft]:
    """Which of several customers' wishes a level may grant: one from each band, some of them half a 折 too low."""
    plan = ground.plan
    bands = limited(plan)
    for level in plan.levels:
        for turn in range(_TURNS):
            topic = Topic(f"within/{level}/{turn}", SKILL, tuple(limit_path(band, level) for band in bands), steps=3)
            wishes = list(_wishes(bands, level, turn))
            within = [f"月消费 {yuan(spend)} 元，要 {fold(limit + more)}" for spend, limit, more in wishes if more >= 0]
            beyond = [f"月消费 {yuan(spend)} 元，要 {fold(limit + more)}" for spend, limit, more in wishes if more < 0]
            told = "，".join(f"月消费 {yuan(spend)} 元最低 {fold(limit)}" for spend, limit, _ in wishes)
            stem = f"下面几位客户要折扣，哪几位{level}自己就能答应？"
            yield topic.several(stem, within, beyond, f"{level}：{told}。")


def _wishes(bands: list[Band], level: str, turn: int) -> Iterator[tuple[float, float, float]]:
    """Spends, the level's limits there, and how far above (or below) it the wish lies; at least five.

    The pattern of right and wrong is another in every turn, and its length no divisor of any number of bands.
    """
    pattern = _PATTERNS[turn]
    for number in range(max(_OPTIONS, len(bands))):
        band = bands[number % len(bands)]
        share = _SHARES[(number // len(bands) + turn) % len(_SHARES)]
        yield spend_inside(band, share), band.limits[level], pattern[number % len(pattern)] * STEP


@generator("limitmatch", "级别、档次和折扣配对")
def limit_matches(ground: Ground) -> Iterator[Draft]:
    """Levels and limits of one band, and bands and limits of one level, to be paired."""
    plan = ground.plan
    for band in limited(plan):
        spend = spend_inside(band, 0.35)
        pairs = [(level, fold(band.limits[level])) for level in plan.levels]
        told = f"{yuan(spend)} 元这一档：" + "，".join(f"{level}{limit}" for level, limit in pairs) + "。"
        facts = (("bands", band.name, "limits"), *bounds(band))
        topic = Topic(f"limitmatch/band/{band.name}", SKILL, facts, steps=2)
        yield topic.match(
            f"月消费 {yuan(spend)} 元的客户，各级最低能打几折？配上对，右边有多的。",
            pairs, told, _spare(topic, band.limits.values()),
        )  # fmt: skip
    bands = limited(plan)
    for level in plan.levels:
        facts = tuple(limit_path(band, level) for band in bands)
        pairs = [(f"月消费 {yuan(spend_inside(band, 0.65))} 元", fold(band.limits[level])) for band in bands]
        told = "，".join(f"{left} {right}" for left, right in pairs) + "。"
        topic = Topic(f"limitmatch/level/{level}", SKILL, facts, steps=2)
        yield topic.match(
            f"几位客户月消费不同，{level}对他们最低各能打几折？配上对，右边有多的。",
            pairs, told, _spare(topic, [band.limits[level] for band in bands]),
        )  # fmt: skip


def _limit(plan: Plan, level: str, band: Band, spend: float, *, trap: bool) -> Draft:
    facts: tuple[Path, ...] = (
        (limit_path(band, level), *bounds(band)) if band.limits else (*bounds(band), ("bands", band.name, "limits"))
    )
    topic = Topic(f"limit/{level}/{yuan(spend)}", SKILL, facts, steps=2, trap=trap)
    stem = topic.worded(
        f"客户月消费 {yuan(spend)} 元，{level}最低能打几折？",
        f"客户每月花 {yuan(spend)} 元，想要个折扣。{level}权限里最低是几折？",
        f"谈到一家月消费 {yuan(spend)} 元的公司，{level}手里最低能给到几折？",
    )
    if not band.limits:
        wrong = [fold(limit) for other in neighbours(plan, band) for limit in other.limits.values()]
        told = f"{yuan(spend)} 元在「{band.name}」这一档，谁都不能打折。"
        return topic.single(stem, NO_DISCOUNT, sorted(dict.fromkeys(wrong), reverse=True)[:3], told)
    limit = band.limits[level]
    beside_none = any(not other.limits for other in neighbours(plan, band)[:_TWO])
    wrong = [fold(one) for one in _around(topic, limit, 2 if beside_none else 3)]
    return topic.single(stem, fold(limit), [*wrong, NO_DISCOUNT] if beside_none else wrong, _told(spend, band, level))


def _around(topic: Topic, limit: float, count: int) -> list[float]:
    """The half steps on both sides of a limit, as many below as the topic says: its place by size tells nothing."""
    highest = min(limit + count * STEP, DEAREST)
    below = max(topic.pick(count + 1), count - round((highest - limit) / STEP))
    return [limit + step * STEP for step in range(-below, count - below + 1) if step]


def _spare(topic: Topic, limits: Iterable[float]) -> list[str]:
    """Two discounts that belong to none, beyond the highest or the lowest of those that do."""
    high, low = max(limits), min(limits)
    above = min(topic.pick(3), round((DEAREST - high) / STEP))
    return [fold(high + step * STEP) for step in range(1, above + 1)] + [
        fold(low - step * STEP) for step in range(1, 3 - above)
    ]


def limit_path(band: Band, level: str) -> Path:
    """Where the plan writes a level's limit."""
    return ("bands", band.name, "limits", level)


def _told(spend: float, band: Band, level: str) -> str:
    return f"{yuan(spend)} 元在「{band.name}」这一档，{level}最低 {fold(band.limits[level])}。"
