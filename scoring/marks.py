"""Marks a transcript by a rubric: met with its quote, missed, or not evaluable; caps; best lines, gaps, next drill.

Deterministic: the same transcript, rubric and rule version give the same report (source: design rules, part 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scoring.report import Cap, Gap, Missed, NextDrill, Proof, Report, StageScore, Unevaluable, Violation
from scoring.rubric import OBJECTION_STEPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scoring.rubric import Criterion, Rubric
    from scoring.transcript import Mark, Transcript
    from scripts.talk import Handled

SEVERE_CAP = 59
"""A severe violation (price, authority, gift) caps the talk here (source: design rules, part 1)."""
HINT_COST = 2
"""Points taken off for each hint asked for."""
VIOLATION_COST = 5
"""Points taken off for each kind of violation that is not severe, however often it was repeated."""
OPTIONAL_ENOUGH = 0.5
"""The share of a stage's optional items, by weight, that counts as all of them."""
QUOTING = "报价"
"""Before this stage was reached, asking for the order is pressing."""
_NEXT_DRILL_DAYS = 1
_SENTENCES = re.compile(r"[^。！？!?\n]+[。！？!?]*")
_MOST = 3  # three best lines, three gaps


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion with its verdict: `proof` when met, `why` when it could not come up, neither when missed."""

    code: str
    name: str
    stage: str
    weight: int
    better: str
    required: bool = False
    proof: Proof | None = None
    why: str = ""

    @property
    def missed(self) -> bool:
        """Whether it could have come up and was not said."""
        return not self.why and self.proof is None


def make_report(rubric: Rubric, transcript: Transcript, today: date) -> Report:
    """Mark a whole talk. `today` dates the next drill; nothing else hangs on it."""
    met = _first_marks(transcript)
    judged = [_judge(one, met, transcript) for one in rubric.criteria]
    for handled in transcript.objections:
        judged.extend(judge_objection(handled, rubric, rubric.objection_stage))
    if not transcript.objections:
        judged.append(_no_objection(rubric))
    return assemble(rubric, rubric.stages, judged, transcript, today)


def assemble(
    rubric: Rubric, stages: tuple[str, ...], judged: Sequence[Judged], transcript: Transcript, today: date
) -> Report:
    """Put verdicts together into a report by `stages`; also used by drills, whose stages are their rounds."""
    ordered = [one for stage in stages for one in judged if one.stage == stage]
    violations = _violations(transcript)
    lesser = {v.code for v in violations if not v.severe}
    caps = _caps(stages[: rubric.to_pass], transcript, violations)
    raw = _share(ordered)
    score = max(0, raw - HINT_COST * transcript.hints - VIOLATION_COST * len(lesser))
    gaps = _gaps(ordered, violations)
    return Report(
        script=rubric.script,
        ending=transcript.ending,
        score=min([score, *(cap.limit for cap in caps)]),
        raw=raw,
        stages=tuple(_stage_score(stage, [one for one in ordered if one.stage == stage]) for stage in stages),
        violations=violations,
        best=_best(ordered, transcript),
        gaps=gaps,
        caps=caps,
        hints=transcript.hints,
        next_drill=_next_drill(gaps, rubric, today),
        suspected=_suspected(transcript),
        notes=_notes(lesser, transcript),
    )


def _first_marks(transcript: Transcript) -> dict[str, tuple[int, Mark]]:
    """Where each item was met first; words that break a rule ("保证永远不断线") are no proof of a merit."""
    first: dict[str, tuple[int, Mark]] = {}
    for turn in transcript.rep_turns:
        broken = [violation.quote for violation in turn.violations]
        for mark in turn.met:
            if not any(mark.quote in quote or quote in mark.quote for quote in broken):
                first.setdefault(mark.code, (turn.number, mark))
    return first


def _judge(criterion: Criterion, met: dict[str, tuple[int, Mark]], transcript: Transcript) -> Judged:
    # An item counts whenever it was said, early or late; but "签吧" before any quote asks for no order.
    too_early = criterion.code == "close" and QUOTING not in transcript.reached
    reached = criterion.stage in transcript.reached
    found = None if too_early else met.get(criterion.code)
    proof = Proof(criterion.code, criterion.name, found[1].quote, found[0]) if found else None
    why = ""
    if too_early and criterion.code in met:
        why = f"还没谈到「{QUOTING}」就请他签，算催，不算请求成交"
    elif proof is None and not reached:
        why = f"没有谈到「{criterion.stage}」"
    elif proof is None and criterion.code == "empathy" and not transcript.objections:
        why = "客户没有提出顾虑"
    return Judged(
        criterion.code,
        criterion.name,
        criterion.stage,
        criterion.weight,
        criterion.better,
        required=criterion.required,
        proof=proof,
        why=why,
    )


def judge_objection(handled: Handled, rubric: Rubric, stage: str) -> Iterator[Judged]:
    """Three yes/no items for an objection that came up: acknowledged, answered, checked."""
    better = rubric.objections[handled.name].say[0] if handled.name in rubric.objections else ""
    steps = (handled.acknowledged, handled.answered, handled.checked)
    for (word, weight), evidence in zip(OBJECTION_STEPS, steps, strict=True):
        code = f"{handled.name}·{word}"
        proof = Proof(code, code, evidence.quote, evidence.turn) if evidence else None
        yield Judged(code, code, stage, weight, better, required=True, proof=proof)


def _no_objection(rubric: Rubric) -> Judged:
    return Judged("异议", "异议的认同、回答、确认", rubric.objection_stage, 0, "", why="客户没有提出异议")


def _share(judged: Iterable[Judged]) -> int:
    """The weighted share of what a good talk needs, 0-100; what could not come up is out of it.

    Required items all count; of the optional ones, by weight, half is enough: a good rep says what fits his customer,
    not everything there is.
    """
    counted = [one for one in judged if not one.why and one.weight]
    needed = said = 0.0
    for stage in dict.fromkeys(one.stage for one in counted):
        here = [one for one in counted if one.stage == stage]
        optional = [one for one in here if not one.required]
        enough = OPTIONAL_ENOUGH * sum(one.weight for one in optional)
        needed += sum(one.weight for one in here if one.required) + enough
        said += sum(one.weight for one in here if one.required and one.proof)
        said += min(enough, sum(one.weight for one in optional if one.proof))
    return round(100 * said / needed) if needed else 0


def _stage_score(name: str, judged: Sequence[Judged]) -> StageScore:
    return StageScore(
        name=name,
        score=_share(judged) if any(not one.why for one in judged) else None,
        met=tuple(one.proof for one in judged if one.proof),
        missed=tuple(Missed(one.code, one.name, one.better) for one in judged if one.missed),
        not_evaluable=tuple(Unevaluable(one.code, one.name, one.why) for one in judged if one.why),
    )


def _violations(transcript: Transcript) -> tuple[Violation, ...]:
    return tuple(
        Violation(v.code, v.name, v.quote, turn.number, v.why, v.instead, v.severe)
        for turn in transcript.rep_turns
        for v in turn.violations
    )


def _caps(to_pass: tuple[str, ...], transcript: Transcript, violations: tuple[Violation, ...]) -> tuple[Cap, ...]:
    caps = [Cap(SEVERE_CAP, f"{v.name}：「{v.quote}」（第 {v.turn} 轮）") for v in violations if v.severe]
    # A talk that breaks off early has few items that could come up, so its share alone would flatter it.
    missing = [stage for stage in to_pass if stage not in transcript.reached]
    if missing:
        caps.append(Cap(SEVERE_CAP, f"没有谈到「{missing[0]}」就结束了，不算及格"))
    return tuple(dict.fromkeys(caps))


def _best(judged: Sequence[Judged], transcript: Transcript) -> tuple[Proof, ...]:
    """The three lines that did most, one for each line: by weight, an answered objection before the rest."""
    broken = {turn.number for turn in transcript.rep_turns if turn.violations}
    text_of = {turn.number: turn.text for turn in transcript.rep_turns}
    proofs = [
        (one.weight, replace(one.proof, quote=_sentence(text_of.get(one.proof.turn, ""), one.proof.quote)))
        for one in judged
        if one.proof and one.proof.turn not in broken
    ]
    chosen: list[Proof] = []
    for _, proof in sorted(proofs, key=lambda pair: (-pair[0], pair[1].turn)):
        if proof.turn not in {one.turn for one in chosen}:
            chosen.append(proof)
    return tuple(chosen[:_MOST])


def _sentence(text: str, quote: str) -> str:
    """The whole sentence a quote stands in: a line worth keeping is more than its proof."""
    return next((part.strip() for part in _SENTENCES.findall(text) if quote in part), quote)


def _gaps(judged: Sequence[Judged], violations: tuple[Violation, ...]) -> tuple[Gap, ...]:
    """The three gaps most worth closing: severe violations, then what was missed, required and heavy first."""
    severe = {v.code: Gap(v.code, v.name, v.instead, f"第 {v.turn} 轮「{v.quote}」") for v in violations if v.severe}
    missed = sorted((o for o in judged if o.missed), key=lambda o: (not o.required, -o.weight))
    gaps = {**severe, **{o.code: Gap(o.code, o.name, o.better, "这一环节必说" if o.required else "") for o in missed}}
    lesser = {v.code: Gap(v.code, v.name, v.instead, f"第 {v.turn} 轮「{v.quote}」") for v in violations}
    ordered = {**gaps, **{c: g for c, g in lesser.items() if c not in gaps}}.values()
    # The steps of one objection share their better wording: the gap is shown once, by its heaviest step.
    apart: dict[str, Gap] = {}
    for gap in ordered:
        apart.setdefault(gap.better or gap.code, gap)
    return tuple(apart.values())[:_MOST]


def _next_drill(gaps: tuple[Gap, ...], rubric: Rubric, today: date) -> NextDrill | None:
    """One drill: the first gap; of an objection's steps the objection itself."""
    if not gaps:
        return None
    name = gaps[0].name.split("·")[0]
    what = name if name in rubric.objections else gaps[0].name
    return NextDrill(what, today + timedelta(days=_NEXT_DRILL_DAYS), gaps[0].why)


def _suspected(transcript: Transcript) -> tuple[Proof, ...]:
    """Items that listening suspected and that were never met: shown, counted nowhere."""
    met = _first_marks(transcript)
    seen: dict[str, Proof] = {}
    for turn in transcript.rep_turns:
        for mark in turn.perhaps:
            if mark.code not in met:
                seen.setdefault(mark.code, Proof(mark.code, mark.name, mark.quote, turn.number))
    return tuple(seen.values())


def _notes(lesser: set[str], transcript: Transcript) -> tuple[str, ...]:
    notes = []
    if lesser:
        notes.append(f"一般违规 {len(lesser)} 项，每项扣 {VIOLATION_COST} 分")
    if transcript.hints:
        notes.append(f"看提示 {transcript.hints} 次，每次扣 {HINT_COST} 分")
    notes.extend(f"第 {turn.number} 轮{turn.note}" for turn in transcript.rep_turns if turn.note)
    return tuple(notes)
