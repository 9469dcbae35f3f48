"""What happened in a drill on the screens: calls to the group in their pace, pages and sheets to single people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from bot.store.records import Attachment
from bot.telegram.drills.asking import ask_in_private
from bot.telegram.drills.board import board_buttons, board_html
from bot.telegram.drills.cards import deal_cards
from bot.telegram.drills.sheets import draw_sheet, invite_host, tell_trainer
from bot.telegram.outgoing import Outgoing
from bot.views.drill import told, turned
from bot.views.html import html_messages, spoken_html
from bot.views.minutes import minutes_pdf
from bot.views.pacing import paced
from scenarios import critique
from scenarios.meeting import InCritique

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services.drills.taking import Moved
    from bot.telegram.drills.hall import Hall
    from bot.telegram.drills.screen import Screen
    from bot.views.drill import Told
    from bot.views.pacing import Call
    from bot.views.talk import Spoken
    from scenarios.meeting import Room

A_GLANCE = 20.0
"""Seconds after which the clock on the board is drawn again, if nothing else was."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screens remember now, and the words for him who acted."""

    screen: Screen
    passing: str


def show(hall: Hall, moved: Moved, screen: Screen, who: str) -> Shown:
    """Queue all that is to be seen of what happened by an act of `who`."""
    number, room = moved.before.number, moved.room
    happened = told(moved.events, room, hall.today)
    if room.phase != moved.before.room.phase:
        screen = replace(screen, menu="")
    screen = _in_group(hall, moved, screen, happened)
    deal_cards(hall, moved.before, room, moved.events)
    screen = _to_single_people(hall, room, screen, happened)
    for person in dict.fromkeys((*happened.sheets, *_all_if_closed(moved))):
        draw_sheet(hall, number, room, person)
    for event in moved.events:
        if isinstance(event, InCritique) and isinstance(event.event, critique.MarkingOpened):
            invite_host(hall, number, room)
        elif isinstance(event, InCritique) and isinstance(event.event, critique.SideBySide):
            tell_trainer(hall, moved.before.group, room)
    screen = ask_in_private(hall, moved.before, room, screen)
    return Shown(screen, _pass_on(hall, happened, who))


def _to_single_people(hall: Hall, room: Room, screen: Screen, happened: Told) -> Screen:
    """Send pages to whom they are for; while people mark, what the machine thinks waits."""
    pages = (*screen.held, *happened.private)
    if room.critique is not None and room.critique.phase == "marking":
        return replace(screen, held=pages)
    for person, page in pages:
        _to(hall, person).say("report", html_messages(page))
    return replace(screen, held=())


def _in_group(hall: Hall, moved: Moved, screen: Screen, happened: Told) -> Screen:
    room = moved.room
    lines, mood = turned(happened.lines, screen.mood)
    happened = replace(happened, lines=lines)
    stale = hall.now - screen.pace.board_at >= A_GLANCE and not room.over and screen.pace.board_at > 0
    last = replace(screen.pace, board="edit") if room.over and screen.pace.board else screen.pace
    pace, calls = paced(
        last,
        replace(happened, board=happened.board or stale, fresh_board=happened.fresh_board and not room.over),
        hall.now,
    )
    screen = replace(screen, pace=pace, mood=mood)
    for call in calls:
        _call(hall, moved, call, screen)
    return screen


def _call(hall: Hall, moved: Moved, call: Call, screen: Screen) -> None:
    number, room = moved.before.number, moved.room
    group = Outgoing(hall.uow, moved.before.group, thread=screen.thread)
    match call.kind:
        case "lines":
            _say(hall, moved, group, call.lines)
        case "page":
            group.say("report", html_messages(call.page))
        case "file" if room.minutes is not None:
            file = Attachment("document", f"晨会演练纪要-{room.minutes.day}.pdf", minutes_pdf(room.minutes))
            group.send("report", file)
        case "new-board" | "edit-board":
            html = board_html(room, screen.menu, hall.now, hears=hall.hears(group.chat_id))
            buttons = board_buttons(hall, number, room, screen.menu)
            group.draw(f"board:{number}", html, buttons, fresh=call.kind == "new-board")
        case _:
            pass


def _say(hall: Hall, moved: Moved, group: Outgoing, lines: Iterable[Spoken]) -> None:
    """Say lines of the talk as one message; where only replies are heard, it asks those whose turn it is for one."""
    text = "\n\n".join(spoken_html(line) for line in lines)
    speakers = () if hall.hears(moved.before.group) else _awaited(hall, moved)
    if not speakers:
        group.say("line", text)
        return
    names = "、".join(
        f'<a href="tg://user?id={person}">{escape(moved.room.name(person), quote=False)}</a>' for person in speakers
    )
    group.ask("line", f"{text}\n\n（{names}，请回复这条消息说话）")


def _awaited(hall: Hall, moved: Moved) -> tuple[str, ...]:
    """Who is to speak in the group now."""
    room = moved.room
    play = hall.play(room, moved.before.row.script_hash)
    if play is None or room.play is None or room.paused_at is not None:
        return ()
    aside = play.in_private(room.play)
    holders = (room.holder(role) for role in play.awaited(room.play) if role not in aside)
    return tuple(person for person in holders if person)


def _all_if_closed(moved: Moved) -> tuple[str, ...]:
    """Everybody whose sheet changes when marking closes; when all is settled, he who was critiqued."""
    room = moved.room.critique
    if room is None:
        return ()
    happened = [one.event for one in moved.events if isinstance(one, InCritique)]
    if any(isinstance(event, critique.SideBySide) for event in happened):
        return (room.subject.rep, *(rater for rater, _ in room.raters))
    return (room.subject.rep,) if any(isinstance(event, critique.CritiqueOver) for event in happened) else ()


def _pass_on(hall: Hall, happened: Told, who: str) -> str:
    """Give the words for him who acted; others get theirs in private."""
    for person, text in happened.answers:
        if person and person != who:
            _to(hall, person).say("notice", escape(text, quote=False))
    return "".join(text for person, text in happened.answers if person and person == who)


def _to(hall: Hall, person: str) -> Outgoing:
    """A person's private chat: everybody in a drill has introduced himself there."""
    return Outgoing(hall.uow, int(person))
