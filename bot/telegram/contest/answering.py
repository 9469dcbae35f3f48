"""Answering in a private chat: one message, edited in place from question to question, then the case as a talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.contests.answer import answer
from bot.services.contests.case import finish, say
from bot.services.contests.paper_views import in_front
from bot.services.contests.records import OpenCase, Participant, ServedItem
from bot.services.contests.serve import serve
from bot.telegram.contest import clock
from bot.telegram.contest.caller import PassedError
from bot.views.buttons import Button, handle, rows
from bot.views.contest.paper import (
    case_buttons,
    case_intro,
    case_lines,
    handed_in,
    next_button,
    question,
    timed_out,
)
from scenarios.contest.office import WINDOW
from scoring.contest.clock import GRACE

if TYPE_CHECKING:
    from bot.services.contests.records import Acknowledged, OnPaper
    from bot.store.records import Timer
    from bot.telegram.contest.caller import Caller
    from bot.telegram.outgoing import Outgoing
    from bot.views.buttons import Rows

GONE = "这道题已经过去了。"
LATE = "上一题交晚了，没有分。"
KEPT = "上一题记下了。"
READING = timedelta(seconds=2)
"""Nobody reads a question and types its number in less."""
TOO_QUICK = "第 {} 题刚发到，看清题再答。刚才那个数没有算。"
BY_BUTTONS = "这会儿在答竞赛题，点题目下面的按钮。"


def go_on(caller: Caller, contest: int) -> None:
    """Begin, go on, or come back: what he has in front of him, as the last message of the chat."""
    who = caller.who(contest)
    clock.settle(caller.uow, caller.hall, clock.waiting(caller.uow, who))
    _present(caller, serve(caller.uow, caller.hall, who, "chat"), fresh=True)


def pick(caller: Caller, contest: int, position: int, place: int, step: int) -> None:
    """Tick, untick, put next in order, or match."""
    item = _in_front(caller, contest, position)
    if place >= len(item.options):
        raise PassedError
    asked = _asked(caller, item)
    _ask(caller, item, clock.ticked(asked, item.kind, place, step))


def pick_anew(caller: Caller, contest: int, position: int) -> None:
    """Untick everything."""
    item = _in_front(caller, contest, position)
    _ask(caller, item, replace(_asked(caller, item), picks=()))


def give(caller: Caller, contest: int, position: int) -> str:
    """Hand in what is ticked."""
    item = _in_front(caller, contest, position)
    return _answered(caller, item.position, list(_asked(caller, item).picks), contest)


def give_one(caller: Caller, contest: int, position: int, place: int) -> str:
    """Answer a question with one right option."""
    return _answered(caller, position, place, contest)


def hear(caller: Caller, text: str) -> bool:
    """Take what he wrote while he answers: a number, or a line of his case; False when it is meant for others.

    After a question's time is up only a number is taken for an answer to it, a late one.
    """
    who = _answering(caller)
    if who is None:
        return False
    running = clock.waiting(caller.uow, who)
    clock.settle(caller.uow, caller.hall, running)
    match front := in_front(caller.uow, caller.hall, caller.hall.seen(caller.uow, who)):
        case ServedItem(kind="number") if running is not None or text.strip()[:1].isdecimal():
            _number(caller, front, text)
        case ServedItem() if running is not None:
            caller.chat.say("notice", BY_BUTTONS)
        case OpenCase():
            _say(caller, who, front, text)
        case _:
            return False
    return True


def answers(caller: Caller) -> bool:
    """Whether he answers a contest in this chat now."""
    who = _answering(caller)
    if who is None:
        return False
    front = in_front(caller.uow, caller.hall, caller.hall.seen(caller.uow, who))
    return isinstance(front, OpenCase) or clock.waiting(caller.uow, who) is not None


def ring(caller: Caller, timer: Timer) -> None:
    """The clock of a question rang: look whether its time is up, and if so put a button in its place."""
    asked, uow = clock.asked_of(timer), caller.uow
    if asked is None or uow.timers.get(timer.key) is not None:
        return  # he has gone on meanwhile: another clock runs
    clock.settle(uow, caller.hall, asked)
    sitting = caller.hall.seen(uow, asked.who)
    attempt = sitting.attempt
    if attempt.finished is not None or sitting.phase not in WINDOW or attempt.served != asked.position:
        return
    if not attempt.waits or attempt.rep != caller.rep:
        return
    item = in_front(uow, caller.hall, sitting)
    if not isinstance(item, ServedItem):
        return
    if item.ends is not None and uow.now > item.ends + GRACE:
        _draw(caller.chat, asked.who.contest, timed_out(item.position, item.of), next_button(item.contest))
        return
    later = replace(asked, looks=asked.looks + 1)
    clock.keep(uow, later, clock.due_of(item, uow.now, later.looks), caller.chat.chat_id)


def end_case(caller: Caller, contest: int) -> None:
    """Ask whether the case is to end."""
    sure = Button("确定交卷", handle("csure", contest))
    caller.chat.say("line", "交了就不能再说了，按已经说的算分。要接着谈，直接打字。", rows(sure))
    caller.who(contest)


def end_case_surely(caller: Caller, contest: int) -> None:
    """End the case; everything is handed in."""
    _present(caller, finish(caller.uow, caller.hall, caller.who(contest)), fresh=True)


def slot_of(contest: int) -> str:
    """The name of the one message in which somebody's paper stands."""
    return f"paper:{contest}"


