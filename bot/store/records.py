"""The things the store keeps, as frozen records. Times are aware and in UTC; ids of chats and people are Telegram's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

Json = Mapping[str, Any]

LOCAL_REP = 0
"""The person at this machine's own terminal; Telegram's numeric ids are positive."""


@dataclass(frozen=True, slots=True)
class Person:
    """A rep, trainer or manager: `rep` is his numeric Telegram id, or LOCAL_REP."""

    rep: int
    name: str
    branch: str
    created: datetime


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat the bot has been in. `closed` says why nothing can be sent there; `moved_to` is a migrated group's id.

    `hears` is whether the bot is an administrator of the group, and so gets all that is said there.
    """

    chat_id: int
    kind: str
    title: str = ""
    closed: str | None = None
    moved_to: int | None = None
    hears: bool = False


@dataclass(frozen=True, slots=True)
class NewRoom:
    """A talk about to begin: `script` is its pinned reference (广告公司@V1), `script_hash` what exactly that was."""

    owner: int
    kind: str
    script: str
    script_hash: str
    rules: str
    state: Json
    started: datetime
    chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """A talk in progress or ended. `revision` grows by one with every save, so that a stale copy can't be saved."""

    id: int
    owner: int
    kind: str
    script: str
    script_hash: str
    rules: str
    state: Json
    revision: int
    started: datetime
    ended: datetime | None = None
    chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One line that was said in a room; `n` counts from 1, `heard` is what listening found in it."""

    room: int
    n: int
    speaker: str
    text: str
    stage: str
    at: datetime
    heard: Json = field(default_factory=dict)


Verdict = Literal["met", "missed", "not-evaluable", "violation"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One rubric item of one report; what is met, and every violation, has its quote and turn."""

    item: str
    verdict: Verdict
    stage: str = ""
    quote: str = ""
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class NewReport:
    """The result of one room by one version of the rules; a re-run is a new report beside the old one."""

    room: int
    script: str
    rules: str
    body: Json
    at: datetime
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A kept report: never changed once made."""

    id: int
    room: int
    script: str
    rules: str
    body: Json
    at: datetime
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sign of how well a rep masters an item: `y` from 0 to 1, `source` as in the rules (role-play, quiz …)."""

    rep: int
    item: str
    segment: str
    source: str
    y: float
    quote: str
    script: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """A weak point under repetition, one for (rep, item, segment); `fsrs` is the scheduler's own state."""

    rep: int
    item: str
    segment: str
    fsrs: Json
    due: datetime
    opened: datetime
    closed: datetime | None = None
    lapses: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send: `field` is the method's parameter it fills (document, photo)."""

    field: str
    name: str
    data: bytes


class Late(StrEnum):
    """What becomes of a timer that comes due while everything is down."""

    RUN = "run"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Timer:
    """Something to happen at `due`. `key` is its name: setting the same key again moves it.

    `late` says what to do when it is noticed more than `grace` seconds after it was due.
    """

    key: str
    kind: str
    due: datetime
    chat_id: int | None = None
    payload: Json = field(default_factory=dict)
    late: Late = Late.RUN
    grace: float = 60.0


@dataclass(frozen=True, slots=True)
class Part:
    """What a person played in a drill (`""` while the roles are not dealt), and whether his talk was critiqued."""

    room: int
    person: int
    role: str
    critiqued: bool = False


@dataclass(frozen=True, slots=True)
class RaterMark:
    """What one rater gave the talk of `rep` in a drill, 0 to 100; `rater` is a person's id, or a name of no person."""

    room: int
    rater: str
    kind: str
    rep: int
    value: float
