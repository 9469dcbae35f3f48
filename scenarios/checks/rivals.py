"""What is checked of a rivals scenario (多对一): facts for every need, prices, rounds, ties, lines, and fairness."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scenarios.checks.registry import of
from scenarios.codes import problem
from scenarios.documents.rivals import BEST, ROUNDS, TIE_RULES, RivalsScenario
from scenarios.rivals.ledger import share_of
from scenarios.rivals.sheets import discounted, list_total, lowest_discount, price_share, sold_by
from scripts.checks.references import unknown_names
from scripts.checks.style import FEWEST_VARIANTS, LARGEST_SHARE
from scripts.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenarios.checks.subject import Subject
    from scenarios.documents.rivals import Seat
    from scripts.problems import Problem
    from scripts.source import Path

    Contest = Subject[RivalsScenario]

FEWEST_SEATS, MOST_SEATS = 2, 6
UNEVEN = 8
"""Points by which the best a seat can reach may differ from another's before the author is warned."""
SLOTS: Mapping[str, tuple[str, ...]] = {
    "intro": (),
    "rebut": ("〔对手〕",),
    "offer": ("〔价目〕", "〔折扣〕", "〔总价〕"),
    "decides": ("〔中标〕",),
}
"""What the machine fills in, by the line it may stand in."""
_SLOT = re.compile("〔[^〔〕]*〕")


@of(RivalsScenario, "unknown-point", "unknown-need", "point-in-two-needs", guards=True)
def names_exist(subject: Contest) -> Iterator[Problem]:
    """Needs are claimed by points that exist, each by its own; facts speak to needs that exist."""
    document, source = subject.document, subject.source
    owner: dict[str, str] = {}
    for name, need in document.needs.items():
        path: Path = ("needs", name, "points")
        yield from unknown_names("unknown-point", source, path, need.points, subject.points)
        for index, point in enumerate(need.points):
            if point in owner:
                message = f"要点「{point}」已经算在「{owner[point]}」上了，同一句话会扣两次。"
                yield problem("point-in-two-needs", source.value_place((*path, index)), message, "只留在一个需求里。")
            owner.setdefault(point, name)
    for path, seat in _seats(subject):
        for part in ("strengths", "weaknesses"):
            for fact_name, fact in getattr(seat, part).items():
                if fact.for_ not in document.needs:
                    place = source.value_place((*path, part, fact_name, "for"))
                    hint = did_you_mean(fact.for_, document.needs)
                    yield problem("unknown-need", place, f"客户没有「{fact.for_}」这个需求。", hint)


@of(RivalsScenario, "seat-count", "unknown-operator", guards=True)
def seats_are_operators(subject: Contest) -> Iterator[Problem]:
    """Two to six seats, each an operator of the plan."""
    document, source, plan = subject.document, subject.source, subject.shelf.plan
    if not FEWEST_SEATS <= len(document.seats) <= MOST_SEATS:
        message = f"写了 {len(document.seats)} 家；多对一要 {FEWEST_SEATS} 到 {MOST_SEATS} 家。"
        yield problem("seat-count", source.place(("seats",)), message, "在 seats 下面增减。")
    operators = (plan.operator, *plan.rivals)
    for name in document.seats:
        if name not in operators:
            message = f"「{name}」不是方案里的运营商。"
            hint = did_you_mean(name, operators, "可以写：")
            yield problem("unknown-operator", source.place(("seats", name)), message, hint)


@of(RivalsScenario, "seat-without-facts", "need-without-fact", guards=True)
def seats_have_facts(subject: Contest) -> Iterator[Problem]:
    """Every seat has strengths, and something true to say to every need of the customer."""
    document, source = subject.document, subject.source
    for path, seat in _seats(subject):
        if not seat.strengths:
            message = f"「{seat.name}」一条优势也没有，坐这家的人没话可说。"
            yield problem("seat-without-facts", source.place((*path, "strengths")), message, "照别家写上几条。")
            continue
        for need in document.needs:
            if not seat.facts_for(need):
                message = f"客户会问「{need}」，「{seat.name}」的事实表上没有一条说这个。"
                hint = f"在 strengths 里加一条（for: {need}）；这家做不到，就在 weaknesses 里写老实话。"
                yield problem("need-without-fact", source.place(path), message, hint)


