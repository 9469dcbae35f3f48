"""A seat's fact sheet at work: the plan as seen from its chair, the points its listener hears, what its offer comes to.

Every operator calls itself 我们. So each seat is listened to by a plan in which it is the operator, with its own prices
and limits, and the others are the rivals: the same rules then judge its numbers and its words about the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.documents.rivals import VOICE
from scripts.model import Band, Point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.documents.rivals import RivalsScenario, Seat
    from scripts.model import Plan

FULL_PRICE = 10
"""10 折 is the full price."""


def plan_from_chair(plan: Plan, seat: Seat) -> Plan:
    """The plan with this seat as the operator; the plan's own operator keeps all of it."""
    everyone = (plan.operator, *plan.rivals)
    if seat.name == plan.operator:
        return plan
    tariff = plan.tariff
    own = {name: (yuan,) for name, yuan in seat.prices.items()}
    speeds = {n: tariff.broadband[n].model_copy(update={"prices": own[n]}) for n in own if n in tariff.broadband}
    products = {n: tariff.products[n].model_copy(update={"prices": own[n]}) for n in own if n in tariff.products}
    sold = {"broadband": speeds, "products": products, "voice": own.get(VOICE, ())}
    limits = {plan.levels[0]: seat.discount} if seat.discount is not None else {}
    return plan.model_copy(
        update={
            "operator": seat.name,
            "rivals": tuple(name for name in everyone if name != seat.name),
            "tariff": tariff.model_copy(update=sold),
            "bands": {f"{seat.name}的折扣": Band(name=f"{seat.name}的折扣", gifts=seat.gifts, limits=limits)},
        }
    )


def fact_code(seat: Seat, fact: str) -> str:
    """The code under which a listener reports a fact of a sheet; nobody says it by chance."""
    return f"{seat.name}·{fact}"


def points_of(seat: Seat, points: Mapping[str, Point]) -> dict[str, Point]:
    """All points this seat is listened to for: the script's, and every fact of its sheet."""
    facts = {
        fact_code(seat, name): Point(
            name=fact_code(seat, name),
            code=fact_code(seat, name),
            about=f"{seat.name}事实表上的「{name}」",
            whose="any",
            examples=fact.say,
            words=fact.words,
        )
        for name, fact in seat.facts.items()
    }
    return {**points, **facts}


def sold_by(plan: Plan) -> dict[str, tuple[float, ...]]:
    """Everything an order may name with the prices the plan lists for it: lines, speeds, products of other trades."""
    tariff = plan.tariff
    voice = {VOICE: tariff.voice} if tariff.voice else {}
    speeds = {name: speed.prices for name, speed in tariff.broadband.items()}
    return {**voice, **speeds, **{name: product.prices for name, product in tariff.products.items()}}


def price_list(plan: Plan, scenario: RivalsScenario, seat: Seat) -> dict[str, float]:
    """What each product of the order costs at this seat, yuan a month; of several prices in the plan the lowest."""
    if seat.name != plan.operator:
        return {product: seat.prices[product] for product in scenario.order}
    return {product: min(sold_by(plan)[product]) for product in scenario.order}


def list_total(plan: Plan, scenario: RivalsScenario, seat: Seat) -> float:
    """The whole order at list prices, yuan a month."""
    prices = price_list(plan, scenario, seat)
    return sum(prices[product] * count for product, count in scenario.order.items())


def lowest_discount(plan: Plan, seat: Seat, spend: float) -> float:
    """The lowest 折 the seat's rep may grant to a customer of that spend; 10 when he may grant none."""
    if seat.name == plan.operator:
        return plan.lowest_discount(plan.levels[0], spend) or FULL_PRICE
    return seat.discount or FULL_PRICE


def discounted(total: float, discount: float) -> float:
    """What a total comes to at that 折, to the tenth of a yuan."""
    return round(total * discount / FULL_PRICE, 1)


def price_share(scenario: RivalsScenario, total: float | None) -> float:
    """How content the customer is with an offer, 0-1: wholly at his good price, not at all from his limit on."""
    if total is None:
        return 0.0
    good, most = scenario.budget.good, scenario.budget.most
    return max(0.0, min(1.0, (most - total) / (most - good)))
