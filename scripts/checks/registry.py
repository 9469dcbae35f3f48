"""The registry of checks: one check is one function that yields problems of the codes it was registered for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from scripts.checks.subject import PlanSubject, ScriptSubject, StorySubject
from scripts.problems import Problem

PlanCheck = Callable[[PlanSubject], Iterator[Problem]]
ScriptCheck = Callable[[ScriptSubject], Iterator[Problem]]
StoryCheck = Callable[[StorySubject], Iterator[Problem]]
P = TypeVar("P", bound=PlanCheck)
S = TypeVar("S", bound=ScriptCheck)
T = TypeVar("T", bound=StoryCheck)


class Entry(NamedTuple):
    """A check: its function, as a check of whole plans, the codes it may report, and whether it guards talks.

    A script in which a guard finds an error cannot be talked with at all; other errors only keep it from being
    published.
    """

    codes: tuple[str, ...]
    run: PlanCheck
    guards: bool


CHECKS: list[Entry] = []


def of_plan(*codes: str, guards: bool = False) -> Callable[[P], P]:
    """Register a check that looks at a plan's folder as a whole."""

    def register(check: P) -> P:
        CHECKS.append(Entry(codes, check, guards))
        return check

    return register


def of_script(*codes: str, guards: bool = False) -> Callable[[S], S]:
    """Register a check that looks at one script at a time."""

    def register(check: S) -> S:
        def each(folder: PlanSubject) -> Iterator[Problem]:
            for script in folder.scripts:
                yield from check(script)

        CHECKS.append(Entry(codes, each, guards))
        return check

    return register


def of_story(*codes: str) -> Callable[[T], T]:
    """Register a check that looks at one story at a time; no talk needs a story, so none of them guards."""

    def register(check: T) -> T:
        def each(folder: PlanSubject) -> Iterator[Problem]:
            for story in folder.stories:
                yield from check(story)

        CHECKS.append(Entry(codes, each, guards=False))
        return check

    return register
