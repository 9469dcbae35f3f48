"""Listening to a point's own examples: each must be heard as what it is, and no counter-example may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

from scripts.codes import problem
from scripts.heard import Context, Heard
from scripts.model import Plan, Point

if TYPE_CHECKING:
    from scripts.checks.subject import PlanSubject
    from scripts.problems import Problem
    from scripts.source import Path, Source


class Listener(Protocol):
    """Whoever hears what an utterance says; the ones there are live in a higher layer."""

    def hear(self, text: str, context: Context, /) -> Heard:
        """Say what was heard in `text`."""
        ...


Listen = Callable[[Plan, Mapping[str, Point]], Listener]
"""Builds a listener for a plan's points: what `check` is handed, since listening lives above this package."""

CODES_OF_LISTENING = ("example-not-heard", "counter-example-heard", "easily-confused")
CONFUSED = 3
"""So many of a point's examples heard as another point too, and at least half of them, make a pair easily confused."""


def examples_are_heard(folder: PlanSubject, listen: Listen) -> Iterator[Problem]:
    """Every example fires its point and no counter-example does: the plan's own, then each script's."""
    plan, shared = folder.shelf.plan, folder.shelf.points
    listener = _Memory(listen(plan, shared))
    for point, source, path in folder.shared_points():
        yield from _heard_right(listener, point, source, path)
        yield from _confused(listener, point, shared, source, path)
    # Versions of one script mostly share its own points: a listener takes a quarter of a second to train.
    trained: dict[tuple[Point, ...], _Memory] = {}
    for subject in folder.scripts:
        own = tuple(subject.script.points.values())
        if own and own not in trained:
            trained[own] = _Memory(listen(plan, subject.points))
        for name, point in subject.script.points.items():
            yield from _heard_right(trained[own], point, subject.source, ("points", name))
            yield from _confused(trained[own], point, subject.points, subject.source, ("points", name))


class _Memory:
    """A listener that hears a text only once."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._codes: dict[str, tuple[str, ...]] = {}

    def codes(self, text: str) -> tuple[str, ...]:
        """The codes of all that is heard in a text."""
        if text not in self._codes:
            heard = self._listener.hear(text, Context())
            self._codes[text] = (*heard.codes, *heard.violation_codes)
        return self._codes[text]


def _heard_right(listener: _Memory, point: Point, source: Source, path: Path) -> Iterator[Problem]:
    for index, example in enumerate(point.examples):
        if point.code not in listener.codes(example):
            message = f"「{point.name}」的例句「{example}」自己都听不出来。"
            hint = "换一句更直接的，或者补几句相近的说法。"
            yield problem("example-not-heard", source.value_place((*path, "examples", index)), message, hint)
    for index, example in enumerate(point.not_):
        if point.code in listener.codes(example):
            message = f"反例「{example}」被听成了「{point.name}」。"
            hint = "在 not 里再补几句相近的反例，或者看看是不是有一句例句和它太像。"
            yield problem("counter-example-heard", source.value_place((*path, "not", index)), message, hint)


def _confused(
    listener: _Memory, point: Point, points: Mapping[str, Point], source: Source, path: Path
) -> Iterator[Problem]:
    """Other points that many of this one's examples are heard as too; a number is rightly heard as several."""
    others = {other.code: other.name for other in points.values() if other.decided_by == "words"}
    also = Counter(code for text in point.examples for code in set(listener.codes(text)) if code != point.code)
    for code, heard in also.items():
        if code in others and heard >= max(CONFUSED, len(point.examples) / 2):
            message = (
                f"「{point.name}」和「{others[code]}」容易混：{len(point.examples)} 句例句里有 {heard} 句两条都听成了。"
            )
            hint = "把例句写得只像其中一条，或者给另一条的 not 里补上这样的句子。"
            yield problem("easily-confused", source.place((*path, "examples")), message, hint)
