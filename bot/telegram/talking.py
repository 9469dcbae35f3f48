"""A talk in a private chat: plain text is the utterance, the buttons stand under the customer's words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.services.practice.finish_practice import finish_practice
from bot.services.practice.hear_utterance import hear_utterance
from bot.services.practice.pause_practice import pause_practice, resume_practice
from bot.services.practice.talks import current_talk, load_talk
from bot.services.typed import clean
from bot.telegram.reporting import send_report
from bot.telegram.visit import StaleButtonError
from bot.views.buttons import Button, Rows, handle, mark_of, rows
from bot.views.html import html_messages, packed, spoken_html
from bot.views.talk import recalled, spoken
from scenarios.events import CoachSaid, CustomerSaid, Ended, RepSaid

if TYPE_CHECKING:
    from bot.services.practice.talks import Moved, Talk
    from bot.telegram.visit import Visit

NOTHING_OPEN = "现在没有在练的对话。"
START: Rows = ((Button("开始练习", handle("menu")), Button("今天练什么", handle("today"))),)


def hear(visit: Visit, text: str) -> None:
    """Take a plain text: an utterance of the talk that is going on, or a word about it."""
    talk = going_on(visit)
    if talk is None:
        visit.chat.say("menu", NOTHING_OPEN + "点下面的按钮开始。", START)
    elif talk.standing.paused:
        _offer_to_resume(visit, talk)
    elif clean(text) == "暂停":
        _pause(visit, talk)
    elif clean(text) == "结束":
        show(visit, finish_practice(visit.uow, talk))
    else:
        show(visit, hear_utterance(visit.uow, talk, text))


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
            his_own = moved.setup.mode in ("free", "coached")
            send_report(visit, moved.room, event.report, moved.day, marks_himself=his_own)


def hint(visit: Visit, room: int) -> None:
    """Ask for a hint, as if he had typed it."""
    show(visit, hear_utterance(visit.uow, _talk(visit, room), "提示"))


def go_on(visit: Visit, room: int) -> None:
    """Watch the next turn of a model talk; a second tap of the same button must not pass a question by."""
    talk = _talk(visit, room)
    if talk.standing.question is not None:
        raise StaleButtonError("先答上面的问题。")
    show(visit, hear_utterance(visit.uow, talk, ""))


def pick(visit: Visit, room: int, turn: int, choice: int) -> None:
    """Answer a question by its button; a question that has passed takes no answer any more."""
    talk = _talk(visit, room)
    if talk.standing.question != turn:
        raise StaleButtonError("这道题已经过去了。")
    show(visit, hear_utterance(visit.uow, talk, str(choice)))


def pause(visit: Visit, room: int) -> None:
    """Put the talk aside."""
    _pause(visit, _talk(visit, room))


def pause_current(visit: Visit) -> None:
    """Put aside the talk that is going on, if there is one."""
    talk = going_on(visit)
    if talk is None:
        visit.chat.say("menu", NOTHING_OPEN, START)
    elif talk.standing.paused:
        _offer_to_resume(visit, talk)
    else:
        _pause(visit, talk)


def resume(visit: Visit, room: int) -> None:
    """Take the talk up again, with its last lines."""
    talk = _talk(visit, room)
    resumed = resume_practice(visit.uow, talk)
    moved = resumed.moved
    page = recalled(resumed.last, moved.ready.customer, moved.setup.rep)
    waiting = _picks(room, talk.standing.question, len(talk.standing.room.quiz.choices))
    visit.chat.say("line", html_messages(page), _controls(moved, waiting))


def finish(visit: Visit, room: int) -> None:
    """End the talk; its report follows."""
    show(visit, finish_practice(visit.uow, _talk(visit, room)))


def offer_practice(visit: Visit) -> bool:
    """Offer to take up a talk that waits; gives whether there is one."""
    talk = going_on(visit)
    if talk is not None:
        _offer_to_resume(visit, talk)
    return talk is not None


def _talk(visit: Visit, room: int) -> Talk:
    return load_talk(visit.uow, visit.catalogue, room, visit.rep)


def going_on(visit: Visit) -> Talk | None:
    """Give the talk that is going on; he is told of one that had to be closed."""
    current = current_talk(visit.uow, visit.catalogue, visit.rep)
    for lost in current.lost:
        visit.chat.say("notice", escape(lost, quote=False))
    return current.talk


def _pause(visit: Visit, talk: Talk) -> None:
    pause_practice(visit.uow, talk)
    visit.chat.say("notice", "先停在这儿，说过的话都存好了。", rows(Button("接着谈", handle("resume", talk.row.id))))


def _offer_to_resume(visit: Visit, talk: Talk) -> None:
    room = talk.row.id
    buttons = (
        (Button("接着谈", handle("resume", room)), Button("结束，看报告", handle("finish", room))),
        (Button("另开一场", handle("menu")),),
    )
    title = escape(talk.title, quote=False)
    visit.chat.say("menu", f"{title}还没谈完，停在第 {talk.standing.turn} 轮。", buttons)


def _picks(room: int, turn: int | None, choices: int) -> tuple[Button, ...]:
    """Give the answers to the question of that turn as numbers; none while no question waits."""
    if turn is None:
        return ()
    return tuple(Button(str(number), handle("pick", room, turn, number)) for number in range(1, choices + 1))


def _controls(moved: Moved, first: tuple[Button, ...] = ()) -> Rows:
    """Give the buttons of a talk; `first` are the answers to a question that waits."""
    room = moved.room
    last = moved.events[-1] if moved.events else None
    if isinstance(last, CoachSaid) and last.choices:
        first = _picks(room, last.turn, len(last.choices))
    if first:
        return first, (Button("暂停", handle("pause", room)), Button("结束", handle("finish", room)))
    if moved.setup.mode == "coached":
        criteria = handle("criteria", mark_of(moved.ready.script.script))
        first = (Button("提示", handle("hint", room)), Button("标准", criteria))
    elif moved.setup.mode == "watch":
        first = (Button("看下一轮", handle("next", room)),)
    second = (Button("暂停", handle("pause", room)), Button("结束", handle("finish", room)))
    return (first, second) if first else (second,)
