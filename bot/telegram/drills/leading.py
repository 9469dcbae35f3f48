"""Buttons under the board in a group: who comes and goes, and what only the host may press."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from bot.services.drills.kept import Drill, load_drill
from bot.services.drills.programme import Bill
from bot.telegram.drills.conducting import conduct
from bot.telegram.drills.screen import Menu, Screen
from bot.telegram.handles import Act, mark, number, one_of
from bot.telegram.visit import StaleButtonError
from bot.views.buttons import mark_of
from scenarios.meeting import Input
from scenarios.meeting.room import InputKind, Phase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.telegram.drills.hall import Tap

STRANGER = "我还不认识您：请先点我的头像，跟我私聊发 /start，报上姓名，再回来点。"
CLOSED = "您在私聊里把我停用了，打分和报价送不到您手上。请点我的头像重新启用，再回来点。"
OLD = "这个按钮已经过时了，请看群里最新的状态栏。"
NO_THEMES = "大家共同的薄弱点还没有攒出来。自己写一个，发在群里就行。"
ONCE = "已经按过了，请看群里最新的状态栏。"
AT_ONCE = 3.0
"""Two taps on 跳过 within so many seconds are one."""
_LEADS: tuple[InputKind, ...] = ("start", "next", "pause", "resume", "skip", "end")
_PHASES: tuple[Phase, ...] = get_args(Phase)
_MENUS = (*(menu for menu in get_args(Menu) if menu), "back")


def attend(tap: Tap, room: int) -> None:
    """Come to the drill; late comers watch."""
    drill = _drill(tap, room)
    person = tap.hall.person(tap.who)
    if person is None:
        raise StaleButtonError(STRANGER)
    if not tap.hall.reaches(tap.who):
        raise StaleButtonError(CLOSED)
    done = "报到了。" if drill.room.phase == "gathering" else "您加入了：先听，演完一起打分。"
    conduct(tap.hall, drill, Input("join", tap.now, tap.person, text=person.name), tap.chat, done=done)


def leave(tap: Tap, room: int) -> None:
    """Go early; whatever he played goes to the next, or to the machine."""
    drill = _drill(tap, room)
    if tap.person not in drill.room.present:
        raise StaleButtonError("您没有报到，不用退出。")
    conduct(tap.hall, drill, Input("leave", tap.now, tap.person), tap.chat, done="好的，您先忙。回来了再点「加入」。")


def lead(tap: Tap, room: int, what: InputKind, phase: Phase) -> None:
    """One of the host's buttons; of two taps at once that would each go one step further the second is refused."""
    drill = _drill(tap, room)
    host = tap.person == drill.room.setup.host and not drill.room.over
    skipped = max((one.now for one in drill.room.log if one.kind == what == "skip"), default=-AT_ONCE)
    if host and ((what == "next" and phase != drill.room.phase) or tap.now - skipped < AT_ONCE):
        raise StaleButtonError(ONCE)
    screen = _at_once(drill, "") if host else None
    conduct(tap.hall, drill, Input(what, tap.now, tap.person), tap.chat, screen=screen)


def open_menu(tap: Tap, room: int, menu: str) -> None:
    """Open one of the host's menus on the board, or close it."""
    drill = _hosted(tap, room)
    gathering = drill.room.phase == "gathering"
    if menu != "back" and gathering == (menu == "floor"):
        raise StaleButtonError("已经开始了，不能再换。" if not gathering else "还没有开始，现在不能点名。")
    opened: Menu = "" if menu == "back" else menu  # type: ignore[assignment]
    none_yet = opened == "theme" and not drill.room.setup.themes
    conduct(
        tap.hall,
        drill,
        Input("tick", tap.now),
        tap.chat,
        done=NO_THEMES if none_yet else "",
        screen=_at_once(drill, opened),
    )


def choose(tap: Tap, room: int, scenario: str) -> None:
    """Choose what is played; chairs for colleagues, or a person as customer, are asked next."""
    drill = _hosted(tap, room)
    offer = next((one for one in drill.room.setup.offers if mark_of(one.scenario) == scenario), None)
    if offer is None:
        raise StaleButtonError("没有这个场景，请在按钮里挑一个。")
    variant: Menu = "" if offer.form == "practice" else "variant"
    chosen = Input("choose", tap.now, tap.person, offer.scenario)
    conduct(
        tap.hall, drill, chosen, tap.chat, done=f"选了{Bill.of(offer.scenario).name}。", screen=_at_once(drill, variant)
    )


def choose_theme(tap: Tap, room: int, theme: str) -> None:
    """Choose the theme among those the team shares."""
    drill = _hosted(tap, room)
    item = next((one.item for one in drill.room.setup.themes if mark_of(one.item) == theme), "")
    conduct(tap.hall, drill, Input("theme", tap.now, tap.person, item), tap.chat, screen=_at_once(drill, ""))


def give_floor(tap: Tap, room: int, person: int) -> None:
    """Ask a person to go on."""
    drill = _hosted(tap, room)
    conduct(tap.hall, drill, Input("floor", tap.now, tap.person, str(person)), tap.chat, screen=_at_once(drill, ""))


def _drill(tap: Tap, room: int) -> Drill:
    """The drill of a button, if it belongs to the group in which it was tapped."""
    drill = load_drill(tap.hall.uow, room)
    if drill is None or drill.group != tap.chat.chat_id:
        raise StaleButtonError(OLD)
    return drill


def _hosted(tap: Tap, room: int) -> Drill:
    drill = _drill(tap, room)
    if drill.room.over:
        raise StaleButtonError("这一场演练已经结束了，纪要在群里。")
    if tap.person != drill.room.setup.host:
        raise StaleButtonError("这个按钮只有主持人能按。")
    return drill


def _at_once(drill: Drill, menu: Menu) -> Screen:
    """The screens with this menu on the board, which the host waits for: it need not rest before it is drawn."""
    screen = Screen.from_json(drill.screen)
    return replace(
        screen, menu=menu, pace=replace(screen.pace, board="new" if screen.pace.board == "new" else "at once")
    )


LEADS: Mapping[str, Act] = {
    "attend": (attend, (number,)),
    "quit": (leave, (number,)),
    "lead": (lead, (number, one_of(_LEADS), one_of(_PHASES))),
    "host": (open_menu, (number, one_of(_MENUS))),
    "choose": (choose, (number, mark)),
    "theme": (choose_theme, (number, mark)),
    "floor": (give_floor, (number, number)),
}
"""Every verb of a drill's buttons in the group: what it does, and a reader for each of its parts."""