# ---- what is in front of him


def _answering(caller: Caller) -> Participant | None:
    """The contest he answers in this chat, while its window is open."""
    for attempt in caller.uow.attempts.of_rep(caller.rep):
        if attempt.started is None or attempt.finished is not None or attempt.via != "chat":
            continue
        if caller.hall.office(caller.uow, attempt.contest).phase(caller.uow.now) in WINDOW:
            return Participant(attempt.contest, attempt.entry)
    return None


def _in_front(caller: Caller, contest: int, position: int) -> ServedItem:
    """The question a tap is about; raises PassedError when another one, or none, is in front of him."""
    who = caller.who(contest)
    attempt = caller.hall.seen(caller.uow, who).attempt
    if not attempt.waits or attempt.served != position:
        raise PassedError(GONE)
    clock.settle(caller.uow, caller.hall, clock.waiting(caller.uow, who))
    item = in_front(caller.uow, caller.hall, caller.hall.seen(caller.uow, who))
    if not isinstance(item, ServedItem):
        raise PassedError(GONE)
    return item


def _present(caller: Caller, front: OnPaper, before: str = "", *, fresh: bool = False) -> None:
    """Show what is in front of him; a question takes the place of the one before, unless it is to stand below all."""
    who = Participant(front.contest, front.entry)
    match front:
        case ServedItem():
            _ask(caller, front, clock.Asked(who, front.position, 0), before, fresh=fresh)
            return
        case OpenCase():
            _draw(caller.chat, who.contest, case_intro(front, before), fresh=fresh)
            caller.chat.say("line", case_lines(front.lines, front), case_buttons(who.contest))
        case _:
            text, buttons = handed_in(front, before)
            _draw(caller.chat, who.contest, text, buttons, fresh=fresh)
    clock.stop(caller.uow, who)


def _ask(caller: Caller, item: ServedItem, asked: clock.Asked, before: str = "", *, fresh: bool = False) -> None:
    known = clock.waiting(caller.uow, asked.who)
    same = known is not None and known.position == item.position
    if same and fresh and known is not None:
        asked = replace(asked, picks=known.picks)
    text, buttons = question(item, asked.picks, caller.uow.now, before)
    row = _draw(caller.chat, item.contest, text, buttons, fresh=fresh)
    if not same or fresh or not asked.row:
        asked = replace(asked, row=row)
    clock.keep(caller.uow, asked, clock.due_of(item, caller.uow.now), caller.chat.chat_id)


def _asked(caller: Caller, item: ServedItem) -> clock.Asked:
    who = Participant(item.contest, item.entry)
    known = clock.waiting(caller.uow, who)
    return known if known is not None and known.position == item.position else clock.Asked(who, item.position, 0)


def _answered(caller: Caller, position: int, choice: object, contest: int) -> str:
    who = caller.who(contest)
    clock.settle(caller.uow, caller.hall, clock.waiting(caller.uow, who))
    kept: Acknowledged = answer(caller.uow, caller.hall, who, position, choice, via="chat")
    if kept.again:
        return KEPT
    _present(caller, kept.next, LATE if kept.late else KEPT, fresh=isinstance(choice, str))
    return ""


def _number(caller: Caller, item: ServedItem, text: str) -> None:
    """Take a typed number, unless it was sent before the question could be read: then it was meant for the last one."""
    if item.started is None or caller.uow.now - item.started < READING:
        caller.chat.say("notice", TOO_QUICK.format(item.position))
    else:
        _answered(caller, item.position, text, item.contest)


def _say(caller: Caller, who: Participant, case: OpenCase, text: str) -> None:
    heard = say(caller.uow, caller.hall, who, case.n, text)
    if heard.replies:
        left = case_buttons(who.contest) if isinstance(heard.next, OpenCase) else ()
        caller.chat.say("line", case_lines(heard.replies, heard.next), left)
    if not isinstance(heard.next, OpenCase):
        _present(caller, heard.next, fresh=True)


def _draw(chat: Outgoing, contest: int, html: str, buttons: Rows = (), *, fresh: bool = False) -> int:
    return chat.draw(slot_of(contest), html, buttons, fresh=fresh)
