"""A contest's events and its report, as people read them: who said what, which line won or lost how many points.

It speaks of lines, never of the person who said them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.views.json_lines import dumped
from bot.views.page import Line, Section
from bot.views.shown import Shown
from bot.views.talk import Spoken
from scenarios.rivals import (
    CUSTOMER,
    BuyerSaid,
    Decided,
    Notice,
    OfferSealed,
    OffersRevealed,
    RoundOpened,
    SeatSaid,
    TurnMissed,
)
from scenarios.rivals.machine_rep import in_words
from scenarios.rivals.sheets import list_total, lowest_discount, price_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.views.page import Mark, Page
    from scenarios.documents.rivals import RivalsScenario, Seat, SheetFact
    from scenarios.rivals import Offer, RivalsEvent, RivalsReport, SeatResult
    from scripts.model import Plan

REFEREE = "主持"


def shown(event: RivalsEvent, customer: str) -> Shown:
    """Give one event of a contest ready to be shown; `customer` is the name of him who decides."""
    match event:
        case SeatSaid(number=number, seat=seat, text=text, by_machine=by_machine):
            spoken = Spoken("customer", seat, text, "机器") if by_machine else Spoken("rep", seat, text)
            return _shown(spoken, turn=number, speaker=seat, round=event.round, text=text, machine=by_machine)
        case BuyerSaid(number=number, text=text, to=to):
            spoken = Spoken("customer", customer, text, f"对{to}" if to else "")
            return _shown(spoken, turn=number, speaker=CUSTOMER, round=event.round, text=text, to=to)
        case OffersRevealed(offers=offers):
            opened = tuple(_offer(one) for one in offers) or (Line("一家都没有交。"),)
            page = (Section("报价一起拆开", opened),)
            return Shown(dumped({"event": "offers", "offers": [_opened(one) for one in offers]}), page=page)
        case Decided(report=report):
            return Shown(dumped({"report": report.as_json()}), page=rivals_report(report))
        case by_referee:
            text, details = _refereed(by_referee)
            return _shown(Spoken("coach", REFEREE, text), speaker=REFEREE, text=text, **details)


def _refereed(event: RoundOpened | OfferSealed | TurnMissed | Notice) -> tuple[str, dict[str, Any]]:
    """The referee's words for an event, and what programs want to know of it."""
    match event:
        case RoundOpened(text=text):
            return text, {"event": "round", "round": event.round, "step": event.kind, "seats": list(event.seats)}
        case OfferSealed(seat=seat):
            return f"{seat}的报价已经封好。", {"event": "sealed", "seat": seat}
        case TurnMissed(seat=seat):
            return f"{seat}没有发言，往下走。", {"event": "missed", "round": event.round, "seat": seat}
        case Notice(text=text, seat=seat):
            return text, {"event": "notice", "seat": seat}


def _shown(spoken: Spoken, **line: Any) -> Shown:
    return Shown(dumped(line), spoken)


def _opened(offer: Offer) -> dict[str, Any]:
    return {"seat": offer.seat, "text": offer.text, "total": offer.total, "machine": offer.by_machine}


def _offer(offer: Offer) -> Line:
    total = f"每月 {offer.total:g} 元" if offer.total is not None else "没有算得数的价"
    return Line(f"{offer.seat}　{total}　“{offer.text}”", "plain" if offer.total is not None else "bad")


def seat_card(plan: Plan, scenario: RivalsScenario, seat: str, spend: float) -> Page:
    """Give a seat's fact sheet as he who sits there reads it: what it may promise, what it can prove, where it is weak.

    `spend` is the customer's monthly bill in yuan, by which the plan's own operator may grant discounts and gifts.
    """
    sheet = scenario.seats[seat]
    parts = (
        Section(f"{seat}的资料卡", (Line(sheet.about),)),
        Section("价和权限", tuple(_terms(plan, scenario, sheet, spend))),
        Section("拿得出的凭据", tuple(line for fact in sheet.strengths.values() for line in _fact(fact))),
        Section("弱项，问到就老实说", tuple(line for fact in sheet.weaknesses.values() for line in _fact(fact))),
        Section("", (Line("训练材料，只有您看得到。卡上没有的别说。", "quiet"),)),
    )
    return tuple(part for part in parts if part.lines)


