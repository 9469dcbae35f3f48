"""Reports in a chat: short first, then page by page in place, with what to practise next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.history import history, report_of
from bot.telegram.piloting import invitation
from bot.telegram.visit import StaleButtonError
from bot.views import plays
from bot.views.buttons import Button, Rows, handle, rows
from bot.views.html import html_messages
from bot.views.report import plain_name, short_report, stage_pages
from scenarios.meeting.plays import FORMS
from scenarios.practice import MODES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bot.services.history import Past
    from bot.telegram.visit import Visit
    from bot.views.page import Page
    from scoring.report import Report

WAYS: Mapping[str, str] = dict([*MODES.items(), *FORMS.items()])
"""Every way in which a talk is held, in Chinese."""


def send_report(visit: Visit, room: int, report: Report, today: date, *, marks_himself: bool = False) -> None:
    """Send the short report as a message of its own; after a whole talk he may mark himself beside it."""
    own = (Button("给自己打分", handle("selflate", room)),)
    buttons = (*_buttons(visit, room, report), own) if marks_himself else _buttons(visit, room, report)
    visit.chat.say("report", html_messages(short_report(report, today)), buttons)


def send_result(visit: Visit, room: int) -> None:
    """Send the kept report of a room as a message of its own: his role-play is over, and he wants to see it."""
    past = _past(visit, room)
    messages = html_messages(_summary(past, china_day(visit.uow.now)))
    visit.chat.say("report", messages, _buttons(visit, room, past.report, several=past.account is not None))


def show_report(visit: Visit, room: int) -> None:
    """Show the short report in place of what stands there."""
    past = _past(visit, room)
    messages = html_messages(_summary(past, china_day(visit.uow.now)))
    visit.chat.show(messages[0], _buttons(visit, room, past.report, several=past.account is not None))


def show_items(visit: Visit, room: int, page: int) -> None:
    """Show one page of the items, in place."""
    past = _past(visit, room)
    told = plays.pages(past.account) if past.account else stage_pages(past.report)
    pages = [(name, html) for name, items in told for html in html_messages(items)]
    if not 0 <= page < len(pages):
        raise StaleButtonError("这一页已经没有了。")
    turning = []
    if page > 0:
        turning.append(Button(f"‹ {pages[page - 1][0]}", handle("items", room, page - 1)))
    if page + 1 < len(pages):
        turning.append(Button(f"{pages[page + 1][0]} ›", handle("items", room, page + 1)))
    back = (Button("回到总评", handle("report", room)),)
    visit.chat.show(f"{pages[page][1]}\n\n第 {page + 1} 页，共 {len(pages)} 页", (tuple(turning), back))


def show_history(visit: Visit) -> None:
    """List the latest reports."""
    reports = history(visit.uow, visit.rep)
    if not reports:
        visit.chat.show("还没有成绩。先练一场吧。", rows(Button("开始练习", handle("menu"))))
        return
    buttons = [Button(_titled(past), handle("report", past.room)) for past in reports]
    visit.chat.show("最近的成绩，点开看报告：", rows(*buttons))


def _past(visit: Visit, room: int) -> Past:
    past = report_of(visit.uow, visit.rep, room)
    if past is None:
        raise StaleButtonError("找不到这份报告。")
    return past


def _summary(past: Past, today: date) -> Page:
    return plays.summary(past.account, past.report, today) if past.account else short_report(past.report, today)


def _titled(past: Past) -> str:
    result = f"{past.report.score} 分　{past.report.ending}"
    return f"{past.day.month}月{past.day.day}日　{past.title}（{WAYS[past.mode]}）　{result}"


def _buttons(visit: Visit, room: int, report: Report, *, several: bool = False) -> Rows:
    """Give what can be done with a report; what one learns before several people is practised by playing it again."""
    look = (Button("看逐项", handle("items", room, 0)), Button("再练一次", handle("again", room)))
    tries_out = invitation(visit, report.script)
    if report.next_drill is None or several:
        return look, *tries_out
    return look, (Button(f"练「{plain_name(report.next_drill.what)}」", handle("drill", room)),), *tries_out
