"""A role-play with several people in a private chat: plain text is his line, the people stand on buttons."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.services.plays import (
    finish_play,
    hear_line,
    hint_in_play,
    load_play,
    pause_play,
    resume_play,
    turn_to,
)
from bot.services.solo import SEVERAL
from bot.services.typed import clean
from bot.telegram.visit import StaleButtonError, named
from bot.views.buttons import Button, Rows, handle, mark_of, rows
from bot.views.html import html_messages, packed
from bot.views.plays import paragraphs, recalled, whose_turn
from bot.views.rivals import seat_card
from scenarios.panel import Meeting

if TYPE_CHECKING:
    from bot.services.plays import Playing, PlayMoved
    from bot.telegram.visit import Visit

_PEOPLE_IN_A_ROW = 3


def of_room(visit: Visit, room: int) -> Playing | None:
    """Load the role-play that a button belongs to; None when its room is a talk with one customer.

    Raises NoSuchTalkError with a Chinese sentence.
    """
    row = visit.uow.rooms.get(room)
    if row is None or row.kind not in SEVERAL:
        return None
    return load_play(visit.uow, visit.playbill, room, visit.rep)


def hear(visit: Visit, playing: Playing, text: str) -> None:
    """Take a plain text: a line of the role-play that is going on, or a word about it."""
    word = clean(text)
    if playing.standing.paused:
        offer_to_resume(visit, playing)
    elif word == "暂停":
        pause(visit, playing)
    elif word in ("结束", "散会"):
        finish(visit, playing)
    elif word == "提示":
        hint(visit, playing)
    else:
        show(visit, hear_line(visit.uow, playing, text))


def show(visit: Visit, moved: PlayMoved) -> None:
    """Send everything that happened in one step together; after the end the report waits for his word."""
    said = tuple(paragraphs(moved))
    if moved.ended:
        visit.chat.say("line", packed(said), _afterwards(moved.room))
    elif said:
        turn = whose_turn(moved.playing)
        visit.chat.say("line", packed((*said, turn) if turn else said), controls(moved.playing))


def pause(visit: Visit, playing: Playing) -> None:
    """Put it aside."""
    pause_play(visit.uow, playing)
    button = Button("接着演", handle("resume", playing.row.id))
    visit.chat.say("notice", "先停在这儿，说过的话都存好了。", rows(button))


def resume(visit: Visit, playing: Playing) -> None:
    """Take it up again, with its last lines."""
    resumed = resume_play(visit.uow, playing)
    said, turn = html_messages(recalled(resumed.last, resumed.playing)), whose_turn(resumed.playing)
    visit.chat.say("line", packed((*said, turn) if turn else said), controls(resumed.playing))


def finish(visit: Visit, playing: Playing) -> None:
    """End it by what was said so far."""
    show(visit, finish_play(visit.uow, playing))


def hint(visit: Visit, playing: Playing) -> None:
    """Say what a good rep would say now; at a rivals' table show his fact sheet."""
    if isinstance(playing.ready.core, Meeting):
        show(visit, hint_in_play(visit.uow, playing))
    else:
        visit.chat.say("menu", card_of(playing), controls(playing))


def turn(visit: Visit, room: int, person: str) -> str:
    """Let his next words be for the person on the button, and say so; a second tap takes that back."""
    playing = of_room(visit, room)
    if playing is None or not isinstance(playing.ready.core, Meeting):
        raise StaleButtonError
    name = named(person, playing.ready.core.table.people)
    playing = turn_to(visit.uow, playing, name)
    visit.chat.mark(controls(playing))
    return f"下一句对{name}说。" if playing.standing.to else "下一句对大家说。"


def offer_to_resume(visit: Visit, playing: Playing) -> None:
    """Say what waits for him, with what he can do."""
    room = playing.row.id
    buttons = (
        (Button("接着演", handle("resume", room)), Button("结束，看报告", handle("finish", room))),
        (Button("另开一场", handle("menu")),),
    )
    visit.chat.say("menu", f"{escape(playing.title, quote=False)}还没演完。", buttons)


def card_of(playing: Playing) -> tuple[str, ...]:
    """The fact sheet of his seat, as messages."""
    staged, role = playing.ready.staged, playing.standing.role
    page = seat_card(staged.shelf.plan, staged.document, role, staged.script.customer.spend)  # type: ignore[arg-type]
    return html_messages(page)


def controls(playing: Playing) -> Rows:
    """Give the buttons under the last words: whom to turn to, help, pause, end."""
    room, core = playing.row.id, playing.ready.core
    rest = (Button("暂停", handle("pause", room)), Button("结束", handle("finish", room)))
    if not isinstance(core, Meeting):
        return ((Button("资料卡", handle("hint", room)), *rest),)
    to = playing.standing.to
    people = [
        Button(f"✓ {name}" if name == to else f"@{name}", handle("turnto", room, mark_of(name)))
        for name in core.table.people
    ]
    width = _PEOPLE_IN_A_ROW if len(people) % _PEOPLE_IN_A_ROW != 1 else _PEOPLE_IN_A_ROW - 1
    return (*rows(*people, width=width), (Button("提示", handle("hint", room)), *rest))


def _afterwards(room: int) -> Rows:
    return rows(Button("先给自己打分", handle("selfmark", room)), Button("直接看报告", handle("result", room)), width=2)
