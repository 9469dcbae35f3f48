"""The menu before a talk: customer, way of selling, mode, difficulty, each in place of the one before."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.services.practice.start_practice import start_practice
from bot.telegram.talking import show
from bot.telegram.visit import named
from bot.views.buttons import Button, handle, mark_of, rows
from bot.views.choices import HOW_TO_BEGIN, LEVELS, MODE_NOTES
from bot.views.html import html_messages
from bot.views.plays import FORM_NOTES
from bot.views.rubric import rubric
from scenarios.meeting.plays import FORMS
from scenarios.practice import MODES, Setup

if TYPE_CHECKING:
    from bot.services.ready import Ready
    from bot.telegram.visit import Visit
    from scenarios.practice import Mode


def show_scripts(visit: Visit) -> None:
    """Ask which customer."""
    readies = [ready for name in visit.catalogue.names if (ready := visit.catalogue.get(name)) is not None]
    lines = [f"<b>{escape(one.script.script)}</b>　{escape(one.script.about, quote=False)}" for one in readies]
    buttons = [Button(one.script.script, handle("script", mark_of(one.script.script))) for one in readies]
    visit.chat.show("练哪一类客户？\n\n" + "\n".join(lines), rows(*buttons, width=2))


def show_ways(visit: Visit, script: str) -> None:
    """Ask for the way of selling."""
    ready = visit.script(script)
    buttons = [Button(name, handle("way", script, mark_of(code))) for code, name in ready.ways.items()]
    forms = [form for form in FORM_NOTES if visit.playbill.of_script(ready.script.script, form)]
    several = [Button(FORMS[form], handle("several", script, form)) for form in forms]
    notes = "".join(f"\n<b>{FORMS[form]}</b>　{FORM_NOTES[form]}" for form in forms)
    text = f"{_chosen(ready)}\n\n怎么跟他见面？" + (f"\n\n不只一个人的练法：{notes}" if notes else "")
    back = Button("‹ 换客户", handle("menu"))
    criteria = Button("看评分标准", handle("criteria", script))
    visit.chat.show(text, (*rows(*buttons, width=3), *rows(*several, width=2), (criteria, back)))


def show_modes(visit: Visit, script: str, way: str) -> None:
    """Ask for the mode."""
    ready = visit.script(script)
    lines = [f"<b>{name}</b>　{MODE_NOTES[mode]}" for mode, name in MODES.items()]
    buttons = [Button(name, handle("mode", script, way, mode)) for mode, name in MODES.items()]
    back = Button("‹ 返回", handle("script", script))
    text = f"{_chosen(ready, _code(ready, way))}\n\n用哪种模式？\n\n" + "\n".join(lines)
    visit.chat.show(text, (*rows(*buttons, width=2), (back,)))


def show_levels(visit: Visit, script: str, way: str, mode: Mode) -> None:
    """Ask how difficult the customer shall be; a drill asks what it is about instead, a model talk starts at once."""
    ready = visit.script(script)
    chosen = _chosen(ready, _code(ready, way), mode)
    back = Button("‹ 返回", handle("way", script, way))
    if mode == "watch":
        begin(visit, script, way, mode, 2)
    elif mode == "drill":
        buttons = [Button(name, handle("about", script, way, mark_of(name))) for name in ready.objections]
        visit.chat.show(f"{chosen}\n\n练哪个异议？", (*rows(*buttons, width=2), (back,)))
    else:
        levels = [Button(f"{n} {name}", handle("level", script, way, mode, n)) for n, name in LEVELS.items()]
        visit.chat.show(f"{chosen}\n\n客户要多难缠？", (*rows(*levels, width=3), (back,)))


def begin(visit: Visit, script: str, way: str, mode: Mode, difficulty: int) -> None:
    """Start the talk that was chosen."""
    ready = visit.script(script)
    _start(visit, ready, Setup(mode, difficulty, _code(ready, way), visit.new_seed(), visit.person.name))


def begin_drill(visit: Visit, script: str, way: str, objection: str) -> None:
    """Start a drill of one objection."""
    ready = visit.script(script)
    target = named(objection, ready.objections)
    _start(visit, ready, Setup("drill", 2, _code(ready, way), visit.new_seed(), visit.person.name, target))


def show_criteria(visit: Visit, script: str) -> None:
    """Show by what a talk is judged, as messages of their own."""
    ready = visit.script(script)
    start = Button("选见面方式", handle("script", script))
    visit.chat.say("menu", html_messages(rubric(ready.practice.criteria())), rows(start))


def _start(visit: Visit, ready: Ready, setup: Setup) -> None:
    visit.chat.show(f"{_chosen(ready, setup.approach, setup.mode)}\n\n{HOW_TO_BEGIN[setup.mode]}")
    show(visit, start_practice(visit.uow, ready, setup, visit.rep, visit.chat.chat_id))


def _code(ready: Ready, way: str) -> str:
    """Give the code of the way of selling that a button stands for."""
    return named(way, ready.ways)


def _chosen(ready: Ready, code: str = "", mode: Mode | None = None) -> str:
    parts = (ready.script.script, ready.ways.get(code, ""), MODES[mode] if mode else "")
    return f"<b>{escape(' · '.join(part for part in parts if part))}</b>"
