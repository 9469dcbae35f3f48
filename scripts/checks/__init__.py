"""Everything `duilian check` looks for beyond a document's shape; to add a check, write one function and register it.

A new check: a function in one of these files under `@of_script`, `@of_plan` or `@of_story`, its code in
`scripts/codes.py`, its page in `docs/problems/`. The tests fail until all three are there.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from scripts.checks import branches, facts, graph, points, references, stories, style
from scripts.checks.listening import CODES_OF_LISTENING, Listen, Listener, examples_are_heard
from scripts.checks.registry import CHECKS, Entry
from scripts.checks.subject import PlanSubject, ScriptSubject, StorySubject
from scripts.problems import Report

if TYPE_CHECKING:
    from scripts.problems import Problem

__all__ = [
    "CHECKS",
    "CODES_OF_LISTENING",
    "FAMILIES",
    "Entry",
    "Listen",
    "Listener",
    "PlanSubject",
    "ScriptSubject",
    "StorySubject",
    "check",
    "guard",
]

FAMILIES = (references, branches, graph, facts, points, stories, style)
"""The files of checks, in the order in which they are documented; importing them fills the registry."""


def check(folder: PlanSubject, listen: Listen | None = None) -> Report:
    """Run every check over a plan's folder; those that listen to examples only when `listen` is given."""
    found = chain.from_iterable(entry.run(folder) for entry in CHECKS)
    heard = examples_are_heard(folder, listen) if listen else ()
    return Report.of([*found, *heard])


def guard(folder: PlanSubject) -> tuple[Problem, ...]:
    """Run the checks without which no talk may use the folder, and return the errors they find."""
    return Report.of(chain.from_iterable(entry.run(folder) for entry in CHECKS if entry.guards)).errors
