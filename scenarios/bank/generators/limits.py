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
    near,
    neighbours,
    spend_inside,
    yuan,
)
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.model.plan import Band, Plan
    from scripts.source import Path

SKILL = "优惠权限"
STEP = 0.5
"""Discounts go by half a 折."""
_DEAREST = 9.5
_SHARES = (0.3, 0.5, 0.7)
_TWO = 2
_OPTIONS = 5


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


@generator("within", "权限以内的折扣")
def discounts_within(ground: Ground) -> Iterator[Draft]:
    """Which of several discounts lie within a level's limit."""
    plan = ground.plan
    for band in limited(plan):
        for level in plan.levels:
            limit = band.limits[level]
            spend = spend_inside(band, 0.6)
            topic = Topic(f"within/{level}/{band.name}", SKILL, (limit_path(band, level), *bounds(band)), steps=2)
            lower = 1 + topic.pick(_OPTIONS - 2)  # how many lie beyond: not always as many
            listed = [limit + (step - lower) * STEP for step in range(_OPTIONS)]
            within = [one for one in listed if limit <= one <= _DEAREST]
            beyond = [one for one in listed if one < limit]
            stem = topic.worded(
                f"月消费 {yuan(spend)} 元的客户还价。下面哪几个折扣，在{level}自己的权限以内？",
                f"客户每月花 {yuan(spend)} 元，{level}开口给折扣，下面哪几个没有超出他的权限？",
            )
            yield topic.several(stem, map(fold, within), map(fold, beyond), _told(spend, band, level))


@generator("limitmatch", "级别、档次和折扣配对")
def limit_matches(ground: Ground) -> Iterator[Draft]:
    """Levels and limits of one band, and bands and limits of one level, to be paired."""
    plan = ground.plan
    for band in limited(plan):
        spend = spend_inside(band, 0.35)
        pairs = [(level, fold(band.limits[level])) for level in plan.levels]
        told = f"{yuan(spend)} 元这一档：" + "，".join(f"{level}{limit}" for level, limit in pairs) + "。"
        facts = (("bands", band.name, "limits"), *bounds(band))
        yield Topic(f"limitmatch/band/{band.name}", SKILL, facts, steps=2).match(
            f"月消费 {yuan(spend)} 元的客户，各级最低能打几折？配上对。", pairs, told
        )
    bands = limited(plan)
    for level in plan.levels:
        facts = tuple(limit_path(band, level) for band in bands)
        pairs = [(f"月消费 {yuan(spend_inside(band, 0.65))} 元", fold(band.limits[level])) for band in bands]
        told = "，".join(f"{left} {right}" for left, right in pairs) + "。"
        yield Topic(f"limitmatch/level/{level}", SKILL, facts, steps=2).match(
            f"几位客户月消费不同，{level}对他们最低各能打几折？配上对。", pairs, told
        )


def _limit(plan: Plan, level: str, band: Band, spend: float, *, trap: bool) -> Draft:
    facts: tuple[Path, ...] = (
        (limit_path(band, level), *bounds(band)) if band.limits else (*bounds(band), ("bands", band.name, "limits"))
    )
    topic = Topic(f"limit/{level}/{yuan(spend)}", SKILL, facts, steps=2, trap=trap)
    stem = topic.worded(
        f"客户月消费 {yuan(spend)} 元，{level}最多能打几折？",
        f"客户每月花 {yuan(spend)} 元，想要个折扣。{level}权限里最低是几折？",
        f"谈到一家月消费 {yuan(spend)} 元的公司，{level}手里最低能给到几折？",
    )
    if not band.limits:
        wrong = [fold(limit) for other in neighbours(plan, band) for limit in other.limits.values()]
        told = f"{yuan(spend)} 元在「{band.name}」这一档，谁都不能打折。"
        return topic.single(stem, NO_DISCOUNT, sorted(dict.fromkeys(wrong), reverse=True)[:3], told)
    limit = band.limits[level]
    every = [one for other in limited(plan) for one in other.limits.values()]
    wrong = [fold(one) for one in near(limit, every)]
    if any(not other.limits for other in neighbours(plan, band)[:_TWO]):
        wrong = [*wrong[:2], NO_DISCOUNT]
    return topic.single(stem, fold(limit), wrong, _told(spend, band, level))


def limit_path(band: Band, level: str) -> Path:
    """Where the plan writes a level's limit."""
    return ("bands", band.name, "limits", level)


def _told(spend: float, band: Band, level: str) -> str:
    return f"{yuan(spend)} 元在「{band.name}」这一档，{level}最低 {fold(band.limits[level])}。"
