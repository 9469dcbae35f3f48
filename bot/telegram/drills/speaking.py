"""Words of people in a drill: in the group they are the talk's, in private a sealed offer, a verdict or a fault."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from bot.services.drills.kept import Drill, running_in, running_with
from bot.services.solo import room_of
from bot.telegram.drills.asking import verdict_in, wanted_in_private
from bot.telegram.drills.conducting import conduct
from bot.telegram.drills.hall import Tap
from bot.telegram.drills.marking import give_verdict
from bot.telegram.drills.screen import Screen
from bot.telegram.outgoing import Outgoing
from bot.views.drill import HOST
from bot.views.talk import Spoken
from scenarios import critique
from scenarios.meeting import Input

if TYPE_CHECKING:
    from bot.telegram.drills.hall import Hall

SEALED_ELSEWHERE = "最后报价请发在这里，群里说的不算，别家也看得见。"

NO_VOICE = "{name}，群里的语音我不听，请打字说。"


def say_in_group(hall: Hall, group: int, who: int, text: str) -> None:
    """Take what somebody said in the group; without a drill, or a part in it, it is chatter."""
    drill = running_in(hall.uow, group)
    if drill is None:
        return
    person = str(who)
    screen = Screen.from_json(drill.screen)
    if drill.room.phase == "gathering" and screen.menu == "theme" and person == drill.room.setup.host:
        after = replace(screen, menu="", pace=replace(screen.pace, board="at once"))
        conduct(hall, drill, Input("theme", hall.now, person, text=text), screen=after)
    elif _wanted(hall, drill, person)[1] == "offer":
        Outgoing(hall.uow, who).say("notice", SEALED_ELSEWHERE)
    elif person in dict(drill.room.seats).values():
        conduct(hall, drill, Input("say", hall.now, person, text=text))


def answer_a_voice(hall: Hall, group: int, who: int) -> None:
    """Nothing is recorded of what colleagues say aloud: whose turn it is, is asked to type; of others it is chatter."""
    drill = running_in(hall.uow, group)
    if drill is None or drill.room.phase != "turns" or str(who) not in dict(drill.room.seats).values():
        return
    screen = Screen.from_json(drill.screen)
    word = Spoken("coach", HOST, NO_VOICE.format(name=drill.room.name(str(who))))
    pace = replace(screen.pace, lines=(*screen.pace.lines, word))
    conduct(hall, drill, Input("tick", hall.now), screen=replace(screen, pace=pace))


def leave_group(hall: Hall, group: int, who: int) -> None:
    """Who leaves the group leaves its drill."""
    drill = running_in(hall.uow, group)
    if drill is not None and str(who) in drill.room.present:
        conduct(hall, drill, Input("leave", hall.now, str(who)))


def say_in_private(hall: Hall, chat: Outgoing, text: str) -> bool:
    """Take words in private that a drill waits for; False when they are meant for something else."""
    return any(_taken(hall, chat, drill, text) for drill in running_with(hall.uow, chat.chat_id))


def _taken(hall: Hall, chat: Outgoing, drill: Drill, text: str) -> bool:
    person = str(chat.chat_id)
    line = dict(Screen.from_json(drill.screen).writing).get(person)
    role, wanted = _wanted(hall, drill, person)
    practising = room_of(hall.uow, chat.chat_id)
    if line is not None and drill.room.phase == "critique":
        _write_fault(Tap(hall, chat, chat.chat_id), drill, line, text)
    elif wanted == "offer":
        if not conduct(hall, drill, Input("say", hall.now, person, text=text)):
            chat.say("notice", escape(f"{role}的最后报价收到了，先封着，拆开以前谁也看不到。", quote=False))
    elif wanted == "verdict" and (verdict := verdict_in(text)) is not None:
        give_verdict(Tap(hall, chat, chat.chat_id), drill, *verdict)
    elif practising is not None and not practising.state["paused"]:
        return False
    elif wanted == "verdict":
        chat.say("notice", "请发一个 0 到 100 的数，后面可以写为什么。比如：60 价格合适，就是担心断网。")
    elif drill.room.phase == "turns" and person in dict(drill.room.seats).values():
        chat.say("notice", "演练在群里进行：请到群里说，这里说的大家听不见。")
    else:
        return False
    return True


def _wanted(hall: Hall, drill: Drill, person: str) -> tuple[str, str]:
    """His role and what is wanted of him in private, "" where nothing is."""
    return wanted_in_private(hall, drill, drill.room).get(person, ("", ""))


def _write_fault(tap: Tap, drill: Drill, line: int, text: str) -> None:
    inner = critique.Input("fault", tap.now, tap.person, number=line, text=text)
    screen = Screen.from_json(drill.screen)
    after = replace(screen, writing=tuple(one for one in screen.writing if one[0] != tap.person))
    if not conduct(tap.hall, drill, Input("critique", tap.now, tap.person, inner=inner), screen=after):
        tap.chat.say("notice", f"第 {line} 句的意见写好了。")
