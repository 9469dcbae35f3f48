"""Hear one utterance of the rep in his talk, and keep what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.talks import Moved, keep, load_talk
from bot.services.utterances import clean, too_long
from scenarios.events import CoachSaid

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.store.contract import UnitOfWork


def hear_utterance(uow: UnitOfWork, catalogue: Catalogue, room: int, owner: int, text: str) -> Moved:
    """Hear what the rep said; a pasted document is not heard, a coach's notice says why.

    Raises NoSuchTalkError with a Chinese sentence when the talk is over or can't go on.
    """
    talk = load_talk(uow, catalogue, room, owner)
    said = clean(text)
    problem = too_long(said)
    if problem:
        notice = CoachSaid(talk.standing.turn, "notice", problem)
        return keep(uow, talk, talk.standing.room, (notice,))
    moved, events = talk.ready.practice.hear(talk.standing.room, said, china_day(uow.now))
    return keep(uow, talk, moved, events)
