"""A report as people read it: severity, place, the author's own line with a caret under the spot, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from scripts.problems import Severity

if TYPE_CHECKING:
    from scripts.problems import Problem, Report

LineOf = Callable[[str, int], str]
"""Gives the author's own line: (file, line number counting from 1) → its text, "" if it cannot be had."""

_WIDEST = 78
_LEFT = 24


def display_width(text: str) -> int:
    """Return how many columns of a terminal the text takes: a Chinese character takes two."""
    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)


def render(report: Report, line_of: LineOf) -> str:
    """Return the whole report as text: one paragraph a problem, and a last line that counts them."""
    paragraphs = [render_problem(found, line_of(found.place.file, found.place.line)) for found in report]
    return "\n\n".join([*paragraphs, summary(report)])


def render_problem(found: Problem, line: str) -> str:
    """Return one problem as text; `line` is the author's own line."""
    place = f"{found.place.file}:{found.place.line}:{found.place.column}"
    parts = [f"{found.severity.chinese} {place} [{found.code}]"]
    if line.strip():
        shown, caret = spot(line, found.place.column)
        parts += [f"  | {shown}", f"  | {' ' * caret}^"]
    parts.append(f"  {found.message}")
    if found.hint:
        parts.append(f"  {found.hint}")
    return "\n".join(parts)


def summary(report: Report) -> str:
    """Return one sentence: how many problems of which severity, or that there are none."""
    counts = Counter(found.severity for found in report)
    if not counts:
        return "没有发现问题。"
    return f"共 {'、'.join(f'{counts[one]} 个{one.chinese}' for one in Severity if counts[one])}。"


def spot(line: str, column: int, widest: int = _WIDEST) -> tuple[str, int]:
    """Return the part of the line around a column (from 1) that fits the screen, and the caret's place in it."""
    line = line.replace("\t", " ")
    index = min(column - 1, len(line))
    start = 0
    if display_width(line[: index + 1]) > widest - 2:
        start = max(0, index - widest * _LEFT // _WIDEST)
    shown = "…" if start else ""
    caret = display_width(shown + line[start:index])
    for char in line[start:]:
        if display_width(shown + char) > widest - 1:
            return shown + "…", caret
        shown += char
    return shown, caret
