"""Listening to a rivals scenario's own lines: the referee must hear in each what its author meant by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.codes import problem
from scenarios.documents.rivals import RivalsScenario
from scenarios.rivals.judging import Referee
from scenarios.rivals.machine_rep import MachineRep
from scenarios.rivals.sheets import lowest_discount, plan_from_chair, points_of
from scripts.heard import Context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.checks.subject import Subject
    from scenarios.documents.rivals import Seat
    from scenarios.rivals.room import Finding
    from scripts.checks import Listen
    from scripts.heard import Heard
    from scripts.problems import Problem
    from scripts.source import Path

_WRONG = frozenset({"false", "disparage", "violation"})


def lines_are_heard(subject: Subject[RivalsScenario], listen: Listen) -> Iterator[Problem]:
    """A strength proves its need, a weakness is honest, a phrase proves nothing, an offer comes to a sum."""
    for name, seat in subject.document.seats.items():
        yield from _Hearing(subject, seat, listen).problems(("seats", name))


class _Hearing:
    """One seat's lines before its own listener."""

    def __init__(self, subject: Subject[RivalsScenario], seat: Seat, listen: Listen) -> None:
        self.subject, self.seat = subject, seat
        plan, customer = subject.shelf.plan, subject.script.customer
        self.listener = listen(plan_from_chair(plan, seat), points_of(seat, subject.points))
        self.referee = Referee(subject.document, subject.shelf, subject.script)
        self.machine = MachineRep(subject.document, plan, customer.spend)
        self.fold = lowest_discount(plan, seat, customer.spend)
        self.context = Context(spend=customer.spend, level=plan.levels[0])

    def problems(self, path: Path) -> Iterator[Problem]:
        """Everything misheard, line by line."""
        for part, meant in (("strengths", "proof"), ("weaknesses", "honest")):
            for name, fact in getattr(self.seat, part).items():
                for index, line in enumerate(fact.say):
                    found = self.judged(line)
                    wrong = self._wrong(found)
                    if not wrong and not any(one.kind == meant and one.fact == name for one in found):
                        wrong = f"没有听成「{name}」"
                    yield from self._misheard((*path, part, name, "say", index), line, wrong)
        for where, index, line in self._phrases(path):
            found = self.judged(line)
            wrong = self._wrong(found)
            if not wrong and any(one.kind == "proof" for one in found):
                wrong = "空话听成了有凭据"
            yield from self._misheard((*where, index), line, wrong)
        for key in ("intro", "rebut", "offer"):
            for index, line in enumerate(getattr(self.seat, key)):
                yield from self._misheard((*path, key, index), line, self._wrong_between(key, line))

    def _phrases(self, path: Path) -> Iterator[tuple[Path, int, str]]:
        """The bare wordings this seat's machine may use: where, and which one."""
        for name, fact in self.seat.strengths.items():
            where: Path = (*path, "strengths", name, "bare") if fact.bare else ("needs", fact.for_, "bare")
            lines = fact.bare or self.subject.document.needs[fact.for_].bare
            for index, line in enumerate(lines):
                yield where, index, line

    def _wrong_between(self, key: str, line: str) -> str:
        """What is wrong with words that carry no fact: they must not be heard as one, and an offer must have a sum."""
        said = self.machine.filled(self.seat, line, rival="那一家", fold=self.fold)
        heard = self.heard(said)
        found = self.referee.judge(self.seat, heard, 1)
        if key == "offer" and self.referee.offer(self.seat, heard, 1).total is None:
            return "报价里听不出一个算得数的价"
        named = any(one.kind in ("proof", "bare", "honest") for one in found)
        return self._wrong(found) or ("听成了在讲需求" if named and key != "offer" else "")

    def heard(self, line: str) -> Heard:
        return self.listener.hear(line, self.context)

    def judged(self, line: str) -> tuple[Finding, ...]:
        return self.referee.judge(self.seat, self.heard(line), 1)

    def _wrong(self, found: tuple[Finding, ...]) -> str:
        bad = next((one for one in found if one.kind in _WRONG), None)
        return f"听成了：{bad.why}" if bad else ""

    def _misheard(self, path: Path, line: str, wrong: str) -> Iterator[Problem]:
        if wrong:
            message = f"「{self.seat.name}」说「{line}」，{wrong}。"
            hint = "换个更直接的说法，或者在 words 里补几个词。"
            yield problem("line-misheard", self.subject.source.value_place(path), message, hint)
