"""Self-critique in a private chat: a mark, two gaps, then both marks side by side; five taps in one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.self_critique import (
    begin_self_critique,
    confirm_weak_point,
    load_self_critique,
    mark_oneself,
    name_gap,
)
from bot.telegram.reporting import send_result
from bot.views.buttons import Button, Rows, handle, rows
from bot.views.critique import GRADES
from bot.views.html import html_messages
from bot.views.report import plain_name
from bot.views.self_critique import asking_page, settled_page, settling_page
from scenarios.critique import candidates

if TYPE_CHECKING:
    from bot.services.self_critique import SelfCritique
    from bot.telegram.visit import Visit
    from bot.views.page import Page


def begin(visit: Visit, room: int) -> None:
    """Begin the self-critique of a role-play whose report he has not seen."""
    _ask(visit, begin_self_critique(visit.uow, visit.catalogue, room, visit.rep))


def begin_late(visit: Visit, room: int) -> None:
    """Begin the self-critique of a talk whose report stands in the chat already."""
    _ask(visit, begin_self_critique(visit.uow, visit.catalogue, room, visit.rep, blind=False))


def grade(visit: Visit, critique: int, value: int) -> None:
    """Take his mark for the whole talk."""
    _show(visit, mark_oneself(visit.uow, _loaded(visit, critique), value))


def gap(visit: Visit, critique: int, place: int) -> None:
    """Take one of his two gaps, or give it back."""
    _show(visit, name_gap(visit.uow, _loaded(visit, critique), place))


def confirm(visit: Visit, critique: int, place: int) -> None:
    """Take a weak point; after the second they are written down, and the report follows."""
    after = confirm_weak_point(visit.uow, _loaded(visit, critique), place)
    if not after.over:
        _show(visit, after)
        return
    page = (*settling_page(after.room, blind=after.blind), *settled_page(after.room))
    visit.chat.show("\n\n".join(html_messages(page)))
    if after.blind:
        send_result(visit, after.talk)


def _loaded(visit: Visit, critique: int) -> SelfCritique:
    return load_self_critique(visit.uow, critique, visit.rep)


def _ask(visit: Visit, critique: SelfCritique) -> None:
    """Put the open question as a message of its own: the talk above it stays as it is."""
    page = _page(critique)
    visit.chat.say("menu", html_messages(page), _buttons(critique))


def _show(visit: Visit, critique: SelfCritique) -> None:
    visit.chat.show("\n\n".join(html_messages(_page(critique))), _buttons(critique))


def _page(critique: SelfCritique) -> Page:
    if critique.room.phase == "marking":
        return asking_page(critique.room)
    return settling_page(critique.room, blind=critique.blind)


def _buttons(critique: SelfCritique) -> Rows:
    room, number = critique.room, critique.row.id
    skip = (Button("不打了，看报告", handle("result", critique.talk)),) if critique.blind else ()
    if room.phase == "marking" and not room.own.grades:
        grades = [Button(name, handle("selfgrade", number, value)) for value, name in GRADES.items()]
        return (tuple(grades), skip) if skip else (tuple(grades),)
    topics = {topic.code: place for place, topic in enumerate(room.subject.topics)}
    if room.phase == "marking":
        verb, chosen, offered = "selfgap", room.own.gaps, tuple(topics)
    else:
        verb, chosen, offered = "selfcard", room.confirmed, tuple(one.topic.code for one in candidates(room))
    named = [
        Button(f"✓ {name}" if code in chosen else name, handle(verb, number, topics[code]))
        for code in offered
        if (topic := room.subject.topic(code)) and (name := plain_name(topic.name))
    ]
    if skip and room.phase != "marking":
        skip = (Button("不记，看报告", handle("result", critique.talk)),)
    return (*rows(*named, width=2), *((skip,) if skip else ()))
