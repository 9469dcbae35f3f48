"""多对一: several operators fight for one customer in rounds; the machine plays the empty seats and the referee."""

from scenarios.rivals.events import (
    BuyerSaid,
    Decided,
    Notice,
    Offer,
    OfferSealed,
    OffersRevealed,
    RivalsEvent,
    RoundOpened,
    SeatSaid,
    TurnMissed,
)
from scenarios.rivals.report import RivalsReport, SeatResult
from scenarios.rivals.room import CUSTOMER, Room, Setup
from scenarios.rivals.table import Rivals

__all__ = [
    "CUSTOMER",
    "BuyerSaid",
    "Decided",
    "Notice",
    "Offer",
    "OfferSealed",
    "OffersRevealed",
    "Rivals",
    "RivalsEvent",
    "RivalsReport",
    "Room",
    "RoundOpened",
    "SeatResult",
    "SeatSaid",
    "Setup",
    "TurnMissed",
]
