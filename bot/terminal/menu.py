"""The short menu before a talk: customer, way of selling, mode; Enter takes what stands first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.services.typed import clean
from bot.views.choices import MODE_NOTES
from scenarios.practice import MODES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.catalogue import Catalogue
    from bot.services.practice.talks import Talk
    from bot.services.ready import Ready
    from bot.terminal.printing import Printer
    from bot.terminal.reading import Reader
    from scenarios.practice import Mode, Setup

MODES_OFFERED: tuple[Mode, ...] = ("free", "coached", "watch", "drill")
"""The modes in the order they are offered: Enter begins a free talk."""


class MenuLeftError(Exception):
    """The person left the menu with Ctrl-D."""


@dataclass(frozen=True, slots=True)
class Menu:
    """Questions with numbered answers, put to a person at a terminal."""

    reader: Reader
    printer: Printer

    def resume(self, waiting: Talk) -> bool:
        """Ask whether to take up a talk that was not finished."""
        return self._pick(f"上次这场还没谈完：{waiting.title}", ("接着谈", "另开一场")) == 0

    def script(self, catalogue: Catalogue) -> Ready:
        """Ask which customer."""
        names = catalogue.names
        readies = [ready for name in names if (ready := catalogue.get(name)) is not None]
        return readies[
            self._pick("练哪一类客户？", [f"{ready.script.script}　{ready.script.about}" for ready in readies])
        ]

    def setup(self, ready: Ready, setup: Setup, *, ask_way: bool, ask_mode: bool) -> Setup:
        """Ask for the way of selling and the mode, unless they are settled, and for a drill what it is about."""
        if ask_way:
            way = self._pick("怎么跟他见面？", list(ready.ways.values()))
            setup = replace(setup, approach=list(ready.ways)[way])
        if ask_mode:
            mode = self._pick("用哪种模式？", [f"{MODES[mode]}　{MODE_NOTES[mode]}" for mode in MODES_OFFERED])
            setup = replace(setup, mode=MODES_OFFERED[mode])
        if setup.mode == "drill" and setup.target not in ready.practice.targets():
            objection = self._pick("练哪个异议？", ready.objections)
            setup = replace(setup, target=ready.objections[objection])
        return setup

    def again(self, next_drill: str) -> int:
        """Ask what to do after the report: 0 leave, 1 once more, 2 the next drill."""
        drill = (f"只练「{next_drill}」",) if next_drill else ()
        return self._pick("接下来？", ("到此为止", "再练一场", *drill))

    def _pick(self, question: str, answers: Sequence[str]) -> int:
        """Put a question; an answer is its number or the beginning of its words, Enter is the first."""
        self.printer.notice("")
        self.printer.notice(question)
        for number, answer in enumerate(answers, 1):
            self.printer.choice(number, answer)
        while True:
            line = self.reader.line("请选（直接回车选 1）：")
            if line is None:
                raise MenuLeftError
            typed = clean(line)
            if not typed:
                return 0
            named = [place for place, answer in enumerate(answers) if answer.startswith(typed)]
            if typed.isdecimal() and 1 <= int(typed) <= len(answers):
                return int(typed) - 1
            if len(named) == 1:
                return named[0]
            self.printer.notice(f"没有这一项，请输入 1 到 {len(answers)}，或者直接回车。")
