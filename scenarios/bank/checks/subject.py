"""What checks of the bank look at: all written questions of a plan with where they stand, and one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenarios.bank.documents import Case, WrittenItem, WrittenItems
    from scenarios.bank.doubts import Doubts
    from scenarios.bank.written import Sources
    from scripts.model import PlanShelf, Point, Script
    from scripts.problems import Place
    from scripts.source import Path, Source


class Book(NamedTuple):
    """One file of questions."""

    document: WrittenItems
    source: Source


class Entry(NamedTuple):
    """One question and where it stands."""

    item: WrittenItem
    source: Source

    def place(self, *path: str | int) -> Place:
        """Where a key of it stands."""
        where: Path = ("items", self.item.name, *path)
        return self.source.value_place(where) if path else self.source.place(where)


@dataclass(frozen=True, slots=True)
class Books:
    """All written questions of one plan, what they stand on, and the stems that the plan's facts give already."""

    shelf: PlanShelf
    sources: Sources
    doubts: Doubts
    books: tuple[Book, ...]
    generated: Mapping[str, str]

    def __iter__(self) -> Iterator[Entry]:
        for book in self.books:
            for item in book.document.items.values():
                yield Entry(item, book.source)


@dataclass(frozen=True, slots=True)
class CaseSubject:
    """One case with the script it is played by."""

    case: Case
    source: Source
    shelf: PlanShelf
    script: Script

    @property
    def points(self) -> Mapping[str, Point]:
        """All points the case may name."""
        return self.shelf.points_of(self.script)
