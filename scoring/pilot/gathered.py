"""What a pilot gathers, as the figures take it: practised talks, real visits with their deals, suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from scoring.pilot.intervals import Share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scoring.report import Report
    from scoring.transcript import Turn
    from scripts.model.script import Outcome

Result = Literal["won", "open", "lost"]


@dataclass(frozen=True, slots=True)
class Talk:
    """One practised talk by the version: who and when, every turn, its report, how it ended (None: broken off)."""

    rep: int
    day: date
    turns: tuple[Turn, ...]
    report: Report
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Visited:
    """One real visit: what came of it; `yuan` is what a deal brings a month, None where it was not told."""

    rep: int
    branch: str
    day: date
    result: Result
    note: str = ""
    yuan: float | None = None


@dataclass(frozen=True, slots=True)
class Idea:
    """What somebody would have otherwise, and how many others want it too."""

    text: str
    votes: int


@dataclass(frozen=True, slots=True)
class Volume:
    """Business by the version: visits and what came of them, what the deals bring a month, by how many reps.

    `untold` counts the deals whose amount was not told: the sum is without them.
    """

    visits: int
    won: int
    open: int
    lost: int
    yuan: float
    untold: int
    reps: int

    @property
    def success(self) -> Share:
        """Deals of all visits."""
        return Share(self.won, self.visits)


def volume_of(visits: Sequence[Visited]) -> Volume:
    """Count a version's visits."""
    counts = {result: sum(one.result == result for one in visits) for result in ("won", "open", "lost")}
    amounts = [one.yuan for one in visits if one.result == "won"]
    told = [yuan for yuan in amounts if yuan is not None]
    reps = len({one.rep for one in visits})
    return Volume(len(visits), counts["won"], counts["open"], counts["lost"], sum(told), len(amounts) - len(told), reps)
