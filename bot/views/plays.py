"""A role-play with several people in a chat: what happened as paragraphs, how it is begun, where it stood."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.views import panel, rivals
from bot.views.html import html_messages, spoken_html
from bot.views.page import Line, Page, Section
from bot.views.report import next_practice
from bot.views.talk import TOPICS
from scenarios.panel import Decided as PanelDecided
from scenarios.panel import Meeting, PanelReport
from scenarios.rivals import Decided as RivalsDecided
from scenarios.rivals import Room
from scenarios.rivals.agenda import characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from bot.services.playbill import ReadyScenario
    from bot.services.plays import Playing, PlayMoved
    from bot.services.plays.lines import Happened
    from bot.services.reports import Account, Form
    from bot.store.records import Turn
    from bot.views.shown import Shown
    from scoring.report import Report

FORM_NOTES: Mapping[Form, str] = {
    "panel": "您一个人，对面坐着他们几个说得上话的人",
    "rivals": "几家运营商抢一单，您坐一家，别家由机器来",
}
"""What each form is, in half a line."""
HOW_TO_BEGIN: Mapping[Form, str] = {
    "panel": "直接打字就是当着大家说；先点一个人的名字，或者写“@采购 ……”，就是对他说。",
    "rivals": "轮到您就打字，每轮说一次。一个人练不掐时间，想好了再说。最后报价先封着，各家一起拆。",
}


def paragraphs(moved: PlayMoved) -> Iterator[str]:
    """Yield what happened as HTML, but his own words, which stand in the chat already, and the report."""
    for event in moved.events:
        one = _shown(event, moved.playing, moved.day)
        if one.spoken is not None and one.spoken.speaker != "rep":
            yield spoken_html(one.spoken)
        elif one.page and not isinstance(event, PanelDecided | RivalsDecided):
            yield from html_messages(one.page)


def whose_turn(playing: Playing) -> str:
    """Say at a rivals' table what he is asked for now; "" in a panel, where he speaks when he likes."""
    core = playing.ready.core
    if isinstance(core, Meeting):
        return ""
    phase = core.phase(Room.from_json(playing.standing.room))
    what = {"answer": "答客户这一问", "rebut": "回应别家一次", "offer": "写最后报价，封着，别家看不到"}
    limit = characters(core.scenario, phase)
    return f"<i>轮到您了：{what.get(phase.kind, phase.round)}，{limit} 个字以内。</i>"


def recalled(turns: Sequence[Turn], playing: Playing) -> Page:
    """Give the last lines of a role-play that is taken up again."""
    names = {"rep": playing.standing.rep, "customer": playing.ready.script.customer.name}
    if playing.ready.form == "rivals":
        names["rep"] = playing.standing.role
    lines = []
    for turn in turns:
        topic = TOPICS.get(turn.heard.get("topic", ""))
        label = f"〔{topic}〕" if topic else f"{names.get(turn.speaker, turn.speaker)}："
        lines.append(Line(label + turn.text, "quiet"))
    return (Section("接着上次", tuple(lines)),)


def introduced(ready: ReadyScenario) -> str:
    """Give a scenario's name and what it is about, as one line of HTML."""
    return f"<b>{escape(ready.name)}</b>　{escape(ready.document.about, quote=False)}"


def summary(account: Account, report: Report, today: date) -> Page:
    """Give the report of a role-play for one small screen; what to practise next stands last."""
    if isinstance(account.told, PanelReport):
        return panel.panel_summary(account.told, today)
    return (*rivals.rivals_summary(account.told, account.role), *next_practice(report, today))


def pages(account: Account) -> tuple[tuple[str, Page], ...]:
    """Give the rest of the report, page by page."""
    if isinstance(account.told, PanelReport):
        return panel.panel_pages(account.told)
    return rivals.rivals_pages(account.told, account.role)


def _shown(event: Happened, playing: Playing, today: date) -> Shown:
    if isinstance(playing.ready.core, Meeting):
        return panel.shown(event, playing.standing.rep, today)  # type: ignore[arg-type]
    return rivals.shown(event, playing.ready.script.customer.name)  # type: ignore[arg-type]
