"""The clock of the question in somebody's chat: begun when Telegram took the message, kept in a timer row.

The row also carries what he has ticked so far, so that a restart of the bot loses none of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.contests.records import Participant
from bot.services.contests.shown import shown
from bot.store.records import Timer
from scoring.contest.clock import GRACE

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.contests.hall import Hall
    from bot.services.contests.records import ServedItem
    from bot.store.contract import UnitOfWork

KIND = "contest-question"
MARGIN = timedelta(seconds=1)
"""A little after the last moment in which an answer counts."""
FIRST_LOOK, LAST_LOOK = timedelta(seconds=3), timedelta(minutes=10)
"""How long after its time an undelivered question is looked at again: each time twice as late, to this at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question in a chat: the outbox row that brought it, and what is ticked so far, in his own order."""

    who: Participant
    position: int
    row: int
    picks: tuple[int, ...] = ()
    looks: int = 0


def key_of(who: Participant) -> str:
    """The name of somebody's clock."""
    return f"contest:{who.contest}:{who.entry}:question"


def asked_of(timer: Timer | None) -> Asked | None:
    """What a clock's timer says."""
    if timer is None:
        return None
    told = timer.payload
    who = Participant(told["contest"], told["entry"])
    return Asked(who, told["position"], told["row"], tuple(told["picks"]), told["looks"])


def waiting(uow: UnitOfWork, who: Participant) -> Asked | None:
    """The question in front of somebody, if its clock is set."""
    return asked_of(uow.timers.get(key_of(who)))


def keep(uow: UnitOfWork, asked: Asked, due: datetime, chat_id: int) -> None:
    """Set the clock to ring at `due`."""
    payload = {
        "contest": asked.who.contest,
        "entry": asked.who.entry,
        "position": asked.position,
        "row": asked.row,
        "picks": list(asked.picks),
        "looks": asked.looks,
    }
    uow.timers.set(Timer(key_of(asked.who), KIND, due, chat_id, payload))


def stop(uow: UnitOfWork, who: Participant) -> None:
    """Take the clock away: nothing is in front of him."""
    uow.timers.cancel(key_of(who))


def settle(uow: UnitOfWork, hall: Hall, asked: Asked | None) -> None:
    """Start the clock of a question from the moment Telegram took its message, if it has by now."""
    at = None if asked is None else uow.outbox.sent_at(asked.row)
    if asked is not None and at is not None:
        shown(uow, hall, asked.who, asked.position, at)


def due_of(item: ServedItem, now: datetime, looks: int = 0) -> datetime:
    """When to look at a question again: when its time is up, or, not delivered yet, ever more rarely."""
    if item.ends is not None:
        return item.ends + GRACE + MARGIN
    later: timedelta = min(FIRST_LOOK * 2**looks, LAST_LOOK)
    return now + timedelta(seconds=item.seconds) + later


def ticked(asked: Asked, kind: str, place: int, step: int) -> Asked:
    """What is ticked after a tap. Taps say what shall be, not what shall change: the same one twice is once.

    several: `step` 1 ticks the place, 0 unticks it. order, match: the tap fills the step of this number, from 0.
    """
    picks = asked.picks
    if kind == "several":
        rest = [one for one in picks if one != place]
        return replace(asked, picks=tuple(sorted((*rest, place) if step else rest)))
    if step != len(picks) or (kind == "order" and place in picks):
        return asked
    return replace(asked, picks=(*picks, place))
