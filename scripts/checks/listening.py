"""Listening to a point's own examples: each must be heard as what it is, and no counter-example may be."""

from __future__ import annotations

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

CODES_OF_LISTENING = ("example-not-heard", "counter-example-heard")


def examples_are_heard(folder: PlanSubject, listen: Listen) -> Iterator[Problem]:
    """Every example fires its point and no counter-example does: the plan's own, then each script's."""
    plan, shared = folder.shelf.plan, folder.shelf.points
    listener = listen(plan, shared)
    for point, source, path in folder.shared_points():
        yield from _heard_right(listener, point, source, path)
    for subject in folder.scripts:
        if subject.script.points:
            listener = listen(plan, subject.points)
            for name, point in subject.script.points.items():
                yield from _heard_right(listener, point, subject.source, ("points", name))


def _heard_right(listener: Listener, point: Point, source: Source, path: Path) -> Iterator[Problem]:
    for index, example in enumerate(point.examples):
        if point.code not in _codes(listener, example):
            message = f"「{point.name}」的例句「{example}」自己都听不出来。"
            hint = "换一句更直接的，或者补几句相近的说法。"
            yield problem("example-not-heard", source.value_place((*path, "examples", index)), message, hint)
    for index, example in enumerate(point.not_):
        if point.code in _codes(listener, example):
            message = f"反例「{example}」被听成了「{point.name}」。"
            hint = "在 not 里再补几句相近的反例，或者看看是不是有一句例句和它太像。"
            yield problem("counter-example-heard", source.value_place((*path, "not", index)), message, hint)


def _codes(listener: Listener, text: str) -> tuple[str, ...]:
    heard = listener.hear(text, Context())
    return (*heard.codes, *heard.violation_codes)
