"""The account of a contest: every finding's points, each seat's score, the winner, and what parted equals.

The customer's needs share 100 points by their hidden weights, his budget among them. With a proof a need earns its
share by the worth of the fact; a claim without one costs, one that the own sheet denies costs more, and running a rival
down costs most of all (source: design rules, part 5). A severe violation caps the score as it does in any talk.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from scenarios.documents.rivals import BEST
from scenarios.rivals.report import Entry, RivalsReport, SeatResult
from scenarios.rivals.sheets import price_share
from scoring.marks import SEVERE_CAP, VIOLATION_COST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenarios.documents.rivals import RivalsScenario
    from scenarios.rivals.room import Finding, Room

BARE_COST, DODGE_COST, FALSE_COST, DISPARAGE_COST = 2, 3, 6, 8
"""Points a claim without proof, a question dodged, a claim against the own sheet, and running a rival down take off."""
NOBODY = "没有一家"
"""What stands in the winner's place when no seat has said a word."""
PRICE = "价格"
"""How the budget is called among the opened weights."""


def weights(scenario: RivalsScenario) -> tuple[tuple[str, int], ...]:
    """The hidden weights, the budget's last."""
    return (*((need.name, need.weight) for need in scenario.needs.values()), (PRICE, scenario.budget.weight))


def share_of(scenario: RivalsScenario, weight: int) -> float:
    """How many of the 100 points something of that weight is worth."""
    return 100 * weight / sum(one for _, one in weights(scenario))


def report(scenario: RivalsScenario, room: Room, *, chosen: str = "") -> RivalsReport:
    """The outcome by the weights; `chosen` is the seat a person in the customer's chair has named instead."""
    results = {seat: _result(scenario, room, seat) for seat in room.order}
    winner, tie = (chosen, "") if chosen else _winner(scenario, room, results)
    ordered = sorted(results.values(), key=lambda one: (one.seat != winner, -one.score, room.order.index(one.seat)))
    return RivalsReport(
        scenario=scenario.ref,
        winner=winner,
        decided_by="客户本人" if chosen else "需求权重",
        seats=tuple(ordered),
        weights=weights(scenario),
        tie=tie,
        pins=room.setup.pins,
    )


def _result(scenario: RivalsScenario, room: Room, seat: str) -> SeatResult:
    findings = room.findings_of(seat)
    entries = tuple(
        entry for part in (_needs, _manners, _price) for entry in part(scenario, findings) if round(entry.points, 1)
    )
    score = round(max(0.0, min(100.0, sum(entry.points for entry in entries))), 1)
    severe = next((one for one in findings if one.severe), None)
    offer = next((one.total for one in findings if one.kind == "offer"), None)
    capped = f"有严重违规「{severe.quote}」，最高只算 {SEVERE_CAP} 分" if severe else ""
    return SeatResult(
        seat=seat,
        score=min(score, float(SEVERE_CAP)) if severe else score,
        entries=entries,
        by_machine=seat not in room.humans,
        offer=offer,
        missed=tuple(name for missing, name in room.missed if missing == seat),
        capped=capped,
    )


def _needs(scenario: RivalsScenario, findings: Sequence[Finding]) -> Iterator[Entry]:
    for need in scenario.needs.values():
        here = [one for one in findings if one.need == need.name]
        facts = [one for one in here if one.kind in ("proof", "honest")]
        if facts:
            best = max(facts, key=lambda one: (one.worth, -one.turn))
            points = round(share_of(scenario, need.weight) * best.worth / BEST, 1)
            yield Entry(points, best.why, best.quote, best.turn)
        elif bare := next((one for one in here if one.kind == "bare"), None):
            yield _cost(BARE_COST, bare)
        if false := next((one for one in here if one.kind == "false"), None):
            yield _cost(FALSE_COST, false)
        if dodged := next((one for one in here if one.kind == "dodged"), None):
            yield _cost(DODGE_COST, dodged)


def _manners(_: RivalsScenario, findings: Sequence[Finding]) -> Iterator[Entry]:
    for one in findings:
        if one.kind == "disparage":
            yield _cost(DISPARAGE_COST, one)
    kinds = {one.fact: one for one in reversed(findings) if one.kind == "violation"}
    for one in kinds.values():
        yield _cost(VIOLATION_COST, one)


def _price(scenario: RivalsScenario, findings: Sequence[Finding]) -> Iterator[Entry]:
    for one in findings:
        if one.kind == "offer":
            points = round(share_of(scenario, scenario.budget.weight) * price_share(scenario, one.total), 1)
            yield Entry(points, f"「{PRICE}」：{one.why}", one.quote, one.turn)


def _cost(points: int, finding: Finding) -> Entry:
    return Entry(-float(points), finding.why, finding.quote, finding.turn, finding.instead)


def _winner(scenario: RivalsScenario, room: Room, results: dict[str, SeatResult]) -> tuple[str, str]:
    """The seat with the best score, and the rule that parted it from its equals; nobody where nobody spoke."""
    if not any(line.seat in results for line in room.lines):
        return NOBODY, ""
    best = max(one.score for one in results.values())
    equal = [seat for seat in room.order if results[seat].score == best]
    if len(equal) == 1:
        return equal[0], ""
    for rule in scenario.tie:
        ranked = {seat: _rank(rule, room, results[seat]) for seat in equal}
        lowest = min(ranked.values())
        equal = [seat for seat in equal if ranked[seat] == lowest]
        if len(equal) == 1:
            return equal[0], rule
    return Random(f"{room.setup.seed}:tie").choice(sorted(equal)), "抽签"


def _rank(rule: str, room: Room, result: SeatResult) -> float:
    """How a seat stands under a tie rule, the least first; a draw leaves all alike."""
    findings = room.findings_of(result.seat)
    match rule:
        case "少违规":
            return sum(one.kind in ("disparage", "violation", "false") for one in findings)
        case "多凭据":
            return -len({one.need for one in findings if one.kind == "proof"})
        case "报价低":
            return result.offer if result.offer is not None else float("inf")
        case _:
            return 0
