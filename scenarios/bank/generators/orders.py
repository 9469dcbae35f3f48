"""Questions on whole orders: what lines, broadband and a service come to, which band that is, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.figures import bounds, exact, fold, yuan
from scenarios.bank.generators.gifts import SKILL as GIFTS
from scenarios.bank.generators.gifts import later_gifts
from scenarios.bank.generators.limits import SKILL, limit_path
from scenarios.bank.generators.registry import generator
from scenarios.bank.generators.value_added import Priced, monthly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scenarios.bank.ground import Ground
    from scripts.model.plan import Band
    from scripts.source import Path

_ROUNDS = 2
_WRONG = 3
_TEN = Decimal(10)


@generator("order", "配一单再打折")
def orders(ground: Ground) -> Iterator[Draft]:
    """What a level at its limit makes of an order, and what the customer may be given with it."""
    plan = ground.plan
    for number, order in enumerate(_orders(ground)):
        band = plan.band_for(float(order.total))
        if band is None or not band.limits or _on_an_edge(order.total, plan.bands.values()):
            continue
        yield _pays_for(order, plan.levels[number % len(plan.levels)], band)
        later = [gift for gift in later_gifts(ground, band) if order.service.service not in gift]
        given = [gift for gift in band.gifts if ground.clear(gift)]
        if given and len(later) >= _WRONG:
            facts: tuple[Path, ...] = (("bands", band.name, "gifts"), *bounds(band), *order.facts)
            stem = f"客户要{order.told}。按标准资费合计来定档，下面哪一样能送他？"
            told = f"合计 {yuan(order.total)} 元，在「{band.name}」这一档，能送{given[-1]}。"
            yield Topic(f"ordergift/{order.told}", GIFTS, facts, steps=4).single(stem, given[-1], later[:_WRONG], told)


@dataclass(frozen=True, slots=True)
class _Order:
    """What a customer wants: telephone lines, a broadband line at one of its prices, a service."""

    lines: int
    rental: float
    speed: str
    price: float
    service: Priced

    @property
    def total(self) -> Decimal:
        """Yuan a month by the tariff."""
        return exact(self.rental) * self.lines + exact(self.price) + exact(self.service.price)

    @property
    def told(self) -> str:
        """The order in words."""
        return (
            f" {self.lines} 部 {yuan(self.rental)} 元的固话、"
            f"一条标准价 {yuan(self.price)} 元的 {self.speed} 宽带，再加一项{self.service.name}"
        )

    @property
    def facts(self) -> tuple[Path, ...]:
        """Where its prices stand."""
        return (("tariff", "broadband", self.speed, "prices"), ("tariff", "voice"), self.service.path)


def _orders(ground: Ground) -> Iterator[_Order]:
    tariff = ground.plan.tariff
    services = monthly(ground)
    if not (tariff.voice and services):
        return
    speeds = [(name, price) for name, speed in tariff.broadband.items() for price in speed.prices]
    for turn in range(_ROUNDS):
        for number, (name, price) in enumerate(speeds):
            rental = tariff.voice[(number + turn) % len(tariff.voice)]
            lines = 2 + (number + turn) % 3 + turn
            orders = [_Order(lines, rental, name, price, service) for service in services]
            paid = [order for order in orders if not _given_anyway(order, ground)]
            if paid:
                yield paid[(number + turn) % len(paid)]


def _given_anyway(order: _Order, ground: Ground) -> bool:
    """Whether the service he pays for is a gift of his band, so that one may say he need not pay for it."""
    band = ground.plan.band_for(float(order.total))
    return band is not None and any(gift.startswith(order.service.service) for gift in band.gifts)


def _pays_for(order: _Order, level: str, band: Band) -> Draft:
    limit = band.limits[level]
    pays = order.total * exact(limit) / _TEN
    facts: tuple[Path, ...] = (limit_path(band, level), *bounds(band), *order.facts)
    stem = f"客户要{order.told}。月消费按标准资费合计来定档，{level}打到权限最低，每月收多少元？"
    told = (
        f"合计 {yuan(order.total)} 元，在「{band.name}」，{level}最低 {fold(limit)}，"
        f"{yuan(order.total)}×{fold(limit).removesuffix('折')}÷10={yuan(pays)} 元。"
    )
    return Topic(f"order/{level}/{order.told}", SKILL, facts, steps=4).number(stem, pays, "元", told)


def _on_an_edge(total: Decimal, bands: Iterable[Band]) -> bool:
    """Whether a sum is itself the edge of a band."""
    ends = {end for band in bands for end in (band.at_least, band.above, band.under, band.up_to)}
    return float(total) in ends
