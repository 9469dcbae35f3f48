"""What a rep has to practise today: his due cards, the weakest first, at most five."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.services.cards import cards_of
from bot.services.days import china_day
from scoring.weak_points import HALF_LIFE_DAYS, Evidence, WeakPoint, due, weak_indices

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.services.playbill import Playbill
    from bot.store.contract import UnitOfWork

REMEMBERED = timedelta(days=6 * HALF_LIFE_DAYS)
"""Older evidence weighs less than a sixtieth and is left out."""


@dataclass(frozen=True, slots=True)
class Due:
    """A card that is due, and how to practise it.

    `script` is None when no script is for its segment any more; `target` is what a drill would be about, "" where only
    a whole talk shows it (a rule that was broken). `scenario` is the panel in which it comes up, where no drill has it.
    """

    card: WeakPoint
    script: str | None
    target: str = ""
    scenario: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """Today's cards; when there are none, `next_day` is the day the next one comes (None: no cards at all)."""

    day: date
    due: tuple[Due, ...]
    next_day: date | None
    leeches: tuple[WeakPoint, ...]


def todays_practice(uow: UnitOfWork, catalogue: Catalogue, rep: int, playbill: Playbill | None = None) -> Today:
    """Give what is due today for a rep; what only a panel asks for is practised there, if there is a `playbill`."""
    today = china_day(uow.now)
    cards = cards_of(uow, rep)
    seen = (
        Evidence(row.item, "", row.segment, row.source, row.y, china_day(row.at))  # type: ignore[arg-type]
        for row in uow.evidence.of(rep, since=uow.now - REMEMBERED)
    )
    chosen = due(cards, weak_indices(seen, today), today)
    return Today(
        today,
        tuple(_due(catalogue, card, playbill) for card in chosen),
        min((card.due for card in cards if not card.leech), default=None),
        tuple(card for card in cards if card.leech),
    )


def _due(catalogue: Catalogue, card: WeakPoint, playbill: Playbill | None) -> Due:
    script = _script_for(catalogue, card)
    ready = catalogue.get(script) if script else None
    targets = ready.practice.targets() if ready is not None else ()
    objection = card.name.partition("·")[0]  # a step of an objection is practised with the whole objection
    target = next((name for name in (card.name, objection) if name in targets), "")
    scenario = playbill.panel_about(script, card.name) if playbill is not None and script and not target else ""
    return Due(card, script, target, scenario)


def _script_for(catalogue: Catalogue, card: WeakPoint) -> str | None:
    """Name the script the card last came up in, whatever its version is now, or another of its segment."""
    name = card.script.partition("@")[0]
    if name in catalogue.names:
        return name
    readies = (ready for name in catalogue.names if (ready := catalogue.get(name)) is not None)
    return next((ready.script.script for ready in readies if ready.script.segment == card.segment), None)
