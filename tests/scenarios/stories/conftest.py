"""Stories of the advertising boss, heard by a listener that hears what is written in 【】."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from scenarios.stories.held import TracedPractice
from scenarios.stories.told import Told, tell
from scripts.checks import StorySubject
from scripts.loader import open_paths, shipped_library
from scripts.model import Story
from scripts.source import read
from tests.spoken import MarkedListener

if TYPE_CHECKING:
    from scripts.checks import PlanSubject, ScriptSubject


@dataclasses.dataclass(frozen=True)
class Stage:
    """A plan, one of its scripts, and a practice of it."""

    plan: PlanSubject
    script: ScriptSubject
    practice: TracedPractice

    def story(self, text: str) -> StorySubject:
        """A story out of its file's text."""
        source = read("a.story.yaml", text)
        assert source.problems == ()
        return StorySubject(self.plan, Story.model_validate(source.data), source)

    def tell(self, text: str) -> Told:
        """Play a story out of its file's text."""
        return tell(self.practice, self.story(text), self.script)


@pytest.fixture(scope="session")
def stage() -> Stage:
    (opened,) = open_paths([shipped_library() / "office-building"], behind=())
    assert opened.subject is not None
    script = next(one for one in opened.subject.scripts if one.script.script == "广告公司")
    practice = TracedPractice(opened.subject.shelf, script.script, MarkedListener(script.points))
    return Stage(opened.subject, script, practice)
