"""Writes a talk down as a story: what was heard and came of it becomes what must come again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scenarios.stories.held import hold, reciting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenarios.practice import Setup
    from scenarios.stories.held import Exchange, Held, TracedPractice

SPAN = 5
"""A recorded score may come out so much higher or lower: a better listener must not break every story."""
SILENCE = "……"
"""How a rep who said nothing is written: it is heard as nothing, too."""
_PLAIN = re.compile(r"[一-鿿A-Za-z][^:#'\"\[\]{},&*!|>%@`]*")


def story_of(practice: TracedPractice, setup: Setup, lines: Sequence[str], name: str) -> str:
    """Hold the talk again as a free one and give it as the text of a story file.

    `setup` and `lines` are what the rep chose and said; the customer's answers stand beside as comments.
    """
    held = hold(practice, setup, reciting(lines))
    return "\n".join(_written(practice, setup, held, name)) + "\n"


def _written(practice: TracedPractice, setup: Setup, held: Held, name: str) -> Iterator[str]:
    script = practice.script
    ways = practice.customer.shelf.plan.ways_of_selling.values()
    way = next((one.name for one in ways if one.code == setup.approach), "")
    yield f"story: {quoted(name)}"
    yield f"script: {quoted(script.script)}"
    yield f"seed: {setup.seed}"
    yield f"difficulty: {setup.difficulty}"
    if way:
        yield f"approach: {quoted(way)}"
    yield "talk:" if held.exchanges else "talk: []"
    customer = script.customer.name
    yield from _comments(customer, held.opening)
    for exchange in held.exchanges:
        yield from _turn(exchange)
        yield from _comments(customer, exchange.answers)
    yield from _result(held)


def _turn(exchange: Exchange) -> Iterator[str]:
    yield f"  - rep: {quoted(exchange.rep) if exchange.rep.strip() else SILENCE}"
    yield f"    stage: {quoted(exchange.stage)}"
    heard = dict.fromkeys((*exchange.heard, *exchange.violations))
    if heard:
        yield f"    heard: {listed(heard)}"


def _comments(customer: str, answers: Iterable[str]) -> Iterator[str]:
    for answer in answers:
        yield f"    # {customer}：{answer}"


def _result(held: Held) -> Iterator[str]:
    report = held.report
    missed = dict.fromkeys(one.name for stage in report.stages for one in stage.missed if "·" not in one.name)
    broken = dict.fromkeys(one.name for one in report.violations)
    yield "result:"
    yield f"  ending: {quoted(report.ending)}"
    yield f"  score: {max(0, report.score - SPAN)}-{min(100, report.score + SPAN)}"
    if missed:
        yield f"  missed: {listed(missed)}"
    if broken:
        yield f"  violations: {listed(broken)}"


def listed(names: Iterable[str]) -> str:
    """Names as a YAML list on one line."""
    return f"[{', '.join(map(quoted, names))}]"


def quoted(text: str) -> str:
    """The text as a YAML scalar on one line: as it is where nothing in it means something to YAML, else in quotes."""
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
