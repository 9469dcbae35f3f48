"""Problems in a library's files as trainers read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.page import Line, Page, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.views.page import Mark
    from scripts.problems import Problem, Report

_MARKS: dict[str, Mark] = {"error": "bad", "warning": "strong", "advice": "plain", "todo": "quiet"}


def problems_page(report: Report) -> Page:
    """Give every problem with its place and what to do, and their number at the end."""
    if not report:
        return (Section("", (Line("没有发现问题。", "good"),)),)
    lines = tuple(line for problem in report for line in _problem(problem))
    count = len(report.problems)
    summary = f"共 {count} 处，其中错误 {len(report.errors)} 处。" + ("" if report.errors else "没有错误，脚本都能用。")
    return (Section("", lines), Section("", (Line(summary, "strong"),)))


def _problem(problem: Problem) -> Iterator[Line]:
    place = problem.place
    yield Line(
        f"{problem.severity.chinese} {place.file}:{place.line}:{place.column} {problem.message} [{problem.code}]",
        _MARKS[problem.severity.value],
    )
    if problem.hint:
        yield Line(problem.hint, "good", inner=True)
