"""The bot in a group: it says what it is for and what it hears there, and again when that changes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.store.records import Chat
from bot.telegram.outgoing import Outgoing

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
