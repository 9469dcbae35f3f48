"""Questions on kinds of customers: which kind a company is, what a kind needs, how it takes a price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.bank.alike import gives_away
from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.source import Path

SKILL = "客户分类"
ALL_KINDS = "各类客户都要"
_FEWEST = 3
_MATCHES = 2
_COUNTS = {3: "三", 4: "四"}


@generator("kind", "这家公司归哪一类")
def kind_of_a_company(ground: Ground) -> Iterator[Draft]:
    """Which kind of customer a company is, and which companies are of a kind."""
    segments = ground.plan.segments
    if len(segments) < _FEWEST:
        return
    for name, segment in segments.items():
        others = [other for other in segments if other != name]
        path: Path = ("segments", name, "companies")
        because = f"方案里，{name}的典型单位是{'、'.join(segment.companies)}。"
        plain = _plain(ground, name)
        for company in plain:
            topic = Topic(f"kind/{company}", SKILL, (path,))
            stem = topic.worded(
                f"按方案的客户分类，“{company}”属于哪一类？",
                f"扫楼的名单上有“{company}”。按方案，该用哪一类客户的话术？",
                f"要给“{company}”备课，先看方案里哪一类客户的需求？",
            )
            yield topic.single(stem, name, others, because)
        wrong = [company for other in others for company in segments[other].companies[:1]]
        if len(plain) > 1:
            yield Topic(f"kind/all/{name}", SKILL, (path,)).several(
                f"下面哪几种单位，方案里归在{name}？", plain[:4], wrong, because
            )
    for number in range(_MATCHES):
        pairs = [(_plain(ground, name)[number % len(_plain(ground, name))], name) for name in segments]
        facts = tuple(("segments", name, "companies") for name in segments)
        told = "，".join(f"{company}是{name}" for company, name in pairs) + "。"
        yield Topic(f"kind/match/{number}", SKILL, facts).match("这几家各归哪一类客户？配上对。", pairs, told)


@generator("need", "这类客户要什么")
def needs_of_a_kind(ground: Ground) -> Iterator[Draft]:
    """What a kind of customer needs, and whose need it is."""
    segments = ground.plan.segments
    if len(segments) < _FEWEST:
        return
    for name, segment in segments.items():
        path: Path = ("segments", name, "needs")
        for need in segment.needs:
            if not ground.clear(need):
                continue
            told = f"方案写{name}的需求：{'；'.join(segment.needs)}。"
            whose = [other for other in segments if other != name and ground.clear(need, other)]
            if len(whose) >= _FEWEST - 1 and not gives_away(need, name, whose):
                yield Topic(f"need/whose/{need}", SKILL, (path,)).single(
                    f"“{need}”，方案写的是哪一类客户？", name, [*whose, ALL_KINDS], told
                )
            theirs = [one for other in segments.values() if other is not segment for one in other.needs]
            wrong = [one for one in theirs if ground.clear(one) and ground.clear(one, name)]
            if len(wrong) >= _FEWEST:
                yield Topic(f"need/of/{name}/{need}", SKILL, (path,)).single(
                    f"要去见一家{name}的客户。下面哪一条，方案写的是这类客户的需求？", need, wrong[:3], told
                )


@generator("sensitive", "对价格敏不敏感")
def sensitivity(ground: Ground) -> Iterator[Draft]:
    """How a kind of customer takes a price, and which kinds take it so."""
    segments = ground.plan.segments
    words = {name: segment.price_sensitivity for name, segment in segments.items() if segment.price_sensitivity}
    by_word: dict[str, list[str]] = {}
    for name, word in words.items():
        by_word.setdefault(word, []).append(name)
    facts = tuple(("segments", name, "price-sensitivity") for name in words)
    if len(by_word) < _FEWEST:
        return
    told = "；".join(f"{'、'.join(names)}{word}" for word, names in by_word.items()) + "。"
    degrees = "、".join(by_word)
    for word, names in by_word.items():
        others = [name for name in words if name not in names]
        topic = Topic(f"sensitive/{word}", SKILL, facts)
        which = "哪几类客户" if len(names) > 1 else "哪一类客户"
        stem = f"方案把客户分成{degrees}{_COUNTS.get(len(by_word), '几')}种。“{word}”写的是{which}？"
        if len(names) > 1:
            yield topic.several(stem, names, others, told)
        else:
            yield topic.single(stem, names[0], others, told)


@generator("common", "各类客户都有的需求")
def common_needs(ground: Ground) -> Iterator[Draft]:
    """What all kinds of customers want: whose need it is, with each kind to fall for."""
    segments = ground.plan.segments
    if len(segments) < _FEWEST:
        return
    for index, need in enumerate(ground.plan.common_needs):
        yield Topic(f"common/{need}", SKILL, (("common-needs", index),)).single(
            f"“{need}”，方案写的是哪一类客户？", ALL_KINDS, list(segments)[-_FEWEST:],
            f"方案写{ALL_KINDS}：{'；'.join(ground.plan.common_needs)}。",
        )  # fmt: skip


def _plain(ground: Ground, name: str) -> list[str]:
    """The companies of a kind whose names do not tell the kind; all of them where every name does."""
    segments = ground.plan.segments
    others = [other for other in segments if other != name]
    companies = segments[name].companies
    return [one for one in companies if not gives_away(one, name, others)] or list(companies)
