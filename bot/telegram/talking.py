"""A talk in a private chat: plain text is the utterance, the buttons stand under the customer's words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.services.finish_practice import finish_practice
from bot.services.hear_utterance import hear_utterance
from bot.services.pause_practice import Unfinished, close_lost, pause_practice, resume_practice, unfinished
from bot.services.typed import clean
from bot.telegram.reporting import send_report
from bot.telegram.visit import StaleButtonError
from bot.views.buttons import Button, Rows, handle, mark_of, rows
from bot.views.html import html_messages, packed, spoken_html
from bot.views.talk import recalled, spoken
from scenarios.events import CoachSaid, CustomerSaid, Ended, RepSaid

if TYPE_CHECKING:
    from bot.services.talks import Moved
    from bot.telegram.visit import Visit

NOTHING_OPEN = "现在没有在练的对话。"


def hear(visit: Visit, text: str) -> None:
    """Take a plain text: an utterance of the talk that is going on, or a word about it."""
    waiting = _waiting(visit)
    if waiting is None:
        visit.chat.say("menu", NOTHING_OPEN + "点下面的按钮开始。", START)
        return
    if waiting.paused:
        _offer_to_resume(visit, waiting)
        return
    word = clean(text)
    if word == "暂停":
        pause(visit, waiting.room)
    elif word == "结束":
        finish(visit, waiting.room)
    else:
        show(visit, hear_utterance(visit.uow, visit.catalogue, waiting.room, visit.rep, text))


def show(visit: Visit, moved: Moved) -> None:
    """Send what happened as one message, and the report as another."""
    lines, mood = [], moved.mood_before
    for event in moved.events:
        said = spoken(event, moved.ready.customer, moved.setup.rep, mood)
        if said is not None and (not isinstance(event, RepSaid) or moved.setup.mode == "watch"):
            lines.append(spoken_html(said))
        if isinstance(event, CustomerSaid):
            mood = event.mood
    if lines:
        visit.chat.say("line", packed(lines), () if moved.ended else _controls(moved))
    for event in moved.events:
        if isinstance(event, Ended):
            send_report(visit, moved.room, event.report, moved.day)


def hint(visit: Visit, room: int) -> None:
    """Ask for a hint, as if he had typed it."""
    show(visit, hear_utterance(visit.uow, visit.catalogue, room, visit.rep, "提示"))


def go_on(visit: Visit, room: int) -> None:
    """Watch the next turn of a model talk."""
    show(visit, hear_utterance(visit.uow, visit.catalogue, room, visit.rep, ""))


def pick(visit: Visit, room: int, turn: int, choice: int) -> None:
    """Answer a question by its button; a question that has passed takes no answer any more."""
    waiting = _waiting(visit)
    if waiting is None or waiting.room != room or waiting.question != turn:
        raise StaleButtonError("这道题已经过去了。")
    show(visit, hear_utterance(visit.uow, visit.catalogue, room, visit.rep, str(choice)))


def pause(visit: Visit, room: int) -> None:
    """Put the talk aside."""
    pause_practice(visit.uow, visit.catalogue, room, visit.rep)
    visit.chat.say("notice", "先停在这儿，说过的话都存好了。", rows(Button("接着谈", handle("resume", room))))


def pause_current(visit: Visit) -> None:
    """Put aside the talk that is going on, if there is one."""
    waiting = _waiting(visit)
    if waiting is None:
        visit.chat.say("menu", NOTHING_OPEN, START)
    elif waiting.paused:
        _offer_to_resume(visit, waiting)
    else:
        pause(visit, waiting.room)


def resume(visit: Visit, room: int) -> None:
    """Take the talk up again, with its last lines."""
    resumed = resume_practice(visit.uow, visit.catalogue, room, visit.rep)
    moved = resumed.moved
    page = recalled(resumed.last, moved.ready.customer, moved.setup.rep)
    visit.chat.say("line", html_messages(page), _controls(moved))


def finish(visit: Visit, room: int) -> None:
    """End the talk; its report follows."""
    show(visit, finish_practice(visit.uow, visit.catalogue, room, visit.rep))


def offer_practice(visit: Visit) -> bool:
    """Offer to take up a talk that waits; gives whether there is one."""
    waiting = _waiting(visit)
    if waiting is not None:
        _offer_to_resume(visit, waiting)
    return waiting is not None


def _waiting(visit: Visit) -> Unfinished | None:
    """Give the talk that is going on; one that can't go on since its script changed is closed, and he is told."""
    for lost in close_lost(visit.uow, visit.catalogue, visit.rep):
        visit.chat.say("notice", escape(lost, quote=False))
    return unfinished(visit.uow, visit.rep)


def _offer_to_resume(visit: Visit, waiting: Unfinished) -> None:
    script = waiting.script.partition("@")[0]
    buttons = (
        (Button("接着谈", handle("resume", waiting.room)), Button("结束，看报告", handle("finish", waiting.room))),
        (Button("另开一场", handle("menu")),),
    )
    visit.chat.say("menu", f"「{script}」（{waiting.mode}）还没谈完，停在第 {waiting.turn} 轮。", buttons)


START: Rows = ((Button("开始练习", handle("menu")), Button("今天练什么", handle("today"))),)


def _controls(moved: Moved) -> Rows:
    room = moved.room
    last = moved.events[-1] if moved.events else None
    first: tuple[Button, ...] = ()
    if isinstance(last, CoachSaid) and last.choices:
        numbers = range(1, len(last.choices) + 1)
        first = tuple(Button(str(number), handle("pick", room, last.turn, number)) for number in numbers)
    elif moved.setup.mode == "coached":
        criteria = handle("criteria", mark_of(moved.ready.script.script))
        first = (Button("提示", handle("hint", room)), Button("标准", criteria))
    elif moved.setup.mode == "watch":
        first = (Button("看下一轮", handle("next", room)),)
    second = (Button("暂停", handle("pause", room)), Button("结束", handle("finish", room)))
    return (first, second) if first else (second,)
