"""A story of a role-play as it was played: every line with what came of it, how it ended, the first difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.stories.told import Difference
from scripts.model.story import read_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenarios.checks.stories import StoryOfScenario
    from scripts.problems import Place
    from scripts.source import Path

Spoken = tuple[str, str]
"""Who said what."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One line of the story: who said it, what was heard in it by name, and what the others said to it.

    `refused` is the referee's word when the line was not taken.
    """

    who: str
    text: str
    heard: tuple[str, ...]
    answers: tuple[Spoken, ...]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Acted:
    """A story that was played; without a `difference` it holds. `headline` is how it ended, in Chinese.

    `touched` are the parts of the scenario that came up in it, by their paths in the file.
    """

    told: StoryOfScenario
    opening: tuple[Spoken, ...]
    exchanges: tuple[Exchange, ...]
    headline: str
    difference: Difference | None
    touched: frozenset[Path]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a difference stands: in the story, which has `said` lines, and in the scenario that acted otherwise."""

    told: StoryOfScenario
    said: int

    def line(self, index: int, path: Path, message: str, scenario: Path | None = None) -> Difference:
        """A difference in a line of the talk, counted from 0."""
        place = self.told.source.value_place(("talk", index, *path))
        return Difference(index + 1, place, message, self._acting(scenario))

    def result(self, path: Path, message: str, scenario: Path | None = None) -> Difference:
        """A difference in the result: the whole talk led there."""
        place = self.told.source.value_place(("result", *path))
        return Difference(self.said, place, message, self._acting(scenario))

    def _acting(self, path: Path | None) -> Place | None:
        return self.told.subject.source.place(path) if path is not None else None


def words_missing(at: Places, index: int, says: Sequence[str], answers: Sequence[Spoken]) -> Iterator[Difference]:
    """Words that must be in what was answered to a line."""
    answer = "".join(text for _, text in answers)
    for number, words in enumerate(says):
        if words not in answer:
            yield at.line(index, ("says", number), f"回话里该有“{words}”，实际说的是“{answer}”。")


def rules_broken(at: Places, wanted: Sequence[str], broken: Sequence[str]) -> Iterator[Difference]:
    """The violations are exact: none missing, none that is not written."""
    for number, name in enumerate(wanted):
        if name not in broken:
            yield at.result(("violations", number), f"该判「{name}」，没有判。")
    for name in broken:
        if name not in wanted:
            place = at.told.source.place(("result", "violations"))
            yield Difference(at.said, place, f"判了「{name}」，violations 里没有写。")


def mark_differs(at: Places, path: Path, written: str, mark: float, what: str) -> Iterator[Difference]:
    """A mark outside the range that is written."""
    limits = read_range(written)
    if limits is not None and not limits[0] <= mark <= limits[1]:
        low, high = limits
        due = f"{low}" if low == high else f"{low} 到 {high}"
        yield at.result(path, f"{what}该是 {due}，实际是 {mark:g}。")
