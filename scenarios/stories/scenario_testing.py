"""Tests the stories of role-plays: plays them, and says what of each scenario no story came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scenarios.documents import Panel
from scenarios.documents.rivals import RivalsScenario
from scenarios.loader import staged_of
from scenarios.panel import Meeting
from scenarios.rivals import Rivals
from scenarios.stories.contests import act_rivals
from scenarios.stories.coverage import Coverage, Kind, Part
from scenarios.stories.meetings import act_panel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenarios.checks import Subject
    from scenarios.checks.stories import StoryOfScenario
    from scenarios.loader import OpenedScenarios
    from scenarios.stories.acted import Acted
    from scenarios.stories.testing import Listen
    from scripts.source import Path


@dataclass(frozen=True, slots=True)
class ScenarioTested:
    """What came of one scenario's stories."""

    subject: Subject[Any]
    acted: tuple[Acted, ...]
    coverage: Coverage

    @property
    def passed(self) -> bool:
        """Whether every story holds."""
        return all(one.difference is None for one in self.acted)


def run_scenario_stories(opened: OpenedScenarios, listen: Listen) -> Iterator[ScenarioTested]:
    """Play the stories of every scenario that was opened; the scenarios and stories must have no errors.

    A listener is built for each panel, and one for each seat of rivals, only where a story needs it.
    """
    for subject in opened.subjects:
        stories = [one for one in opened.stories if one.subject.document.ref == subject.document.ref]
        acted = tuple(_acted(subject, stories, listen)) if stories else ()
        yield ScenarioTested(subject, acted, coverage_of_scenario(subject, acted))


def _acted(subject: Subject[Any], stories: Iterable[StoryOfScenario], listen: Listen) -> Iterator[Acted]:
    staged, document = staged_of(subject), subject.document
    if isinstance(document, RivalsScenario):
        table = Rivals(document, staged, listen)
        yield from (act_rivals(table, story) for story in stories)
        return
    meeting = Meeting(staged, listen(staged.shelf.plan, staged.shelf.points_of(staged.script)))
    yield from (act_panel(meeting, story) for story in stories)


def coverage_of_scenario(subject: Subject[Any], acted: Sequence[Acted]) -> Coverage:
    """What of a scenario the stories have come to."""
    touched = {path for one in acted for path in one.touched}
    document = subject.document
    named = _of_panel(document) if isinstance(document, Panel) else _of_rivals(document)
    kinds: dict[str, list[Part]] = {}
    for kind, name, path in named:
        kinds.setdefault(kind, []).append(Part(name, subject.source.place(path), path in touched))
    return Coverage(document.scenario, tuple(Kind(kind, tuple(parts)) for kind, parts in kinds.items()))


def _of_panel(panel: Panel) -> Iterator[tuple[str, str, Path]]:
    for word in panel.decision.says:
        yield "决定", word, ("decision", "says", word)
    for name, person in panel.people.items():
        path: Path = ("people", name)
        yield "人", name, path
        yield from (("问题", f"{name}：{one}", (*path, "must-answer", one)) for one in person.must_answer)
        yield from (("情况", f"{name}：{one}", (*path, "facts", one)) for one in person.facts)
        for number, one in enumerate(person.interrupts):
            yield "插话", f"{name}：{one.says[0]}", (*path, "interrupts", number)
        if person.worry is not None:
            yield "担心", f"{name}：{person.worry.about}", (*path, "worry")


def _of_rivals(scenario: RivalsScenario) -> Iterator[tuple[str, str, Path]]:
    yield from (("需求", name, ("needs", name)) for name in scenario.needs)
    for name, seat in scenario.seats.items():
        path: Path = ("seats", name)
        yield "座位", name, path
        for part in ("strengths", "weaknesses"):
            for fact in getattr(seat, part):
                yield "凭据", f"{name}：{fact}", (*path, part, fact)
