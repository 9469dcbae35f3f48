"""Every generated answer worked out a second time: from the file itself and the words of the question alone.

Nothing here uses the generators or the plan's model: the YAML is read anew, the stem is read as a rep would read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml

from scenarios.bank.item import Item
from scripts.loader import shipped_library
from tests.banks import HOTEL, OFFICE, loaded, made, right

Plan = dict[str, Any]
BEYOND = "哪一级都不够，要走特批"
NONE = "不能打折"


def raw(plan: str) -> Plan:
    text = (shipped_library() / plan / "plan.yaml").read_text(encoding="utf-8")
    data: Plan = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts
    return data


PLANS = {plan: raw(plan) for plan in (OFFICE, HOTEL)}
ITEMS = [(plan, item) for plan in PLANS for item in made(loaded(plan).bank.items.values())]


def figures(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text)


def spends(text: str) -> list[float]:
    return [float(one) for one in re.findall(r"(?:消费(?:正好)?|花|从|到) ?(\d+)(?= 元|，)", text)]


def band_of(plan: Plan, spend: float) -> str:
    """By the band's own bounds, the edges as the plan writes them."""
    fitting = []
    for name, band in plan["bands"].items():
        low = float(band.get("at-least", 0)) <= spend and ("above" not in band or spend > float(band["above"]))
        high = ("under" not in band or spend < float(band["under"])) and spend <= float(band.get("up-to", "inf"))
        if low and high:
            fitting.append(name)
    (only,) = fitting
    return str(only)


def limits(plan: Plan, spend: float) -> dict[str, Fraction]:
    return {level: Fraction(limit) for level, limit in plan["bands"][band_of(plan, spend)].get("limits", {}).items()}


def gifts(plan: Plan, spend: float) -> list[str]:
    return list(plan["bands"][band_of(plan, spend)].get("gifts", []))


def level_in(plan: Plan, text: str) -> str:
    """The level a stem speaks of; 分公司经理 before 经理."""
    return next(level for level in sorted(plan["levels"], key=len, reverse=True) if level in text)


def folds(options: list[str] | tuple[str, ...]) -> list[Fraction]:
    return [Fraction(option.removesuffix("折")) for option in options]


def services(plan: Plan) -> dict[str, tuple[Fraction, str, str]]:
    """Price, unit and family of every service by the name it is asked under."""
    found = {}
    for name, service in plan["tariff"]["value-added"].items():
        for edition, price in service.get("editions", {}).items():
            called = name if edition == "不分版本" else f"{name}（{edition}）"
            found[called] = (Fraction(price["yuan"]), price.get("unit", "月"), service.get("family", ""))
    return found


# -- by kind of fact: gives the right options of a question, or its number ---------------------------------------------


def limit(plan: Plan, item: Item) -> set[str]:
    (spend,) = spends(item.stem)
    there = limits(plan, spend)
    if not there:
        return {NONE}
    return {
        option for option in item.options if option != NONE and folds([option])[0] == there[level_in(plan, item.stem)]
    }


def within(plan: Plan, item: Item) -> set[str]:
    level, granted = level_in(plan, item.stem), set()
    for option in item.options:
        spend, wanted = re.fullmatch(r"月消费 (\d+) 元，要 ([\d.]+)折", option).groups()
        if Fraction(wanted) >= limits(plan, float(spend))[level]:
            granted.add(option)
    return granted


def needs(plan: Plan, item: Item) -> set[str]:
    (spend,) = spends(item.stem)
    wanted = Fraction(re.search(r"([\d.]+)折", item.stem)[1])
    able = [level for level in plan["levels"] if limits(plan, spend)[level] <= wanted]
    return {able[0] if able else BEYOND}


def signs(plan: Plan, item: Item) -> set[str]:
    (level,) = needs(plan, item)
    return {plan["approval"]["confirmed-by"][level]}


def says(plan: Plan, item: Item) -> set[str]:
    (spend,) = spends(item.stem)
    there, level = limits(plan, spend), level_in(plan, item.stem)
    every = {gift for band in plan["bands"].values() for gift in band.get("gifts", [])}
    allowed = set()
    for option in item.options:
        offered = [Fraction(one) for one in re.findall(r"([\d.]+) ?折", option)]
        given = [gift for gift in every if gift in option]
        beyond = any(level not in there or one < there[level] for one in offered) or "返您" in option
        if not beyond and set(given) <= set(gifts(plan, spend)):
            allowed.add(option)
    return allowed


