"""The report of a panel: the decision by its open rule, person by person with the lines that moved him, and the marks.

The score is the weighted share of yes/no items met, as after any talk: what every concern needed (acknowledged,
answered, checked), how the rep began and whether he asked for the order; a severe violation caps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.documents.panel import Vote
from scenarios.panel import rules
from scenarios.panel.decision import decide, mean_of, vetoes, vote_of
from scenarios.panel.state import Shift
from scoring.marks import Judged, assemble, judge_objection
from scoring.report import Proof, Report
from scoring.rubric import Rubric
from scoring.transcript import Transcript
from scripts.talk.speech import fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scenarios.panel.state import PanelState, Standing
    from scenarios.panel.table import Table

BEGINNING, END = "开场", "收尾"
_MANNERS = (
    ("greeting", 2, BEGINNING),
    ("self_intro", 4, BEGINNING),
    ("state_purpose", 4, BEGINNING),
    ("close", 5, END),
)
_WORRY_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class PersonReport:
    """One person afterwards: where he began and ended, how he would have voted, and every line that moved him.

    `human` is one whom a colleague played; unless he `judged` himself, he stands where the talk left him.
    """

    name: str
    role: str
    weight: int
    veto: bool
    start: int
    stance: int
    vote: Vote
    shifts: tuple[Shift, ...]
    worry: str = ""
    worry_eased: bool = False
    human: bool = False
    judged: bool = True

    @property
    def won_by(self) -> Shift | None:
        """The line that did most for him."""
        return max((one for one in self.shifts if one.by > 0), key=lambda one: one.by, default=None)

    @property
    def lost_by(self) -> Shift | None:
        """The line that cost most with him."""
        return min((one for one in self.shifts if one.by < 0), key=lambda one: one.by, default=None)

    @property
    def because(self) -> str:
        """One sentence: from where to where, and the two lines that did most."""
        parts = [f"从 {self.start} 到 {self.stance}"]
        for shift, word in ((self.won_by, "加分最多"), (self.lost_by, "丢分最多")):
            if shift is not None:
                quote = f"“{_short(shift.quote)}”，" if shift.quote else ""
                parts.append(f"{word}的是第 {shift.turn} 轮：{quote}{shift.why}（{shift.by:+d}）")
        if len(parts) == 1:
            parts.append("没有一句话打动他")
        return "；".join(parts)


@dataclass(frozen=True, slots=True)
class PanelReport:
    """The whole report; `marks` is the same report as after any talk, its stages being the people."""

    scenario: str
    decision: str
    rule: str
    mean: float
    vetoes: tuple[str, ...]
    people: tuple[PersonReport, ...]
    marks: Report
    rules: str = rules.RULES

    @property
    def score(self) -> int:
        """0 to 100."""
        return self.marks.score

    def as_json(self) -> dict[str, object]:
        """The object under `report` of `duilian play --json`."""
        return {
            **self.marks.as_json(),
            "scenario": self.scenario,
            "decision": self.decision,
            "rule": self.rule,
            "mean": self.mean,
            "vetoes": list(self.vetoes),
            "rules": f"{self.marks.rules}+{self.rules}",
            "people": [_person_json(one) for one in self.people],
        }


def make_report(table: Table, state: PanelState, today: date) -> PanelReport:
    """Report on a meeting that is over; `today` dates the next drill, nothing else hangs on it."""
    panel = table.panel
    return PanelReport(
        scenario=panel.ref,
        decision=decide(panel, state.people),
        rule=rule_in_words(table),
        mean=mean_of(panel, state.people),
        vetoes=vetoes(panel, state.people),
        people=tuple(_person(table, mind) for mind in state.people),
        marks=_marks(table, state, today),
    )


def rule_in_words(table: Table) -> str:
    """The rule of decision as one Chinese sentence, to be read before and after."""
    rule, people = table.panel.decision, table.people.values()
    weights = "、".join(f"{person.name} {person.weight}" for person in people)
    holders = "、".join(person.name for person in people if person.veto)
    veto = f"，而且{holders}不低于 {rule.veto_below} 分" if holders else ""
    return f"按分量（{weights}）加权平均到 {rule.line} 分{veto}，就通过；{rule.later} 分以上再议，再低就否决。"


def _person(table: Table, mind: Standing) -> PersonReport:
    person = table.people[mind.name]
    return PersonReport(
        name=mind.name,
        role=person.role,
        weight=person.weight,
        veto=person.veto,
        start=mind.start,
        stance=mind.stance,
        vote=vote_of(table.panel, mind),
        shifts=mind.shifts,
        worry=person.worry.about if person.worry else "",
        worry_eased=mind.worry == "eased",
        human=mind.human,
        judged=mind.judged,
    )


_LONGEST_QUOTE = 40


def _short(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_QUOTE else quote[:_LONGEST_QUOTE] + "…"


def _person_json(one: PersonReport) -> dict[str, object]:
    return {
        "name": one.name,
        "role": one.role,
        "weight": one.weight,
        "veto": one.veto,
        "start": one.start,
        "stance": one.stance,
        "vote": one.vote,
        "because": one.because,
        "worry": one.worry,
        "worry_eased": one.worry_eased,
        "over_time": [
            {"turn": shift.turn, "by": shift.by, "to": shift.to, "why": shift.why, "quote": shift.quote}
            for shift in one.shifts
        ],
    }


def _marks(table: Table, state: PanelState, today: date) -> Report:
    stages = (BEGINNING, *table.people, END)
    rubric = Rubric(
        script=table.script.ref,
        stages=stages,
        criteria=(),
        objections=dict(table.concerns),
        objection_stage="",
        endings={},
    )
    heard_out = tuple(mind.name for mind in state.people if mind.handled or mind.human)
    transcript = Transcript(
        turns=state.transcript,
        reached=(BEGINNING, *heard_out, END),
        objections=tuple(handled for mind in state.people for handled in mind.handled),
        ending=decide(table.panel, state.people),
        hints=state.hints,
    )
    return assemble(rubric, stages, list(_judged(table, state, rubric)), transcript, today)


def _judged(table: Table, state: PanelState, rubric: Rubric) -> Iterator[Judged]:
    for code, weight, stage in _MANNERS:
        if code in table.name_of:
            yield _of_manners(table, state, code, weight, stage)
    for mind in state.people:
        person = table.people[mind.name]
        for handled in mind.handled:
            yield from judge_objection(handled, rubric, mind.name)
        for name in person.must_answer:
            if name not in mind.raised:
                yield Judged(name, name, mind.name, 0, "", why="会上没有问到这一条")
        if person.worry is not None:
            yield _of_worry(table, mind, state.rep)


def _of_manners(table: Table, state: PanelState, code: str, weight: int, stage: str) -> Judged:
    name, rep = table.name_of[code], table.panel.rep
    met = ((turn.number, mark) for turn in state.transcript for mark in turn.met if mark.code == code)
    first = next(met, None)
    better = fill((rep.opening if stage == BEGINNING else rep.close)[0], state.rep)
    proof = Proof(code, name, first[1].quote, first[0]) if first else None
    return Judged(code, name, stage, weight, better, proof=proof)


def _of_worry(table: Table, mind: Standing, rep: str) -> Judged:
    worry = table.people[mind.name].worry
    name = f"{mind.name}·没说出口的担心"
    better = fill(worry.say[0], rep) if worry else ""
    if mind.worry == "hidden":
        return Judged(name, name, mind.name, 0, better, why="他没有露出来")
    eased = next((one for one in mind.shifts if one.why.startswith("说中了")), None)
    proof = Proof(name, name, eased.quote, eased.turn) if eased and mind.worry == "eased" else None
    return Judged(name, name, mind.name, _WORRY_WEIGHT, better, proof=proof)
