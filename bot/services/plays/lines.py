"""What was said in a role-play with several people, as lines to keep: who, which words, in which part of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.store.records import Turn
from scenarios.events import CoachSaid
from scenarios.panel import PersonSaid, RepSpoke
from scenarios.rivals import BuyerSaid, Notice, OffersRevealed, RoundOpened, SeatSaid
from scenarios.rivals.agenda import OFFER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from scenarios.events import Event
    from scenarios.panel import PanelEvent
    from scenarios.rivals import RivalsEvent

    Happened = Event | PanelEvent | RivalsEvent
    Told = tuple[str, str, str, dict[str, object]]


def lines_of(room: int, said: int, events: Sequence[Happened], role: str, at: datetime) -> Iterator[Turn]:
    """Yield the lines to keep, numbered on after the `said` ones; `role` is his own part: its lines are "rep"'s."""
    told = (line for event in events for line in (*_in_a_panel(event), *_among_rivals(event, role)))
    for number, (speaker, text, stage, heard) in enumerate(told, said + 1):
        yield Turn(room, number, speaker, text, stage, at, heard)


def _in_a_panel(event: Happened) -> Iterator[Told]:
    match event:
        case RepSpoke(text=text, to=to, heard=heard):
            yield "rep", text, "、".join(to), asdict(heard)
        case PersonSaid(name=name, text=text, act=act):
            yield name, text, act, {}
        case CoachSaid(topic=topic, text=text):
            yield "coach", text, "", {"topic": topic}


def _among_rivals(event: Happened, role: str) -> Iterator[Told]:
    match event:
        case SeatSaid(seat=seat, text=text, round=stage):
            yield "rep" if seat == role else seat, text, stage, {}
        case BuyerSaid(text=text, round=stage):
            yield "customer", text, stage, {}
        case OffersRevealed(offers=offers):
            for one in offers:
                yield "rep" if one.seat == role else one.seat, one.text, OFFER, {"total": one.total}
        case RoundOpened(text=text, round=stage):
            yield "coach", text, stage, {"topic": "scene"}
        case Notice(text=text):
            yield "coach", text, "", {"topic": "notice"}
