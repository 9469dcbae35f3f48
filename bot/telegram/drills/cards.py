"""Cards in private for those who play a part: a seat's fact sheet, a person of the customer's, the customer himself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.outgoing import Outgoing
from bot.views.html import html_messages
from bot.views.rivals import seat_card
from bot.views.role_cards import chair_card, customer_card
from scenarios.documents import Panel, RivalsScenario
from scenarios.meeting import FloorGiven, RolesDealt
from scenarios.rivals import CUSTOMER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services.drills.kept import Drill
    from bot.telegram.drills.hall import Hall
    from bot.views.page import Page
    from scenarios.meeting import MeetingEvent, Room


def deal_cards(hall: Hall, drill: Drill, room: Room, events: Iterable[MeetingEvent]) -> None:
    """Give everybody who has just got a part his card, if there is one."""
    for event in events:
        if isinstance(event, RolesDealt):
            for role, person in room.seats:
                _give(hall, drill, room, person, role)
        elif isinstance(event, FloorGiven):
            _give(hall, drill, room, event.person, event.role)


def _give(hall: Hall, drill: Drill, room: Room, person: str, role: str) -> None:
    page = _card(hall, drill, room, role)
    if page:
        Outgoing(hall.uow, int(person)).say("report", html_messages(page))


def _card(hall: Hall, drill: Drill, room: Room, role: str) -> Page:
    if room.offer is None or room.offer.form == "practice":
        return ()
    ready = hall.programme(room.setup.host).scenario(room.offer, drill.row.script_hash)
    match ready.document if ready is not None else None:
        case Panel() as panel if role in panel.people:
            return chair_card(panel, role)
        case RivalsScenario() as rivals if role == CUSTOMER:
            return customer_card(rivals)
        case RivalsScenario() as rivals if ready is not None and role in rivals.seats:
            staged = ready.staged
            return seat_card(staged.shelf.plan, rivals, role, staged.script.customer.spend)
        case _:
            return ()
