"""Prices and gifts of any trade: by their own unit, in fen as in thousands, under a name that telecom uses too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scoring.listening import build_listener
from scripts.heard import Context
from scripts.model.plan import Product, Tariff

if TYPE_CHECKING:
    from scoring.listening import Listener
    from scripts.model import PlanShelf

PRODUCTS = {
    "宽带": (200, "月"),
    "电话卡": (0.2, "分钟"),
    "会员卡": (998, "年"),
    "地毯清洗": (260, "次"),
    "矿泉水": (1, "瓶"),
}


@pytest.fixture(scope="module")
def trader(shelf: PlanShelf) -> Listener:
    """Whoever listens to somebody who sells these products and nothing else."""
    products = {name: Product(name=name, prices=(yuan,), unit=unit) for name, (yuan, unit) in PRODUCTS.items()}
    return build_listener(shelf.plan.model_copy(update={"tariff": Tariff(products=products)}), shelf.points)


def judged(trader: Listener, text: str) -> list[tuple[str, str]]:
    return [(claim.about, claim.verdict) for claim in trader.hear(text, Context()).claims]


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("宽带每月200元", "宽带"),
        ("电话卡每分钟0.2元", "电话卡"),
        ("电话卡一分钟两毛", "电话卡"),
        ("会员卡一年998元", "会员卡"),
        ("会员卡998元", "会员卡"),
        ("会员卡平均一个月83块", "会员卡"),
        ("地毯清洗每次260元", "地毯清洗"),
        ("矿泉水一瓶一元", "矿泉水"),
    ],
)
def test_a_price_is_right_by_the_unit_the_plan_gives_it(trader: Listener, text: str, product: str) -> None:
    assert judged(trader, text) == [(product, "right")]


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("宽带每月1元", "宽带"),
        ("电话卡每分钟0.3元", "电话卡"),
        ("会员卡一年400元", "会员卡"),
        ("矿泉水每瓶2元", "矿泉水"),
    ],
)
def test_a_price_beside_the_tariff_is_wrong_however_small_it_is(trader: Listener, text: str, product: str) -> None:
    assert judged(trader, text) == [(product, "wrong")]


def test_a_year_of_what_is_paid_by_the_piece_is_not_held_against_the_price_of_one(trader: Listener) -> None:
    assert judged(trader, "地毯清洗包年2600元") == [("地毯清洗", "unjudged")]


def test_the_reason_names_the_unit_of_the_plan(trader: Listener) -> None:
    (claim,) = trader.hear("会员卡一年400元", Context()).claims
    assert claim.why == "会员卡报 400 元，资费表里是每年 998 元。"


@pytest.mark.parametrize("text", ["宽带我白送您", "矿泉水送您一箱", "地毯清洗免费"])
def test_what_is_sold_may_not_be_given_away(trader: Listener, text: str) -> None:
    assert [verdict for _, verdict in judged(trader, text)] == ["beyond-table"]


@pytest.mark.parametrize("text", ["矿泉水我们免费配送", "宽带免费上门安装", "会员卡可以免费试用"])
def test_a_service_that_comes_with_it_is_no_gift_of_the_thing(trader: Listener, text: str) -> None:
    assert judged(trader, text) == []
