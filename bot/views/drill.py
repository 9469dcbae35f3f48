"""A morning drill as the group sees it: the board, one message that is edited, and the lines of the talk below it.

What somebody typed in the group himself is not said again; a report and a sealed offer go to the private chat only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from bot.views import panel as panel_view
from bot.views import rivals as rivals_view
from bot.views.critique import side_by_side_page
from bot.views.minutes import minutes_page
from bot.views.page import Line, Page, Section
from bot.views.report import full_report
from bot.views.talk import Spoken, spoken
from scenarios import critique, events, panel, rivals
from scenarios.meeting import (
    BoardChanged,
    Closed,
    FloorGiven,
    InCritique,
    Notice,
    PhaseBegan,
    Played,
    RolesDealt,
    TimeWarning,
)
from scenarios.meeting.clerk import by_role
from scenarios.meeting.clock import left
from scenarios.meeting.plays import FORMS, REP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.views.shown import Shown
    from scenarios.meeting import MeetingEvent, Room

    TalkEvent = events.Event | panel.PanelEvent | rivals.RivalsEvent

PHASES = {"gathering": "报到", "turns": "演练", "critique": "批评与自我批评", "over": "结束"}
HOST = "主持"
CUSTOMER = "客户"
"""What the one customer of a practice is called; several have names of their own."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a batch of events comes to: lines and pages for the group, and what single persons get in private.

    `fresh_board` asks for the board as a new message instead of an edit. `sheets` are those whose own message with
    buttons is to be drawn again (`sheet_page` while marking, `side_by_side_page` after), `answers` short words for
    whoever tapped or wrote. `file` asks for the minutes as a PDF.
    """

    lines: tuple[Spoken, ...] = ()
    pages: tuple[Page, ...] = ()
    board: bool = False
    fresh_board: bool = False
    private: tuple[tuple[str, Page], ...] = ()
    sheets: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    file: bool = False


def told(happened: Iterable[MeetingEvent], room: Room, today: date) -> Told:
    """Turn a batch of events into what is to be shown; `room` is the drill after them."""
    all_told = [_one(event, room, today) for event in happened]
    return Told(
        lines=tuple(line for one in all_told for line in one.lines),
        pages=tuple(page for one in all_told for page in one.pages),
        board=any(one.board for one in all_told),
        fresh_board=any(one.fresh_board for one in all_told),
        private=tuple(each for one in all_told for each in one.private),
        sheets=tuple(dict.fromkeys(who for one in all_told for who in one.sheets)),
        answers=tuple(each for one in all_told for each in one.answers),
        file=any(one.file for one in all_told),
    )


def turned(lines: Iterable[Spoken], mood: str) -> tuple[tuple[Spoken, ...], str]:
    """Say the customer's mood only where it has turned since he last spoke; gives the lines and his mood now."""
    shown = []
    for line in lines:
        if line.speaker == "customer" and line.label == CUSTOMER:
            shown.append(replace(line, direction="") if line.direction == mood else line)
            mood = line.direction
        else:
            shown.append(line)
    return tuple(shown), mood


def board(room: Room, now: float) -> Page:
    """Give the one message that is edited: which part, how long still, what is played, who is there and plays what."""
    return (Section("晨会演练", tuple(_board(room, now))),)


def _board(room: Room, now: float) -> Iterator[Line]:
    seconds = max(0, round(left(room, now)))
    clock = f"　还有 {seconds // 60}:{seconds % 60:02d}" if not room.over else ""
    paused = "（暂停）" if room.paused_at is not None else ""
    yield Line(f"{PHASES[room.phase]}{paused}{clock}", "strong")
    yield Line(f"主持：{room.setup.host_name}")
    yield Line(f"{FORMS[room.offer.form]}：{room.offer.scenario}" if room.offer else "形式还没有选", "plain")
    if room.theme is not None:
        yield Line(f"主题：{room.theme.name}")
    if room.phase == "gathering":
        names = "、".join(room.name(person) for person in room.present) or "还没有人"
        yield Line(f"报到 {len(room.present)} 人：{names}")
    for role, person in room.seats:
        yield Line(f"{role}：{room.name(person)}")
    if room.phase == "critique" and room.critique is not None:
        seen = critique.seen_by(room.critique)
        yield Line(f"评议已交 {seen.handed} / {seen.of}，请到跟我的私聊里打分。")


