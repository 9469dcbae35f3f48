"""What taking part, boards and pages are handed: frozen, without any key or canonical index before its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from scenarios.bank import ItemKind
    from scenarios.contest.papers import Choice

Via = Literal["web", "chat"]
"""How a question reaches its person: our own page, or a message in his private chat."""


class ContestError(Exception):
    """A contest can't do what was asked: `str()` says in Chinese why, and what to do."""


class NotHereError(ContestError):
    """Nobody takes part under this code, session or account."""


class NotNowError(ContestError):
    """The contest isn't open for this person now."""


class RefusedError(ContestError):
    """An answer that isn't taken: another one stands already, or there is no such question."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part: a contest and his number in its roster."""

    contest: int
    entry: int


@dataclass(frozen=True, slots=True)
class ServedItem:
    """The question in front of somebody. Answers go back in the places of `options` and `lefts` as they stand here.

    `started` is when his clock began (None: not delivered yet), `ends` when its shown time is up, `seconds` how long it
    is. `speed_counts` is False for tariff and authority, and in contests where speed never counts. `done` says how many
    questions are behind him, `position` counts from 1 of `of`.
    """

    contest: int
    entry: int
    position: int
    of: int
    kind: ItemKind
    stem: str
    options: tuple[str, ...]
    lefts: tuple[str, ...]
    unit: str
    seconds: int
    started: datetime | None
    ends: datetime | None
    speed_counts: bool
    done: int


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of a case's talk: `speaker` is rep, customer or coach (the referee's notice)."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The case, after the questions: who the customer is, what the task, what was said so far.

    `n` is how many lines the person has said; he says the next with that number, so that a repeated one is no second.
    """

    contest: int
    entry: int
    title: str
    situation: str
    task: str
    lines: tuple[CaseLine, ...]
    n: int
    left: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    """His attempt is over. `answered` of `of` questions were answered in time; points are told after the close."""

    contest: int
    entry: int
    answered: int
    of: int
    at: datetime


OnPaper = ServedItem | OpenCase | HandedIn


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An answer is kept, after the commit for good. `again`: the very same answer had been kept before.

    `late`: it came after its clock and earns nothing. `next` is what he has in front of him now.
    """

    position: int
    late: bool
    again: bool
    next: OnPaper


@dataclass(frozen=True, slots=True)
class CaseHeard:
    """A line of the case is kept; `replies` is what followed it, `next` what he has in front of him now."""

    replies: tuple[CaseLine, ...]
    again: bool
    next: OpenCase | HandedIn


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """One question of somebody's own paper, afterwards, in his own order.

    `choice` is None where he gave no answer. `key`, `because`, `points` (tenths) and `credit` (thousandths) are None
    until the contest has closed; `ruling` says in Chinese what an upheld appeal changed, `appeal` what became of his.
    """

    position: int
    kind: ItemKind
    stem: str
    options: tuple[str, ...]
    lefts: tuple[str, ...]
    unit: str
    choice: Choice | None
    late: bool
    key: Choice | None = None
    because: str | None = None
    credit: int | None = None
    points: int | None = None
    ruling: str = ""
    appeal: str = ""


@dataclass(frozen=True, slots=True)
class OwnCase:
    """Somebody's own case, afterwards: what was said, and its score (out of 100) once the contest has closed."""

    lines: tuple[CaseLine, ...]
    score: str | None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Somebody's own page: where the contest stands, what he has done, his answers once he has handed in.

    `rank` and `score` are those of the public board: while it is frozen, or he isn't on it, None, and `told` says why.
    `may_appeal_until` is None unless appeals are taken now, `case` where he played none.
    """

    contest: int
    entry: int
    title: str
    phase: str
    name: str
    branch: str
    opens: datetime
    closes: datetime
    done: int
    of: int
    handed_in: datetime | None
    score: str | None
    rank: int | None
    told: str
    answers: tuple[OwnAnswer, ...]
    may_appeal_until: datetime | None
    case: OwnCase | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A contest somebody was drawn for, as a list of his own shows it."""

    who: Participant
    title: str
    phase: str
    opens: datetime
    closes: datetime
    handed_in: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A web session: `token` is told once to the browser, the store keeps only its hash."""

    token: str
    who: Participant
    expires: datetime
