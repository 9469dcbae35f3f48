"""The registry of checks of scenarios: each a function that yields problems, with the codes it may report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from scenarios.documents import Panel, ScenarioDocument

if TYPE_CHECKING:
    from scenarios.checks.subject import Subject
    from scripts.problems import Problem

Check = Callable[[Any], "Iterator[Problem]"]
C = TypeVar("C", bound=Check)


class Entry(NamedTuple):
    """A check: the documents it looks at, the codes it may report, and whether an error of it keeps one from play."""

    model: type[ScenarioDocument]
    codes: tuple[str, ...]
    run: Callable[[Subject[Any]], Iterator[Problem]]
    guards: bool


CHECKS: list[Entry] = []


def of(model: type[ScenarioDocument], *codes: str, guards: bool = False) -> Callable[[C], C]:
    """Register a check of the documents of that model; `ScenarioDocument` means all of them."""

    def register(check: C) -> C:
        CHECKS.append(Entry(model, codes, check, guards))
        return check

    return register


def of_scenario(*codes: str, guards: bool = False) -> Callable[[C], C]:
    """Register a check of every scenario."""
    return of(ScenarioDocument, *codes, guards=guards)


def of_panel(*codes: str, guards: bool = False) -> Callable[[C], C]:
    """Register a check of panels."""
    return of(Panel, *codes, guards=guards)
