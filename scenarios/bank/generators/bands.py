"""Questions on spend bands: which one a customer belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.figures import bounds, edges, neighbours, spend_inside, yuan
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.model.plan import Band

SKILL = "消费档"


@generator("band", "客户属于哪一档")
def band_of_a_spend(ground: Ground) -> Iterator[Draft]:
    """The band of a spend: well inside, on the edge, and just below it."""
    for band in ground.plan.bands.values():
        yield _which(ground, band, spend_inside(band, 0.55), trap=False)
    for spend, band in edges(ground.plan):
        yield _which(ground, band, spend, trap=True)


@generator("bandmatch", "客户和消费档配对")
def band_matches(ground: Ground) -> Iterator[Draft]:
    """Several customers by their spends, to be paired with bands."""
    bands = list(ground.plan.bands.values())
    for start in range(max(1, len(bands) - 3)):
        chosen = bands[start : start + 4]
        facts = tuple(path for band in chosen for path in bounds(band))
        pairs = [(f"月消费 {yuan(spend_inside(band, 0.4))} 元", band.name) for band in chosen]
        told = "，".join(f"{left}在「{right}」" for left, right in pairs) + "。"
        yield Topic(f"bandmatch/{start}", SKILL, facts, steps=2).match("把客户和他所在的消费档配上对。", pairs, told)


def _which(ground: Ground, band: Band, spend: float, *, trap: bool) -> Draft:
    topic = Topic(f"band/{yuan(spend)}", SKILL, bounds(band), trap=trap)
    stem = topic.worded(
        f"客户每月在我们这儿花 {yuan(spend)} 元。看赠品和折扣，他属于哪一档？",
        f"月消费 {yuan(spend)} 元的客户，捆绑销售按哪一档算？",
        f"账单上月消费正好 {yuan(spend)} 元，查优惠表该看哪一档？",
    )
    wrong = [other.name for other in neighbours(ground.plan, band)][:3]
    return topic.single(stem, band.name, wrong, f"{yuan(spend)} 元在「{band.name}」这一档里。")
