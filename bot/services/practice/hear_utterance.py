"""Hear one utterance of the rep in his talk, and keep what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.practice.talks import Moved, Talk, keep

if TYPE_CHECKING:
    from bot.store.contract import UnitOfWork


def hear_utterance(uow: UnitOfWork, talk: Talk, text: str) -> Moved:
    """Hear what the rep said, a request for a hint, or his answer to a question."""
    moved, events = talk.ready.practice.hear(talk.standing.room, text, china_day(uow.now))
    return keep(uow, talk, moved, events)
