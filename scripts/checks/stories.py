"""Stories: they name a script, stages, points and an ending that exist, and ask for nothing impossible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.checks.references import unknown_name, unknown_names
from scripts.checks.registry import of_plan, of_story
from scripts.codes import problem
from scripts.model import STAGES, UNFINISHED
from scripts.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.checks.subject import PlanSubject, ScriptSubject, StorySubject
    from scripts.problems import Problem


@of_story("unknown-script", "unknown-way", "unknown-stage", "unknown-point", "unknown-ending")
def stories_name_what_exists(subject: StorySubject) -> Iterator[Problem]:
    """A story names a script of the plan, and only what that script has.

    That one of the seven stages is missing is told of the script alone.
    """
    script = subject.script
    if script is None:
        if subject.folder.complete:
            place = subject.source.value_place(("script",))
            names = list(subject.folder.shelf.scripts)
            message = f"没有叫「{subject.story.script}」的脚本。"
            yield problem("unknown-script", place, message, did_you_mean(subject.story.script, names))
        return
    yield from _names_in_the_head(subject, script)
    yield from _names_in_the_talk(subject, script)


def _names_in_the_head(subject: StorySubject, script: ScriptSubject) -> Iterator[Problem]:
    story, source, ways = subject.story, subject.source, script.shelf.plan.ways_of_selling
    if story.approach and story.approach not in ways:
        yield unknown_name("unknown-way", source.value_place(("approach",)), story.approach, ways)
    endings = [*script.script.endings, UNFINISHED]
    if story.result.ending not in endings:
        place = source.value_place(("result", "ending"))
        yield unknown_name("unknown-ending", place, story.result.ending, endings)
    broken = [point.name for point in script.points.values() if point.kind == "violation"]
    said = [name for name in script.points if name not in broken]
    yield from unknown_names("unknown-point", source, ("result", "missed"), story.result.missed, said)
    yield from unknown_names("unknown-point", source, ("result", "violations"), story.result.violations, broken)


def _names_in_the_talk(subject: StorySubject, script: ScriptSubject) -> Iterator[Problem]:
    source = subject.source
    for index, turn in enumerate(subject.story.talk):
        path = ("talk", index)
        if turn.stage and turn.stage not in {*script.script.stages, *STAGES}:
            place = source.value_place((*path, "stage"))
            yield unknown_name("unknown-stage", place, turn.stage, script.script.stages)
        yield from unknown_names("unknown-point", source, (*path, "heard"), turn.heard, script.points)
        yield from unknown_names("unknown-point", source, (*path, "not"), turn.not_, script.points)


@of_story("wrong-score", "heard-and-not")
def stories_ask_for_what_is_possible(subject: StorySubject) -> Iterator[Problem]:
    """A score is a range of 0 to 100, and no line must both meet a point and not meet it."""
    story, source = subject.story, subject.source
    try:
        story.result.score_range()
    except ValueError:
        message = f"分数「{story.result.score}」看不懂。"
        hint = "写一个数或一段，都在 0 到 100 之间，小的在前，例如 score: 85-100。"
        yield problem("wrong-score", source.value_place(("result", "score")), message, hint)
    for index, turn in enumerate(story.talk):
        for number, name in enumerate(turn.not_):
            if name in turn.heard:
                message = f"「{name}」在这一句的 heard 和 not 里都写了。"
                place = source.value_place(("talk", index, "not", number))
                yield problem("heard-and-not", place, message, "删掉一处。")


@of_plan("duplicate-story")
def stories_have_names_of_their_own(folder: PlanSubject) -> Iterator[Problem]:
    """No two stories of one script share a name: else nobody knows which one has failed."""
    seen: dict[tuple[str, str], str] = {}
    for subject in folder.stories:
        story, script = subject.story, subject.script
        told_of = script.script.script if script else story.script
        first = seen.setdefault((told_of, story.story), subject.source.file)
        if first != subject.source.file:
            place = subject.source.value_place(("story",))
            message = f"「{told_of}」已经有一个叫「{story.story}」的对话测试，在 {_name(first)} 里。"
            yield problem("duplicate-story", place, message, "换个名字，或者删掉一个。")


def _name(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2]
