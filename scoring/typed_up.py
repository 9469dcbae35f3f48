"""A real visit or call, typed up afterwards, marked like a practised talk.

Nobody kept its stages and objections, so they are read off the words: the talk has reached a stage when what that stage
needs was said (or an objection was raised), and with it all stages before. The rest is the marking of every talk.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from scoring.breath import in_one_breath
from scoring.transcript import Transcript, Turn
from scripts.heard import Context
from scripts.talk import Evidence, Handled
from scripts.talk.objections import steps_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from scoring.listening import Listener
    from scoring.rubric import Rubric
    from scoring.transcript import Mark
    from scripts.heard import Heard
    from scripts.model import Objection

ENDING = "实际谈话"
"""The ending of a talk that no script ended."""
ALIKE = 0.34
"""From this share of common letter pairs on, a customer's line is taken for one of an objection's own lines."""

_NOT_LETTERS = re.compile(r"[^\w一-鿿]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the transcript as it was typed up."""

    speaker: Literal["rep", "customer"]
    text: str


class UnreadableTranscriptError(ValueError):
    """What cannot be read in a typed-up transcript; `faults` are Chinese sentences, each naming its line."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


def read_lines(text: str) -> tuple[Line, ...]:
    """Read `{"speaker": "rep|customer", "text": …}` a line.

    Raises UnreadableTranscriptError with every fault at once.
    """
    lines: list[Line] = []
    faults: list[str] = []
    for number, written in enumerate(text.splitlines(), 1):
        if not written.strip():
            continue
        try:
            data = json.loads(written)
        except ValueError:
            faults.append(f'第 {number} 行不是一个完整的 JSON：应写成 {{"speaker": "rep", "text": "……"}}。')
            continue
        speaker = data.get("speaker") if isinstance(data, dict) else None
        said = data.get("text") if isinstance(data, dict) else None
        if speaker not in ("rep", "customer"):
            faults.append(f"第 {number} 行的 speaker 只能是 rep（客户经理）或 customer（客户）。")
        elif not isinstance(said, str):
            faults.append(f"第 {number} 行缺 text，或者 text 不是文字。")
        else:
            lines.append(Line(speaker, said))
    if not faults and not any(line.speaker == "rep" for line in lines):
        faults.append("里面没有一句客户经理（rep）说的话，没有东西可评。")
    if faults:
        raise UnreadableTranscriptError(faults)
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Marked:
    """The transcript ready for a report, and at which line of the file each of the rep's turns stands (from 0)."""

    transcript: Transcript
    line_of_turn: tuple[int, ...]

    def lines_met(self) -> dict[str, list[int]]:
        """At which lines each item was met."""
        return self._lines(lambda turn: turn.met)

    def lines_broken(self) -> dict[str, list[int]]:
        """At which lines each rule was broken."""
        return self._lines(lambda turn: turn.violations)

    def _lines(self, marks_of: Callable[[Turn], tuple[Mark, ...]]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for turn in self.transcript.rep_turns:
            for code in dict.fromkeys(mark.code for mark in marks_of(turn)):
                found.setdefault(code, []).append(self.line_of_turn[turn.number - 1])
        return found


def mark_lines(
    lines: Sequence[Line],
    rubric: Rubric,
    listener: Listener,
    code_names: Mapping[str, str],
    *,
    spend: float | None,
    level: str,
) -> Marked:
    """Hear every line of the rep in its place; `spend` (yuan a month, may be unknown) and `level` judge discounts."""
    turns: list[Turn] = []
    line_of_turn: list[int] = []
    handled: list[Handled] = []
    customer_said = ""
    for index, line in enumerate(lines):
        number = len(line_of_turn)
        if line.speaker == "customer":
            customer_said = line.text
            turns.append(Turn(number, "customer", line.text, ""))
            raised = _objection_in(line.text, rubric.objections)
            if raised and raised not in {one.name for one in handled}:
                handled.append(Handled(raised, number))
            continue
        open_one = next((one for one in reversed(handled) if one.outcome == "open"), None)
        objection = open_one.name if open_one else ""
        context = Context(customer_said=customer_said, objection=objection, spend=spend, level=level)
        heard = in_one_breath(listener.hear(line.text, context))
        line_of_turn.append(index)
        turns.append(Turn.of_rep(number + 1, line.text, "", heard))
        if open_one:
            handled[handled.index(open_one)] = _dealt_with(open_one, heard, rubric, code_names, number + 1)
    met = {mark.code for turn in turns for mark in turn.met}
    reached = _reached(rubric, met, objections=bool(handled))
    return Marked(Transcript(tuple(turns), reached, tuple(handled), ENDING), tuple(line_of_turn))


def _dealt_with(handled: Handled, heard: Heard, rubric: Rubric, code_names: Mapping[str, str], turn: int) -> Handled:
    steps = steps_in(heard, rubric.objections[handled.name], code_names)
    answer = next(iter(steps.answers.values()), "")
    after = replace(
        handled,
        acknowledged=handled.acknowledged or _evidence(turn, steps.acknowledged),
        answered=handled.answered or _evidence(turn, answer),
    )
    after = replace(after, checked=after.checked or (_evidence(turn, steps.checked) if after.answered else None))
    return replace(after, outcome="settled" if after.answered and after.acknowledged and after.checked else "open")


def _evidence(turn: int, quote: str) -> Evidence | None:
    return Evidence(turn, quote) if quote else None


def _reached(rubric: Rubric, met: Iterable[str], *, objections: bool) -> tuple[str, ...]:
    """All stages up to the last one whose needs were met; the first is always reached."""
    met = set(met)
    last = 0
    for position, stage in enumerate(rubric.stages):
        needed = [one.code for one in rubric.of_stage(stage) if one.required]
        if any(code in met for code in needed) or (stage == rubric.objection_stage and objections):
            last = position
    return rubric.stages[: last + 1]


def _objection_in(text: str, objections: Mapping[str, Objection]) -> str:
    """The objection a customer's line is most like, or "" when it is like none."""
    best, name = 0.0, ""
    pairs = _pairs(text)
    for objection in objections.values():
        for line in (*objection.raises, *objection.dodged):
            share = _common(pairs, _pairs(line))
            if share > best:
                best, name = share, objection.name
    return name if best >= ALIKE else ""


def _pairs(text: str) -> frozenset[str]:
    letters = _NOT_LETTERS.sub("", text)
    return frozenset(letters[i : i + 2] for i in range(len(letters) - 1))


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set's pairs that stand in the other: a long line may hold a short objection."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller > 2 else 0.0  # noqa: PLR2004 - two letters are like anything
