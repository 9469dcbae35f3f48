"""What the store keeps of competitions beside the core's own records (events, entries, attempts)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.store.records import Json


@dataclass(frozen=True, slots=True)
class Contest:
    """A competition: `revision` and `head` are those of its office's log, `title` and `level` as it was created.

    The seeds are secrets until they are published: `draw_seed` with the draw, `papers_seed` with the final result.
    """

    id: int
    title: str
    level: str
    plan: str
    created: datetime
    revision: int
    head: str
    draw_seed: str
    papers_seed: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A one-time code for the web page, known by its hash only."""

    hash: str
    contest: int
    entry: int
    expires: datetime
    used: datetime | None = None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A browser's session, known by its hash only."""

    hash: str
    contest: int
    entry: int
    expires: datetime


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result as it was published: `n` counts from 1 in its contest, `key` is the version of the key it stands on."""

    contest: int
    n: int
    key: int
    at: datetime
    body: Json
    hash: str
