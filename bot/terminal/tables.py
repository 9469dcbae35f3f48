"""Tables on a terminal: cells side by side, Chinese counted by its true width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.terminal.width import columns

if TYPE_CHECKING:
    from bot.views.tables import Table


def in_columns(tables: tuple[Table, ...]) -> str:
    """Give the tables in columns, an empty line between two."""
    return "\n\n".join("\n".join(_set(table)) for table in tables)


def _set(table: Table) -> list[str]:
    rows = (table.head, *table.rows)
    widths = [max(columns(row[place]) for row in rows) for place in range(len(table.head))]
    lines = [
        "  ".join(cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return [f"【{table.title}】", *lines, *((table.note,) if table.note else ())]
