"""Hear one utterance of the rep in his talk, and keep what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.talks import Moved, keep, load_talk

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.store.contract import UnitOfWork


def hear_utterance(uow: UnitOfWork, catalogue: Catalogue, room: int, owner: int, text: str) -> Moved:
    """Hear what the rep said, a request for a hint, or his answer to a question.

    Raises NoSuchTalkError with a Chinese sentence when the talk is over or can't go on.
    """
    talk = load_talk(uow, catalogue, room, owner)
    moved, events = talk.ready.practice.hear(talk.standing.room, text, china_day(uow.now))
    return keep(uow, talk, moved, events)
