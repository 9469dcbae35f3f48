"""Questions on spend bands: which one a customer on an edge belongs to.

One well inside a band is not asked about: the names of the bands would tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.figures import bounds, edges, neighbours, yuan
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.model.plan import Band

SKILL = "消费档"


@generator("band", "客户属于哪一档")
def band_of_a_spend(ground: Ground) -> Iterator[Draft]:
    """The band of a spend on the edge, and just below it."""
    for spend, band in edges(ground.plan):
        yield _which(ground, band, spend)


def _which(ground: Ground, band: Band, spend: float) -> Draft:
    topic = Topic(f"band/{yuan(spend)}", SKILL, bounds(band), trap=spend == band.at_least)
    stem = topic.worded(
        f"客户每月在我们这儿花 {yuan(spend)} 元。看赠品和折扣，他属于哪一档？",
        f"月消费 {yuan(spend)} 元的客户，捆绑销售按哪一档算？",
        f"账单上月消费正好 {yuan(spend)} 元，查优惠表该看哪一档？",
    )
    wrong = [other.name for other in neighbours(ground.plan, band)][:3]
    return topic.single(stem, band.name, wrong, f"{yuan(spend)} 元在「{band.name}」这一档里。")
