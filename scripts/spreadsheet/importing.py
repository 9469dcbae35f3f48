"""From filled sheets to documents: plain data in a settled form, each value with the cell it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from scripts.nearest import did_you_mean
from scripts.spreadsheet.filled import Address, Fault, FilledBook, FilledSheet, Row
from scripts.spreadsheet.kinds import Kind
from scripts.spreadsheet.parts import PARTS
from scripts.spreadsheet.sheet import Cell, Sheet
from scripts.spreadsheet.tables import CONTENT, EACH, NAME, Form, Home, Path, Table
from scripts.spreadsheet.texts import clean, number_text

_WRITE_IT = "写上，或者把整行删掉。"


@dataclass(frozen=True, slots=True)
class Line:
    """One row as a person tells of it: its sheet, its names (开场白, 自我介绍), and its other cells by column."""

    sheet: str
    document: str
    names: tuple[str, ...]
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from a workbook.

    `documents` are data in a settled form: a text is a text, several are a list, what is empty is not there. `places`
    tells for each document and path the cell. Faults are those of the rows; `FilledBook.faults` go before them.
    """

    documents: dict[str, Any] = field(default_factory=dict)
    places: dict[tuple[str, Path], Address] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def place(self, document: str, path: Path) -> Address | None:
        """The cell of the value at `path`, or of the nearest part around it that has one, or of the first within."""
        around = path
        while around:
            if (document, around) in self.places:
                return self.places[document, around]
            around = around[:-1]
        within = (at for (name, its), at in self.places.items() if name == document and its[: len(path)] == path)
        return next(within, None) if path else None


def taken(book: FilledBook) -> Taken:
    """Take the documents out of a workbook; every row that can't be understood is a fault."""
    result = Taken()
    for part in PARTS:
        sheet = book.sheets.get(part.title)
        if sheet is None:
            continue
        if isinstance(part, Form):
            _take_form(part, sheet, result)
        else:
            _take_table(part, sheet, result)
    return result


def as_read(sheets: Iterable[Sheet]) -> FilledBook:
    """The workbook of these sheets as it would be read if nobody had touched it."""
    filled = {}
    for sheet in sheets:
        titles = [column.title for column in sheet.layout.columns]
        letters = {title: _letter(at) for at, title in enumerate(titles)}
        rows = (dict(zip(titles, map(_as_text, row), strict=True)) for row in sheet.rows)
        name = sheet.layout.title
        filled[name] = FilledSheet(name, tuple(Row(name, at, texts, letters) for at, texts in enumerate(rows, 2)))
    return FilledBook(filled)


def _letter(at: int) -> str:
    return chr(ord("A") + at)


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    return clean(cell) if isinstance(cell, str) else number_text(cell)


def _take_form(form: Form, sheet: FilledSheet, result: Taken) -> None:
    singles = {one.name: one for one in form.singles}
    seen: dict[str, int] = {}
    cells: dict[str, str] = {}
    for row in sheet.rows:
        name = row[NAME]
        if name not in singles:
            result.faults.append(row.fault(NAME, f"没有「{name}」这一项。", did_you_mean(name, singles, "只能是：")))
            continue
        if name in seen:
            result.faults.append(row.fault(NAME, f"「{name}」在第 {seen[name]} 行已经写过。", "删掉一行。"))
            continue
        seen[name], cells[name] = row.number, row[CONTENT]
        one = singles[name]
        _take(result, one.document, one.at, one.kind, (row, CONTENT))
    gone = [name for name in singles if name not in seen]
    if gone:
        listed = "、".join(f"「{name}」" for name in gone)
        result.faults.append(Fault(Address(form.title), f"少了{listed}。", "把这一行加回来；内容可以空着。"))
    for document in dict.fromkeys(one.document for one in form.singles):
        its = {name: text for name, text in cells.items() if singles[name].document == document}
        result.lines.append(Line(form.title, document, (), its))


