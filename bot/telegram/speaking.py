"""A voice note in a private chat: the rep reads what was heard, and it is said only when he says so."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from bot.services.solo import room_of
from bot.telegram import solo
from bot.telegram.visit import StaleButtonError
from bot.views.buttons import Button, handle, mark_of, rows

if TYPE_CHECKING:
    from bot.telegram.visit import Visit


def offer(visit: Visit, text: str) -> None:
    """Show what was heard in a voice note; it waits for his word, and the next thing he says takes its place."""
    room = room_of(visit.uow, visit.rep)
    if room is None or room.state["paused"]:
        solo.hear(visit, text)  # nothing listens: he is told what to do first
        return
    visit.uow.rooms.save(replace(room, state={**room.state, "spoken": text}))
    button = Button("就这么说", handle("spoken", room.id, mark_of(text)))
    shown = f"听到的是：\n“{escape(text, quote=False)}”\n没听对就再说一遍，或者打字。"
    visit.chat.say("line", shown, rows(button))


def confirm(visit: Visit, room: int, mark: str) -> None:
    """Say what was heard, as if he had typed it; once only, and only while nothing else was said since."""
    row = room_of(visit.uow, visit.rep)
    text = row.state.get("spoken", "") if row is not None and row.id == room else ""
    if not text or mark_of(text) != mark:
        raise StaleButtonError("这段语音已经过去了。请再说一遍，或者打字。")
    solo.hear(visit, text)
