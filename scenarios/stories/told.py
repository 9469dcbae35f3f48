"""Plays a story and finds the first thing that came otherwise than written, with its line in story and script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.practice import Setup
from scenarios.stories.held import Held, TracedPractice, hold, reciting
from scripts.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.stories.held import Exchange
    from scripts.checks import ScriptSubject, StorySubject
    from scripts.model import Branch, StoryTurn
    from scripts.source import Path


@dataclass(frozen=True, slots=True)
class Difference:
    """What came otherwise: where the story says so, in Chinese what was to come and what came, where the script acts.

    `line` counts the rep's lines up to the difference, itself included; all of them when the result differs.
    """

    line: int
    place: Place
    message: str
    script: Place | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A story that was played; without a `difference` it holds."""

    subject: StorySubject
    held: Held
    difference: Difference | None


def setup_of(subject: StorySubject) -> Setup:
    """The setting a story is played in; without a way of selling, the first that its script has an opening for."""
    story, plan = subject.story, subject.folder.shelf.plan
    script = subject.script
    way = story.approach or (next(iter(script.script.openings)) if script else "")
    code = plan.ways_of_selling[way].code if way in plan.ways_of_selling else ""
    return Setup("free", story.difficulty, code, story.seed)


def tell(practice: TracedPractice, subject: StorySubject, script: ScriptSubject) -> Told:
    """Play a story that has no problems by its own script, which `practice` was made of."""
    held = hold(practice, setup_of(subject), reciting(turn.rep for turn in subject.story.talk))
    return Told(subject, held, next(_differences(subject, script, held), None))


def place_of_branch(script: ScriptSubject, branch: Branch) -> Place | None:
    """Where the author wrote a branch; branches are told apart by being the same object, not by being alike."""
    return next((script.source.place(path) for _, path, one in script.branches() if one is branch), None)


def _differences(subject: StorySubject, script: ScriptSubject, held: Held) -> Iterator[Difference]:
    turns = subject.story.talk
    for index, (turn, exchange) in enumerate(zip(turns, held.exchanges, strict=False)):
        yield from _Turn(subject, script, index, turn, exchange).differences()
    said = len(held.exchanges)
    if said < len(turns):
        place = subject.source.place(("talk", said))
        message = f"说到这一句之前，谈话已经结束了（{held.report.ending}）。"
        yield Difference(said, place, message, _last_move(script, held))
    yield from _in_the_result(subject, script, held)


@dataclass(frozen=True, slots=True)
class _Turn:
    """One line of the story beside what came of it."""

    subject: StorySubject
    script: ScriptSubject
    index: int
    turn: StoryTurn
    exchange: Exchange

    def differences(self) -> Iterator[Difference]:
        turn, exchange = self.turn, self.exchange
        caught = {*exchange.heard, *exchange.violations}
        for number, name in enumerate(turn.heard):
            if name not in caught:
                others = f"听到的是：{'、'.join(exchange.heard)}。" if exchange.heard else "什么要点也没听到。"
                message = f"这一句该听到「{name}」，没有听到；{others}"
                yield self._at(("heard", number), message, place_of_point(self.script, name))
        for number, name in enumerate(turn.not_):
            if name in caught:
                message = f"这一句不该听到「{name}」，却听到了。"
                yield self._at(("not", number), message, place_of_point(self.script, name))
        for number, words in enumerate(turn.customer_says):
            answer = "".join(exchange.answers)
            if words not in answer:
                message = f"客户的话里该有“{words}”，他说的是“{answer}”。"
                yield self._at(("customer-says", number), message, self._acted())
        if turn.stage and turn.stage != exchange.stage:
            message = f"说完这一句该谈到「{turn.stage}」，实际在「{exchange.stage}」。"
            yield self._at(("stage",), message, self._acted())

    def _at(self, path: Path, message: str, script: Place | None) -> Difference:
        place = self.subject.source.value_place(("talk", self.index, *path))
        return Difference(self.index + 1, place, message, script)

    def _acted(self) -> Place:
        """Where the script decided: the last branch taken, or the stage that the talk is in."""
        place = place_of_branch(self.script, self.exchange.taken[-1]) if self.exchange.taken else None
        return place or self.script.source.place(("stages", self.exchange.stage))


def _in_the_result(subject: StorySubject, script: ScriptSubject, held: Held) -> Iterator[Difference]:
    wanted, report, source = subject.story.result, held.report, subject.source
    said = len(held.exchanges)
    if report.ending != wanted.ending:
        message = f"结局该是「{wanted.ending}」，实际是「{report.ending}」。"
        yield Difference(said, source.value_place(("result", "ending")), message, _last_move(script, held))
    broken = tuple(dict.fromkeys(one.name for one in report.violations))
    for number, name in enumerate(wanted.violations):
        if name not in broken:
            place = source.value_place(("result", "violations", number))
            yield Difference(said, place, f"该判「{name}」，没有判。", place_of_point(script, name))
    for name in broken:
        if name not in wanted.violations:
            proof = next(one for one in report.violations if one.name == name)
            message = f"第 {proof.turn} 句“{proof.quote}”判了「{name}」，这里没有写。"
            yield Difference(said, source.place(("result", "violations")), message, place_of_point(script, name))
    missed = {one.name for stage in report.stages for one in stage.missed}
    for number, name in enumerate(wanted.missed):
        if name not in missed:
            place = source.value_place(("result", "missed", number))
            message = f"报告里「{name}」该算没说到，实际没有这样算。"
            yield Difference(said, place, message, place_of_point(script, name))
    limits = wanted.score_range()
    if limits and not limits[0] <= report.score <= limits[1]:
        low, high = limits
        due = f"{low}" if low == high else f"{low} 到 {high}"
        why = f"（{report.caps[0].why}）" if report.caps else ""
        message = f"分数该是 {due}，实际是 {report.score}{why}。"
        yield Difference(said, source.value_place(("result", "score")), message)


def _last_move(script: ScriptSubject, held: Held) -> Place | None:
    taken = [branch for exchange in held.exchanges for branch in exchange.taken]
    return place_of_branch(script, taken[-1]) if taken else None


def place_of_point(script: ScriptSubject, name: str) -> Place:
    """Where a point's examples stand: in the script itself or in the plan's files."""
    if name in script.script.points:
        return script.source.place(("points", name))
    shared = script.folder.shared_points()
    return next((source.place(path) for point, source, path in shared if point.name == name), Place(script.source.file))
