"""Questions on gifts: what a band gets, from which band on a gift is given, and in which edition."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.figures import bounds, edges, spend_inside, yuan
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.model.plan import Band
    from scripts.source import Path

SKILL = "赠品"
_ALL: Path = ("bands",)
_RIGHT, _WRONG = 4, 3
_FEWEST = 3
_NONE = "这一档不送"
_SHARES = (0.35, 0.75)


@generator("gifts", "这一档送什么")
def gifts_of_a_band(ground: Ground) -> Iterator[Draft]:
    """What a customer of a spend may be given, and what not yet."""
    known = _known(ground)
    for band in ground.plan.bands.values():
        given = [gift for gift in band.gifts if gift in known]
        other = later_gifts(ground, band)
        facts = (("bands", band.name, "gifts"), *bounds(band))
        if given:
            because = f"「{band.name}」送的是：{'、'.join(given)}。" if len(given) == len(band.gifts) else ""
            yield from _given(band, facts, given, other, because)
        if given and other:
            yield from _refused(band, facts, given, other)


@generator("giftfrom", "哪一档起才送")
def first_band_of_a_gift(ground: Ground) -> Iterator[Draft]:
    """From which band on a gift is given."""
    bands = list(ground.plan.bands.values())
    firsts = {gift: next(band for band in bands if gift in band.gifts) for gift in _known(ground)}
    starts = [_start(band) for band in bands if band.gifts]
    for gift, band in firsts.items():
        topic = Topic(f"giftfrom/{gift}", SKILL, (("bands", band.name, "gifts"), _ALL))
        stem = topic.worded(
            f"客户点名要送{gift}。他月消费至少到哪一步，才能答应？",
            f"{gift}从哪一档起才能送？",
        )
        wrong = [start for start in starts if start != _start(band)]
        nearest = sorted(wrong, key=lambda start: abs(starts.index(start) - starts.index(_start(band))))[:3]
        yield topic.single(stem, _start(band), nearest, f"{gift}最早出现在「{band.name}」这一档的赠品里。")
    by_start: dict[str, list[str]] = {}
    for gift, band in firsts.items():
        by_start.setdefault(_start(band), []).append(gift)
    for number in range(min(_FEWEST, max(map(len, by_start.values()), default=0))):
        pairs = [(gifts[number % len(gifts)], start) for start, gifts in by_start.items()]
        if len(pairs) >= _FEWEST:
            told = "，".join(f"{gift}是{start}" for gift, start in pairs) + "。"
            yield Topic(f"giftfrom/match/{number}", SKILL, (_ALL,), steps=2).match(
                "这几样赠品各从月消费多少起才送？配上对。", pairs, told
            )


@generator("edition", "送的是哪个版本")
def editions(ground: Ground) -> Iterator[Draft]:
    """Which edition of a service a band gives, where bands give different ones."""
    named = {gift: _split(gift) for gift in _known(ground)}
    kinds: dict[str, list[str]] = {}
    for service, edition in named.values():
        if edition:
            kinds.setdefault(service, []).append(edition)
    every = [edition for listed in kinds.values() for edition in listed if edition.isalpha()]
    for service, listed in kinds.items():
        if len(listed) == 1:
            continue
        others = [edition for edition in dict.fromkeys(every) if edition not in listed]
        for band in ground.plan.bands.values():
            given = next((gift for gift in band.gifts if _split(gift)[0] == service), None)
            right = _split(given)[1] if given else _NONE
            wrong = [_NONE, *listed, *others]
            spend = spend_inside(band, 0.3)
            facts = (("bands", band.name, "gifts"), *bounds(band))
            told = f"「{band.name}」这一档" + (f"送{given}。" if given else f"不送{service}。")
            yield Topic(f"edition/{service}/{band.name}", SKILL, facts, steps=2, trap=True).single(
                f"月消费 {yuan(spend)} 元的客户，{service}送不送？送的话是哪个版本？",
                right, [one for one in wrong if one != right][:_WRONG], told,
            )  # fmt: skip


@generator("more", "升一档多送什么")
def more_by_a_step(ground: Ground) -> Iterator[Draft]:
    """What is added when a customer comes up by a band."""
    known = _known(ground)
    for lower, upper in pairwise(ground.plan.bands.values()):
        services = {_split(gift)[0] for gift in lower.gifts}
        added = [gift for gift in upper.gifts if gift in known and _split(gift)[0] not in services]
        if not (lower.gifts and added):
            continue
        before, after = spend_inside(lower, 0.6), spend_inside(upper, 0.3)
        kept = [gift for gift in upper.gifts if gift in known and gift in lower.gifts]
        later = [gift for gift in later_gifts(ground, upper) if _split(gift)[0] not in services]
        facts = (("bands", upper.name, "gifts"), ("bands", lower.name, "gifts"), *bounds(upper), *bounds(lower))
        topic = Topic(f"more/{upper.name}", SKILL, facts, steps=3)
        stem = f"客户月消费从 {yuan(before)} 元涨到 {yuan(after)} 元。下面哪{{}}是原来不送、现在能送的业务？"
        told = f"「{upper.name}」比「{lower.name}」多送：{'、'.join(added)}。"
        wrong = [*later[:1], *reversed(kept)]
        if len(added) == 1:
            yield topic.single(stem.format("一样"), added[0], wrong[:_WRONG], told)
        else:
            yield topic.several(stem.format("几样"), added, wrong[:_WRONG], told)


@generator("giftedge", "差一元送什么")
def gifts_at_an_edge(ground: Ground) -> Iterator[Draft]:
    """Whether a gift is given on the lower edge of its band and one yuan below."""
    known = _known(ground)
    bands = list(ground.plan.bands.values())
    for spend, band in edges(ground.plan):
        at_edge = spend == band.at_least
        upper = band if at_edge else bands[bands.index(band) + 1]
        lower = bands[bands.index(upper) - 1]
        fresh = [gift for gift in upper.gifts if gift in known and gift not in lower.gifts]
        kept = [gift for gift in upper.gifts if gift in known and gift in lower.gifts]
        facts = (("bands", upper.name, "gifts"), ("bands", lower.name, "gifts"), *bounds(band))
        if at_edge and fresh:
            topic = Topic(f"giftedge/{yuan(spend)}", SKILL, facts, steps=2, trap=True)
            later = later_gifts(ground, upper)
            if len(later) >= _FEWEST:
                yield topic.single(
                    f"客户月消费正好 {yuan(spend)} 元，下面哪一样能送他？", fresh[-1], later[:_WRONG],
                    f"{yuan(spend)} 元已经在「{band.name}」这一档，能送{fresh[-1]}。",
                )  # fmt: skip
        elif not at_edge and fresh and len(kept) >= _WRONG - 1:
            topic = Topic(f"giftedge/{yuan(spend)}", SKILL, facts, steps=2, trap=True)
            yield topic.single(
                f"客户月消费 {yuan(spend)} 元，还差 1 元到下一档。下面哪一样还不能送？", fresh[0], kept[-_WRONG:],
                f"{yuan(spend)} 元还在「{band.name}」这一档，{fresh[0]}要到「{upper.name}」才送。",
            )  # fmt: skip


def _given(band: Band, facts: tuple[Path, ...], given: list[str], other: list[str], because: str) -> Iterator[Draft]:
    spend = spend_inside(band, _SHARES[0])
    told = because or f"{yuan(spend)} 元在「{band.name}」这一档，照这一档的赠品表送。"
    topic = Topic(f"gifts/{band.name}", SKILL, facts, steps=2)
    stem = topic.worded(
        f"月消费 {yuan(spend)} 元的客户，下面哪几样可以送？",
        f"客户每月花 {yuan(spend)} 元，问能送点什么。下面哪几样能答应？",
    )
    if other:
        yield topic.several(stem, given[-_RIGHT:], other[:_WRONG], told)


def _refused(band: Band, facts: tuple[Path, ...], given: list[str], other: list[str]) -> Iterator[Draft]:
    for share, gift in zip(_SHARES, dict.fromkeys((other[0], other[-1])), strict=False):
        spend = spend_inside(band, share)
        topic = Topic(f"refused/{band.name}/{gift}", SKILL, facts, steps=2)
        stem = topic.worded(
            f"月消费 {yuan(spend)} 元的客户开口要了几样，哪一样不能答应送？",
            f"客户每月花 {yuan(spend)} 元。下面几样里，哪一样他这一档还送不了？",
        )
        if len(given) >= _FEWEST:  # the dearest of what he gets: the cheap ones nobody doubts
            yield topic.single(stem, gift, given[-_WRONG:], f"「{band.name}」这一档的赠品里没有{gift}。")


def _known(ground: Ground) -> list[str]:
    """Every gift whose name says what it is, from the lowest band on."""
    listed = dict.fromkeys(gift for band in ground.plan.bands.values() for gift in band.gifts)
    return [gift for gift in listed if ground.clear(gift)]


def later_gifts(ground: Ground, band: Band) -> list[str]:
    """The gifts that only bands above this one have; a lesser edition of what it gets is not among them."""
    bands = list(ground.plan.bands.values())
    before = {gift for one in bands[: bands.index(band) + 1] for gift in one.gifts}
    return [gift for gift in _known(ground) if gift not in before]


def _start(band: Band) -> str:
    """月消费300元起, 月消费超过10000元."""
    return f"月消费超过 {yuan(band.above)} 元" if band.above is not None else f"月消费 {yuan(band.at_least)} 元起"


def _split(gift: str) -> tuple[str, str]:
    """The service and its edition: 网络传真 and 标准版."""
    service, _, edition = gift.rstrip("）").partition("（")
    return service, edition
