"""One act of a drill from its input to what is kept: taken by the core, shown on the screens, its clock wound."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING

from bot.services.drills.kept import load_drill
from bot.services.drills.taking import keep, take
from bot.store.records import Timer
from bot.telegram.drills.screen import Screen
from bot.telegram.drills.showing import show
from bot.telegram.outgoing import Outgoing
from scenarios.meeting import Input

if TYPE_CHECKING:
    from bot.services.drills.kept import Drill
    from bot.services.drills.taking import Moved
    from bot.telegram.drills.hall import Hall

TIMER = "drill"
"""The kind of the timers that drills run by."""
TICK = timedelta(seconds=5)
_PASSED = timedelta(seconds=1)


def conduct(
    hall: Hall, drill: Drill, one: Input, chat: Outgoing | None = None, *, done: str = "", screen: Screen | None = None
) -> str:
    """Take one input, and show, keep and wind up what follows from it; gives the word of refusal, "" if there is none.

    `chat` is where a tap came from: it is answered by that word, else by `done`; who only said something gets it in
    private. `screen` is what the screens remember by now, if that has changed with this act.
    """
    moved = take(hall.uow, hall.programme(drill.room.setup.host), drill, one)
    refused = present(hall, moved, screen or Screen.from_json(drill.screen), one.who)
    if chat is not None:
        chat.answer(refused or done, alert=bool(refused))
    elif refused:
        Outgoing(hall.uow, int(one.who)).say("notice", escape(refused, quote=False))
    return refused


def present(hall: Hall, moved: Moved, screen: Screen, who: str = "") -> str:
    """Show, keep and wind up; gives what is to be said to `who` in passing.

    Raises StaleRoomError if the drill was moved on meanwhile: then all of it is undone and done again.
    """
    shown = show(hall, moved, screen, who)
    drill = keep(hall.uow, hall.programme(moved.room.setup.host), moved, shown.screen.as_json())
    _wind(hall, drill, shown.screen)
    return shown.passing


def ring(hall: Hall, timer: Timer) -> None:
    """The clock of a drill: time passes, what waited for its turn goes out."""
    drill = load_drill(hall.uow, int(timer.payload["room"]))
    if drill is not None:
        conduct(hall, drill, Input("tick", hall.now))


def _wind(hall: Hall, drill: Drill, screen: Screen) -> None:
    """Set when the drill is to be looked at next; it is never put off, only brought forward."""
    timers, key = hall.uow.timers, f"drill:{drill.number}"
    due = _next_look(hall, drill, screen)
    set_for = timers.get(key)
    if due is None:
        timers.cancel(key)
    elif set_for is None or set_for.due > due or drill.room.over:
        timers.set(Timer(key, TIMER, due, drill.group, {"room": drill.number}))


def _next_look(hall: Hall, drill: Drill, screen: Screen) -> datetime | None:
    room = drill.room
    if not (room.over and screen.pace.idle):
        return hall.uow.now + TICK
    if room.critique is None or room.critique.phase == "over":
        return None
    settled = room.critique.deadline + room.paused_for
    return datetime.fromtimestamp(settled, UTC) + _PASSED
