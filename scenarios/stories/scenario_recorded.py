"""Writes a role-play down as a story: what was heard and came of it becomes what must come again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.stories.contests import hold_contest
from scenarios.stories.meetings import hold_meeting
from scenarios.stories.recorded import SILENCE, SPAN, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenarios.panel import Meeting
    from scenarios.rivals import Rivals
    from scenarios.stories.acted import Exchange, Spoken


def panel_story_of(meeting: Meeting, seed: int, lines: Sequence[str], name: str) -> str:
    """Hold the meeting again and give it as the text of a story file; the answers stand beside as comments."""
    return "\n".join(_meeting(meeting, seed, lines, name)) + "\n"


def rivals_story_of(table: Rivals, seed: int, seat: str, lines: Sequence[Spoken], name: str) -> str:
    """Hold the contest again from that seat and give it as the text of a story file.

    `lines` are (seat, words) in their order; the others' words stand beside as comments.
    """
    return "\n".join(_contest(table, seed, seat, lines, name)) + "\n"


def _meeting(meeting: Meeting, seed: int, lines: Sequence[str], name: str) -> Iterator[str]:
    _, opening, exchanges, report = hold_meeting(meeting, seed, lines)
    yield from _head(name, meeting.table.panel.scenario, seed)
    yield "talk:" if exchanges else "talk: []"
    yield from _comments(opening)
    for one in exchanges:
        yield f"  - rep: {_words(one)}"
        if one.heard:
            yield f"    heard: {listed(one.heard)}"
        if speaking := dict.fromkeys(who for who, _ in one.answers):
            yield f"    speaks: {listed(speaking)}"
        yield from _comments(one.answers)
    yield "result:"
    yield f"  decision: {report.decision}"
    yield f"  score: {_span(report.score)}"
    yield "  people:"
    yield from (f"    {quoted(one.name)}: {one.vote}" for one in report.people)
    marks = report.marks
    missed = dict.fromkeys(one.name for stage in marks.stages for one in stage.missed)
    yield from _list("missed", missed)
    yield from _list("violations", dict.fromkeys(one.name for one in marks.violations))


def _contest(table: Rivals, seed: int, seat: str, lines: Sequence[Spoken], name: str) -> Iterator[str]:
    humans = tuple(dict.fromkeys((seat, *(who for who, _ in lines))))
    room, opening, exchanges, report = hold_contest(table, seed, humans, lines)
    yield from _head(name, table.scenario.scenario, seed)
    yield f"seat: {quoted(seat)}"
    yield "talk:" if exchanges else "talk: []"
    yield from _comments(opening)
    for one in exchanges:
        if one.refused:
            continue
        yield f"  - say: {_words(one)}"
        if one.who != seat:
            yield f"    seat: {quoted(one.who)}"
        proved = [heard.partition("：")[2] for heard in one.heard if heard.startswith(("凭据：", "照实说："))]
        bare = [heard.partition("：")[2] for heard in one.heard if heard.startswith("空口：")]
        for key, needs in (("proves", proved), ("bare", bare)):
            yield from (f"    {key}: {listed(dict.fromkeys(needs))}" for _ in needs[:1])
        yield from _comments(one.answers)
    yield "result:"
    yield f"  winner: {quoted(report.winner)}"
    own = [one for one in report.seats if one.seat in humans]
    yield "  scores:"
    yield from (f"    {quoted(one.seat)}: {_span(round(one.score))}" for one in own)
    offers = [one for one in own if one.offer is not None]
    if offers:
        yield "  offers:"
        yield from (f"    {quoted(one.seat)}: {one.offer:g}" for one in offers)
    names = {point.code: point.name for point in table.points.values()}
    broken = [one for one in room.findings if one.kind in ("disparage", "violation") and one.seat in humans]
    yield from _list("violations", dict.fromkeys(names.get(one.fact, one.fact) for one in broken))


def _head(name: str, scenario: str, seed: int) -> Iterator[str]:
    yield f"story: {quoted(name)}"
    yield f"scenario: {quoted(scenario)}"
    yield f"seed: {seed}"


def _words(one: Exchange) -> str:
    return quoted(one.text) if one.text.strip() else SILENCE


def _comments(spoken: Iterable[Spoken]) -> Iterator[str]:
    yield from (f"    # {who}：{text}" for who, text in spoken)


def _span(score: int) -> str:
    return f"{max(0, score - SPAN)}-{min(100, score + SPAN)}"


def _list(key: str, names: Iterable[str]) -> Iterator[str]:
    names = tuple(names)
    if names:
        yield f"  {key}: {listed(names)}"
