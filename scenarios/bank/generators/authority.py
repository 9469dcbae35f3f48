"""Questions on who may grant what: which level a discount needs, and what a rep may say on his own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.figures import bounds, fold, limited, spend_inside, yuan
from scenarios.bank.generators.gifts import later_gifts
from scenarios.bank.generators.limits import SKILL, STEP
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.model.plan import Plan
    from scripts.source import Path

BEYOND = "哪一级都不够，要走特批"
_SHARES = (0.3, 0.5, 0.65, 0.8)


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
        if band.limits:
            limit = band.limits[level]
            right = f"我这边最低能给您打到 {fold(limit)}"
            wrong = [
                f"我做主，给您打 {fold(limit - STEP)}，今天就能签",
                f"别家能打的我也能打，{fold(limit - 2 * STEP)}吧",
            ]
        else:
            right = "您这个用量，资费表上的价打不了折"
            wrong = ["老客户了，我做主给您打 9折", "先按 9.5折签，主任那边我去说"]
        wrong.append(f"{later[0]}我做主，白送您一份" if later else "多打的那半折，手续我回头再补")
        yield Topic(f"says/{band.name}", SKILL, facts, steps=2).single(
            f"客户月消费 {yuan(spend)} 元，让{level}给个痛快话。下面哪一句没有越权？",
            right,
            wrong,
            _told(plan, band.name),
        )


def _told(plan: Plan, name: str) -> str:
    band, level = plan.bands[name], plan.levels[0]
    if not band.limits:
        return f"「{name}」这一档没有折扣，也没有赠品。"
    return f"「{name}」这一档，{level}最低 {fold(band.limits[level])}，再低要上级批；表里没有的赠品不能答应。"
