"""The menu before a role-play with several people: which one, and where there are seats, whose."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.services.plays import start_play
from bot.telegram import playing
from bot.telegram.visit import StaleButtonError, named
from bot.views.buttons import Button, handle, mark_of, rows
from bot.views.plays import FORM_NOTES, HOW_TO_BEGIN, introduced
from scenarios.documents.rivals import RivalsScenario
from scenarios.meeting.plays import FORMS, REP

if TYPE_CHECKING:
    from bot.services.playbill import ReadyScenario
    from bot.services.reports import Form
    from bot.telegram.visit import Visit


def show_scenarios(visit: Visit, script: str, form: Form) -> None:
    """Ask which role-play of that form, among those with this customer."""
    name = visit.script(script).script.script
    readies = visit.playbill.of_script(name, form)
    if not readies:
        raise StaleButtonError
    buttons = [Button(one.name, handle("play", mark_of(one.name))) for one in readies]
    title = escape(f"{name} · {FORMS[form]}")
    about = "\n".join(introduced(one) for one in readies)
    text = f"<b>{title}</b>\n{FORM_NOTES[form]}。\n\n{about}\n\n演哪一场？"
    visit.chat.show(text, (*rows(*buttons), (Button("‹ 返回", handle("script", script)),)))


def choose(visit: Visit, scenario: str) -> None:
    """Take the role-play that was chosen: begin it, or ask for the seat."""
    ready = _ready(visit, scenario)
    document = ready.document
    if not isinstance(document, RivalsScenario):
        _begin(visit, ready, REP)
        return
    ours = ready.staged.shelf.plan.operator
    seats = "\n".join(f"<b>{escape(seat.name)}</b>　{escape(seat.about)}" for seat in document.seats.values())
    buttons = [
        Button(f"{name}（本网）" if name == ours else name, handle("seat", scenario, mark_of(name)))
        for name in document.seats
    ]
    back = Button("‹ 返回", handle("several", mark_of(ready.script.script), ready.form))
    text = f"{introduced(ready)}\n\n坐哪一家？每家有一张资料卡，只有您看得到自己的。\n\n{seats}"
    visit.chat.show(text, (*rows(*buttons, width=3), (back,)))


def sit_down(visit: Visit, scenario: str, seat: str) -> None:
    """Begin from the seat that was chosen."""
    ready = _ready(visit, scenario)
    document = ready.document
    if not isinstance(document, RivalsScenario):
        raise StaleButtonError
    _begin(visit, ready, named(seat, document.seats))


def _begin(visit: Visit, ready: ReadyScenario, role: str) -> None:
    chosen = " · ".join((ready.name, FORMS[ready.form], *(() if role == REP else (role,))))
    visit.chat.show(f"<b>{escape(chosen)}</b>\n\n{HOW_TO_BEGIN[ready.form]}")
    moved = start_play(
        visit.uow,
        ready,
        visit.rep,
        visit.person.name,
        seed=visit.new_seed(),
        role=role,
        chat_id=visit.chat.chat_id,
    )
    if role != REP:
        visit.chat.say("menu", playing.card_of(moved.playing))
    playing.show(visit, moved)


def _ready(visit: Visit, scenario: str) -> ReadyScenario:
    ready = visit.playbill.get(named(scenario, visit.playbill.names))
    if ready is None:
        raise StaleButtonError
    return ready
