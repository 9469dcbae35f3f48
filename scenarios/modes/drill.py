"""单项: one objection or one item, again and again with new variants, each round judged at once."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from scenarios.events import CoachSaid, CustomerSaid, Ended, RepSaid
from scenarios.modes.free import turns_of
from scenarios.room import Drill, Round
from scoring.marks import Judged, assemble, judge_objection
from scoring.report import Proof
from scoring.transcript import Transcript, Turn
from scripts.heard import Context
from scripts.model import UNFINISHED
from scripts.talk import Evidence, Handled
from scripts.talk.objections import steps_in
from scripts.talk.speech import Speech, fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from scenarios.events import Event
    from scenarios.modes.protocol import Moved
    from scenarios.prepared import Prepared
    from scenarios.room import Room
    from scripts.heard import Heard

MOST_ROUNDS = 5
ROUNDS_TO_PASS = 3
DONE = "练完"
"""The ending of a drill whose rounds are over."""


class Drilled:
    """Up to five rounds on one target; three passed rounds are enough."""

    def open(self, practice: Prepared, room: Room, today: date) -> Moved:  # noqa: ARG002 - every mode is asked alike
        """Say what is drilled and what counts, then the first variant."""
        targets = practice.targets()
        target = room.setup.target
        if target not in targets:
            names = tuple(practice.customer.objections)
            target = Random(f"{room.setup.seed}:drill").choice(names or targets)
        room = replace(room, drill=Drill(target))
        rule = f"答对 {ROUNDS_TO_PASS} 次就过关，最多 {MOST_ROUNDS} 次。"
        text = f"单项练习：{target}。{_what_counts(practice, target)}{rule}"
        room, events = _next_front(practice, room)
        return room, (CoachSaid(0, "goal", text, _stage_of(practice, target)), *events)

    def hear(self, practice: Prepared, room: Room, text: str, today: date) -> Moved:
        """Judge the answer at once, show the better line, and bring the next variant."""
        drill = _drill_of(room)
        stage = _stage_of(practice, drill.target)
        heard = practice.listener.hear(text, self._context(practice, drill, stage))
        number = turns_of(room) + 1
        judged = _judge(practice, drill.target, number, heard)
        verdict = CoachSaid(number, "verdict", _verdict(practice, room, judged, heard), stage)
        room = replace(
            room,
            turns=(*room.turns, Turn.of_rep(number, text, stage, heard)),
            drill=replace(drill, rounds=(*drill.rounds, judged)),
        )
        events: tuple[Event, ...] = (RepSaid(number, text, stage, heard), verdict)
        passed = sum(one.passed for one in _drill_of(room).rounds)
        if passed >= ROUNDS_TO_PASS or number >= MOST_ROUNDS:
            room, ending = self.close(practice, replace(room, ended=True), today)
            return room, (*events, *ending)
        room, front = _next_front(practice, room)
        return room, (*events, *front)

    def hint(self, practice: Prepared, room: Room) -> Moved:
        """The model line; it costs points here too."""
        drill = _drill_of(room)
        hint = CoachSaid(turns_of(room), "hint", f"可以这样说：{_model_line(practice, room, drill.target)}")
        return replace(room, hints=room.hints + 1), (hint,)

    def close(self, practice: Prepared, room: Room, today: date) -> Moved:
        """A report whose stages are the rounds."""
        drill = _drill_of(room)
        rubric = practice.rubric(room.setup.rep)
        stages = tuple(_round_name(one) for one in drill.rounds)
        done = len(drill.rounds) >= MOST_ROUNDS or sum(one.passed for one in drill.rounds) >= ROUNDS_TO_PASS
        transcript = Transcript(room.turns, reached=stages, ending=DONE if done else UNFINISHED, hints=room.hints)
        judged = [one for each in drill.rounds for one in self._judged(practice, room, drill.target, each)]
        report = assemble(rubric, stages, judged, transcript, today)
        return room, (Ended(turns_of(room), report.ending, report),)

    def _context(self, practice: Prepared, drill: Drill, stage: str) -> Context:
        objection = practice.customer.objections.get(drill.target)
        answers = objection.answered_by if objection else ()
        return Context(
            stage=stage,
            customer_said=drill.line,
            objection=drill.target if objection else "",
            answers=tuple(practice.customer.points[name].code for name in answers),
            spend=practice.script.customer.spend,
            level=practice.script.rep_level,
        )

    def _judged(self, practice: Prepared, room: Room, target: str, one: Round) -> Iterator[Judged]:
        rubric, stage = practice.rubric(room.setup.rep), _round_name(one)
        if target in practice.customer.objections:
            handled = Handled(
                target,
                one.number,
                acknowledged=_evidence(one, one.acknowledged),
                answered=_evidence(one, one.answered),
                checked=_evidence(one, one.checked),
            )
            yield from judge_objection(handled, rubric, stage)
            return
        code = practice.customer.points[target].code
        proof = Proof(code, target, one.answered, one.number) if one.answered else None
        yield Judged(code, target, stage, 1, _model_line(practice, room, target), required=True, proof=proof)


def _judge(practice: Prepared, target: str, number: int, heard: Heard) -> Round:
    objection = practice.customer.objections.get(target)
    if objection is None:
        code = practice.customer.points[target].code
        quote = next((hit.quote for hit in heard.met if hit.code == code), "")
        return Round(number, answered=quote, passed=bool(quote))
    steps = steps_in(heard, objection, practice.customer.name_of)
    answer = next(iter(steps.answers.values()), "")
    checked = steps.checked if answer else ""
    passed = bool(steps.acknowledged and answer and checked) and not heard.violations
    return Round(number, steps.acknowledged, answer, checked, passed)


def _verdict(practice: Prepared, room: Room, judged: Round, heard: Heard) -> str:
    """Two lines: what was done and what was missing, and the better line when something was."""
    target = _drill_of(room).target
    if heard.violations:
        breach = heard.violations[0]
        return f"不过关。「{breach.quote}」{breach.name}：{breach.why}\n换成：{breach.instead}"
    if judged.passed:
        return f"过关：「{judged.answered}」。"
    line = _model_line(practice, room, target)
    if target not in practice.customer.objections:
        return f"没听到「{target}」。\n可以这样说：{line}"
    steps = zip(("认同", "回答", "确认"), (judged.acknowledged, judged.answered, judged.checked), strict=True)
    missing = "、".join(word for word, words in steps if not words)
    return f"还差：{missing}。\n可以这样说：{line}"


def _next_front(practice: Prepared, room: Room) -> Moved:
    """The customer's next variant, never one that was used."""
    drill = _drill_of(room)
    speech = Speech(drill.spoken, Random(f"{room.setup.seed}:front:{len(drill.rounds)}"), room.setup.rep)
    stage, number = _stage_of(practice, drill.target), turns_of(room)
    line = speech.pick(_fronts(practice, drill.target))
    room = replace(
        room,
        drill=replace(drill, line=line, spoken=tuple(speech.spoken)),
        turns=(*room.turns, Turn(number, "customer", line, stage)),
    )
    return room, (CustomerSaid(number, line, stage),)


