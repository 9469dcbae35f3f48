"""One seat's part in a contest as the report of any talk: needs proved or not, rules broken, the lines to say instead.

Items are the script's own points: of each need the first that stands for it. A need the seat never spoke to could not
be judged; the score is the seat's own.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from scenarios.documents.rivals import BEST
from scenarios.rivals.ledger import PRICE, share_of
from scenarios.rivals.report import RULES
from scenarios.rivals.sheets import price_share
from scoring.marks import SEVERE_CAP
from scoring.report import Cap, Gap, Missed, NextDrill, Proof, Report, StageScore, Unevaluable, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenarios.documents.rivals import Need, Seat
    from scenarios.rivals.report import RivalsReport
    from scenarios.rivals.room import Finding, Room
    from scenarios.rivals.table import Rivals

WON, LOST = "拿下这一单", "没有拿下"
"""How a contest ends for one seat."""
_MOST = 3  # best lines, gaps
_PROVED, _WANTING = ("proof", "honest"), ("bare", "false", "dodged")


def marks_of(table: Rivals, room: Room, outcome: RivalsReport, seat: str, today: date) -> Report:
    """The report on one seat's talk; `today` dates the next drill, nothing else hangs on it."""
    result = next(one for one in outcome.seats if one.seat == seat)
    findings = room.findings_of(seat)
    marking = _Marking(table, table.scenario.seats[seat], findings)
    needs = tuple(marking.need(need) for need in table.scenario.needs.values())
    violations = tuple(marking.violations())
    missed = [one for stage in needs for one in stage.missed]
    gaps = tuple(marking.gaps(violations, missed))
    severe = next((one for one in violations if one.severe), None)
    return Report(
        script=dict(room.setup.pins)["script"],
        ending=WON if outcome.winner == seat else LOST,
        score=round(result.score),
        raw=round(max(0.0, min(100.0, sum(entry.points for entry in result.entries)))),
        stages=(*needs, *marking.price()),
        violations=violations,
        best=tuple(marking.best()),
        gaps=gaps,
        caps=(Cap(SEVERE_CAP, f"{severe.name}：「{severe.quote}」（第 {severe.turn} 句）"),) if severe else (),
        next_drill=NextDrill(gaps[0].name, today + timedelta(days=1), gaps[0].why) if gaps else None,
        rules=RULES,
    )


class _Marking:
    """What was found in one seat's lines, told in the script's points."""

    def __init__(self, table: Rivals, seat: Seat, findings: Sequence[Finding]) -> None:
        self._scenario = table.scenario
        self._points = table.points
        self._seat = seat
        self._findings = findings

    def need(self, need: Need) -> StageScore:
        """A need as a stage of one item: proved, claimed or dodged without a proof, or never spoken to."""
        code, name = self._item(need)
        here = [one for one in self._findings if one.need == need.name]
        if proved := [one for one in here if one.kind in _PROVED]:
            best = max(proved, key=lambda one: (one.worth, -one.turn))
            return StageScore(need.name, round(100 * best.worth / BEST), (Proof(code, name, best.quote, best.turn),))
        if any(one.kind in _WANTING for one in here):
            return StageScore(need.name, 0, missed=(Missed(code, name, self._better(need)),))
        why = "这一样您没有谈到"
        return StageScore(need.name, None, not_evaluable=(Unevaluable(code, name, why),))

    def price(self) -> Iterator[StageScore]:
        """The offer as a stage without items."""
        for one in self._findings:
            if one.kind == "offer":
                yield StageScore(PRICE, round(100 * price_share(self._scenario, one.total)))

    def violations(self) -> Iterator[Violation]:
        """The rules broken, in their order."""
        for one in self._findings:
            if one.kind in ("disparage", "violation"):
                name = next((point.name for point in self._points.values() if point.code == one.fact), one.why)
                yield Violation(one.fact, name, one.quote, one.turn, "", one.instead, one.severe)

    def gaps(self, violations: Sequence[Violation], missed: Sequence[Missed]) -> Iterator[Gap]:
        """Severe violations first, then the needs left without a proof, the heaviest first; three at most."""
        by_weight = {self._item(need)[0]: need.weight for need in self._scenario.needs.values()}
        wanting = sorted(missed, key=lambda one: -by_weight[one.code])
        found = [
            *(_gap_of(one) for one in violations if one.severe),
            *(Gap(one.code, one.name, one.better, "客户要的，没有拿出凭据") for one in wanting),
            *(_gap_of(one) for one in violations if not one.severe),
        ]
        apart: dict[str, Gap] = {}
        for gap in found:
            apart.setdefault(gap.code, gap)
        yield from tuple(apart.values())[:_MOST]

    def best(self) -> Iterator[Proof]:
        """The lines that won most, each once."""
        proofs = [one for one in self._findings if one.kind in _PROVED]

        def points(one: Finding) -> float:
            return share_of(self._scenario, self._scenario.needs[one.need].weight) * one.worth

        turns: list[int] = []
        for one in sorted(proofs, key=points, reverse=True):
            if one.turn not in turns and len(turns) < _MOST:
                turns.append(one.turn)
                code, name = self._item(self._scenario.needs[one.need])
                yield Proof(code, name, one.quote, one.turn)

    def _item(self, need: Need) -> tuple[str, str]:
        """The code and the name under which a need is marked."""
        point = self._points[need.points[0]]
        return point.code, point.name

    def _better(self, need: Need) -> str:
        facts = self._seat.facts_for(need.name)
        return facts[0].say[0] if facts else ""


def _gap_of(one: Violation) -> Gap:
    return Gap(one.code, one.name, one.instead, f"第 {one.turn} 句「{one.quote}」")
