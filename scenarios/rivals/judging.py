"""The referee's ear: what one line proves, merely claims, dodges or offers, held against the seat's own sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenarios.rivals.room import Finding
from scenarios.rivals.sheets import FULL_PRICE, discounted, fact_code, list_total, lowest_discount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.documents.rivals import RivalsScenario, Seat
    from scripts.heard import Breach, Claim, Heard
    from scripts.model import PlanShelf, Script

_DISPARAGE = "disparage"
_WRONG_PRICE = "wrong_price"
_NO_OFFER_CODES = frozenset({_WRONG_PRICE, "over_discount"})
ROUNDED = 1.0
"""So many yuan a sum said aloud may be rounded by."""


class Referee:
    """Judges the lines of one scenario's seats; keeps nothing between two lines."""

    def __init__(self, scenario: RivalsScenario, shelf: PlanShelf, script: Script) -> None:
        self.scenario = scenario
        self.plan = shelf.plan
        self.spend = script.customer.spend
        points = shelf.points_of(script)
        self._need_of = {
            points[name].code: need.name for need in scenario.needs.values() for name in need.points if name in points
        }

    def without_sums(self, seat: Seat, heard: Heard) -> Heard:
        """The words with no fault found in a sum: "整单八折，每月294.4元" is no wrong price if it is so."""
        folds = [claim.value for claim in heard.claims if claim.kind == "discount" and claim.value]
        total = list_total(self.plan, self.scenario, seat)
        sums = [discounted(total, fold) for fold in (*folds, FULL_PRICE)]

        def is_sum(claim: Claim) -> bool:
            value = claim.value
            return claim.kind == "price" and value is not None and any(abs(value - one) <= ROUNDED for one in sums)

        summed = [claim for claim in heard.claims if claim.verdict == "wrong" and is_sum(claim)]
        if not summed:
            return heard
        kept = tuple(
            breach
            for breach in heard.violations
            if breach.code != _WRONG_PRICE
            or not any(breach.start < one.end and one.start < breach.end for one in summed)
        )
        claims = tuple(replace(one, verdict="right") if one in summed else one for one in heard.claims)
        return replace(heard, violations=kept, claims=claims)

    def judge(self, seat: Seat, heard: Heard, turn: int, *, asked: str = "") -> tuple[Finding, ...]:
        """Everything in one line. `asked` is the need the customer has just asked about."""
        proofs = tuple(self._proofs(seat, heard, turn))
        proven = {finding.need for finding in proofs}
        found = [*proofs, *self._claims(seat, heard, turn, proven), *self._violations(seat, heard, turn)]
        if asked:
            kind, quote = ("answered", "") if asked in proven else ("dodged", heard.text)
            why = f"「{asked}」当场答上了" if asked in proven else f"问的是「{asked}」，没有拿事实回答"
            found.append(Finding(kind, seat.name, turn, quote, asked, why=why))  # type: ignore[arg-type]
        return tuple(found)

    def offer(self, seat: Seat, heard: Heard, turn: int) -> Finding:
        """What a final offer comes to for the whole order; no total when it holds no number that can stand."""
        stated = [claim for claim in heard.claims if claim.owner != "rival" and not claim.stopped]
        # In an envelope any discount is the seat's own, also where talk would leave open who wants it.
        discounts = [claim for claim in stated if claim.kind == "discount" and claim.value]
        prices = [claim for claim in stated if claim.kind == "price" and claim.verdict == "right"]

        def finding(total: float | None, why: str) -> Finding:
            return Finding("offer", seat.name, turn, heard.text, why=why, total=total)

        if not discounts and not prices:
            return finding(None, "报价里没有一个算得清的数")
        if _NO_OFFER_CODES & set(heard.violation_codes) or self._beyond(seat, discounts):
            return finding(None, "报的数兑现不了，客户不敢当真")
        total = list_total(self.plan, self.scenario, seat)
        fold = min((claim.value or 0.0 for claim in discounts), default=10.0)
        return finding(discounted(total, fold), f"整单每月 {discounted(total, fold):g} 元")

    def _beyond(self, seat: Seat, discounts: list[Claim]) -> bool:
        lowest = lowest_discount(self.plan, seat, self.spend)
        return any(claim.value is not None and claim.value < lowest for claim in discounts)

    def _proofs(self, seat: Seat, heard: Heard, turn: int) -> Iterator[Finding]:
        quotes = {hit.code: hit.quote for hit in heard.met}
        for name, fact in seat.facts.items():
            quote = quotes.get(fact_code(seat, name))
            if quote is None:
                continue
            if name in seat.weaknesses:
                why = f"「{fact.for_}」：弱项照实说了"
                yield Finding("honest", seat.name, turn, quote, fact.for_, name, fact.worth, why)
            else:
                yield Finding("proof", seat.name, turn, quote, fact.for_, name, fact.worth, f"「{fact.for_}」：有凭据")

    def _claims(self, seat: Seat, heard: Heard, turn: int, proven: set[str]) -> Iterator[Finding]:
        claimed: set[str] = set()
        for hit in heard.met:
            need = self._need_of.get(hit.code)
            if need is None or need in proven or need in claimed:
                continue
            claimed.add(need)
            better = seat.facts_for(need)
            instead = better[0].say[0] if better else ""
            if seat.has_strength(need):
                why = f"「{need}」：只有说法，没有凭据"
                yield Finding("bare", seat.name, turn, hit.quote, need, why=why, instead=instead)
            else:
                why = f"「{need}」：自家事实表上没有这一条，话对不上"
                yield Finding("false", seat.name, turn, hit.quote, need, why=why, instead=instead)

    def _violations(self, seat: Seat, heard: Heard, turn: int) -> Iterator[Finding]:
        for breach in heard.violations:
            yield Finding(
                "disparage" if breach.code == _DISPARAGE else "violation",
                seat.name,
                turn,
                breach.quote,
                fact=breach.code,
                why=breach.name.removeprefix("违规："),
                instead=self._instead(seat, breach),
                severe=breach.severe,
            )

    def _instead(self, seat: Seat, breach: Breach) -> str:
        """The better wording: for running somebody down the seat's best fact; else the plan's, for its operator."""
        if seat.name == self.plan.operator and breach.code != _DISPARAGE:
            return breach.instead
        return max(seat.strengths.values(), key=lambda fact: fact.worth).say[0] if breach.code == _DISPARAGE else ""
