"""Questions on list prices by speed and line: what stands in the tariff, and what does not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.figures import near, yuan
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.model.plan import Speed, Tariff

SKILL = "资费"
_FEWEST = 2


@generator("voice", "固话月租")
def voice_prices(ground: Ground) -> Iterator[Draft]:
    """The steps of line rental: which there are, the lowest, the highest."""
    tariff = ground.plan.tariff
    prices, facts = sorted(tariff.voice), (("tariff", "voice"),)
    if len(prices) < _FEWEST:
        return
    listed = "、".join(yuan(price) for price in prices)
    because = f"标准资费里固话是 {listed} 元这几档。"
    wrong = _between(prices)
    yield Topic("voice/all", SKILL, facts).several(
        "标准资费里，固话月费列了哪几档？", map(_monthly, prices), map(_monthly, wrong), because
    )
    low, high = prices[0], prices[-1]
    others = [price for price in (*prices, *wrong) if price not in (low, high)][:2]
    yield Topic("voice/lowest", SKILL, facts).single(
        "客户只要一部电话、越省越好。标准资费里固话最低的一档是每月多少？",
        _monthly(low), map(_monthly, [high, *others]), because,
    )  # fmt: skip
    yield Topic("voice/highest", SKILL, facts).single(
        "标准资费里，固话最高的一档是每月多少？", _monthly(high), map(_monthly, [low, *others]), because
    )
    yield Topic("voice/not", SKILL, facts, trap=True).single(
        "客户说：“听说你们有好几档月费的电话。”下面哪一档，标准资费里没有？",
        _monthly(wrong[0]), map(_monthly, prices), because,
    )  # fmt: skip


@generator("speed", "宽带标准价")
def speed_prices(ground: Ground) -> Iterator[Draft]:
    """Broadband by speed. Where a speed has several prices the question says which, or asks for all of them."""
    speeds = ground.plan.tariff.broadband
    if len(speeds) < _FEWEST:
        return
    fact = ("tariff", "broadband")
    for name, speed in speeds.items():
        yield from _of_one_speed(ground.plan.tariff, name, speed)
    yield Topic("speed/all", SKILL, (fact,)).several(
        "标准资费里，宽带列了哪几种速率？", speeds, _unlisted(speeds), f"标准资费里列的是 {'、'.join(speeds)}。"
    )
    for pick, word in ((min, "低"), (max, "高")):
        pairs = [(_monthly(pick(speed.prices)), name) for name, speed in speeds.items()]
        told = "，".join(f"{price} 是 {name}" for price, name in pairs)
        yield Topic(f"speed/match/{word}", SKILL, (fact,)).match(
            f"标准资费里{word}的那几个价，各是哪种速率的宽带？配上对，右边有多的。",
            pairs,
            f"{told}。",
            _unlisted(speeds)[:_FEWEST],
        )


def _of_one_speed(tariff: Tariff, name: str, speed: Speed) -> Iterator[Draft]:
    facts = (("tariff", "broadband", name, "prices"),)
    elsewhere = [price for other in tariff.broadband.values() for price in other.prices if other is not speed]
    others = [*near(speed.prices[0], elsewhere)]
    told = f"{name} 宽带的标准价是 {_either(speed)}。"
    for price in speed.prices:
        topic = Topic(f"speed/of/{name}/{yuan(price)}", SKILL, facts)
        stem = topic.worded(
            f"标准资费里，每月 {yuan(price)} 元的宽带是哪种速率？",
            f"客户的合同上写着宽带每月 {yuan(price)} 元，是标准价。他用的是哪种速率？",
        )
        yield topic.single(stem, name, [other for other in tariff.broadband if other != name], told)
    if len(speed.prices) == 1:
        price = speed.prices[0]
        yield Topic(f"speed/price/{name}", SKILL, facts).single(
            f"{name} 宽带的标准价是每月多少？", _monthly(price), map(_monthly, others), told
        )
        return
    low, high = min(speed.prices), max(speed.prices)
    swapped = [_twisted(low), _twisted(high)]
    yield Topic(f"speed/all/{name}", SKILL, facts).several(
        f"标准资费里，{name} 宽带印了哪几个价？",
        map(_monthly, speed.prices), map(_monthly, [*others[:2], *swapped[:1]]), told,
    )  # fmt: skip
    yield Topic(f"speed/low/{name}", SKILL, facts, trap=True).single(
        f"{name} 宽带在标准资费里印了两个价，低的那个是每月多少？",
        _monthly(low), map(_monthly, [high, swapped[0], others[0]]), told,
    )  # fmt: skip
    yield Topic(f"speed/high/{name}", SKILL, facts, trap=True).single(
        f"{name} 宽带在标准资费里印了两个价，高的那个是每月多少？",
        _monthly(high), map(_monthly, [low, swapped[1], others[0]]), told,
    )  # fmt: skip


def _monthly(price: float) -> str:
    return f"{yuan(price)}元/月"


def _either(speed: Speed) -> str:
    return "或 ".join(f"{yuan(price)} 元" for price in speed.prices)


def _between(prices: list[float]) -> list[float]:
    """Round figures that look like a step of the tariff and are none."""
    candidates = [round((one + other) / 20) * 10.0 for one, other in pairwise(prices)]
    candidates += [prices[-1] + 20.0, prices[-1] + 40.0]
    return [price for price in dict.fromkeys(candidates) if price not in prices][:3]


def _unlisted(speeds: dict[str, Speed]) -> list[str]:
    """Speeds that people speak of and that the tariff has not."""
    return [name for name in ("4M", "20M", "50M", "8M") if name not in speeds][:3]


def _twisted(price: float) -> float:
    """The price as a rep misremembers it: 128 as 138, 3500 as 3800."""
    return price + 10.0 ** (len(str(int(price))) - 2)
