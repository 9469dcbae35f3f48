"""Stories of panels: the rep's lines said to the meeting, each held against what must come of it, then the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.documents import PanelStory
from scenarios.panel import Decided, Meeting, PersonSaid, RepSpoke
from scenarios.stories.acted import Acted, Exchange, Places, mark_differs, rules_broken, words_missing
from scenarios.stories.held import ANY_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenarios.checks.stories import StoryOfScenario
    from scenarios.documents.stories import PanelTurn
    from scenarios.panel import PanelEvent, PanelReport, PanelState
    from scenarios.stories.acted import Spoken
    from scenarios.stories.told import Difference
    from scripts.source import Path

    Held = tuple[PanelState, tuple[Spoken, ...], tuple[Exchange, ...], PanelReport]

REP = "客户经理"


def act_panel(meeting: Meeting, told: StoryOfScenario) -> Acted:
    """Play a panel's story. Raises TypeError for a story of another form."""
    story = told.story
    if not isinstance(story, PanelStory):
        raise TypeError(f"not told of a panel: {story.story}")
    state, opening, exchanges, report = hold_meeting(meeting, story.seed, [turn.rep for turn in story.talk])
    difference = next(_differences(Places(told, len(story.talk)), story, exchanges, report), None)
    headline = f"{report.decision}，{report.score} 分"
    return Acted(told, opening, exchanges, headline, difference, frozenset(_touched(state, exchanges)))


def hold_meeting(meeting: Meeting, seed: int, lines: Iterable[str]) -> Held:
    """Say the lines one after the other; what is left over when the meeting is decided is not said."""
    state, events = meeting.open(seed)
    opening = _voices(events)
    exchanges: list[Exchange] = []
    for line in lines:
        if state.over:
            break
        state, events = meeting.hear(state, line, ANY_DAY)
        exchanges.append(_exchange(line, events))
    if not state.over:
        state, events = meeting.finish(state, ANY_DAY)
    report = next(event.report for event in events if isinstance(event, Decided))
    return state, opening, tuple(exchanges), report


def _exchange(line: str, events: Sequence[PanelEvent]) -> Exchange:
    spoke = next((event for event in events if isinstance(event, RepSpoke)), None)
    if spoke is None:
        refused = "".join(event.text for event in events if not isinstance(event, RepSpoke | Decided))
        return Exchange(REP, line, (), (), refused)
    names = [hit.name for hit in spoke.heard.met] + [breach.name for breach in spoke.heard.violations]
    return Exchange(REP, line, tuple(dict.fromkeys(names)), _voices(events))


def _voices(events: Iterable[PanelEvent]) -> tuple[Spoken, ...]:
    return tuple((event.name, event.text) for event in events if isinstance(event, PersonSaid))


def _differences(
    at: Places, story: PanelStory, exchanges: Sequence[Exchange], report: PanelReport
) -> Iterator[Difference]:
    for index, (turn, exchange) in enumerate(zip(story.talk, exchanges, strict=False)):
        yield from _in_a_line(at, index, turn, exchange)
    if len(exchanges) < len(story.talk):
        yield at.line(len(exchanges), (), f"说到这一句之前，会已经散了（{report.decision}）。")
    yield from _in_the_result(at, story, report)


def _in_a_line(at: Places, index: int, turn: PanelTurn, exchange: Exchange) -> Iterator[Difference]:
    if exchange.refused:
        yield at.line(index, ("rep",), f"这一句没有算进去：{exchange.refused}")
    for number, name in enumerate(turn.heard):
        if name not in exchange.heard:
            others = f"听到的是：{'、'.join(exchange.heard)}。" if exchange.heard else "什么要点也没听到。"
            yield at.line(index, ("heard", number), f"这一句该听到「{name}」，没有听到；{others}")
    for number, name in enumerate(turn.not_):
        if name in exchange.heard:
            yield at.line(index, ("not", number), f"这一句不该听到「{name}」，却听到了。")
    spoke = dict.fromkeys(name for name, _ in exchange.answers)
    for number, name in enumerate(turn.speaks):
        if name not in spoke:
            message = f"{name}这时该开口，开口的是：{'、'.join(spoke) or '没有人'}。"
            yield at.line(index, ("speaks", number), message, ("people", name))
    yield from words_missing(at, index, turn.says, exchange.answers)


def _in_the_result(at: Places, story: PanelStory, report: PanelReport) -> Iterator[Difference]:
    wanted, marks = story.result, report.marks
    if report.decision != wanted.decision:
        votes = "，".join(f"{one.name}{one.vote}（{one.stance}）" for one in report.people)
        message = f"决定该是「{wanted.decision}」，实际是「{report.decision}」：{votes}。"
        yield at.result(("decision",), message, ("decision",))
    for one in report.people:
        vote = wanted.people.get(one.name, one.vote)
        if one.vote != vote:
            message = f"{one.name}该{vote}，实际{one.vote}（{one.because}）。"
            yield at.result(("people", one.name), message, ("people", one.name))
    yield from rules_broken(at, wanted.violations, list(dict.fromkeys(one.name for one in marks.violations)))
    missed = {one.name for stage in marks.stages for one in stage.missed}
    for number, name in enumerate(wanted.missed):
        if name not in missed:
            yield at.result(("missed", number), f"报告里「{name}」该算没说到，实际没有这样算。")
    yield from mark_differs(at, ("score",), wanted.score, report.score, "分数")


def _touched(state: PanelState, exchanges: Sequence[Exchange]) -> Iterator[Path]:
    yield ("decision", "says", state.outcome)
    spoke = {name for exchange in exchanges for name, _ in exchange.answers}
    for mind in state.people:
        path: Path = ("people", mind.name)
        if mind.name in spoke:
            yield path
        yield from ((*path, "must-answer", one.name) for one in mind.handled)
        yield from ((*path, "facts", name) for name in mind.told)
        yield from ((*path, "interrupts", number) for number, count in enumerate(mind.fired) if count)
        if mind.worry in ("shown", "eased"):
            yield (*path, "worry")
