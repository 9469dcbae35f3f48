"""What happens in a contest: frozen events that views turn into Chinese text, buttons or JSON."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.rivals.report import RivalsReport
from scenarios.rivals.room import PhaseKind


@dataclass(frozen=True, slots=True)
class RoundOpened:
    """A step begins: the referee's words, who may speak now, how many characters each, and until when."""

    round: str
    kind: PhaseKind
    text: str
    seats: tuple[str, ...]
    characters: int
    deadline: float


@dataclass(frozen=True, slots=True)
class SeatSaid:
    """A line of a seat, as far as its air time went; `by_machine` where nobody sits there."""

    number: int
    round: str
    seat: str
    text: str
    by_machine: bool = False


@dataclass(frozen=True, slots=True)
class BuyerSaid:
    """The customer's word; `to` is the seat he speaks to, `""` for all."""

    number: int
    round: str
    text: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class OfferSealed:
    """A seat has handed in its offer. What is in it nobody learns before the reveal."""

    seat: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One revealed offer: its words and what it comes to, yuan a month (None: no number in it)."""

    seat: str
    text: str
    total: float | None
    by_machine: bool = False


@dataclass(frozen=True, slots=True)
class OffersRevealed:
    """All offers at once, in the drawn order; who handed none in is not among them."""

    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class TurnMissed:
    """Time is out and a seat has not spoken; the round goes on without it."""

    seat: str
    round: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A word of the referee to one person (`seat`), or to all: what was not taken, and why."""

    text: str
    seat: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """It is over: who has won, and everything opened line by line."""

    report: RivalsReport


RivalsEvent = RoundOpened | SeatSaid | BuyerSaid | OfferSealed | OffersRevealed | TurnMissed | Notice | Decided