def _take_table(table: Table, sheet: FilledSheet, result: Taken) -> None:
    seen: dict[tuple[str, Path], int] = {}
    for row in sheet.rows:
        home = _home(table, row)
        if home is None:
            result.faults.append(row.fault(_first(table), f"没有写「{_first(table)}」。", _what_to_write(table)))
            continue
        keys = [row[column.title] for column in table.keys]
        if home.called and table.where is None:
            keys = keys[1:]
        path = _path(home, keys)
        if path is None:
            blank = next(column.title for column in table.keys if not row[column.title])
            result.faults.append(row.fault(blank, f"没有写「{blank}」。", _WRITE_IT))
            continue
        last = table.keys[-1].title
        if not table.listed and (home.document, path) in seen:
            message = f"「{keys[-1]}」在第 {seen[home.document, path]} 行已经写过。"
            result.faults.append(row.fault(last, message, "删掉一行，或者改成别的名字。"))
            continue
        seen[home.document, path] = row.number
        _take_row(table, home, path, row, result)


def _take_row(table: Table, home: Home, path: Path, row: Row, result: Taken) -> None:
    """Put one row's entry into its document."""
    if table.listed:
        items = _get(result.documents.get(home.document), path)
        path = (*path, len(items) if isinstance(items, list) else 0)
    result.places[home.document, path] = row.at(table.keys[-1].title)
    if table.fields[0].key == ():
        only = table.fields[0]
        if not row[only.column.title]:
            message = f"没有写「{only.column.title}」。"
            result.faults.append(row.fault(only.column.title, message, _WRITE_IT))
        _take(result, home.document, path, only.kind, (row, only.column.title))
    else:
        _take_entry(table, home, path, row, result)
    heads = ([table.where.title] if table.where else []) + [column.title for column in table.keys]
    cells = {title: text for title, text in row.texts.items() if title not in heads}
    result.lines.append(Line(table.title, home.document, tuple(row[title] for title in heads), cells))


def _take_entry(table: Table, home: Home, path: Path, row: Row, result: Taken) -> None:
    values: dict[str, Any] = {}
    for one in table.fields:
        try:
            value = one.kind.value(row[one.column.title])
        except ValueError as error:
            result.faults.append(row.fault(one.column.title, str(error)))
            continue
        if value is not None:
            values[one.key[0]] = value
        result.places[home.document, (*path, *one.key)] = row.at(one.column.title)
    if "to" in values and table.listed:
        result.places[home.document, (*path, "otherwise")] = result.places[home.document, (*path, "to")]
    _put(result.documents, home.document, path, table.settled(values))


def _take(result: Taken, document: str, path: Path, kind: Kind, cell: tuple[Row, str]) -> None:
    row, column = cell
    try:
        value = kind.value(row[column])
    except ValueError as error:
        result.faults.append(row.fault(column, str(error)))
        return
    result.places[document, path] = row.at(column)
    if value is not None:
        _put(result.documents, document, path, value)


def _first(table: Table) -> str:
    return table.where.title if table.where else table.keys[0].title


def _what_to_write(table: Table) -> str:
    choices = table.where.choices if table.where else table.keys[0].choices
    return f"写{'或者'.join(f'“{one}”' for one in choices)}；不要这一行，就整行删掉。" if choices else _WRITE_IT


def _home(table: Table, row: Row) -> Home | None:
    first = row[_first(table)]
    if not first:
        return None
    called = next((home for home in table.homes if home.called == first), None)
    return called or next((home for home in table.homes if not home.called), None)


def _path(home: Home, keys: list[str]) -> Path | None:
    """The path of a row's entry, with its keys in place of the stars; None when a key is missing."""
    left = iter(keys)
    path = tuple(next(left, "") if part == EACH else part for part in home.at)
    return path if all(path) else None


def _put(documents: dict[str, Any], document: str, path: Path, value: Any) -> None:
    inside = documents.setdefault(document, {})
    for part, following in pairwise(path):
        inside = inside.setdefault(part, [] if isinstance(following, int) else {})
    if isinstance(inside, list):
        inside.append(value)
    elif isinstance(value, dict) and isinstance(inside.get(path[-1]), dict):
        inside[path[-1]].update(value)
    else:
        inside[path[-1]] = value


def _get(data: Any, path: Path) -> Any:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return data
