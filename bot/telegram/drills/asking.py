"""Words that are awaited in private: a seat's sealed offer, the verdict of a colleague in a panel's chair."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Literal

from bot.services.solo import room_of
from bot.telegram.outgoing import Outgoing
from bot.views.buttons import Button, handle

if TYPE_CHECKING:
    from bot.services.drills.kept import Drill
    from bot.telegram.drills.hall import Hall
    from bot.telegram.drills.screen import Screen
    from scenarios.meeting import Room

Wanted = Literal["offer", "verdict"]
STANCES = (0, 25, 50, 75, 100)
_VERDICT = re.compile(r"\s*(\d{1,3})\s*分?(?:[\s，,。.、：:；;]+(.*))?", re.DOTALL)


def wanted_in_private(hall: Hall, drill: Drill, room: Room) -> dict[str, tuple[str, Wanted]]:
    """Whose word is awaited in private now: person → his role and what is wanted of him."""
    play = hall.play(room, drill.row.script_hash)
    if play is None or room.play is None:
        return {}
    wanted: Wanted = "offer" if play.form == "rivals" else "verdict"
    return {person: (role, wanted) for role in play.in_private(room.play) if (person := room.holder(role))}


def ask_in_private(hall: Hall, drill: Drill, room: Room, screen: Screen) -> Screen:
    """Ask each of them once."""
    wanted = wanted_in_private(hall, drill, room)
    for person, (role, what) in wanted.items():
        if person not in screen.asked:
            _ask(hall, drill, person, role, what)
    return replace(screen, asked=tuple(wanted))


def verdict_in(text: str) -> tuple[int, str] | None:
    """Read a verdict he typed: 0 to 100, perhaps with a reason behind it; None for anything else."""
    read = _VERDICT.fullmatch(text)
    if read is None or int(read[1]) > max(STANCES):
        return None
    return int(read[1]), (read[2] or "").strip()


def _ask(hall: Hall, drill: Drill, person: str, role: str, what: Wanted) -> None:
    chat = Outgoing(hall.uow, int(person))
    alone = room_of(hall.uow, int(person))
    aside = "\n（您自己那场练习先放着不动，下一句算这里的。）" if alone is not None and what == "offer" else ""
    if what == "offer":
        text = (
            f"【晨会演练】{role}请报最后一口价：直接在这里发一句，群里看不到。各家交齐或者时间到了，一起拆开。{aside}"
        )
        chat.say("line", escape(text, quote=False))
        return
    text = f"【晨会演练】谈完了。您坐的是{role}：被说动了几成？点一个，或者发一个 0 到 100 的数，后面可以写为什么。"
    buttons = tuple(Button(str(value), handle("judge", drill.number, value)) for value in STANCES)
    chat.say("menu", escape(text, quote=False), (buttons,))
