"""Buttons of a drill in a private chat: sheets filled in and handed in, weak points confirmed, a verdict given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.drills.kept import Drill, load_drill
from bot.telegram.drills.conducting import conduct
from bot.telegram.drills.screen import Screen
from bot.telegram.drills.sheets import PAGES, SheetOnButtons
from bot.telegram.handles import Act, number, one_of
from bot.telegram.visit import StaleButtonError
from scenarios import critique
from scenarios.meeting import Input

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.telegram.drills.hall import Tap
    from scenarios.critique.room import InputKind

GONE = "这一场演练已经找不到了。"
ON = ("0", "1")


def turn_page(tap: Tap, room: int, page: str, at: int, more: int) -> None:
    """Show another page of his sheet."""
    inner = _critique(_drill(tap, room))
    person = tap.person
    if person != inner.subject.rep and person not in dict(inner.raters):
        raise StaleButtonError("您不在这一场的名单里。想一起评，请先在群里点「加入」。")
    tap.chat.draw(f"sheet:{room}", *SheetOnButtons(room, inner, tap.person).at(page, at, more))
    tap.chat.answer()


def grade(tap: Tap, room: int, item: int, value: int) -> None:
    """Grade a part of the talk."""
    drill = _drill(tap, room)
    items = _critique(drill).subject.items
    _mark(tap, drill, "grade", item=items[_index(item, items)].name, value=value)


def gap(tap: Tap, room: int, topic: int, on: str) -> None:
    """Name one of his own gaps, or take it back."""
    drill = _drill(tap, room)
    code = _topic(drill, topic)
    if (code in _sheet(drill, tap).gaps) == (on == "1"):
        tap.chat.answer()
        return
    _mark(tap, drill, "gap", item=code)


def fault(tap: Tap, room: int, line: int, topic: int) -> None:
    """Say what was not good about a line."""
    drill = _drill(tap, room)
    _mark(tap, drill, "fault", item=_topic(drill, topic), number=line)


def in_own_words(tap: Tap, room: int, line: int) -> None:
    """Ask for his own words about a line; what he types next is taken as these."""
    drill, person = _drill(tap, room), tap.person
    inner = _critique(drill)
    if inner.phase != "marking" or person not in dict(inner.raters) or inner.subject.line(line) is None:
        raise StaleButtonError("打分的时间过了，这一份没有赶上。")
    screen = Screen.from_json(drill.screen)
    writing = (*(one for one in screen.writing if one[0] != person), (person, line))
    conduct(tap.hall, drill, Input("tick", tap.now), screen=replace(screen, writing=writing))
    tap.chat.say("line", f"第 {line} 句差在哪里？请打一句话发给我。")
    tap.chat.answer()


def unfault(tap: Tap, room: int, line: int) -> None:
    """Take back what he said about a line."""
    _mark(tap, _drill(tap, room), "unfault", number=line)


def keep(tap: Tap, room: int, line: int, on: str) -> None:
    """Name a line worth keeping, or take it back."""
    drill = _drill(tap, room)
    if (line in _sheet(drill, tap).keeps) == (on == "1"):
        tap.chat.answer()
        return
    _mark(tap, drill, "keep", number=line)


def hand_in(tap: Tap, room: int) -> None:
    """Hand the sheet in."""
    _mark(tap, _drill(tap, room), "hand-in", done="交好了，谢谢。")


def join_in(tap: Tap, room: int) -> None:
    """The host, or somebody who came late, marks too."""
    _mark(tap, _drill(tap, room), "join")


def confirm(tap: Tap, room: int, topic: int, on: str) -> None:
    """Make a topic his weak point, or take it back."""
    drill = _drill(tap, room)
    code = _topic(drill, topic)
    if (code in _critique(drill).confirmed) == (on == "1"):
        tap.chat.answer()
        return
    _mark(tap, drill, "confirm", item=code)


def stars(tap: Tap, room: int, sheet: int, value: int) -> None:
    """Say of what use a sheet was to him."""
    _mark(tap, _drill(tap, room), "stars", number=sheet, value=value)


def judge(tap: Tap, room: int, value: int) -> None:
    """A colleague in a panel's chair says where his person stands."""
    give_verdict(tap, _drill(tap, room), value, "")


def give_verdict(tap: Tap, drill: Drill, value: int, because: str) -> None:
    """Take a verdict, tapped or typed; one that nobody waits for any more is told so."""
    if tap.person not in Screen.from_json(drill.screen).asked:
        raise StaleButtonError("现在不用打分：您没有坐在椅子上，或者已经打过了。")
    conduct(tap.hall, drill, Input("judge", tap.now, tap.person, text=because, value=value), tap.chat, done="记下了。")
    if tap.chat.query is None:
        tap.chat.say("notice", f"记下了：{value}。结果在群里看。")


def _mark(tap: Tap, drill: Drill, kind: InputKind, *, done: str = "", **what: str | int) -> None:
    person = tap.person
    inner = critique.Input(kind, tap.now, person, **what)  # type: ignore[arg-type]
    conduct(tap.hall, drill, Input("critique", tap.now, person, inner=inner), tap.chat, done=done)


def _drill(tap: Tap, room: int) -> Drill:
    drill = load_drill(tap.hall.uow, room)
    if drill is None:
        raise StaleButtonError(GONE)
    return drill


def _critique(drill: Drill) -> critique.Room:
    if drill.room.critique is None:
        raise StaleButtonError("现在没有批评与自我批评。")
    return drill.room.critique


def _sheet(drill: Drill, tap: Tap) -> critique.Sheet:
    return _critique(drill).sheet(tap.person)


def _topic(drill: Drill, place: int) -> str:
    topics = _critique(drill).subject.topics
    return topics[_index(place, topics)].code


def _index(place: int, among: tuple[object, ...]) -> int:
    if place >= len(among):
        raise StaleButtonError("没有这一条。")
    return place


MARKS: Mapping[str, Act] = {
    "sheet": (turn_page, (number, one_of(PAGES), number, number)),
    "grade": (grade, (number, number, number)),
    "gap": (gap, (number, number, one_of(ON))),
    "fault": (fault, (number, number, number)),
    "words": (in_own_words, (number, number)),
    "unfault": (unfault, (number, number)),
    "keep": (keep, (number, number, one_of(ON))),
    "handin": (hand_in, (number,)),
    "joinin": (join_in, (number,)),
    "confirm": (confirm, (number, number, one_of(ON))),
    "stars": (stars, (number, number, number)),
    "judge": (judge, (number, number)),
}
"""Every verb of a drill's buttons in private: what it does, and a reader for each of its parts."""