def pays(plan: Plan, item: Item) -> Fraction:
    (spend,) = spends(item.stem)
    return Fraction(spend) * limits(plan, spend)[level_in(plan, item.stem)] / 10


def saves(plan: Plan, item: Item) -> Fraction:
    (spend,) = spends(item.stem)
    there = limits(plan, spend)
    if "一年" in item.stem:
        return Fraction(spend) * (10 - there[plan["levels"][0]]) / 10 * 12
    return Fraction(spend) * (there[plan["levels"][0]] - there[plan["levels"][-1]]) / 10


def order(plan: Plan, item: Item) -> Fraction | set[str]:
    lines, rental, price = re.search(r"(\d+) 部 (\d+) 元的固话、一条标准价 (\d+) 元", item.stem).groups()
    service = re.search(r"再加一项(.+?)。", item.stem)[1]
    speed = re.search(r"元的 (\S+) 宽带", item.stem)[1]
    assert price in plan["tariff"]["broadband"][speed]["prices"]
    assert rental in plan["tariff"]["voice"]
    total = int(lines) * Fraction(rental) + Fraction(price) + services(plan)[service][0]
    assert not any(gift.startswith(service.partition("（")[0]) for gift in gifts(plan, float(total)))
    if item.kind == "number":
        return total * limits(plan, float(total))[level_in(plan, item.stem)] / 10
    return {option for option in item.options if option in gifts(plan, float(total))}


def given(plan: Plan, item: Item) -> set[str]:
    """Questions on gifts: what may be given, or what may not, at the (last) spend that is told."""
    told = spends(item.stem)
    allowed = {option for option in item.options if option in gifts(plan, told[-1])}
    if "原来不送" in item.stem:
        return allowed - set(gifts(plan, told[0]))
    refused = any(word in item.stem for word in ("不能", "送不了"))
    return set(item.options) - allowed if refused else allowed


def giftfrom(plan: Plan, item: Item) -> set[str] | dict[str, str]:
    starts = {}
    for band in plan["bands"].values():
        start = f"月消费超过 {band['above']} 元" if "above" in band else f"月消费 {band.get('at-least')} 元起"
        for gift in band.get("gifts", []):
            starts.setdefault(gift, start)
    if item.kind == "match":
        return {left: starts[left] for left in item.lefts}
    return {starts[next(gift for gift in sorted(starts, key=len, reverse=True) if gift in item.stem)]}


def edition(plan: Plan, item: Item) -> set[str]:
    (spend,) = spends(item.stem)
    service = re.search(r"，(\S+?)送不送？", item.stem)[1]
    named = [gift for gift in gifts(plan, spend) if gift.startswith(service)]
    return {named[0].partition("（")[2].rstrip("）") if named else "这一档不送"}


def band(plan: Plan, item: Item) -> set[str]:
    return {band_of(plan, spend) for spend in spends(item.stem)}


def limitmatch(plan: Plan, item: Item) -> dict[str, str]:
    if spends(item.stem):
        there = limits(plan, spends(item.stem)[0])
        return {left: f"{float(there[left]):g}折" for left in item.lefts}
    level = level_in(plan, item.stem)
    return {left: f"{float(limits(plan, float(figures(left)[0]))[level]):g}折" for left in item.lefts}


def price(plan: Plan, item: Item) -> set[str]:
    every = services(plan)
    if "标准资费 " in item.stem:
        wanted = re.search(r"标准资费 ([\d.]+)元/(\S+)", item.stem)
        assert wanted is not None
        return {name for name in item.options if every[name][:2] == (Fraction(wanted[1]), wanted[2])}
    name = max((name for name in every if name in item.stem), key=len)
    return {option for option in item.options if Fraction(figures(option)[0]) == every[name][0]}


def pricematch(plan: Plan, item: Item) -> dict[str, str] | list[str]:
    every = services(plan)
    if item.kind == "order":
        return sorted(item.options, key=lambda name: every[name][0])
    return {left: f"{float(every[left][0]):g}元/月" for left in item.lefts}


def family(plan: Plan, item: Item) -> set[str]:
    wanted = "语音" if "语音" in item.stem else "宽带"
    of = {name: service.get("family") for name, service in plan["tariff"]["value-added"].items()}
    return {option for option in item.options if (of[option] == wanted) != ("不是" in item.stem)}


def total(plan: Plan, item: Item) -> Fraction:
    every = services(plan)
    asked = [name for name in every if name in item.stem]
    if "换成" in item.stem:
        service, old, new = re.match(r"(\S+?)从(\S+?)换成(\S+?)，", item.stem).groups()
        return every[f"{service}（{new}）"][0] - every[f"{service}（{old}）"][0]
    return sum((every[name][0] for name in asked), Fraction()) * (12 if "一年" in item.stem else 1)


