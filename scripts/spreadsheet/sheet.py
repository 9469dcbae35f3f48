"""What a workbook is before it is written: sheets with Chinese headers, their columns and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = str | int | float | None
"""What stands in a cell; None and "" leave it empty."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Chinese `title` is the header and the name by which rows are read.

    `width` counts half-width characters (a Chinese one takes two). `about` is shown when the header is pointed at.
    `choices` become a drop-down list; anything else in the column is then a fault, unless `open_` says that the choices
    are only offered. `number` columns hold numbers, all others text; `shown` is how, in a spreadsheet's own code (0.0,
    0%). An `optional` column may be missing when read.
    """

    title: str
    width: int = 18
    about: str = ""
    choices: tuple[str, ...] = ()
    open_: bool = False
    number: bool = False
    optional: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The kind of one sheet: what it is called and which columns it has. `about` goes into the sheet 「说明」.

    The first `fixed` columns stay in sight when one scrolls to the right.
    """

    title: str
    columns: tuple[Column, ...]
    about: str = ""
    fixed: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its rows, each as long as there are columns; rows are only shown for numbers 2 and up."""

    layout: Layout
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: the sheets in their order, and before them the sheet 「说明」 with the lines of `notes`.

    `kept` is text by name that travels along in a sheet nobody sees: fingerprints, or what was exported.
    """

    title: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
