"""From documents to sheets: the rows of every part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scripts.spreadsheet.parts import PARTS
from scripts.spreadsheet.sheet import Cell, Sheet
from scripts.spreadsheet.tables import EACH, Form, Home, Table


def sheets_of(documents: Mapping[str, Any]) -> tuple[Sheet, ...]:
    """Give every sheet with its rows; `documents` are plain data as `scripts.source.read` gives it, by their names."""
    return tuple(
        _form(part, documents) if isinstance(part, Form) else Sheet(part.layout, tuple(_rows(part, documents)))
        for part in PARTS
    )


def _form(form: Form, documents: Mapping[str, Any]) -> Sheet:
    rows = tuple((one.name, one.kind.cell(_at(documents.get(one.document), one.at)), one.about) for one in form.singles)
    return Sheet(form.layout, rows)


def _rows(table: Table, documents: Mapping[str, Any]) -> Iterator[tuple[Cell, ...]]:
    for home in table.homes:
        for names, entry in _entries(table, home, documents.get(home.document)):
            shown = table.shown(entry)
            first = (home.called,) if home.called else ()
            yield (*first, *names, *(field.kind.cell(_at(shown, field.key)) for field in table.fields))


def _entries(table: Table, home: Home, document: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    for names, value in _below(document, home.at):
        if not table.listed:
            yield names, value
        elif isinstance(value, list):
            yield from ((names, item) for item in value)


def _below(data: Any, at: tuple[str, ...], names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield what stands at a home's path, with the keys that were taken for its stars."""
    if not at:
        yield names, data
    elif isinstance(data, dict) and at[0] == EACH:
        for key, value in data.items():
            yield from _below(value, at[1:], (*names, str(key)))
    elif isinstance(data, dict) and at[0] in data:
        yield from _below(data[at[0]], at[1:], names)


def _at(data: Any, key: tuple[str, ...]) -> Any:
    for part in key:
        data = data.get(part) if isinstance(data, dict) else None
    return data
