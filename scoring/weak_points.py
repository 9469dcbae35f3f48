"""A rep's weak points: evidence from every report, and one `fsrs` card for each item that has to come again.

Days in, days out: nothing here knows a clock. The rules are the design's rules, part 2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Literal

from fsrs import Card, Rating, Scheduler, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scoring.report import Report

Source = Literal["role-play", "quiz", "peers", "trainer", "self", "field"]

WEIGHTS: Mapping[Source, float] = {
    "trainer": 1.0,
    "field": 1.0,
    "role-play": 0.8,
    "peers": 0.6,
    "quiz": 0.5,
    "self": 0.3,
}
"""How much a source's word weighs in the weak index."""

OPENS_BELOW = 0.70
HALF_LIFE_DAYS = 21
CARDS_A_DAY = 5
LEECH_LAPSES = 4
CLOSES_AT_STABILITY = 30.0
CLOSES_AT_MARK = 0.8
LIVE_MARKS_TO_CLOSE = 2

_SCHEDULER = Scheduler(
    desired_retention=0.9, learning_steps=(), relearning_steps=(), maximum_interval=60, enable_fuzzing=False
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation of one item: `y` from 0 (missed, or a rule broken) to 1 (met), with the words that show it.

    `name` is the item's Chinese name and `better` the line to say instead; `live` marks a whole conversation, as
    against a drill of one item; `violation` a rule broken.
    """

    item: str
    name: str
    segment: str
    source: Source
    y: float
    day: date
    quote: str = ""
    better: str = ""
    script: str = ""
    live: bool = False
    violation: bool = False


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A card: one item in one segment that one rep has to meet again.

    `stability` and `difficulty` are the scheduler's memory of it, `due` the day it comes again, `last_marks` the
    latest marks from live conversations (newest last). `closed` is the day it was learnt. `quote` is his own old line,
    `better` the one to say, `script` where it last came up. `rule` marks a rule broken, not a thing left unsaid.
    """

    item: str
    name: str
    segment: str
    opened: date
    due: date
    stability: float | None = None
    difficulty: float | None = None
    rated: date | None = None
    lapses: int = 0
    last_marks: tuple[float, ...] = ()
    closed: date | None = None
    quote: str = ""
    better: str = ""
    script: str = ""
    rule: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells a rep's cards apart: (item, segment)."""
        return self.item, self.segment

    @property
    def leech(self) -> bool:
        """Whether it was forgotten so often that a person has to look at it."""
        return self.lapses >= LEECH_LAPSES


Cards = dict[tuple[str, str], WeakPoint]


def evidence_of(
    report: Report, segment: str, day: date, *, live: bool, cards: Iterable[WeakPoint] = ()
) -> tuple[Evidence, ...]:
    """Read a report as evidence: an item met is 1, missed 0, a rule broken 0; what could not come up says nothing.

    A rule among `cards` that this live talk kept counts as 1: it is how such a card is ever learnt.
    """

    def one(item: str, name: str, y: float, quote: str, better: str, *, violation: bool = False) -> Evidence:
        return Evidence(
            item, name, segment, "role-play", y, day, quote, better, report.script, live=live, violation=violation
        )

    found: dict[str, Evidence] = {}
    for stage in report.stages:
        for met in stage.met:
            found[met.code] = one(met.code, met.name, 1.0, met.quote, "")
        for missed in stage.missed:
            found.setdefault(missed.code, one(missed.code, missed.name, 0.0, "", missed.better))
    for card in cards:
        if live and card.rule and card.segment == segment and card.closed is None:
            found[card.item] = one(card.item, card.name, 1.0, "", "", violation=True)
    for broken in report.violations:
        found[broken.code] = one(broken.code, broken.name, 0.0, broken.quote, broken.instead, violation=True)
    return tuple(found.values())


def rating_of(y: float) -> Rating:
    """Turn a mark into the scheduler's rating: below .50 Again, .70 Hard, .90 Good, else Easy."""
    if y < 0.50:  # noqa: PLR2004 - the rule's own numbers, read best in the rule's own sentence
        return Rating.Again
    if y < OPENS_BELOW:
        return Rating.Hard
    return Rating.Good if y < 0.90 else Rating.Easy  # noqa: PLR2004 - as above


def learn(cards: Cards, evidence: Iterable[Evidence]) -> Cards:
    """Move a rep's cards on by new evidence: weak items open, known ones are rated, learnt ones close."""
    after = dict(cards)
    for seen in evidence:
        key = (seen.item, seen.segment)
        card = after.get(key)
        if card is None or card.closed is not None:
            if seen.y < OPENS_BELOW:
                after[key] = rate(_reopened(card, seen), seen)
        else:
            after[key] = rate(card, seen)
    return after


def rate(card: WeakPoint, seen: Evidence) -> WeakPoint:
    """Take one mark into a card. Only the first mark of a day moves the schedule; every live mark is remembered."""
    marks = (*card.last_marks, seen.y)[-LIVE_MARKS_TO_CLOSE:] if seen.live else card.last_marks
    card = replace(card, last_marks=marks, script=seen.script or card.script)
    if seen.y < OPENS_BELOW:
        card = replace(card, quote=seen.quote or card.quote, better=seen.better or card.better)
    if card.rated is not None and card.rated >= seen.day:
        return card
    rating = rating_of(seen.y)
    lapsed = rating is Rating.Again and card.stability is not None
    memory, _ = _SCHEDULER.review_card(_memory(card), rating, _midnight(seen.day))
    card = replace(
        card,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due.date(),
        rated=seen.day,
        lapses=card.lapses + lapsed,
    )
    return replace(card, closed=seen.day) if _learnt(card) else card


def due(cards: Iterable[WeakPoint], indices: Mapping[tuple[str, str], float], today: date) -> tuple[WeakPoint, ...]:
    """Choose what to practise today, at most five: the weakest first, among equals what has waited longest.

    Leeches are left out: they need a person, not one more repetition.
    """
    waiting = [card for card in cards if card.closed is None and not card.leech and card.due <= today]
    waiting.sort(key=lambda card: (-indices.get(card.key, 1.0), card.due, card.item))
    return tuple(waiting[:CARDS_A_DAY])


def weak_indices(evidence: Iterable[Evidence], today: date) -> dict[tuple[str, str], float]:
    """Give the weak index of every (item, segment) seen: W = Σ q(1-y)2^(-age/21d) / Σ q 2^(-age/21d); 1 is weakest."""
    sums: dict[tuple[str, str], tuple[float, float]] = {}
    for seen in evidence:
        age = max(0, (today - seen.day).days)
        weight = WEIGHTS[seen.source] * 2 ** (-age / HALF_LIFE_DAYS)
        weak, total = sums.get((seen.item, seen.segment), (0.0, 0.0))
        sums[seen.item, seen.segment] = weak + weight * (1 - seen.y), total + weight
    return {key: weak / total for key, (weak, total) in sums.items()}


def _reopened(card: WeakPoint | None, seen: Evidence) -> WeakPoint:
    """Open a new card, or take a learnt one out again with the memory it had."""
    if card is None:
        return WeakPoint(seen.item, seen.name, seen.segment, opened=seen.day, due=seen.day, rule=seen.violation)
    return replace(card, closed=None, last_marks=())


def _learnt(card: WeakPoint) -> bool:
    return (
        (card.stability or 0.0) >= CLOSES_AT_STABILITY
        and len(card.last_marks) == LIVE_MARKS_TO_CLOSE
        and min(card.last_marks) >= CLOSES_AT_MARK
    )


def _memory(card: WeakPoint) -> Card:
    """Make the scheduler's own card; one never rated starts in its learning state."""
    if card.stability is None or card.rated is None:
        return Card(card_id=0, due=_midnight(card.due))
    return Card(
        card_id=0,
        state=State.Review,
        stability=card.stability,
        difficulty=card.difficulty,
        due=_midnight(card.due),
        last_review=_midnight(card.rated),
    )


def _midnight(day: date) -> datetime:
    """Name a day as an instant: the rules count in days, the scheduler in instants."""
    return datetime.combine(day, time(), UTC)
