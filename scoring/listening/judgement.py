"""Step 3e: hold what was said against the plan: prices against the tariff, discounts and gifts against the band."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.listening.catalogue import BROADBAND, MONTH, YEAR, Catalogue
from scoring.listening.normalise import Script
from scoring.listening.scene import Statement
from scripts.heard import Claim, ClaimVerdict, Context

_CLOSE = 0.51
_ROUNDED = 1.01
"""Yuan by which a yearly price divided by twelve may miss the monthly one."""
_SHARE = 0.05
_FEN = 0.005
_MONTHS = 12


def judge(statement: Statement, script: Script, catalogue: Catalogue, context: Context) -> Claim:
    """The claim with its verdict, and why in Chinese, naming the rule and who must approve."""
    verdict, why = _verdict(statement, catalogue, context)
    start, end = script.span(statement.start, statement.end)
    return Claim(
        kind=statement.kind,
        value=statement.value,
        about=statement.product,
        quote=script.raw[start:end],
        start=start,
        end=end,
        owner=statement.owner,
        verdict=verdict,
        why=why,
        stopped=statement.stopped,
    )


def _verdict(statement: Statement, catalogue: Catalogue, context: Context) -> tuple[ClaimVerdict, str]:
    if statement.owner == "rival":
        return "not-ours", "说的是别家的，不算我们的承诺。"
    if statement.owner == "customer":
        return "not-ours", "说的是客户自己的或以前的数，不算我们的报价。"
    if statement.kind == "price":
        return _price(statement, catalogue)
    if statement.kind == "discount":
        return _discount(statement, catalogue, context)
    if statement.kind == "gift":
        return _gift(statement, catalogue, context)
    return "unjudged", ""


def _price(statement: Statement, catalogue: Catalogue) -> tuple[ClaimVerdict, str]:
    prices = catalogue.prices(statement.product)
    if statement.value is None or prices is None:
        return "unjudged", f"资费表里没有「{statement.product}」的价。"
    unit = catalogue.unit(statement.product)
    listed = f"每{unit} {'、'.join(f'{price:g}' for price in prices)} 元"
    ours = f"资费表里{statement.product}{listed}"
    agreeing = _agreeing(statement, prices, unit)
    if agreeing is not None:
        return "right", f"{ours}{agreeing}。"
    if statement.months > 1 and unit not in (MONTH, YEAR):
        return "unjudged", f"说的是一段时间的价；{ours}。"
    if not statement.exact:
        return "unjudged", f"说的是约数；{ours}。"
    if catalogue.is_general(statement.product) and not _may_price_a_line(statement):
        return "unjudged", ""
    return "wrong", f"{statement.product}报 {statement.value:g} 元，资费表里是{listed}。"


def _agreeing(statement: Statement, prices: Sequence[float], unit: str) -> str | None:
    """How a price said for one `unit` agrees with the tariff, in Chinese ("" to the yuan), None when not."""
    if statement.value is None or (statement.months > 1 and unit not in (MONTH, YEAR)):
        return None
    said = statement.value / statement.months if unit == MONTH else statement.value
    if any(abs(price - one) < _slack(price, _CLOSE) for price in prices for one in (said, said / statement.count)):
        return ""
    if any(abs(price * statement.kept - said) < _slack(price, _ROUNDED) for price in prices):
        return "，打了折正是这个数"
    if unit == YEAR and statement.months == 1 and any(abs(price / _MONTHS - said) < _ROUNDED for price in prices):
        return "，合到一个月正是这个数"
    return None


def _may_price_a_line(statement: Statement) -> bool:
    """Whether a number named with 宽带 and no speed can be what any line costs; a line's own rent always can."""
    if statement.product != BROADBAND or statement.value is None:
        return True
    return 20 <= statement.value / statement.months <= 10_000  # noqa: PLR2004  in yuan a month


def _slack(price: float, yuan: float) -> float:
    """So many yuan a number may miss the price by, and less where the price itself is of a few yuan or fen."""
    return min(yuan, max(price * _SHARE, _FEN))


def _discount(statement: Statement, catalogue: Catalogue, context: Context) -> tuple[ClaimVerdict, str]:
    plan, value = catalogue.plan, statement.value
    if value is None or not 0 < value < 10:  # noqa: PLR2004  10 折 is no discount
        return "unjudged", ""
    band = plan.band_for(context.spend)
    where = f"月消费 {context.spend:g} 元属「{band.name}」档，" if band and context.spend is not None else ""
    lowest = plan.lowest_discount(context.level, context.spend)
    if lowest is not None and value >= lowest - 1e-9:
        confirmed = plan.approval.confirmed_by.get(context.level, "")
        after = f"，由{confirmed}确认" if confirmed else ""
        return "right", f"{where}{context.level}最低可给 {lowest:g} 折，{value:g} 折在权限内{after}。"
    mine = f"{context.level}最低 {lowest:g} 折" if lowest is not None else f"{context.level}不能打折"
    for level in plan.levels[plan.levels.index(context.level) + 1 :] if context.level in plan.levels else ():
        limit = plan.lowest_discount(level, context.spend)
        if limit is not None and value >= limit - 1e-9:
            confirmed = plan.approval.confirmed_by.get(level, "")
            return "beyond-authority", f"{where}{mine}，{value:g} 折是{level}的权限，还要由{confirmed}确认。"
    return "beyond-table", f"{where}{mine}，{value:g} 折超出了表里各级的权限：{plan.approval.beyond}。"


def _gift(statement: Statement, catalogue: Catalogue, context: Context) -> tuple[ClaimVerdict, str]:
    if statement.product not in catalogue.gifts(None):
        return "beyond-table", f"赠品表里没有「{statement.product}」，谁都不能答应送。"
    if context.spend is None:
        return "unjudged", "不知道客户的月消费，先不判断能不能送。"
    band = catalogue.plan.band_for(context.spend)
    name = band.name if band else ""
    if statement.product in catalogue.gifts(context.spend):
        return "right", f"月消费 {context.spend:g} 元属「{name}」档，可以送{statement.product}。"
    given = "、".join(band.gifts) if band and band.gifts else "没有赠品"
    return "beyond-table", f"月消费 {context.spend:g} 元属「{name}」档，赠品只有：{given}；送不了{statement.product}。"
