"""What a pilot gathers, as frozen records: visits and deals, suggestions with their votes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Result = Literal["won", "open", "lost"]


@dataclass(frozen=True, slots=True)
class Visit:
    """A real visit by a script version: what came of it, and what a deal brings a month (None: not told)."""

    script: str
    version: str
    rep: int
    branch: str
    result: Result
    note: str
    at: datetime
    yuan: float | None = None


@dataclass(frozen=True, slots=True)
class NewSuggestion:
    """What somebody who tries a version would have otherwise."""

    script: str
    version: str
    rep: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kept suggestion; `votes` are the others who want it too."""

    id: int
    script: str
    version: str
    rep: int
    text: str
    at: datetime
    votes: tuple[int, ...] = ()
