"""How a sheet stands for a part of a trainer's files: which rows are whose, which column is which key.

A `Table` has a row for each entry of a mapping (or item of a list), a `Form` a row for each single value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scripts.spreadsheet.kinds import Kind
from scripts.spreadsheet.sheet import Column, Layout

Path = tuple[str | int, ...]

EACH = "*"
"""In a home's path: any key, given by the next key column."""
NAME, CONTENT, ABOUT = "项目", "内容", "说明"
"""The columns of a form."""


def _as_it_is(entry: Any) -> Any:
    return entry


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table: where below the row's entry its value stands (`()` is the entry itself) and how."""

    key: tuple[str, ...]
    column: Column
    kind: Kind


@dataclass(frozen=True, slots=True)
class Home:
    """A place where rows of a table live: the mapping or list at a path of a document.

    With `called`, rows whose first column says so live here; that column then gives no key.
    """

    document: str
    at: tuple[str, ...]
    called: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of entries. `keys` are the columns whose texts are keys in the homes' paths, the outermost first.

    `listed` rows are the items of a list, in the order of the rows. With several homes the first column says which.
    `shown` makes of an entry what the columns expect, `settled` makes of the columns' values an entry again.
    """

    title: str
    homes: tuple[Home, ...]
    keys: tuple[Column, ...]
    fields: tuple[Field, ...]
    about: str = ""
    listed: bool = False
    where: Column | None = None
    shown: Callable[[Any], Any] = _as_it_is
    settled: Callable[[Any], Any] = _as_it_is

    @property
    def layout(self) -> Layout:
        """The sheet's columns: which home, the keys, the values."""
        first = () if self.where is None else (self.where,)
        columns = (*first, *self.keys, *(field.column for field in self.fields))
        return Layout(self.title, columns, self.about, fixed=max(1, len(first) + len(self.keys)))


@dataclass(frozen=True, slots=True)
class Single:
    """One value of a form: its Chinese name, the document and path it stands at, how, and what it means."""

    name: str
    document: str
    at: tuple[str, ...]
    kind: Kind
    about: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet of single values, one below the other."""

    title: str
    singles: tuple[Single, ...]
    about: str = ""

    @property
    def layout(self) -> Layout:
        """Name, value, meaning."""
        return Layout(self.title, (Column(NAME, 16), Column(CONTENT, 70), Column(ABOUT, 50, optional=True)), self.about)


Part = Table | Form
