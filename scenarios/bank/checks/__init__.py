"""Everything that is checked of written questions and cases; to add a check, write one function and register it.

A new check: a function in one of these files under `@of_items` or `@of_cases`, its code in `scenarios/codes.py`, its
page in `docs/problems/scenarios/`. The tests fail until all three are there.
"""

from scenarios.bank.checks import cases, facts, items
from scenarios.bank.checks.registry import CASE_CHECKS, ITEM_CHECKS, check_case, check_items, of_cases, of_items
from scenarios.bank.checks.subject import Book, Books, CaseSubject, Entry

__all__ = [
    "CASE_CHECKS",
    "FAMILIES",
    "ITEM_CHECKS",
    "Book",
    "Books",
    "CaseSubject",
    "Entry",
    "check_case",
    "check_items",
    "of_cases",
    "of_items",
]

FAMILIES = (items, facts, cases)
"""The files of checks; importing them fills the registry."""
