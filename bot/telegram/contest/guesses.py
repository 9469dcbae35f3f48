"""Wrong invite codes: after so many within a while none of a person's words is looked up, so that nobody can try codes.

Each process of the bot counts for itself; it forgets when it starts anew.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

MOST = 20
WITHIN = timedelta(minutes=10)
PEOPLE_KEPT = 10_000


@dataclass
class Guesses:
    """When each person last missed, the oldest first; those who missed longest ago are forgotten first."""

    _missed: dict[int, deque[datetime]] = field(default_factory=dict)

    def are_spent(self, rep: int, now: datetime) -> bool:
        """Whether somebody has tried as often as he may for now."""
        times = self._missed.get(rep)
        return times is not None and len(times) == MOST and now - times[0] < WITHIN

    def miss(self, rep: int, now: datetime) -> None:
        """Count a word that looked like a code and was nobody's."""
        times: deque[datetime] = self._missed.pop(rep, deque(maxlen=MOST))
        times.append(now)
        self._missed[rep] = times
        while len(self._missed) > PEOPLE_KEPT:
            self._missed.pop(next(iter(self._missed)), None)
