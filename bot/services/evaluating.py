"""Measures listening against a gold set, and what building a listener costs this process in time and memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal, TypeVar

from scoring.evaluation.gold import GoldLine, GoldTalk, UnreadableGoldError, read_gold_lines, read_gold_talk
from scoring.evaluation.lines import groups_of, hear_lines, measure_lines
from scoring.evaluation.talks import Ground, measure_talks, score_talk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.services.catalogue import Catalogue
    from scoring.evaluation.lines import LineFigures
    from scoring.evaluation.talks import TalkFigures
    from scoring.listening import Listener
    from scripts.model import PlanShelf

T = TypeVar("T")

Halves = Literal["tuning", "reporting", "both"]
HALVES: dict[Halves, str] = {"reporting": "报告半", "tuning": "调试半", "both": "全部"}

_RESIDENT = Path("/proc/self/statm")
_PAGE = 4096 / 1_000_000


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold set, or a half of it; `marked` are the items that stand anywhere in the whole set."""

    half: Halves
    marked: frozenset[str]
    lines: tuple[GoldLine, ...]
    talks: tuple[GoldTalk, ...]

    def sample(self, most: int) -> Gold:
        """So many of its lines, evenly out of all, and no talks."""
        step = max(1, len(self.lines) // most)
        return replace(self, lines=self.lines[::step][:most], talks=())


@dataclass(frozen=True, slots=True)
class Cost:
    """What getting a listener ready took: seconds, and megabytes more in memory (None where no one can tell)."""

    seconds: float
    megabytes: float | None


@dataclass(frozen=True, slots=True)
class Tried:
    """One way of listening with its figures over the lines, and what it cost."""

    name: str
    lines: LineFigures
    cost: Cost


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything measured; `tried` are other ways beside the one whose figures these are."""

    half: Halves
    names: Mapping[str, str]
    lines: LineFigures
    talks: TalkFigures
    cost: Cost
    tried: tuple[Tried, ...] = ()


class NoGoldError(Exception):
    """There is no gold set to measure against: `str()` says in Chinese where it was looked for."""


def read_gold(folder: Path, half: Halves) -> Gold:
    """Read the gold set of a folder, or its half. Raises NoGoldError with a Chinese sentence."""
    try:
        files = [(file.name, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("utterances-*.jsonl"))]
        talks = [(file.name, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("talks/*.jsonl"))]
        lines = tuple(line for name, text in files for line in read_gold_lines(name, text))
        whole = tuple(read_gold_talk(name, text) for name, text in talks)
    except (OSError, UnicodeDecodeError) as error:
        raise NoGoldError(f"读不了标准集 {folder}：{error}。") from None
    except UnreadableGoldError as error:
        raise NoGoldError(f"标准集 {folder} 里有读不懂的行：{error}") from None
    if not lines:
        raise NoGoldError(
            f"{folder} 里没有标准集（utterances-*.jsonl）。它在源代码的 tests/gold 里，请用 --gold 指出。"
        )
    marked = frozenset[str]().union(
        *(line.truth for line in lines),
        *(codes for talk in whole for codes in (*talk.met.values(), *talk.broken.values())),
    )
    kept = ("tuning", "reporting") if half == "both" else (half,)
    return Gold(
        half,
        marked,
        tuple(one for one in lines if one.half in kept),
        tuple(one for one in whole if one.half in kept),
    )


def evaluate(gold: Gold, shelf: PlanShelf, catalogue: Catalogue, build: Callable[[], Listener]) -> Evaluation:
    """Measure a listener over the lines, and over the talks the listeners of the catalogue's scripts."""
    groups = groups_of(shelf.points, gold.marked)
    listener, cost = costing(build)
    results = [
        score_talk(talk, ground, groups["all"])
        for talk in gold.talks
        if (ground := _ground(catalogue, talk)) is not None
    ]
    names = {point.code: name for name, point in shelf.points.items()}
    lines = measure_lines(hear_lines(listener, gold.lines, perf_counter), groups)
    return Evaluation(gold.half, names, lines, measure_talks(results, groups["all"]), cost)


def try_out(name: str, gold: Gold, shelf: PlanShelf, build: Callable[[], Listener]) -> Tried:
    """Measure one way of listening over the lines alone."""
    listener, cost = costing(build)
    groups = groups_of(shelf.points, gold.marked)
    return Tried(name, measure_lines(hear_lines(listener, gold.lines, perf_counter), groups), cost)


def costing(build: Callable[[], T]) -> tuple[T, Cost]:
    """Build something, with what that cost."""
    before, begun = _megabytes(), perf_counter()
    built = build()
    seconds, after = perf_counter() - begun, _megabytes()
    return built, Cost(seconds, after - before if before is not None and after is not None else None)


def _ground(catalogue: Catalogue, talk: GoldTalk) -> Ground | None:
    ready = catalogue.get(talk.script)
    if ready is None:
        return None
    practice = ready.practice
    points = ready.shelf.points_of(ready.script)
    return Ground(practice.rubric(""), practice.listener, practice.customer.name_of, points)


def _megabytes() -> float | None:
    """What this process holds in memory now; only Linux tells."""
    try:
        return int(_RESIDENT.read_text().split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return None
