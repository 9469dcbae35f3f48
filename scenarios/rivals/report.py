"""The outcome of a contest: who won, each seat's score with every line that made it, and the weights, now open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

RULES = "RV1"
"""The version of the rules of a contest; a room is pinned to it."""
LONGEST_QUOTE = 24
"""Characters of a quote in an account."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the account: points won or lost, why in Chinese, and the words (with their line) that did it."""

    points: float
    why: str
    quote: str = ""
    turn: int = 0
    instead: str = ""

    @property
    def text(self) -> str:
        """The entry as one Chinese line: +12.5 稳定：有凭据「机房在楼里」（第 3 句：……）."""
        words = f"「{shortened(self.quote)}」（第 {self.turn} 句）" if self.quote else ""
        return f"{self.points:+g} {self.why}{words}"


def shortened(quote: str) -> str:
    """The quote's first words, enough to find the line again."""
    return quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE] + "…"


@dataclass(frozen=True, slots=True)
class SeatResult:
    """One seat: `score` 0-100 after the cap, the account that gives it, the offer, the rounds it missed."""

    seat: str
    score: float
    entries: tuple[Entry, ...]
    by_machine: bool
    offer: float | None = None
    missed: tuple[str, ...] = ()
    capped: str = ""

    @property
    def absences(self) -> tuple[str, ...]:
        """The rounds he did not speak in, as Chinese lines."""
        counted = {name: self.missed.count(name) for name in self.missed}
        return tuple(f"{name}没有发言" + (f"，{times} 次" if times > 1 else "") for name, times in counted.items())

    @property
    def because(self) -> tuple[str, ...]:
        """The account as Chinese lines, what moved most first."""
        lines = [entry.text for entry in sorted(self.entries, key=lambda entry: -abs(entry.points))]
        lines += self.absences
        return (*lines, self.capped) if self.capped else tuple(lines)


@dataclass(frozen=True, slots=True)
class RivalsReport:
    """The whole outcome. `weights` are the customer's needs as they really counted; `tie` says what parted equals."""

    scenario: str
    winner: str
    decided_by: str
    seats: tuple[SeatResult, ...]
    weights: tuple[tuple[str, int], ...]
    tie: str = ""
    pins: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object under `report` of `duilian play --json`."""
        return {
            "winner": self.winner,
            "decided_by": self.decided_by,
            "tie": self.tie,
            "seats": [
                {
                    "seat": one.seat,
                    "score": one.score,
                    "because": list(one.because),
                    "offer": one.offer,
                    "machine": one.by_machine,
                    "missed": list(one.missed),
                }
                for one in self.seats
            ],
            "weights": dict(self.weights),
            "scenario": self.scenario,
            "pins": dict(self.pins),
        }
