"""What came back in a workbook: rows by their columns' titles, and faults by sheet and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Address:
    """Where something stands in a workbook: the sheet's title and the cell (C7), "" for the sheet as a whole.

    Without a sheet, `cell` says in words where it is; "" is the whole file.
    """

    sheet: str
    cell: str = ""

    def __str__(self) -> str:
        return f"「{self.sheet}」表 {self.cell}".rstrip() if self.sheet else self.cell or "这个文件"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that cannot be taken from a workbook: where, what is wrong, what to do; `str()` is one Chinese line."""

    at: Address
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.at}：{self.message}{self.hint}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row that has something in it. `number` is its number in the sheet, counting from 1 as Excel shows it.

    Every column of the layout has its text, "" when the cell is empty; a number comes as text too (8.5, 128). Lines in
    a cell are parted by line feeds; no text begins or ends with blanks.
    """

    sheet: str
    number: int
    texts: Mapping[str, str]
    letters: Mapping[str, str]

    def __getitem__(self, title: str) -> str:
        return self.texts.get(title, "")

    def at(self, title: str) -> Address:
        """Where the row's cell in that column stands."""
        return Address(self.sheet, f"{self.letters[title]}{self.number}" if title in self.letters else "")

    def fault(self, title: str, message: str, hint: str = "") -> Fault:
        """Make a fault of the row's cell in that column."""
        return Fault(self.at(title), message, hint)


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """One sheet as it came back: the rows that are not empty, in their order."""

    title: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledBook:
    """A workbook as it came back, with every fault found in reading it; a sheet that is missing is not in `sheets`."""

    sheets: Mapping[str, FilledSheet] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def rows(self, title: str) -> tuple[Row, ...]:
        """The rows of a sheet, none when it is missing."""
        return self.sheets[title].rows if title in self.sheets else ()
