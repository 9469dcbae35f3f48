"""The bot comes to a group and goes: it says what it is for, what it hears there, and again when that changes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.services.drills.kept import load_drill, running_in
from bot.store.records import Chat
from bot.telegram.drills.conducting import conduct
from bot.telegram.outgoing import Outgoing
from bot.views.html import html_messages
from bot.views.minutes import minutes_page
from scenarios.meeting import Input

if TYPE_CHECKING:
    from bot.telegram.drills.hall import Hall

GREETING = "大家好，我是对练，陪客户经理练销售话术。早会上想演一场，发 /drill；一个人练，跟我私聊。"
HEARS = "群里说的话我都听得见，演练的时候直接说就行。"
HEARS_REPLIES = (
    "我现在只听得见命令和对我的回复：演练的时候，请长按我的消息，点「回复」再说。想直接说话，请把我设成群管理员。"
)
FIRST = "第一次来的，先跟我私聊报上姓名：打分、报价都在私聊里。"


def arrive(hall: Hall, group: int, kind: str, title: str, *, admin: bool, came: bool) -> None:
    """Take note of what the bot may hear now; say so when it came, or when that has changed."""
    known = hall.uow.chats.get(group)
    before = hall.hears(group)
    hall.uow.chats.save(Chat(group, kind, title, moved_to=known.moved_to if known else None, hears=admin))
    hears = hall.hears(group)
    hearing = HEARS if hears else HEARS_REPLIES
    button = hall.private_chat("跟我私聊")
    if came:
        text = f"{GREETING}\n{hearing}\n{FIRST}"
        Outgoing(hall.uow, group).say("menu", escape(text, quote=False), (button,) if button else ())
    elif hears != before:
        Outgoing(hall.uow, group).say("notice", escape(hearing, quote=False))


def lose(hall: Hall, group: int) -> None:
    """Removed from a group: a drill there ends, and its minutes go to the host alone."""
    running = running_in(hall.uow, group)
    if running is None:
        return
    conduct(hall, running, Input("lost", hall.now))
    drill = load_drill(hall.uow, running.number)
    if drill is not None and drill.room.minutes is not None:
        host = Outgoing(hall.uow, int(drill.room.setup.host))
        host.say("report", html_messages(minutes_page(drill.room.minutes)))
