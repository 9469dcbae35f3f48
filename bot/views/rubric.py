"""The open criteria, to be read before a talk: every stage with its items, their weights and what counts."""

from __future__ import annotations

from bot.views.page import Line, Page, Section

Criteria = tuple[tuple[str, tuple[tuple[str, int, str], ...]], ...]


def rubric(criteria: Criteria) -> Page:
    """Give the criteria as a page, one section a stage."""
    return tuple(
        Section(stage, tuple(Line(f"{name}（{weight} 分）：{counts}") for name, weight, counts in items))
        for stage, items in criteria
        if items
    )