@of(RivalsScenario, "unknown-product", "missing-price", "price-in-two-places", "unknown-gift", guards=True)
def everything_has_a_price(subject: Contest) -> Iterator[Problem]:
    """Every ordered product is in the tariff and in every rival's sheet; the operator's own prices are not here."""
    document, source, plan = subject.document, subject.source, subject.shelf.plan
    sold = sold_by(plan)
    for product in document.order:
        if product not in sold:
            hint = did_you_mean(product, sold, "可以写：")
            yield problem("unknown-product", source.place(("order", product)), f"资费表里没有「{product}」。", hint)
    for path, seat in _seats(subject):
        if seat.name == plan.operator:
            for key in ("prices", "discount", "gifts"):
                if (*path, key) in source.keys:
                    message = f"「{seat.name}」的数一律按方案算，这里又写了一遍 {key}。"
                    yield problem("price-in-two-places", source.place((*path, key)), message, "删掉这一行。")
            continue
        for product in document.order:
            if product not in seat.prices:
                message = f"「{seat.name}」没有写「{product}」的价。"
                hint = f"在 prices 里补上，例如 {product}: 100（元/月，训练用）。"
                yield problem("missing-price", source.place((*path, "prices")), message, hint)
        yield from unknown_names("unknown-gift", source, (*path, "gifts"), seat.gifts, plan.gift_names)


@of(RivalsScenario, "round-order", guards=True)
def rounds_are_in_order(subject: Contest) -> Iterator[Problem]:
    """All three rounds are there, in their order."""
    if tuple(subject.document.rounds) != ROUNDS:
        message = f"轮次写成了 {'、'.join(subject.document.rounds) or '空的'}。"
        hint = f"一定是三轮，次序是 {' → '.join(ROUNDS)}。"
        yield problem("round-order", subject.source.place(("rounds",)), message, hint)


@of(RivalsScenario, "missing-tie-rule", "unknown-tie-rule", guards=True)
def ties_are_parted(subject: Contest) -> Iterator[Problem]:
    """There is a rule for equal scores, and it ends in a draw, so that somebody always wins."""
    tie, source = subject.document.tie, subject.source
    for index, rule in enumerate(tie):
        if rule not in TIE_RULES:
            hint = did_you_mean(rule, TIE_RULES, "可以写：")
            yield problem("unknown-tie-rule", source.value_place(("tie", index)), f"没有「{rule}」这种比法。", hint)
    if not tie or tie[-1] != TIE_RULES[-1]:
        message = "分数一样的时候，最后没有办法分出一家。"
        hint = f"写上 tie: [{', '.join(TIE_RULES)}]；前面几条可以换次序，「{TIE_RULES[-1]}」放最后。"
        yield problem("missing-tie-rule", source.place(("tie",)), message, hint)


@of(RivalsScenario, "budget-order", "out-of-budget")
def the_budget_can_be_met(subject: Contest) -> Iterator[Problem]:
    """The good price lies below the limit, and at least one seat can offer less than the limit."""
    document, source = subject.document, subject.source
    if document.budget.good >= document.budget.most:
        message = f"满意的价 {document.budget.good:g} 不比免谈的价 {document.budget.most:g} 低。"
        yield problem("budget-order", source.place(("budget",)), message, "good 写低的，most 写高的。")
        return
    totals = {seat: total for seat in document.seats if (total := _lowest_total(subject, seat)) is not None}
    dear = [seat for seat, total in totals.items() if total >= document.budget.most]
    if dear:
        listed = "、".join(f"{seat} {totals[seat]:g} 元" for seat in dear)
        message = f"{listed}：打到最低也超出客户的底线 {document.budget.most:g} 元，价格这一条一分拿不到。"
        yield problem("out-of-budget", source.place(("budget", "most")), message, "提高 most，或者改那家的价和折扣。")


@of(RivalsScenario, "uneven-seats")
def seats_are_worth_the_same(subject: Contest) -> Iterator[Problem]:
    """What a faultless rep can reach is about the same from every seat: the rep shall win, not the seat."""
    document = subject.document
    best = {seat: reach for seat in document.seats if (reach := best_score(subject, seat)) is not None}
    if len(best) < FEWEST_SEATS or max(best.values()) - min(best.values()) <= UNEVEN:
        return
    listed = "，".join(f"{seat} {reach:.0f} 分" for seat, reach in best.items())
    message = f"各家话说满、价报足能拿到的分差得太多：{listed}。坐哪家比怎么讲还要紧。"
    hint = f"改 worth、价钱或 weight，差距在 {UNEVEN} 分以内。"
    yield problem("uneven-seats", subject.source.place(("seats",)), message, hint)


