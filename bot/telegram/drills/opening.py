"""/drill in a group: a drill begins, or the one that runs is shown to its host once more; others are asked to wait."""

from __future__ import annotations

import secrets
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from bot.services.drills.kept import running_in
from bot.services.drills.remembering import setup_of
from bot.services.drills.taking import open_drill
from bot.telegram.drills.conducting import conduct, present
from bot.telegram.drills.screen import Screen
from bot.telegram.outgoing import Outgoing
from bot.telegram.visit import SEEDS
from bot.views.drill import HOST
from bot.views.talk import Spoken
from scenarios.meeting import Input, refusal

if TYPE_CHECKING:
    from bot.services.drills.kept import Drill
    from bot.telegram.drills.hall import Hall
    from bot.telegram.incoming import CommandedInGroup, Unnamed

HOW_TO = """<b>晨会演练</b>

晨会演练在群里开：把我拉进分公司的群，在群里发 /drill，谁发的谁主持。
大家点「报到」，主持人选形式和主题，按「开始」，我来分角色、看时间、出纪要，前后不超过 15 分钟。
打分、最后报价、自己的薄弱点都在这里私聊，群里不出现。

我是群管理员，就直接在群里说话；不是管理员，说话的时候请长按我的消息，点「回复」。"""
NOT_KNOWN = "要在群里开演练，请先跟我私聊一次：点我的头像（或者下面的按钮），发 /start，报上姓名，再回来发 /drill。"

NOTHING = "现在一个能演的脚本都没有：话术库里的文件有错，或者还是空的。请管理员用 duilian check 查一查。"
UNNAMED = "您现在用的是群（或者频道）的名义，我看不出您是谁。请关掉「匿名」，用自己的身份再来。"


def open_or_show(hall: Hall, came: CommandedInGroup) -> None:
    """Begin a drill of which this person is the host, unless one runs."""
    drill = running_in(hall.uow, came.chat_id)
    if drill is not None:
        why = refusal(drill.room, hall.now)
        if str(came.rep) == drill.room.setup.host and why:
            _show_again(hall, drill, came.thread)
        elif why:
            _refuse(hall, drill, why)
        else:
            conduct(hall, drill, Input("tick", hall.now))
            drill = None
    if drill is None:
        _begin(hall, came)


def ask_for_a_name(hall: Hall, came: Unnamed) -> None:
    """Who speaks in the name of the group is nobody's host, and nobody's rep; a reply matters only in a drill."""
    if came.command or running_in(hall.uow, came.chat_id) is not None:
        Outgoing(hall.uow, came.chat_id, thread=came.thread).say("notice", UNNAMED)


def _begin(hall: Hall, came: CommandedInGroup) -> None:
    host = hall.person(came.rep)
    if host is None:
        button = hall.private_chat("跟我私聊")
        chat = Outgoing(hall.uow, came.chat_id, thread=came.thread)
        chat.say("notice", escape(NOT_KNOWN, quote=False), (button,) if button else ())
        return
    seed = secrets.randbelow(SEEDS)
    programme = hall.programme(str(came.rep))
    setup = setup_of(hall.uow, hall.catalogue, programme, group=came.chat_id, host=host, leads=came.leads, seed=seed)
    if not setup.offers:
        Outgoing(hall.uow, came.chat_id, thread=came.thread).say("notice", NOTHING)
        return
    present(hall, open_drill(hall.uow, programme, setup, came.chat_id), Screen(thread=came.thread))


def _show_again(hall: Hall, drill: Drill, thread: int | None) -> None:
    """The board has gone up out of sight: put it below everything once more, in the topic he asks from."""
    screen = Screen.from_json(drill.screen)
    screen = replace(screen, pace=replace(screen.pace, board="new"), thread=thread)
    conduct(hall, drill, Input("tick", hall.now), screen=screen)


def _refuse(hall: Hall, drill: Drill, why: str) -> None:
    screen = Screen.from_json(drill.screen)
    lines = (*screen.pace.lines, Spoken("coach", HOST, why))
    conduct(hall, drill, Input("tick", hall.now), screen=replace(screen, pace=replace(screen.pace, lines=lines)))
