"""What checks look at: a plan's folder as models and sources, and one script with everything it refers to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scripts.model import Branch, Objection, PlanShelf, Point, Script, Story
    from scripts.model.objections import Objections, Voices
    from scripts.model.points import Points
    from scripts.problems import Place
    from scripts.source import Path, Source


class Spoken(NamedTuple):
    """One variant of a line of speech, and where it stands."""

    text: str
    place: Place
    is_customer: bool


class Lines(NamedTuple):
    """All variants of one thing to say: the path they stand under, and who says it."""

    path: Path
    variants: tuple[str, ...]
    is_customer: bool


@dataclass(frozen=True, slots=True)
class PlanSubject:
    """A plan's folder: the shelf with all scripts of the right shape, the documents, and the source of each.

    `complete` tells whether every script file could be read: else a name that is not there may be in the one that
    could not. `overlays` are a city's own files, when this is a city's plan.
    """

    shelf: PlanShelf
    points: Points
    bank: Objections
    voices: Voices
    plan_source: Source
    points_source: Source
    bank_source: Source
    voices_source: Source
    script_sources: Mapping[str, Source]
    told: tuple[tuple[Story, Source], ...] = ()
    complete: bool = True
    overlays: tuple[Source, ...] = ()

    @property
    def stories(self) -> Iterator[StorySubject]:
        """Every story of the plan as a subject of its own."""
        return (StorySubject(self, story, source) for story, source in self.told)

    @property
    def scripts(self) -> Iterator[ScriptSubject]:
        """Every script of the plan as a subject of its own."""
        for name, script in self.shelf.scripts.items():
            yield ScriptSubject(self, script, self.script_sources[name])

    @property
    def shared_sources(self) -> tuple[Source, ...]:
        """The files that all scripts of the plan share."""
        return (self.plan_source, self.points_source, self.bank_source, self.voices_source)

    @property
    def sources(self) -> tuple[Source, ...]:
        """All files of the folder."""
        told = (source for _, source in self.told)
        return (*self.shared_sources, *self.script_sources.values(), *told, *self.overlays)

    def shared_points(self) -> Iterator[tuple[Point, Source, Path]]:
        """Every point of the plan's two files, with where it is written."""
        for name, point in self.points.points.items():
            yield point, self.points_source, ("points", name)
        for name, point in self.bank.answers.items():
            yield point, self.bank_source, ("answers", name)

    def lines(self) -> Iterator[tuple[Source, Lines]]:
        """Everything the plan's common files let people say."""
        for name, objection in self.bank.objections.items():
            for lines in _of_objection(objection, ("objections", name)):
                yield self.bank_source, lines
        for situation, variants in self.voices.voice.items():
            yield self.voices_source, Lines(("voice", situation), variants, is_customer=True)
        for point, source, path in self.shared_points():
            yield source, Lines((*path, "say"), point.say, is_customer=False)


@dataclass(frozen=True, slots=True)
class ScriptSubject:
    """One script within its plan."""

    folder: PlanSubject
    script: Script
    source: Source

    @property
    def shelf(self) -> PlanShelf:
        """The plan's shelf."""
        return self.folder.shelf

    @property
    def points(self) -> Mapping[str, Point]:
        """All points the script may name."""
        return self.shelf.points_of(self.script)

    @property
    def objections(self) -> Mapping[str, Objection]:
        """All objections the script may name: its own wording before the bank's."""
        return {**self.shelf.objections, **self.script.objections}

    def branches(self) -> Iterator[tuple[str | None, Path, Branch]]:
        """Every branch with its stage (None for those of `always`) and its path, in the order of the file."""
        for index, branch in enumerate(self.script.always):
            yield None, ("always", index), branch
        for name, stage in self.script.stages.items():
            for index, branch in enumerate(stage.next):
                yield name, ("stages", name, "next", index), branch

    def lines(self) -> Iterator[Lines]:
        """Everything people say in this script, in the order of its parts."""
        yield from self._lines_of_the_customer()
        yield from self._lines_of_the_talk()
        for name, objection in self.script.objections.items():
            yield from _of_objection(objection, ("objections", name))
        for name, point in self.script.points.items():
            yield Lines(("points", name, "say"), point.say, is_customer=False)

    def _lines_of_the_customer(self) -> Iterator[Lines]:
        customer = self.script.customer
        for name, fact in customer.facts.items():
            for part in ("say", "guarded", "again"):
                yield Lines(("customer", "facts", name, part), getattr(fact, part), is_customer=True)
        for name, care in customer.cares.items():
            yield Lines(("customer", "cares", name, "say"), care.say, is_customer=True)
        for situation, variants in customer.voice.items():
            yield Lines(("customer", "voice", situation), variants, is_customer=True)

    def _lines_of_the_talk(self) -> Iterator[Lines]:
        for way, opening in self.script.openings.items():
            yield Lines(("openings", way, "customer"), opening.customer, is_customer=True)
            yield Lines(("openings", way, "rep"), opening.rep, is_customer=False)
        for name, stage in self.script.stages.items():
            yield Lines(("stages", name, "customer"), stage.customer, is_customer=True)
            yield Lines(("stages", name, "prompts"), stage.prompts, is_customer=True)
            for point, lines in stage.asks.items():
                yield Lines(("stages", name, "asks", point), lines, is_customer=True)
            for point, use in stage.points.items():
                yield Lines(("stages", name, "points", point, "say"), use.say, is_customer=False)
        for _, path, branch in self.branches():
            yield Lines((*path, "customer"), branch.customer, is_customer=True)
        for name, ending in self.script.endings.items():
            yield Lines(("endings", name, "customer"), ending.customer, is_customer=True)


@dataclass(frozen=True, slots=True)
class StorySubject:
    """One story within its plan."""

    folder: PlanSubject
    story: Story
    source: Source

    @property
    def script(self) -> ScriptSubject | None:
        """The script that the story is told of, None when the plan has none of that name."""
        asked = self.story.script
        return next((one for one in self.folder.scripts if asked in (one.script.script, one.script.ref)), None)


def _of_objection(objection: Objection, path: Path) -> Iterator[Lines]:
    yield Lines((*path, "raise"), objection.raises, is_customer=True)
    for part in ("half", "dodged", "settled"):
        yield Lines((*path, part), getattr(objection, part), is_customer=True)
    yield Lines((*path, "say"), objection.say, is_customer=False)


def spoken(source: Source, lines: Lines) -> Iterator[Spoken]:
    """Every variant of the lines with its own place."""
    for index, text in enumerate(lines.variants):
        yield Spoken(text, source.value_place((*lines.path, index)), lines.is_customer)
