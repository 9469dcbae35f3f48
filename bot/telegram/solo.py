"""Words, pauses and ends in a private chat: they go to the room he is in, whatever its form."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.services.plays import play_in
from bot.services.practice.talks import NoSuchTalkError
from bot.services.solo import SEVERAL, room_of
from bot.telegram import playing, talking

if TYPE_CHECKING:
    from bot.services.plays import Playing
    from bot.telegram.visit import Visit


def hear(visit: Visit, text: str) -> None:
    """Take a plain text: his words in the room he is in, or a word about it."""
    play = play_going_on(visit)
    if play is None:
        talking.hear(visit, text)
    else:
        playing.hear(visit, play, text)


def play_going_on(visit: Visit) -> Playing | None:
    """Give the role-play with several people he is in; None when he is in a talk with one customer, or in nothing.

    He is told of one that had to be closed, or that waits for its file to be mended.
    """
    room = room_of(visit.uow, visit.rep)
    if room is None or room.kind not in SEVERAL:
        return None
    try:
        return play_in(visit.uow, visit.playbill, room)
    except NoSuchTalkError as error:
        visit.chat.say("notice", escape(str(error), quote=False))
        return None


def offer(visit: Visit) -> bool:
    """Offer to take up what waits for him; gives whether there is anything."""
    play = play_going_on(visit)
    if play is None:
        return talking.offer_practice(visit)
    playing.offer_to_resume(visit, play)
    return True


def pause_current(visit: Visit) -> None:
    """Put aside what is going on, if anything is."""
    play = play_going_on(visit)
    if play is None:
        talking.pause_current(visit)
    elif play.standing.paused:
        playing.offer_to_resume(visit, play)
    else:
        playing.pause(visit, play)


def pause(visit: Visit, room: int) -> None:
    """Put a room aside."""
    if (play := playing.of_room(visit, room)) is not None:
        playing.pause(visit, play)
    else:
        talking.pause(visit, room)


def resume(visit: Visit, room: int) -> None:
    """Take a room up again."""
    if (play := playing.of_room(visit, room)) is not None:
        playing.resume(visit, play)
    else:
        talking.resume(visit, room)


def finish(visit: Visit, room: int) -> None:
    """End a room; its report follows."""
    if (play := playing.of_room(visit, room)) is not None:
        playing.finish(visit, play)
    else:
        talking.finish(visit, room)


def hint(visit: Visit, room: int) -> None:
    """Ask what to say now."""
    if (play := playing.of_room(visit, room)) is not None:
        playing.hint(visit, play)
    else:
        talking.hint(visit, room)