def voice(plan: Plan, item: Item) -> set[str]:
    steps = [Fraction(one) for one in plan["tariff"]["voice"]]
    offered = {option: Fraction(figures(option)[0]) for option in item.options}
    if "最低" in item.stem or "最高" in item.stem:
        wanted = min(steps) if "最低" in item.stem else max(steps)
        return {option for option, one in offered.items() if one == wanted}
    return {option for option, one in offered.items() if (one in steps) != ("没有" in item.stem)}


def speed(plan: Plan, item: Item) -> set[str] | dict[str, str]:
    listed = {name: [int(one) for one in speed["prices"]] for name, speed in plan["tariff"]["broadband"].items()}
    of = {price: name for name, prices in listed.items() for price in prices}
    if item.kind == "match":
        return {left: of[int(figures(left)[0])] for left in item.lefts}
    if "哪几种速率" in item.stem:
        return {option for option in item.options if option in listed}
    if "哪种速率" in item.stem:
        return {of[int(re.search(r"每月 (\d+) 元", item.stem)[1])]}
    prices = listed[re.search(r"(\d+M) 宽带", item.stem)[1]]
    wanted = {min(prices)} if "低的那个" in item.stem else {max(prices)} if "高的那个" in item.stem else set(prices)
    return {option for option in item.options if int(figures(option)[0]) in wanted}


def confirm(plan: Plan, item: Item) -> set[str] | dict[str, str] | list[str]:
    chain = plan["approval"]["confirmed-by"]
    if item.kind == "match":
        return {left: chain[left] for left in item.lefts}
    if item.kind == "order" and "权限从小到大" in item.stem:
        return list(plan["levels"])
    if item.kind == "order":
        rising = [next(level for level in chain if level not in chain.values())]
        while rising[-1] in chain:
            rising.append(chain[rising[-1]])
        return rising
    if "由谁确认" in item.stem:
        return {chain[item.stem.partition("在自己")[0]]}
    asker = item.stem.partition("负责确认")[0]
    return {level for level, by in chain.items() if by == asker}


def beyond(plan: Plan, item: Item) -> set[str]:
    return {option for option in item.options if plan["approval"]["beyond"].endswith(f"，{option}")}


def column(plan: Plan, stem: str) -> dict[str, str]:
    key = "voice" if "语音" in stem else "broadband"
    return {name: step[key] for name, step in plan["gradients"].items() if step["voice"] != step["broadband"]}


def gradient(plan: Plan, item: Item) -> set[str] | dict[str, str] | list[str]:
    steps = column(plan, item.stem)
    if item.kind == "match":
        return {left: steps[left] for left in item.lefts}
    if item.kind == "order":
        return [offer for offer in steps.values() if offer in item.options]
    if "多卖了" in item.stem:
        low, high = re.search(r"从(\S+?)升到(\S+?)，", item.stem).groups()
        return set(steps[high].split("+")) - set(steps[low].split("+"))
    if "写了哪几种" in item.stem:
        return {option for option in item.options if re.search(rf"(?<![A-Z]){option}(?![A-Z])", steps["第一梯度"])}
    if "第几梯度" in item.stem:
        offer = re.search(r"“(.+?)”", item.stem)[1]
        return {name for name in item.options if steps.get(name) == offer}
    return {steps[re.search(r"的(第\S梯度)", item.stem)[1]]}


def kind(plan: Plan, item: Item) -> set[str] | dict[str, str]:
    of = {company: name for name, segment in plan["segments"].items() for company in segment["companies"]}
    if item.kind == "match":
        return {left: of[left] for left in item.lefts}
    if item.kind == "several":
        wanted = re.search(r"归在(\S+?)？", item.stem)[1]
        return {option for option in item.options if of[option] == wanted}
    return {of[re.search(r"“(.+?)”", item.stem)[1]]}


def need(plan: Plan, item: Item) -> set[str]:
    of = {need: name for name, segment in plan["segments"].items() for need in segment["needs"]}
    if asked := re.search(r"“(.+?)”", item.stem):
        return {of[asked[1]]}
    return {option for option in item.options if of[option] == re.search(r"一家(\S+?)的客户。", item.stem)[1]}


def sensitive(plan: Plan, item: Item) -> set[str]:
    word = re.search(r"“(.+?)”", item.stem)[1]
    return {name for name, segment in plan["segments"].items() if segment["price-sensitivity"] == word}


