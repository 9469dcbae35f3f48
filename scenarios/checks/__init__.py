"""Everything that is checked of a scenario beyond its shape; to add a check, write one function and register it.

A new check: a function in one of these files under `@of_panel` (or `@of_scenario`), its code in `scenarios/codes.py`,
its page in `docs/problems/scenarios/`. The tests fail until all three are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenarios.checks import panel, panel_heard, panel_rules, panel_words, rivals, rivals_heard
from scenarios.checks.registry import CHECKS, Entry, of, of_panel, of_scenario
from scenarios.checks.subject import Subject
from scenarios.documents import Panel
from scenarios.documents.rivals import RivalsScenario
from scripts.problems import Report, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scenarios.documents import ScenarioDocument
    from scripts.checks import Listen
    from scripts.problems import Problem

__all__ = ["CHECKS", "FAMILIES", "Entry", "Subject", "check", "guard", "of", "of_panel", "of_scenario"]

FAMILIES = (panel, panel_words, panel_rules, rivals)
"""The files of checks; importing them fills the registry."""


_HEARD: Mapping[type[ScenarioDocument], Callable[[Subject[Any], Listen], Iterator[Problem]]] = {
    Panel: panel_heard.lines_are_heard,
    RivalsScenario: rivals_heard.lines_are_heard,
}
"""How the model lines of each form are listened to."""


def check(subject: Subject[Any], listen: Listen | None = None) -> Report:
    """Run every check that is meant for the document's form; its lines are listened to only when `listen` is given."""
    found = _found(subject, CHECKS)
    heard = _HEARD.get(type(subject.document))
    # A line with a fault of its own is not listened to: what follows from it would be told twice.
    faulty = any(one.severity is Severity.ERROR for one in found)
    return Report.of([*found, *(heard(subject, listen) if heard and listen and not faulty else ())])


def guard(subject: Subject[Any]) -> tuple[Problem, ...]:
    """Run the checks without which the scenario cannot be played, and return the errors they find."""
    return Report.of(_found(subject, [entry for entry in CHECKS if entry.guards])).errors


def _found(subject: Subject[Any], entries: list[Entry]) -> list[Problem]:
    fitting = (entry for entry in entries if isinstance(subject.document, entry.model))
    return [one for entry in fitting for one in entry.run(subject)]
