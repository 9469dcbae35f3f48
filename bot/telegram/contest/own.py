"""One's own answers, an appeal at each of them, and the public board with one's own place."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.services.contests.appeals import appeal
from bot.services.contests.boards import phone
from bot.services.contests.own_page import own_page
from bot.telegram.contest.asking import ask, forget
from bot.telegram.contest.caller import PassedError
from bot.views.buttons import Button, handle, rows
from bot.views.contest.chat import own_place
from bot.views.contest.own import glance, one_answer

if TYPE_CHECKING:
    from bot.store.records import Json
    from bot.telegram.contest.caller import Caller


def show_mine(caller: Caller, contest: int, position: int) -> None:
    """Show his answers at a glance (0), or one of them."""
    page = own_page(caller.uow, caller.hall, caller.who(contest))
    if not position:
        caller.chat.show(*glance(page))
        return
    found = next((one for one in page.answers if one.position == position), None)
    if found is None:
        raise PassedError("这道题您没有答到。")
    caller.chat.show(*one_answer(page, found))


def begin_appeal(caller: Caller, contest: int, position: int) -> None:
    """Ask for his reason."""
    page = own_page(caller.uow, caller.hall, caller.who(contest))
    if page.may_appeal_until is None:
        raise PassedError("现在不是申诉的时候：收卷以后的申诉期里才能提。")
    words = f"第 {position} 题，您认为哪个答案对，依据是什么？写一句话发给我。"
    ask(caller, "appeal", words, contest=contest, position=position)


def take_appeal(caller: Caller, known: Json, text: str) -> None:
    """Take his reason: the appeal is in."""
    contest, position = known["contest"], known["position"]
    appeal(caller.uow, caller.hall, caller.who(contest), position, text)
    forget(caller)
    button = Button("回到我的答卷", handle("cmine", contest, position))
    caller.chat.say("notice", "申诉收到了，主办的人会逐条裁定，结果在这道题下面看。", rows(button))


def show_board(caller: Caller, contest: int) -> None:
    """Show the public board, with his own place and neighbours when he takes part."""
    page = phone(caller.uow, caller.hall, caller.who(contest))
    again = Button("刷新", handle("cboard", contest))
    caller.chat.show(own_place(page), rows(again, Button("‹ 回到竞赛", handle("contest", contest)), width=2))


def told(error: Exception) -> str:
    """What went wrong, as a message shows it."""
    return escape(str(error), quote=False)
