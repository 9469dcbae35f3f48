"""Questions on value-added services: what each costs, which family it belongs to, what several come to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, TypeVar

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.figures import exact, near, yuan
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenarios.bank.ground import Ground
    from scripts.model.plan import ValueAdded
    from scripts.source import Path

T = TypeVar("T")

SKILL = "资费"
_ONLY = "不分版本"
_MONTH = "月"
_MATCHED = 4
_CHOICES = 3


@dataclass(frozen=True, slots=True)
class Priced:
    """One service in one edition with its price; `unit` is what it is charged by."""

    service: str
    edition: str
    price: float
    unit: str

    @property
    def name(self) -> str:
        """网络传真（商务版）; a service without editions by its name alone."""
        return self.service if self.edition == _ONLY else f"{self.service}（{self.edition}）"

    @property
    def tag(self) -> str:
        """25元/月."""
        return f"{yuan(self.price)}元/{self.unit}"

    @property
    def path(self) -> Path:
        """Where the price stands in the plan."""
        return ("tariff", "value-added", self.service, "editions", self.edition, "yuan")


def priced(ground: Ground) -> list[Priced]:
    """Every service with a price, edition by edition."""
    return [
        Priced(name, edition, price.yuan, price.unit.partition("（")[0])
        for name, service in ground.plan.tariff.value_added.items()
        for edition, price in service.editions.items()
    ]


def monthly(ground: Ground) -> list[Priced]:
    """Those charged by the month alone, whose prices can be added up: not by number or by further name."""
    units = {name: service.editions for name, service in ground.plan.tariff.value_added.items()}
    return [one for one in priced(ground) if units[one.service][one.edition].unit == _MONTH]


@generator("price", "增值业务的标准价")
def prices(ground: Ground) -> Iterator[Draft]:
    """Each service's price, and which service a price belongs to where only one has it."""
    services = priced(ground)
    for one in services:
        others = near(one.price, [other.price for other in services])
        by_the_name = one.unit == _MONTH and one not in monthly(ground)
        topic = Topic(f"price/{one.name}", SKILL, (one.path,))
        because = f"标准资费里，{one.name}是 {one.tag}。"
        figures = [f"{yuan(price)}元/{one.unit}" for price in others]
        stem = topic.worded(
            f"客户问：“{one.name}怎么收费？”按标准资费怎么答？",
            f"{one.name}的标准资费是多少？",
            f"单独加一项{one.name}，标准资费是多少？",
        )
        if by_the_name:
            stem = f"客户想用{one.name}，每多登记一个名称或号码，标准资费是多少？"
        yield topic.single(stem, one.tag, figures, because)
        same = [other for other in services if other.price == one.price and other is not one]
        if not same and one.unit == _MONTH and not by_the_name:  # 6元/号 would tell by its unit
            near_names = sorted(
                (other for other in services if other is not one), key=lambda o: abs(o.price - one.price)
            )
            yield Topic(f"price/of/{one.name}", SKILL, (one.path,)).single(
                f"标准资费 {one.tag} 的，是下面哪一项业务？", one.name, [o.name for o in near_names[:3]], because
            )


@generator("pricematch", "增值业务和价配对")
def price_matches(ground: Ground) -> Iterator[Draft]:
    """Services and prices to be paired, and services to be put in the order of their prices."""
    services = list({one.price: one for one in monthly(ground)}.values())
    for start in range(0, len(services) - _MATCHED + 1, 2):
        chosen = services[start : start + _MATCHED]
        facts = tuple(one.path for one in chosen)
        told = "，".join(f"{one.name} {one.tag}" for one in chosen) + "。"
        key = "、".join(one.name for one in chosen)
        yield Topic(f"pricematch/{key}", SKILL, facts).match(
            "把业务和它的标准月费配上对。", [(one.name, one.tag) for one in chosen], told
        )
        rising = sorted(chosen, key=lambda one: one.price)
        yield Topic(f"priceorder/{key}", SKILL, facts).order(
            "按标准月费从便宜到贵，把这几项业务排好。", [one.name for one in rising], told
        )


@generator("family", "语音增值和宽带增值")
def families(ground: Ground) -> Iterator[Draft]:
    """Which family a service belongs to."""
    groups: dict[str, list[ValueAdded]] = {}
    for service in ground.plan.tariff.value_added.values():
        if service.family:
            groups.setdefault(service.family, []).append(service)
    for family, members in groups.items():
        rest = [service for other, group in groups.items() if other != family for service in group]
        if not rest:
            continue
        names = [service.name for service in members]
        facts = tuple(("tariff", "value-added", service.name, "family") for service in (*members, *rest))
        because = f"资费表里的{family}增值业务是{'、'.join(names)}。"
        right, wrong = names[:_CHOICES], [service.name for service in rest][:_CHOICES]
        yield Topic(f"family/several/{family}", SKILL, facts).several(
            f"下面哪几项，在资费表里列作{family}增值业务？", right, wrong, because
        )
        if len(members) >= _CHOICES:
            for odd in rest[:2]:
                yield Topic(f"family/odd/{family}/{odd.name}", SKILL, facts).single(
                    f"客户想加几样{family}增值业务。下面哪一项不是{family}这一类的？",
                    odd.name, names[-_CHOICES:], because,
                )  # fmt: skip


@generator("sum", "几样业务合起来多少钱")
def sums(ground: Ground) -> Iterator[Draft]:
    """What several services come to in a month, and one of them in a year, at list price."""
    services = monthly(ground)
    for pair in _spread(list(combinations(services, 2)), 6):
        if pair[0].service != pair[1].service:
            yield _sum(pair)
    for triple in _spread(list(combinations(services, 3)), 4):
        if len({one.service for one in triple}) == len(triple):
            yield _sum(triple)
    for one in services[1::2]:
        yearly = exact(one.price) * 12
        yield Topic(f"sum/year/{one.name}", SKILL, (one.path,), steps=2).number(
            f"客户单用{one.name}，不打折，一年要付多少元？", yearly, "元",
            f"{one.name} {one.tag}，{yuan(one.price)}×12={yuan(yearly)} 元。",
        )  # fmt: skip
    for one, other in pairwise(sorted(services, key=lambda each: each.price)):
        if one.service == other.service:
            gap = exact(other.price) - exact(one.price)
            yield Topic(f"sum/gap/{one.service}", SKILL, (one.path, other.path), steps=2).number(
                f"{one.service}从{one.edition}换成{other.edition}，按标准资费每月多付多少元？", gap, "元",
                f"{other.name} {other.tag}，{one.name} {one.tag}，差 {yuan(gap)} 元。",
            )  # fmt: skip


def _sum(chosen: Sequence[Priced]) -> Draft:
    total = sum((exact(one.price) for one in chosen), exact(0))
    names = "、".join(one.name for one in chosen)
    topic = Topic(f"sum/{names}", SKILL, tuple(one.path for one in chosen), steps=len(chosen))
    stem = topic.worded(
        f"客户要开{names}，都按标准资费，一个月一共多少元？",
        f"给客户算一笔账：{names}，不打折，每月合计多少元？",
    )
    return topic.number(stem, total, "元", f"{'+'.join(yuan(one.price) for one in chosen)}={yuan(total)} 元。")


def _spread(listed: Sequence[T], count: int) -> list[T]:
    """Some of many, evenly over the whole."""
    step = max(1, len(listed) // count)
    return list(listed[step // 2 :: step])[:count]
