"""Stories of role-plays: they name a scenario, people, seats, needs and points that exist, and possible scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scenarios.codes import problem
from scenarios.documents import Panel, PanelStory, RivalsStory
from scenarios.documents.rivals import RivalsScenario
from scripts.checks.references import unknown_names
from scripts.model.story import read_range
from scripts.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from scenarios.checks.subject import Subject
    from scenarios.documents import ScenarioStory
    from scripts.problems import Problem
    from scripts.source import Path, Source

_RANGE_HINT = "写一个数或一段，都在 0 到 100 之间，小的在前，例如 85-100。"


@dataclass(frozen=True, slots=True)
class StoryOfScenario:
    """A story with its source, and the scenario it is told of."""

    story: ScenarioStory
    source: Source
    subject: Subject[Any]


def check_story(told: StoryOfScenario) -> Iterator[Problem]:
    """Yield everything wrong in one story beyond its shape."""
    document, story = told.subject.document, told.story
    if isinstance(story, PanelStory) and isinstance(document, Panel):
        yield from _of_a_panel(told, story, document)
    elif isinstance(story, RivalsStory) and isinstance(document, RivalsScenario):
        yield from _of_rivals(told, story, document)


def _of_a_panel(told: StoryOfScenario, story: PanelStory, panel: Panel) -> Iterator[Problem]:
    source, points = told.source, told.subject.points
    for index, turn in enumerate(story.talk):
        path: Path = ("talk", index)
        yield from unknown_names("unknown-point", source, (*path, "heard"), turn.heard, points)
        yield from unknown_names("unknown-point", source, (*path, "not"), turn.not_, points)
        yield from _unknown(source, (*path, "speaks"), turn.speaks, panel.people, "unknown-person")
        for number, name in enumerate(turn.not_):
            if name in turn.heard:
                message = f"「{name}」在这一句的 heard 和 not 里都写了。"
                yield problem("heard-and-not", source.value_place((*path, "not", number)), message, "删掉一处。")
    yield from _unknown_keys(source, ("result", "people"), story.result.people, panel.people, "unknown-person")
    yield from _violations(told, story.result.violations)
    yield from _range(source, ("result", "score"), story.result.score)


def _of_rivals(told: StoryOfScenario, story: RivalsStory, scenario: RivalsScenario) -> Iterator[Problem]:
    source, seats = told.source, scenario.seats
    yield from _unknown(source, ("seat",), [story.seat], seats, "unknown-seat", single=True)
    for index, turn in enumerate(story.talk):
        path: Path = ("talk", index)
        if turn.seat:
            yield from _unknown(source, (*path, "seat"), [turn.seat], seats, "unknown-seat", single=True)
        for key, names in (("proves", turn.proves), ("bare", turn.bare)):
            yield from _unknown(source, (*path, key), names, scenario.needs, "unknown-need")
    result = story.result
    yield from _unknown(source, ("result", "winner"), [result.winner], seats, "unknown-seat", single=True)
    yield from _unknown_keys(source, ("result", "scores"), result.scores, seats, "unknown-seat")
    yield from _unknown_keys(source, ("result", "offers"), result.offers, seats, "unknown-seat")
    yield from _violations(told, result.violations)
    for seat, score in result.scores.items():
        yield from _range(source, ("result", "scores", seat), score)


def _violations(told: StoryOfScenario, written: tuple[str, ...]) -> Iterator[Problem]:
    rules = [name for name, point in told.subject.points.items() if point.kind == "violation"]
    yield from unknown_names("unknown-point", told.source, ("result", "violations"), written, rules)


def _unknown(
    source: Source, path: Path, written: Collection[str], names: Collection[str], code: str, *, single: bool = False
) -> Iterator[Problem]:
    """Yield a problem for each written name that does not exist; `single` is one that stands behind its key."""
    for index, name in enumerate(written):
        if name not in names:
            place = source.value_place(path if single else (*path, index))
            yield problem(code, place, f"这个场景里没有「{name}」。", did_you_mean(name, names, "可以写："))


def _unknown_keys(
    source: Source, path: Path, written: Mapping[str, object], names: Collection[str], code: str
) -> Iterator[Problem]:
    for name in written:
        if name not in names:
            place = source.place((*path, name))
            yield problem(code, place, f"这个场景里没有「{name}」。", did_you_mean(name, names, "可以写："))


def _range(source: Source, path: Path, written: str) -> Iterator[Problem]:
    try:
        read_range(written)
    except ValueError:
        yield problem("wrong-score", source.value_place(path), f"分数「{written}」看不懂。", _RANGE_HINT)