def common(plan: Plan, item: Item) -> set[str]:
    assert re.search(r"“(.+?)”", item.stem)[1] in plan["common-needs"]
    return {"各类客户都要"}


def pitch(plan: Plan, item: Item) -> set[str] | dict[str, str]:
    of = {point: name for name, points in plan["selling-points"].items() for point in points["ours"]}
    if item.kind == "match":
        return {left: next(option for option in item.options if of[option] == left) for left in item.lefts}
    if asked := re.search(r"“(.+?)”", item.stem):
        return {of[asked[1]]}
    segment = next(name for name in plan["selling-points"] if name in item.stem)
    return {option for option in item.options if of[option] == segment}


def way(plan: Plan, item: Item) -> set[str]:
    of = {rule: name for name, way in plan["ways-of-selling"].items() for rule in way["rules"]}
    if asked := re.search(r"“(.+)”——", item.stem):
        return {of[asked[1]]}
    wanted = re.search(r"是(\S+?)的做法", item.stem)[1]
    return {option for option in item.options if of[option] == wanted}


def count(plan: Plan, item: Item) -> set[str]:
    before, after = re.search(r"“(.*)＿＿(.*)”", item.stem).groups()
    rules = [rule for way in plan["ways-of-selling"].values() for rule in way["rules"]]
    return {option for option in item.options if f"{before}{option}{after}" in rules}


def told(plan: Plan, item: Item) -> set[str] | list[str]:
    """Questions that quote channels, execution or rules: what is asked for stands in the line of the source."""
    texts = [*plan.get("channels", []), *plan.get("execution", [])]
    texts += [f"{name}要{rule}" for name, way in plan["ways-of-selling"].items() for rule in way["rules"]]
    if blank := re.search(r"“(.*)＿＿(.*)”", item.stem):
        (whole,) = [text for text in texts if text.startswith(blank[1]) and text.endswith(blank[2])]
        inside = whole[len(blank[1]) : len(whole) - len(blank[2])]
        return {option for option in item.options if option in re.split("[、和]", inside)}
    if item.kind == "order":
        (whole,) = [text for text in texts if "依次" in text]
        return sorted(item.options, key=whole.index)
    plain = {re.sub(r"（[^）]*）", "", text): text for text in texts}
    if asked := re.search(r"“(.+)”——", item.stem):
        (whole,) = [text for text in plain if asked[1] in text]
        return {option for option in item.options if f"{option}：" in whole}
    head = re.search(r"“(.+)”", item.stem) or re.search(r"方案里，(.+?)是", item.stem)
    assert head is not None
    (whole,) = [text for text in plain if f"{head[1]}：" in text]
    return {option for option in item.options if option in whole}


def rivals(plan: Plan, item: Item) -> set[str]:
    return set(plan["rivals"])


BY_CODE: Mapping[str, Callable[[Plan, Item], Any]] = {
    "limit": limit, "edge": limit, "within": within, "needs": needs, "signs": signs, "says": says, "pays": pays,
    "saves": saves, "order": order, "gifts": given, "more": given, "giftedge": given, "giftfrom": giftfrom,
    "edition": edition, "band": band, "limitmatch": limitmatch, "price": price,
    "pricematch": pricematch, "family": family, "sum": total, "voice": voice, "speed": speed, "confirm": confirm,
    "beyond": beyond, "step": gradient, "rung": gradient, "ladder": gradient, "access": gradient, "kind": kind,
    "need": need, "sensitive": sensitive, "common": common, "pitch": pitch, "pitches": pitch, "pitchmatch": pitch,
    "way": way, "count": count, "channel": told, "lists": told, "rollout": told, "trainings": told, "rivals": rivals,
}  # fmt: skip


@pytest.mark.parametrize(("plan", "item"), ITEMS, ids=[f"{plan}-{item.id}" for plan, item in ITEMS])
def test_the_key_is_the_only_right_answer(plan: str, item: Item) -> None:
    expected = BY_CODE[item.id.rpartition("-")[0]](PLANS[plan], item)
    if isinstance(expected, Fraction):
        assert isinstance(item.key, Decimal)
        assert Fraction(item.key) == expected, item.stem
    elif isinstance(expected, dict):
        assert isinstance(item.key, tuple)
        paired = {left: item.options[index] for left, index in zip(item.lefts, item.key, strict=True)}
        assert paired == expected, item.stem
    elif isinstance(expected, list):
        assert right(item) == expected, item.stem
    else:
        assert set(right(item)) == expected, item.stem
