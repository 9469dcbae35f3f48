"""Questions on who may grant what: which level a discount needs, and what a rep may say on his own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.figures import bounds, fold, limited, spend_inside, yuan
from scenarios.bank.generators.gifts import later_gifts
from scenarios.bank.generators.limits import DEAREST, SKILL, STEP
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.model.plan import Plan
    from scripts.source import Path

BEYOND = "哪一级都不够，要走特批"
_SHARES = (0.3, 0.5, 0.65, 0.8)
_TWO = 2


@generator("needs", "这个折扣要到哪一级")
def level_a_discount_needs(ground: Ground) -> Iterator[Draft]:
    """The lowest level within whose limit a discount lies; none of them for one below the table."""
    plan = ground.plan
    for band in limited(plan):
        lowest_level: dict[float, str] = {}
        for level in plan.levels:
            lowest_level.setdefault(band.limits[level], level)
        steps = [*lowest_level.items(), (min(lowest_level) - STEP, BEYOND)]
        facts = (("bands", band.name, "limits"), *bounds(band))
        for (discount, right), share in zip(steps, _SHARES, strict=False):
            spend = spend_inside(band, share)
            topic = Topic(f"needs/{band.name}/{fold(discount)}", SKILL, facts, steps=2, trap=right == BEYOND)
            stem = topic.worded(
                f"月消费 {yuan(spend)} 元的客户咬定要 {fold(discount)}。至少要到哪一级，才有权打这个折？",
                f"客户每月花 {yuan(spend)} 元，非要 {fold(discount)} 才签。查权限表，至少要到哪一级才打得了？",
            )
            told = f"「{band.name}」这一档：" + "，".join(
                f"{name}最低 {fold(band.limits[name])}" for name in plan.levels
            )
            yield topic.single(stem, right, [one for one in (*plan.levels, BEYOND) if one != right], f"{told}。")


@generator("says", "哪句话不越权")
def what_a_rep_may_say(ground: Ground) -> Iterator[Draft]:
    """Which of several offers the first level may make to a customer of a spend."""
    plan = ground.plan
    level = plan.levels[0]
    for band in plan.bands.values():
        facts: tuple[Path, ...] = (("bands", band.name, "limits"), ("bands", band.name, "gifts"), *bounds(band))
        if not band.limits:
            facts = (*bounds(band), *facts[:2])
        spend = spend_inside(band, 0.45)
        later = later_gifts(ground, band)
        topic = Topic(f"says/{band.name}", SKILL, facts, steps=2)
        given = [one for one in band.gifts if ground.clear(one)]
        right, *wrong = _offers(topic, band.limits.get(level), given, later)
        yield topic.single(
            f"客户月消费 {yuan(spend)} 元，让{level}给个痛快话。下面哪一句没有越权？",
            right,
            wrong,
            _told(plan, band.name),
        )


def _offers(topic: Topic, limit: float | None, given: list[str], later: list[str]) -> tuple[str, ...]:
    """The right offer first, then wrong ones in the same tone: only the figures and the gifts tell them apart."""
    if limit is None:
        return (
            "按资费表上的价给您签，不打折，也不送东西",
            "给您打 9折，今天就能签，赠品就没有了",
            "给您打 9.5折，今天就能签，赠品就没有了",
            f"按资费表上的价给您签，再送您{later[0]}" if later else "按资费表上的价给您签，年底返您一个月话费",
        )
    mine = given[topic.pick(len(given))] if given else ""
    extra = [f"再送您{mine}"] if mine else ["今天就能签"]
    over = [f"再送您{one}" for one in later[:_TWO]] or ["年底返您一个月话费"]
    return (
        f"给您打 {fold(limit)}，{extra[0]}",
        f"给您打 {fold(limit - STEP)}，{extra[0]}",
        f"给您打 {fold(limit if topic.pick(_TWO) else limit - 2 * STEP)}，{over[0]}",
        f"给您打 {fold(min(limit + STEP, DEAREST))}，{over[-1]}",
    )


def _told(plan: Plan, name: str) -> str:
    band, level = plan.bands[name], plan.levels[0]
    if not band.limits:
        return f"「{name}」这一档没有折扣，也没有赠品。"
    return f"「{name}」这一档，{level}最低 {fold(band.limits[level])}，再低要上级批；表里没有的赠品不能答应。"