def _terms(plan: Plan, scenario: RivalsScenario, sheet: Seat, spend: float) -> Iterator[Line]:
    prices = price_list(plan, scenario, sheet)
    listed = "、".join(f"{product} {yuan:g} 元×{scenario.order[product]}" for product, yuan in prices.items())
    yield Line(f"客户要的：{listed}，整单每月 {list_total(plan, scenario, sheet):g} 元")
    lowest = lowest_discount(plan, sheet, spend)
    yield Line(f"您最低能打：{in_words(lowest)}")
    band = plan.band_for(spend) if sheet.name == plan.operator else None
    if gifts := band.gifts if band else sheet.gifts:
        yield Line(f"能送：{'、'.join(gifts)}")


def _fact(fact: SheetFact) -> Iterator[Line]:
    yield Line(f"{fact.name}（{fact.for_}）", "strong")
    yield Line(f"“{fact.say[0]}”", inner=True)


def rivals_report(report: RivalsReport) -> Page:
    """Give the whole account: who won and why, the weights now open, each seat line by line."""
    return (Section("结果", tuple(_outcome(report))), *(_account(one, report) for one in report.seats))


def rivals_summary(report: RivalsReport, seat: str) -> Page:
    """Give what fits one small screen: who won, how the seats stand, this seat's own account."""
    ranked = sorted(report.seats, key=lambda one: -one.score)
    standing = tuple(Line(_headline(one, report.winner), "strong" if one.seat == seat else "plain") for one in ranked)
    own = next(one for one in report.seats if one.seat == seat)
    account = Section(f"{seat}这一家，一句一句算", tuple(_entries(own)))
    return (Section("结果", tuple(_outcome(report))), Section("各家", standing), account)


def rivals_pages(report: RivalsReport, seat: str) -> tuple[tuple[str, Page], ...]:
    """Give one page for each of the other seats: its name, its account."""
    return tuple((one.seat, (_account(one, report),)) for one in report.seats if one.seat != seat)


def _account(one: SeatResult, report: RivalsReport) -> Section:
    return Section(_headline(one, report.winner), tuple(_entries(one)))


def _outcome(report: RivalsReport) -> Iterator[Line]:
    yield Line(f"{report.winner}拿下这一单（{report.decided_by}）", "strong")
    if report.tie:
        yield Line(f"有几家分数一样，按「{report.tie}」分出来。")
    total = sum(weight for _, weight in report.weights)
    listed = "、".join(f"{name} {weight}" for name, weight in report.weights)
    yield Line(f"客户心里的分量（现在公开）：{listed}，合起来 {total} 份算 100 分。", "quiet")


def _headline(one: SeatResult, winner: str) -> str:
    name = f"{one.seat}（机器）" if one.by_machine else one.seat
    offer = [f"报价每月 {one.offer:g} 元"] if one.offer is not None else []
    won = ["中标"] if one.seat == winner else []
    return "　".join([name, f"{one.score:g} 分", *offer, *won])


def _entries(one: SeatResult) -> Iterator[Line]:
    for entry in sorted(one.entries, key=lambda entry: -abs(entry.points)):
        mark: Mark = "good" if entry.points > 0 else "bad"
        yield Line(entry.text, mark)
        if entry.instead:
            yield Line(f"可以这样说：{entry.instead}", inner=True)
    for absence in one.absences:
        yield Line(absence, "quiet")
    if one.capped:
        yield Line(one.capped, "bad")
    if not one.entries:
        yield Line("没有一句话得分或者扣分。", "quiet")
