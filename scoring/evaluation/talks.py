"""Figures over whole talks: each scored as it was heard, held against the mark a person gave and the items he saw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean
from typing import TYPE_CHECKING

from scoring.agreement import Counts, kappa, weighted_kappa
from scoring.evaluation.lines import Share
from scoring.marks import make_report
from scoring.typed_up import mark_lines
from scripts.heard import Breach, Context, Heard, Hit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scoring.evaluation.gold import GoldTalk
    from scoring.listening import Listener
    from scoring.rubric import Rubric
    from scoring.typed_up import Marked
    from scripts.model import Point

BAND = 10
"""Points of one band of scores, for the weighted κ."""
MIDDLE = range(30, 80)
"""Marks between plainly bad and plainly good: where a mark is hardest, and matters most."""
CLOSE = 5
"""So many points apart, two marks agree."""
PASS = 60
_ANY_DAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Ground:
    """What talks of one script are marked with."""

    rubric: Rubric
    listener: Listener
    code_names: Mapping[str, str]
    points: Mapping[str, Point]


@dataclass(frozen=True, slots=True)
class TalkResult:
    """One talk: the person's mark, the score as it was heard, and what the same rules give for the person's items."""

    gold: GoldTalk
    score: int
    score_by_marks: int
    items: Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class TalkFigures:
    """Figures over talks. An item's κ is over the talks: met (or broken) anywhere in it, or not.

    `close` counts talks scored within 5 points of the person's mark, `close_by_marks` of what the rules give for his
    items; `agreement` and `middle` are weighted κ over bands of ten points (middle: marks of 30 to 79).
    """

    talks: int
    items: Mapping[str, Counts]
    kappa: float | None
    pooled: Counts
    close: Share
    close_by_marks: Share
    agreement: float | None
    middle: float | None
    passing: tuple[str, ...]
    results: tuple[TalkResult, ...]


def score_talk(gold: GoldTalk, ground: Ground, codes: Sequence[str]) -> TalkResult:
    """Score one talk as it is heard, and once more as if listening had heard exactly what the person marked."""
    heard, score = _scored(gold, ground, ground.listener)
    _, by_marks = _scored(gold, ground, _Marks(gold, ground))
    found = {*heard.lines_met(), *heard.lines_broken()}
    truth = frozenset[str]().union(*gold.met.values(), *gold.broken.values())
    return TalkResult(
        gold, score, by_marks, {code: Counts.of(true=code in truth, found=code in found) for code in codes}
    )


def measure_talks(results: Sequence[TalkResult], codes: Sequence[str]) -> TalkFigures:
    """The figures over talks that were scored."""
    items = {code: sum((one.items[code] for one in results), Counts()) for code in codes}
    defined = [value for counts in items.values() if (value := counts.figure(kappa)) is not None]
    middle = [one for one in results if one.gold.mark in MIDDLE]
    return TalkFigures(
        talks=len(results),
        items=items,
        kappa=fmean(defined) if defined else None,
        pooled=sum(items.values(), Counts()),
        close=_close(results, lambda one: one.gold.mark),
        close_by_marks=_close(results, lambda one: one.score_by_marks),
        agreement=_agreement(results),
        middle=_agreement(middle),
        passing=tuple(one.gold.name for one in results if one.gold.kind == "adversarial" and one.score >= PASS),
        results=tuple(results),
    )


class _Marks:
    """Hears in each line what the person marked there; what kind of utterance it is, only listening knows."""

    def __init__(self, gold: GoldTalk, ground: Ground) -> None:
        self._turns = iter(sorted(gold.met))
        self._gold = gold
        self._listener = ground.listener
        self._points = {point.code: point for point in ground.points.values()}

    def hear(self, utterance: str, context: Context = Context()) -> Heard:  # noqa: B008 - frozen: shared safely
        """The next line of the rep."""
        index = next(self._turns)
        heard = self._listener.hear(utterance, context)
        whole = (utterance, 0, len(utterance))
        places = {hit.code: (hit.quote, hit.start, hit.end) for hit in heard.met}
        met = (Hit(code, self._name(code), *places.get(code, whole)) for code in self._gold.met[index])
        broken = (
            Breach(code, self._name(code), *whole, severe=code in self._points and self._points[code].severe)
            for code in self._gold.broken[index]
        )
        return replace(
            heard,
            met=tuple(sorted(met, key=lambda hit: (hit.start, hit.code))),
            violations=tuple(sorted(broken, key=lambda breach: breach.code)),
        )

    def _name(self, code: str) -> str:
        return self._points[code].name if code in self._points else code


def _scored(gold: GoldTalk, ground: Ground, listener: Listener) -> tuple[Marked, int]:
    marked = mark_lines(gold.lines, ground.rubric, listener, ground.code_names, spend=gold.spend, level=gold.level)
    return marked, make_report(ground.rubric, marked.transcript, _ANY_DAY).score


def _close(results: Sequence[TalkResult], mark: Callable[[TalkResult], int]) -> Share:
    return Share(sum(abs(one.score - mark(one)) <= CLOSE for one in results), len(results))


def _agreement(results: Sequence[TalkResult]) -> float | None:
    most = 100 // BAND
    marks = ([one.gold.mark for one in results], [one.score for one in results])
    given, heard = ([min(mark // BAND, most - 1) for mark in side] for side in marks)
    return weighted_kappa(given, heard, most)
