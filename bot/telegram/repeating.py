"""Practising once more: the same talk, the drill a report named, or a card that is due today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.plays import start_play_again
from bot.services.practice.start_again import start_again, start_next_drill
from bot.services.practice.start_practice import start_practice
from bot.services.solo import SEVERAL
from bot.services.todays_practice import todays_practice
from bot.telegram import casting, playing
from bot.telegram.piloting import invitation
from bot.telegram.talking import show
from bot.telegram.visit import StaleButtonError
from bot.views.buttons import Button, handle, mark_of, rows
from bot.views.html import html_messages
from bot.views.report import plain_name
from bot.views.today import todays_page
from scenarios.practice import Setup

if TYPE_CHECKING:
    from bot.telegram.visit import Visit
    from scenarios.practice import Mode


def again(visit: Visit, room: int) -> None:
    """Start the same practice with another customer of its kind, or the same role-play once more."""
    row = visit.uow.rooms.get(room)
    if row is not None and row.kind in SEVERAL:
        moved = start_play_again(visit.uow, visit.playbill, room, visit.rep, visit.new_seed())
        playing.show(visit, moved)
        return
    show(visit, start_again(visit.uow, visit.catalogue, room, visit.rep, visit.new_seed()))


def next_drill(visit: Visit, room: int) -> None:
    """Start the drill that the report named."""
    show(visit, start_next_drill(visit.uow, visit.catalogue, room, visit.rep, visit.new_seed()))


def show_today(visit: Visit) -> None:
    """Show what is due today, a button for each."""
    today = todays_practice(visit.uow, visit.catalogue, visit.rep, visit.playbill)
    buttons = [
        Button(f"练 {number}. {plain_name(due.card.name)}", _card(due.card.item, due.card.segment))
        for number, due in enumerate(today.due, 1)
        if due.script
    ]
    messages = html_messages(todays_page(today, with_commands=False))
    visit.chat.show(messages[0], (*(rows(*buttons) or rows(Button("开始练习", handle("menu")))), *invitation(visit)))


def begin_card(visit: Visit, item: str, segment: str) -> None:
    """Drill a card that is due; a rule that was broken is practised in a talk with feedback, a panel's in the panel."""
    for due in todays_practice(visit.uow, visit.catalogue, visit.rep, visit.playbill).due:
        if (mark_of(due.card.item), mark_of(due.card.segment)) == (item, segment) and due.script:
            if due.scenario:
                casting.choose(visit, mark_of(due.scenario))
                return
            ready = visit.catalogue.get(due.script)
            if ready is None:
                break
            mode: Mode = "drill" if due.target else "coached"
            setup = Setup(mode, seed=visit.new_seed(), rep=visit.person.name, target=due.target)
            show(visit, start_practice(visit.uow, ready, setup, visit.rep, visit.chat.chat_id))
            return
    raise StaleButtonError("这一项今天不用再练了。")


def _card(item: str, segment: str) -> str:
    return handle("card", mark_of(item), mark_of(segment))