def _one(event: MeetingEvent, room: Room, today: date) -> Told:  # noqa: PLR0911 - one return for each kind of event
    match event:
        case BoardChanged():
            return Told(board=True)
        case PhaseBegan():
            return Told(fresh_board=True)
        case RolesDealt():
            named = "；".join(f"{role}：{'、'.join(names)}" for role, names in by_role(room))
            return Told((_said(f"角色分好了。{named}。"),))
        case FloorGiven(person=person, role=role):
            return Told((_said(f"现在请{room.name(person)}说话（{role}）。"),), board=True)
        case TimeWarning(seconds=seconds):
            return Told((_said(f"还有 {seconds} 秒。" if seconds < 60 else f"还有 {seconds // 60} 分钟。"),))  # noqa: PLR2004 - a minute
        case Notice(text=text, who=who):
            return Told(answers=((who, text),))
        case InCritique(event=inner):
            return _of_critique(inner, room)
        case Closed(minutes=minutes):
            return Told(board=True, pages=(minutes_page(minutes),), file=bool(minutes.roles))
        case Played():
            return _of_talk(event, room, today)


def _of_critique(event: critique.CritiqueEvent, room: Room) -> Told:
    match event:
        case critique.MarkingOpened(rep=rep, raters=raters):
            line = f"请大家给{room.name(rep)}这一场提意见：到跟我的私聊里打分，挑一句不够好的、一句值得留的。"
            return Told((_said(line),), sheets=(rep, *raters))
        case critique.SheetChanged(who=who):
            return Told(sheets=(who,))
        case critique.HandedIn(who=who):
            return Told(board=True, sheets=(who,))
        case critique.SideBySide(who=who) if room.critique is not None:
            names = {person: room.name(person) for person, _ in room.critique.raters}
            readers = dict.fromkeys(reader for reader in (who, room.setup.trainer) if reader)
            pages = ((reader, side_by_side_page(room.critique, reader, names)) for reader in readers)
            return Told(private=tuple(pages))
        case critique.WeakPointsConfirmed(who=who) if room.critique is not None:
            return Told(sheets=(who,))
        case _:
            return Told()


def _of_talk(played: Played, room: Room, today: date) -> Told:
    """What happened in the talk, but for the words of people, which are in the group already."""
    event = played.event
    if _said_in_the_group(played):
        return Told()
    if isinstance(event, rivals.Notice) and event.seat:
        return Told(answers=((room.holder(event.seat), event.text),))
    report = _report(event, today)
    if report:
        return Told((_result(room),), private=tuple((person, report) for person in _readers(room)))
    if isinstance(event, events.CustomerSaid):
        line = spoken(event, CUSTOMER, "")
        return Told((line,) if line else ())
    if isinstance(event, events.CoachSaid) and event.topic == "goal":
        return Told((_said(event.text),))
    return _as_shown(_shown(event, today))


def _as_shown(shown: Shown) -> Told:
    """What any other event looks like: its words, or its page as one of the host's."""
    if shown.spoken:
        return Told((shown.spoken,))
    return Told(tuple(_said("\n".join([one.title, *(line.text for line in one.lines)])) for one in shown.page))


def _readers(room: Room) -> tuple[str, ...]:
    """Whose report it is: of one rep's talk his alone who held most of it, of a contest everybody's who took part."""
    if room.offer is not None and room.offer.form == "rivals":
        return tuple(person for person, lines in room.spoke if lines)
    rep = room.busiest(REP)
    return (rep,) if rep else ()


def _said_in_the_group(played: Played) -> bool:
    match played.event:
        case events.RepSaid() | panel.RepSpoke() | rivals.SeatSaid(by_machine=False):
            return True
        case panel.PersonSaid(name=name):
            return name in played.names
        case _:
            return False


def _report(event: TalkEvent, today: date) -> Page:
    """The whole report at a talk's end, for those who spoke; anything else has none."""
    match event:
        case events.Ended(report=report):
            return full_report(report, today)
        case panel.Decided(report=of_panel):
            return panel_view.panel_report(of_panel, today)
        case rivals.Decided(report=of_rivals):
            return rivals_view.rivals_report(of_rivals)
        case _:
            return ()


def _shown(event: TalkEvent, today: date) -> Shown:
    """What is left: a word of a person of the panel or of the coach, the buyer, the referee, a machine's seat."""
    if isinstance(event, events.CoachSaid | panel.PersonSaid):
        return panel_view.shown(event, "", today)
    return rivals_view.shown(cast("rivals.RivalsEvent", event), "客户")


def _result(room: Room) -> Spoken:
    return _said(f"结果：{room.result.headline}。" if room.result else "这一场演完了。")


def _said(text: str) -> Spoken:
    return Spoken("coach", HOST, text)
