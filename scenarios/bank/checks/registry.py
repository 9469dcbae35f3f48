"""The registry of checks of the bank: each a function that yields problems, with the codes it may report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from scenarios.bank.checks.subject import Books, CaseSubject
from scripts.problems import Problem, Report

ItemsCheck = Callable[[Books], Iterator[Problem]]
CaseCheck = Callable[[CaseSubject], Iterator[Problem]]
I = TypeVar("I", bound=ItemsCheck)  # noqa: E741 - items
C = TypeVar("C", bound=CaseCheck)


class ItemsEntry(NamedTuple):
    """A check of all questions of a plan, and the codes it may report."""

    codes: tuple[str, ...]
    run: ItemsCheck


class CaseEntry(NamedTuple):
    """A check of one case, and the codes it may report."""

    codes: tuple[str, ...]
    run: CaseCheck


ITEM_CHECKS: list[ItemsEntry] = []
CASE_CHECKS: list[CaseEntry] = []


def of_items(*codes: str) -> Callable[[I], I]:
    """Register a check of questions."""

    def register(check: I) -> I:
        ITEM_CHECKS.append(ItemsEntry(codes, check))
        return check

    return register


def of_cases(*codes: str) -> Callable[[C], C]:
    """Register a check of cases."""

    def register(check: C) -> C:
        CASE_CHECKS.append(CaseEntry(codes, check))
        return check

    return register


def check_items(books: Books) -> Report:
    """Everything wrong in a plan's written questions."""
    return Report.of(found for entry in ITEM_CHECKS for found in entry.run(books))


def check_case(subject: CaseSubject) -> Report:
    """Everything wrong in a case."""
    return Report.of(found for entry in CASE_CHECKS for found in entry.run(subject))
