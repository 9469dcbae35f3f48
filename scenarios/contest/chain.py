"""Events as chains: each event's hash covers the one before it, so that nothing can be changed, dropped or reordered.

Every log of a contest is a chain of its own, so that ten thousand people don't wait for one head; the contest's head
covers the heads of all logs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from scenarios.contest.settings import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

OFFICE = 0
"""The office's log; the log of roster entry k is k."""

NOTHING = "0" * 64
"""The head of an empty log."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that is about to be written down. `item` is given for what ends an item: there is one per person."""

    kind: str
    body: Mapping[str, Any]
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One row of a contest's log: `n` counts from 1 in its log, `hash` is hex and covers the whole chain so far."""

    contest: int
    log: int
    n: int
    at: datetime
    kind: str
    body: Mapping[str, Any]
    item: str | None
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a log stands: how many events it has, and the last one's hash."""

    n: int = 0
    hash: str = NOTHING


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain doesn't hold, and why, in Chinese."""

    log: int
    n: int
    why: str


def canonical(data: object) -> str:
    """JSON that is the same for the same data everywhere: sorted keys, no blanks, Chinese as it is."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 over a text in UTF-8, in hex."""
    return sha256(text.encode()).hexdigest()


def linked(
    contest: int, log: int, head: Head, at: datetime, happenings: Iterable[Happening]
) -> tuple[tuple[Event, ...], Head]:
    """Write happenings down after a head, all at one time; gives the events and the new head."""
    events = []
    for one in happenings:
        event = Event(contest, log, head.n + 1, at, one.kind, one.body, one.item, "")
        head = Head(event.n, hashed(event, head.hash))
        events.append(replace(event, hash=head.hash))
    return tuple(events), head


def hashed(event: Event, before: str) -> str:
    """h_i = SHA256(h_{i-1} ‖ canonical JSON of the event)."""
    told = [event.contest, event.log, event.n, written(event.at), event.kind, event.body, event.item]
    return digest(before + canonical(told))


def breaks(events: Iterable[Event]) -> Iterator[Break]:
    """Where the chains don't hold; `events` come in the order of log and n."""
    log, head = None, Head()
    for event in events:
        if event.log != log:
            log, head = event.log, Head()
        if event.n != head.n + 1:
            yield Break(event.log, event.n, f"第 {head.n} 条之后是第 {event.n} 条，中间少了或者重了")
        if event.hash != hashed(event, head.hash):
            yield Break(event.log, event.n, "内容和它的哈希对不上，被改过")
        head = Head(event.n, event.hash)


def head_of(events: Sequence[Event]) -> Head:
    """Where the log that these events are stands."""
    return Head(events[-1].n, events[-1].hash) if events else Head()


def head_of_all(heads: Iterable[tuple[int, Head]]) -> str:
    """The contest's head: SHA-256 over the heads of all its logs that have events, in the order of the logs."""
    return digest("".join(f"{log}:{head.n}:{head.hash}\n" for log, head in sorted(heads, key=lambda one: one[0])))
