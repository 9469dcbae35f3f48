"""The bot's commands, at most seven, as they stand in Telegram's own menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram import introducing, solo
from bot.telegram.choosing import show_scripts
from bot.telegram.drills.opening import HOW_TO
from bot.telegram.repeating import show_today
from bot.telegram.reporting import show_history
from bot.telegram.talking import START

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.telegram.visit import Visit

HELP = """<b>怎么练</b>

1. 发 /practice，选客户、见面方式、模式。也可以选「一对多」（您对他们一桌人）或者「多对一」（几家抢一单）。
2. 直接打字，像平时一样跟客户谈。说整句话，先问后讲。
3. 有事就点「暂停」，下次发 /practice 接着谈；不想谈了点「结束」，马上看报告。
4. 报告里每一分都有您的原话。没说到的会记成薄弱点，到日子在 /today 里再练。

跟练的时候卡住了，可以点「提示」，要扣一点分。开谈前可以先看评分标准。
早会上大家一起演：把我拉进群，在群里发 /drill（在这里发 /drill，看怎么开）。
语音、图片、贴纸我看不懂，请打字；发出去的话改了也不算，请重新说一句。

写话术的：把 .yaml 文件，或者 duilian export 写出来的 .xlsx 发给我，马上查出哪里写错了。"""


def start(visit: Visit) -> None:
    """Greet a person who is known, and say what can be done."""
    visit.chat.say("menu", introducing.WELCOME, START)


def practice(visit: Visit) -> None:
    """Offer the talk that waits, or the menu."""
    if not solo.offer(visit):
        show_scripts(visit)


def explain(visit: Visit) -> None:
    """Say how to practise."""
    visit.chat.say("menu", HELP, START)


def explain_drill(visit: Visit) -> None:
    """Say how a drill is run in a group."""
    visit.chat.say("menu", HOW_TO, START)


COMMANDS: Mapping[str, tuple[str, Callable[[Visit], None]]] = {
    "practice": ("开始练习", practice),
    "today": ("今天练什么", show_today),
    "report": ("我的成绩", show_history),
    "pause": ("暂停这场练习", solo.pause_current),
    "settings": ("我的资料", introducing.show_profile),
    "help": ("怎么用", explain),
    "start": ("从头开始", start),
}
"""Every command: its Chinese description and what it does."""
FOR_GROUPS: Mapping[str, tuple[str, Callable[[Visit], None]]] = {"drill": ("开一场晨会演练", explain_drill)}
"""The commands that stand in the menu of groups, and what each does in a private chat."""
