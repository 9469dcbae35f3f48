"""A table before it has a medium: each place dresses it its own way; here as Markdown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A title, a row of headings, rows of as many cells, and a note under them (may be empty)."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def in_markdown(tables: tuple[Table, ...]) -> str:
    """Give the tables as Markdown, each under a heading of the second level."""
    parts = []
    for table in tables:
        rows = (table.head, tuple("---" for _ in table.head), *table.rows)
        body = "\n".join(f"| {' | '.join(cell.replace('|', '｜') for cell in row)} |" for row in rows)
        parts.append("\n\n".join(part for part in (f"## {table.title}", body, table.note) if part))
    return "\n\n".join(parts) + "\n"
