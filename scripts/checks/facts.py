"""Facts in the model lines: a price that is in the tariff, a discount and a gift that the rep may grant.

Figures are read as they are written (128元, 8.5折, 八五折); what people say in other ways is the listener's business.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from scripts.checks.registry import of_plan, of_script
from scripts.checks.subject import spoken
from scripts.codes import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.checks.subject import PlanSubject, ScriptSubject, Spoken
    from scripts.model import Plan
    from scripts.problems import Problem

_CLAUSE = re.compile(r"[^，。；！？,;!?…]+")
_PRICE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?) *(?:元|块)")
_NOT_OUR_PRICE = re.compile("省|便宜|优惠|减|返|差|少|账单|话费|花|原来|现在|上个月|一年|加起来|一共|总共|折")
_DISCOUNT = re.compile(
    r"(?<![\d.])(?:(\d(?:\.\d)?)|(\d)(\d)|([一二三四五六七八九])([一二三四五六七八九])?) *折(半)?|(对折|半价)"
)
_NOT_A_PROMISE = re.compile("批|请示|上级|申请|不能|不了|没有|不行|再低|再往下|以下|别家")
_GIVES = re.compile("送|赠|白给|不要钱|免费")
_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_HALF = 5.0


@of_script("price-not-in-tariff")
def script_prices_are_in_the_tariff(subject: ScriptSubject) -> Iterator[Problem]:
    """A price in a rep's model line stands in the plan's tariff."""
    for line in _model_lines(subject):
        yield from _prices(subject.shelf.plan, line)


@of_script("discount-beyond-level")
def script_discounts_are_within_authority(subject: ScriptSubject) -> Iterator[Problem]:
    """A discount in a rep's model line is one that he may grant to a customer of this spend."""
    script, plan = subject.script, subject.shelf.plan
    if {script.rep_level, *(level for band in plan.bands.values() for level in band.limits)} - {*plan.levels}:
        return
    lowest = plan.lowest_discount(script.rep_level, script.customer.spend)
    for line in _model_lines(subject):
        yield from _discounts(line, script.rep_level, lowest)


@of_script("gift-not-in-band")
def script_gifts_are_in_the_band(subject: ScriptSubject) -> Iterator[Problem]:
    """What a rep's model line gives away is among the gifts of the customer's spend band."""
    plan = subject.shelf.plan
    band = plan.band_for(subject.script.customer.spend)
    allowed = set(band.gifts) if band else set()
    if not allowed <= set(plan.gift_names):
        return
    for line in _model_lines(subject):
        yield from _gifts(plan, line, allowed, f"月消费 {subject.script.customer.spend:g} 元的客户")


@of_plan("price-not-in-tariff", "discount-beyond-level", "gift-not-in-band")
def shared_lines_keep_to_the_plan(folder: PlanSubject) -> Iterator[Problem]:
    """Model lines shared by all scripts hold for no one spend: they keep to the tariff and the widest of the bands."""
    plan = folder.shelf.plan
    level = plan.levels[0] if plan.levels else ""
    allowed = {gift for band in plan.bands.values() for gift in band.gifts}
    gifts_are_named = allowed <= set(plan.gift_names)
    for source, lines in folder.lines():
        for line in spoken(source, lines):
            if not line.is_customer:
                yield from _prices(plan, line)
                yield from _discounts(line, level, plan.lowest_discount(level, None))
                if gifts_are_named:
                    yield from _gifts(plan, line, allowed, "任何一档客户")


def promises_kept(plan: Plan, line: Spoken, level: str, spend: float) -> Iterator[Problem]:
    """Yield what a rep of this level, to a customer of this spend, promises beyond what the plan gives him."""
    band = plan.band_for(spend)
    yield from _prices(plan, line)
    yield from _discounts(line, level, plan.lowest_discount(level, spend))
    yield from _gifts(plan, line, set(band.gifts) if band else set(), f"月消费 {spend:g} 元的客户")


def _model_lines(subject: ScriptSubject) -> Iterator[Spoken]:
    for lines in subject.lines():
        if not lines.is_customer:
            yield from spoken(subject.source, lines)


def _clauses(line: Spoken) -> Iterator[str]:
    return (clause[0] for clause in _CLAUSE.finditer(normalize("NFKC", line.text).replace("、", "，")))


def _prices(plan: Plan, line: Spoken) -> Iterator[Problem]:
    tariff = plan.tariff.prices
    for clause in _clauses(line):
        if _NOT_OUR_PRICE.search(clause) or any(rival in clause for rival in plan.rivals):
            continue
        for found in _PRICE.finditer(clause):
            if float(found[1]) not in tariff:
                message = f"「{found[0]}」不是资费表里的价。"
                hint = "对照 plan.yaml 的 tariff 改；如果不是我们的价，换个说法。"
                yield problem("price-not-in-tariff", line.place, message, hint)


def _discounts(line: Spoken, level: str, lowest: float | None) -> Iterator[Problem]:
    for clause in _clauses(line):
        if _NOT_A_PROMISE.search(clause):
            continue
        for found in _DISCOUNT.finditer(clause):
            fold = _fold(found)
            if lowest is None:
                message = f"「{found[0]}」：这一档客户，{level}一折都不能打。"
                yield problem("discount-beyond-level", line.place, message, "去掉折扣，或者改成说明要报上级批。")
            elif fold < lowest:
                message = f"「{found[0]}」超出了{level}的权限：这位客户最低 {lowest:g} 折。"
                yield problem("discount-beyond-level", line.place, message, "改成权限内的折扣，或者说明要报上级批。")


def _fold(found: re.Match[str]) -> float:
    whole, tens, ones, chinese, chinese_ones, half, half_price = found.groups()
    if half_price:
        return _HALF
    if chinese:
        fold = _DIGITS[chinese] + (_DIGITS[chinese_ones] / 10 if chinese_ones else 0)
    else:
        fold = float(whole) if whole else int(tens) + int(ones) / 10
    return fold + (0.5 if half else 0)


def _gifts(plan: Plan, line: Spoken, allowed: set[str], whom: str) -> Iterator[Problem]:
    meanings = _meanings(plan)
    for clause in _clauses(line):
        given = _GIVES.search(clause)
        if not given or clause[max(0, given.start() - 1) : given.start()] in {"不", "没", "别"}:
            continue
        rest = clause
        for name in sorted(meanings, key=len, reverse=True):
            if name in rest:
                rest = rest.replace(name, "")
                if not meanings[name] & allowed:
                    message = f"「{name}」不在{whom}的赠品里，不能答应送。"
                    hint = "对照 plan.yaml 的 bands 改成这一档有的赠品。"
                    yield problem("gift-not-in-band", line.place, message, hint)


def _meanings(plan: Plan) -> dict[str, set[str]]:
    """What each name of a service may mean as a gift; a service that nobody may give away means nothing."""
    meanings: dict[str, set[str]] = {}
    for gift, names in plan.gift_names.items():
        for name in (gift, *names):
            meanings.setdefault(name, set()).add(gift)
    for service in plan.tariff.value_added.values():
        for name in (service.name, *service.also):
            meanings.setdefault(name, set())
    return meanings
