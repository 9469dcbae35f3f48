"""Tests the stories of a plan: plays them, walks to every ending, and says what of each script nobody touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.practice import Setup
from scenarios.stories.coverage import Coverage, coverage_of
from scenarios.stories.held import Held, TracedPractice, hold
from scenarios.stories.told import Told, tell
from scenarios.stories.walks import Walker

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from scoring.listening import Listener
    from scripts.checks import PlanSubject, ScriptSubject, StorySubject
    from scripts.model import Plan, Point

    Listen = Callable[[Plan, Mapping[str, Point]], Listener]

EASIEST = 1
"""Walks are held with a customer who is easy to talk with: what he can be brought to, anybody can."""


@dataclass(frozen=True, slots=True)
class Walked:
    """A walk to an ending as it was held with the true listener."""

    ending: str
    held: Held

    @property
    def arrived(self) -> bool:
        """Whether the walk led where it should."""
        return self.held.report.ending == self.ending


@dataclass(frozen=True, slots=True)
class Tested:
    """What came of one script's tests."""

    script: ScriptSubject
    told: tuple[Told, ...]
    walked: tuple[Walked, ...]
    coverage: Coverage

    @property
    def passed(self) -> bool:
        """Whether every story holds and every ending can be reached."""
        return all(one.difference is None for one in self.told) and all(one.arrived for one in self.walked)


def run_stories(subject: PlanSubject, listen: Listen, files: Collection[str] | None = None) -> Iterator[Tested]:
    """Test the scripts of a plan one after the other; with `files`, only those whose own file or a story is named.

    The plan's scripts and stories must have no errors. A listener is built for each script, which takes half a second.
    """
    by_script: dict[str, list[StorySubject]] = {}
    for story in subject.stories:
        if story.script is not None:
            by_script.setdefault(story.script.script.script, []).append(story)
    for script in subject.scripts:
        stories = by_script.get(script.script.script, [])
        whole = files is None or script.source.file in files
        asked = [story for story in stories if whole or (files is not None and story.source.file in files)]
        if asked or whole:
            yield _tested(subject, script, asked, listen, whole=whole)


def _tested(
    subject: PlanSubject, script: ScriptSubject, stories: Sequence[StorySubject], listen: Listen, *, whole: bool
) -> Tested:
    listener = listen(subject.shelf.plan, subject.shelf.points_of(script.script))
    practice = TracedPractice(subject.shelf, script.script, listener)
    told = tuple(tell(practice, story, script) for story in stories)
    walked = tuple(_walked(practice)) if whole else ()
    return Tested(script, told, walked, coverage_of(script, [one.held for one in told]))


def _walked(practice: TracedPractice) -> Iterator[Walked]:
    """Walk to each ending in the way of selling that the script has its first opening for."""
    customer = practice.customer
    approach = customer.shelf.plan.ways_of_selling[next(iter(customer.script.openings))].code
    for ending in customer.script.endings:
        yield Walked(ending, hold(practice, Setup("free", EASIEST, approach), Walker(customer, ending)))
