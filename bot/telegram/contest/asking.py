"""Questions that wait for a typed answer: why he appeals, why a host steps in, who, when; one at a time a person.

What he writes within the hour is the answer; anything else he turns to takes the question back.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.store.records import Json
    from bot.telegram.contest.caller import Caller
    from bot.views.buttons import Rows

WAITS = timedelta(hours=1)
MARK = "contest:"
"""Begins what is asked by the competition, among everything that may be asked."""


def ask(caller: Caller, what: str, words: str, buttons: Rows = (), **known: Any) -> None:
    """Put a question; `known` comes back with its answer."""
    caller.uow.pilots.ask(caller.rep, {"what": MARK + what, "at": caller.uow.now.isoformat(), **known})
    caller.chat.say("line", words, buttons)


def asked(caller: Caller) -> tuple[str, Json] | None:
    """What he was asked, with what was known then; None when nothing waits."""
    found = caller.uow.pilots.asked(caller.rep)
    if found is None or not found["what"].startswith(MARK):
        return None
    if caller.uow.now - datetime.fromisoformat(found["at"]) > WAITS:
        forget(caller)
        return None
    return found["what"].removeprefix(MARK), found


def forget(caller: Caller) -> None:
    """The question waits no more."""
    caller.uow.pilots.ask(caller.rep, None)
