"""Questions to be worked out: what a customer pays after a discount, and what he saves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.figures import bounds, edges, exact, fold, limited, spend_inside, yuan
from scenarios.bank.generators.limits import SKILL, limit_path
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.model.plan import Band
    from scripts.source import Path

_SHARES = (0.25, 0.45, 0.7)
_TEN, _YEAR = Decimal(10), 12


@generator("pays", "打完折每月付多少")
def pays_after_discount(ground: Ground) -> Iterator[Draft]:
    """What a customer pays when a level goes down to its limit, inside every band and on its edges."""
    levels = ground.plan.levels
    for band in limited(ground.plan):
        for level, share in zip(levels, _SHARES, strict=False):
            yield _pays(level, band, spend_inside(band, share), trap=False)
    for number, (spend, band) in enumerate(edges(ground.plan)):
        if band.limits:
            yield _pays(levels[number % len(levels)], band, spend, trap=True)


@generator("saves", "打折一年省多少")
def saves_in_a_year(ground: Ground) -> Iterator[Draft]:
    """What the first level's lowest discount saves in a year, and what the last level would add to it."""
    first, last = ground.plan.levels[0], ground.plan.levels[-1]
    for band in limited(ground.plan):
        spend = spend_inside(band, 0.5)
        limit, lowest = exact(band.limits[first]), exact(band.limits[last])
        saved = exact(spend) * (_TEN - limit) / _TEN * _YEAR
        facts: tuple[Path, ...] = (limit_path(band, first), *bounds(band))
        stem = (
            f"客户问：“我一个月花 {yuan(spend)}，你给到底，一年能省多少？”{first}按自己权限的最低折扣算，一年省多少元？"
        )
        told = f"最低 {fold(float(limit))}，每月省 {yuan(saved / _YEAR)} 元，一年省 {yuan(saved)} 元。"
        yield Topic(f"saves/{band.name}", SKILL, facts, steps=3).number(stem, saved, "元", told)
        if last != first:
            gap = exact(spend) * (limit - lowest) / _TEN
            facts = (("bands", band.name, "limits"), *bounds(band))
            stem = f"月消费 {yuan(spend)} 元的客户，从{first}的最低折扣再降到{last}的最低折扣，每月还能少付多少元？"
            told = f"{fold(float(limit))}降到 {fold(float(lowest))}，{yuan(spend)} 元上差 {yuan(gap)} 元。"
            yield Topic(f"gap/{band.name}", SKILL, facts, steps=3).number(stem, gap, "元", told)


def _pays(level: str, band: Band, spend: float, *, trap: bool) -> Draft:
    limit = exact(band.limits[level])
    pays = exact(spend) * limit / _TEN
    facts: tuple[Path, ...] = (limit_path(band, level), *bounds(band))
    topic = Topic(f"pays/{level}/{yuan(spend)}", SKILL, facts, steps=3, trap=trap)
    stem = topic.worded(
        f"客户月消费 {yuan(spend)} 元，{level}打到自己权限的最低折扣，客户每月付多少元？",
        f"月消费 {yuan(spend)} 元，全部按{level}能给的最低折扣算，打完折每月多少元？",
    )
    told = f"这一档{level}最低 {fold(band.limits[level])}，{yuan(spend)}×{_tenth(limit)}={yuan(pays)} 元。"
    return topic.number(stem, pays, "元", told)


def _tenth(limit: Decimal) -> str:
    return f"{limit / _TEN:f}".rstrip("0")
