"""Weak points between the store's rows and the core's cards."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.services.days import china_day, start_of
from bot.store.records import Card
from bot.store.records import Evidence as EvidenceRow
from scoring.weak_points import WeakPoint, evidence_of, learn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.store.contract import UnitOfWork
    from scoring.report import Report
    from scoring.weak_points import Evidence


def learn_from(uow: UnitOfWork, rep: int, report: Report, segment: str, *, live: bool) -> None:
    """Write down what a report proves about a rep, and move his cards on by it."""
    today = china_day(uow.now)
    opened = [card for card in cards_of(uow, rep) if card.segment == segment]
    evidence = evidence_of(report, segment, today, live=live, cards=opened)
    note(uow, rep, evidence)
    move_cards(uow, rep, evidence)


def note(uow: UnitOfWork, rep: int, evidence: Iterable[Evidence]) -> None:
    """Write down what was observed of a rep; his cards stay as they are."""
    uow.evidence.add(
        EvidenceRow(rep, seen.item, seen.segment, seen.source, seen.y, seen.quote, seen.script, uow.now)
        for seen in evidence
    )


def move_cards(uow: UnitOfWork, rep: int, evidence: Sequence[Evidence]) -> None:
    """Move a rep's cards on: weak items open a card, known ones are rated."""
    before: dict[tuple[str, str], WeakPoint] = {}
    for seen in evidence:
        kept = uow.cards.get(rep, seen.item, seen.segment)
        if kept is not None:
            before[seen.item, seen.segment] = _weak_point(kept)
    for key, card in learn(before, evidence).items():
        if card != before.get(key):
            uow.cards.save(_row(rep, card))


def cards_of(uow: UnitOfWork, rep: int) -> tuple[WeakPoint, ...]:
    """Give a rep's open cards."""
    return tuple(_weak_point(row) for row in uow.cards.open_of(rep))


def _row(rep: int, card: WeakPoint) -> Card:
    memory = {
        "name": card.name,
        "stability": card.stability,
        "difficulty": card.difficulty,
        "rated": card.rated.isoformat() if card.rated else None,
        "last_marks": list(card.last_marks),
        "quote": card.quote,
        "better": card.better,
        "script": card.script,
        "rule": card.rule,
    }
    return Card(
        rep,
        card.item,
        card.segment,
        memory,
        due=start_of(card.due),
        opened=start_of(card.opened),
        closed=start_of(card.closed) if card.closed else None,
        lapses=card.lapses,
    )


def _weak_point(row: Card) -> WeakPoint:
    memory = row.fsrs
    return WeakPoint(
        row.item,
        memory["name"],
        row.segment,
        opened=china_day(row.opened),
        due=china_day(row.due),
        stability=memory["stability"],
        difficulty=memory["difficulty"],
        rated=date.fromisoformat(memory["rated"]) if memory["rated"] else None,
        lapses=row.lapses,
        last_marks=tuple(memory["last_marks"]),
        closed=china_day(row.closed) if row.closed else None,
        quote=memory["quote"],
        better=memory["better"],
        script=memory["script"],
        rule=memory["rule"],
    )
