"""Measures a listener against lines marked by hand: figures by item and by kind, near misses, talks, time.

Pure: the texts of the gold files come in, figures go out. The halves are fixed by the SHA-256 of an id.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from scoring.agreement import Counts, Interval, interval
from scripts.heard import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scoring.listening import Listener

Half = Literal["tuning", "reporting"]
TALK = "talk"


@dataclass(frozen=True, slots=True)
class GoldLine:
    """One utterance with every item it truly meets (`marked`, violations too) and those it only seems to (`near`)."""

    id: str
    text: str
    marked: frozenset[str]
    kind: str
    near: frozenset[str] = frozenset()
    context: Context = field(default_factory=Context)


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold line and what the listener made of it."""

    line: GoldLine
    heard: frozenset[str]
    seconds: float = 0.0

    def counts(self, codes: Iterable[str]) -> Counts:
        """The line's rights and wrongs over these items."""
        total = Counts()
        for code in codes:
            said, true = code in self.heard, code in self.line.marked
            total += Counts(int(said and true), int(said and not true), int(true and not said), int(not (said or true)))
        return total


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 with their intervals, kappa, and the counts they come from."""

    name: str
    counts: Counts
    precision: Interval
    recall: Interval
    f1: Interval

    @property
    def kappa(self) -> float:
        """Agreement beyond chance with the gold marks."""
        return self.counts.kappa


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures over one set of lines; `near` is the share of near misses heard as met."""

    total: Figure
    by_item: tuple[Figure, ...]
    by_kind: tuple[Figure, ...]
    near: float
    lines: int
    milliseconds: tuple[float, float]
    """The median and the 95th percentile of the time for one utterance."""


def half_of(name: str) -> Half:
    """Which half a line (by its id) or a talk (by its file's name) belongs to: even first byte is tuning."""
    return "reporting" if hashlib.sha256(name.encode()).digest()[0] % 2 else "tuning"


def read_utterances(text: str, half: Half | None = None) -> Iterator[GoldLine]:
    """The lines of an utterance file (see tests/gold/README.md), of one half or of both."""
    for written in text.splitlines():
        if not written.strip():
            continue
        data = json.loads(written)
        if half is None or half_of(data["id"]) == half:
            yield GoldLine(
                id=data["id"],
                text=data["text"],
                marked=frozenset([*data["met"], *data.get("violations", ())]),
                kind=data.get("kind", "plain"),
                near=frozenset(data.get("near", ())),
                context=Context(customer_said=data.get("customer") or ""),
            )


def read_talk(name: str, text: str, half: Half | None = None) -> Iterator[GoldLine]:
    """The rep's turns of a talk file, each after the customer's line before it; nothing when of the other half."""
    if half is not None and half_of(name) != half:
        return
    head, *turns = [json.loads(written) for written in text.splitlines() if written.strip()]
    customer = ""
    for number, turn in enumerate(turns):
        if turn["speaker"] == "customer":
            customer = turn["text"]
            continue
        yield GoldLine(
            id=f"{name}#{number}",
            text=turn["text"],
            marked=frozenset([*turn.get("met", ()), *turn.get("violations", ())]),
            kind=TALK,
            context=Context(
                customer_said=customer, spend=head.get("spend"), level=head.get("level") or Context.level
            ),
        )


def judge(lines: Iterable[GoldLine], listener: Listener, clock: Callable[[], float]) -> list[Judged]:
    """Let the listener hear every line; `clock` gives seconds."""
    judged = []
    for line in lines:
        begun = clock()
        heard = listener.hear(line.text, line.context)
        judged.append(Judged(line, frozenset((*heard.codes, *heard.violation_codes)), clock() - begun))
    return judged


def evaluate(judged: Sequence[Judged], codes: Sequence[str]) -> Evaluation:
    """All figures over the judged lines for these items, the worst item and kind first; an item nobody met is left out.

    Raises ValueError when there are no lines.
    """
    if not judged:
        raise ValueError("there is no line to evaluate")
    known = set(codes)
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        kinds[one.line.kind].append(one)
    near = [(code in one.heard) for one in judged for code in one.line.near if code in known]
    spoken_of = {code for one in judged for code in (*one.heard, *one.line.marked, *one.line.near)}
    times = sorted(1_000 * one.seconds for one in judged)
    return Evaluation(
        total=_figure("all", judged, codes),
        by_item=_worst_first(_figure(code, judged, (code,)) for code in codes if code in spoken_of),
        by_kind=_worst_first(_figure(kind, lines, codes) for kind, lines in kinds.items()),
        near=sum(near) / len(near) if near else 0.0,
        lines=len(judged),
        milliseconds=(times[len(times) // 2], times[int(len(times) * 0.95)]),
    )


def _figure(name: str, judged: Sequence[Judged], codes: Iterable[str]) -> Figure:
    listed = tuple(codes)
    rows = [one.counts(listed) for one in judged]
    total = sum(rows, Counts())
    marked = [row for row in rows if row.hits or row.false or row.missed]
    return Figure(
        name=name,
        counts=total,
        precision=interval(marked, lambda counts: counts.precision),
        recall=interval(marked, lambda counts: counts.recall),
        f1=interval(marked, lambda counts: counts.f1),
    )


def _worst_first(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(figures, key=lambda figure: (figure.f1.value, figure.name)))


def as_table(evaluation: Evaluation, names: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The figures as rows of text: name, precision, recall, F1, kappa, and how many were marked."""
    return [
        (
            names.get(figure.name, figure.name),
            str(figure.precision),
            str(figure.recall),
            str(figure.f1),
            f"{figure.kappa:.2f}",
            str(figure.counts.hits + figure.counts.missed),
        )
        for figure in (evaluation.total, *evaluation.by_item, *evaluation.by_kind)
    ]
