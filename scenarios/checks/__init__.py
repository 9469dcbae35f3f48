"""Everything that is checked of a scenario beyond its shape; to add a check, write one function and register it.

A new check: a function in one of these files under `@of_panel` (or `@of_scenario`), its code in `scenarios/codes.py`,
its page in `docs/problems/scenarios/`. The tests fail until all three are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenarios.checks import panel, panel_rules, panel_words, rivals
from scenarios.checks.registry import CHECKS, Entry, of, of_panel, of_scenario
from scenarios.checks.subject import Subject
from scripts.problems import Report

if TYPE_CHECKING:
    from scripts.problems import Problem

__all__ = ["CHECKS", "FAMILIES", "Entry", "Subject", "check", "guard", "of", "of_panel", "of_scenario"]

FAMILIES = (panel, panel_words, panel_rules, rivals)
"""The files of checks; importing them fills the registry."""


def check(subject: Subject[Any]) -> Report:
    """Run every check that is meant for the document's form."""
    return Report.of(_found(subject, CHECKS))


def guard(subject: Subject[Any]) -> tuple[Problem, ...]:
    """Run the checks without which the scenario cannot be played, and return the errors they find."""
    return Report.of(_found(subject, [entry for entry in CHECKS if entry.guards])).errors


def _found(subject: Subject[Any], entries: list[Entry]) -> list[Problem]:
    fitting = (entry for entry in entries if isinstance(subject.document, entry.model))
    return [one for entry in fitting for one in entry.run(subject)]