def _fronts(practice: Prepared, target: str) -> tuple[str, ...]:
    """The customer's lines that call for the target."""
    objection = practice.customer.objections.get(target)
    if objection is not None:
        return objection.raises
    stage = practice.script.stages[_stage_of(practice, target)]
    first = stage.name == next(iter(practice.script.stages))
    openings = [line for opening in practice.script.openings.values() for line in opening.customer] if first else []
    lines = (*stage.asks.get(target, ()), *stage.customer, *stage.prompts, *openings)
    return lines or practice.customer.voice("nod")


def _stage_of(practice: Prepared, target: str) -> str:
    """The stage an objection or item belongs to."""
    stages = practice.script.stages.values()
    return next((stage.name for stage in stages if target in stage.points or target in stage.objections), "异议处理")


def _what_counts(practice: Prepared, target: str) -> str:
    if target in practice.customer.objections:
        return "先认同，再拿事实回答，最后问一句他放不放心。"
    return f"{practice.customer.points[target].about}。"


def _model_line(practice: Prepared, room: Room, target: str) -> str:
    objection = practice.customer.objections.get(target)
    if objection is not None:
        lines = objection.say
    else:
        uses = (stage.points[target] for stage in practice.script.stages.values() if target in stage.points)
        lines = next((use.say for use in uses), practice.customer.points[target].say)
    number = len(_drill_of(room).rounds)
    return fill(lines[number % len(lines)], room.setup.rep) if lines else ""


def _evidence(one: Round, words: str) -> Evidence | None:
    return Evidence(one.number, words) if words else None


def _round_name(one: Round) -> str:
    return f"第 {one.number} 次"


def _drill_of(room: Room) -> Drill:
    """The drill's memory. Raises ValueError for a room that was never opened as one: a fault of the caller."""
    if room.drill is None:
        raise ValueError("the room is no drill")
    return room.drill