@of(RivalsScenario, "unbalanced-weight")
def no_need_outweighs_the_others(subject: Contest) -> Iterator[Problem]:
    """No single need decides it all."""
    for name, need in subject.document.needs.items():
        share = share_of(subject.document, need.weight)
        if share > 100 * LARGEST_SHARE:
            message = f"「{name}」一条就占了 {share:.0f} 分，别的说得再好也没用。"
            yield problem("unbalanced-weight", subject.source.place(("needs", name)), message, "减一些 weight。")


@of(RivalsScenario, "few-variants", "unknown-slot", "offer-without-numbers")
def lines_vary_and_can_be_filled(subject: Contest) -> Iterator[Problem]:
    """Whatever the machine says has three variants at least; only known slots stand in it; an offer holds numbers."""
    for path, lines in lines_of(subject.document):
        if len(lines) < FEWEST_VARIANTS:
            message = f"这句话只有 {len(lines)} 种说法，几家轮着说，一场里就用完了。"
            yield problem("few-variants", subject.source.place(path), message, f"写到 {FEWEST_VARIANTS} 种以上。")
        known = SLOTS.get(str(path[-1]), ())
        for index, line in enumerate(lines):
            place = subject.source.value_place((*path, index))
            for slot in _SLOT.findall(line):
                if slot not in known:
                    hint = f"这里能写：{'、'.join(known)}。" if known else "这句话里不能留空。"
                    yield problem("unknown-slot", place, f"「{slot}」没有东西可填。", hint)
            if path[-1] == "offer" and "〔折扣〕" not in line and "〔价目〕" not in line:
                message = "这句报价里没有数，拆开来等于没报。"
                yield problem("offer-without-numbers", place, message, "写上〔价目〕和〔折扣〕，机器会填。")


@of(RivalsScenario, "too-long-to-say")
def lines_fit_the_air_time(subject: Contest) -> Iterator[Problem]:
    """A fact can be told within the characters of a turn, also after a word to a rival."""
    document = subject.document
    duel = document.rounds.get(ROUNDS[1])
    if duel is None:
        return
    for path, seat in _seats(subject):
        opening = max((len(line) for line in seat.rebut), default=0)
        for part in ("strengths", "weaknesses"):
            for name, fact in getattr(seat, part).items():
                for index, line in enumerate(fact.say):
                    if opening + len(line) > duel.characters:
                        message = (
                            f"加上开头的客气话，这一句要 {opening + len(line)} 个字，攻防只有 {duel.characters} 个字。"
                        )
                        place = subject.source.value_place((*path, part, name, "say", index))
                        yield problem("too-long-to-say", place, message, "把话说短，或者放宽 characters。")


def lines_of(document: RivalsScenario) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Everything the machine may say in this scenario, with the path it is written at."""
    for key in type(document.customer).model_fields:
        yield ("customer", key.replace("_", "-")), getattr(document.customer, key)
    for name, need in document.needs.items():
        for key in ("ask", "pleased", "doubt", "bare"):
            yield ("needs", name, key), getattr(need, key)
    for name, seat in document.seats.items():
        for key in ("intro", "rebut", "offer"):
            yield ("seats", name, key), getattr(seat, key)
        for part in ("strengths", "weaknesses"):
            for fact_name, fact in getattr(seat, part).items():
                yield ("seats", name, part, fact_name, "say"), fact.say
                if fact.bare:
                    yield ("seats", name, part, fact_name, "bare"), fact.bare


def best_score(subject: Contest, seat: str) -> float | None:
    """What a faultless rep of a seat can reach, 0-100; None while the sheet is incomplete."""
    document = subject.document
    total = _lowest_total(subject, seat)
    facts = {need: document.seats[seat].facts_for(need) for need in document.needs}
    if total is None or not all(facts.values()):
        return None
    worth = sum(share_of(document, need.weight) * facts[name][0].worth / BEST for name, need in document.needs.items())
    return worth + share_of(document, document.budget.weight) * price_share(document, total)


def _lowest_total(subject: Contest, name: str) -> float | None:
    """The whole order at the seat's deepest discount; None when a price is not known."""
    document, plan, seat = subject.document, subject.shelf.plan, subject.document.seats[name]
    prices = tuple(sold_by(plan)) if name == plan.operator else tuple(seat.prices)
    if any(product not in prices for product in document.order):
        return None
    lowest = lowest_discount(plan, seat, subject.script.customer.spend)
    return discounted(list_total(plan, document, seat), lowest)


def _seats(subject: Contest) -> Iterator[tuple[Path, Seat]]:
    for name, seat in subject.document.seats.items():
        yield ("seats", name), seat
