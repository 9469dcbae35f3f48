"""One talk at the terminal, from its first line to the report, a pause or the end of the input."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from bot.services.practice.finish_practice import finish_practice, report_so_far
from bot.services.practice.hear_utterance import hear_utterance
from bot.services.practice.talks import load_talk
from bot.services.typed import clean
from bot.store.records import LOCAL_REP
from bot.views.rubric import rubric

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services.catalogue import Catalogue
    from bot.services.practice.talks import Moved, Talk
    from bot.store.contract import UnitOfWork
    from bot.terminal.keeping import Keeper
    from bot.terminal.printing import Printer
    from bot.terminal.reading import Reader

CONTROLS = "随时可以输入：提示（跟练时）、标准（看评分标准）、暂停、结束。"
HOW_TO_RESUME = "这场已经存好，想接着谈：duilian practice --resume"
_PAUSE, _FINISH, _CRITERIA = ("暂停", "/pause"), ("结束", "/finish"), ("标准", "评分标准", "/criteria")


class Left(Enum):
    """How a talk at the terminal was left."""

    ENDED = auto()
    PAUSED = auto()
    INPUT_ENDED = auto()


@dataclass(frozen=True, slots=True)
class Conversation:
    """A talk that has begun, and where its lines come from and go to."""

    keeper: Keeper
    catalogue: Catalogue
    reader: Reader
    printer: Printer

    def run(self, begun: Moved) -> tuple[Left, Moved]:
        """Go on until the talk is over or left; gives how, and the last thing that happened."""
        try:
            return self._talk_on(begun)
        except KeyboardInterrupt:
            self.printer.notice("")
            return self._input_ended(begun)

    def _talk_on(self, begun: Moved) -> tuple[Left, Moved]:
        moved = begun
        while not moved.ended:
            line = self.reader.line(f"{moved.setup.rep}：")
            if line is None:
                return self._input_ended(moved)
            word = clean(line)
            if word in _PAUSE:
                self._pause()
                return Left.PAUSED, moved
            if word in _CRITERIA:
                self.printer.page(rubric(moved.ready.practice.criteria()))
                continue
            moved = self._said(line, finish=word in _FINISH)
        return Left.ENDED, moved

    def _said(self, line: str, *, finish: bool) -> Moved:
        def step(uow: UnitOfWork) -> Moved:
            talk = self._talk(uow)
            return finish_practice(uow, talk) if finish else hear_utterance(uow, talk, line)

        return self._shown(step)

    def _input_ended(self, moved: Moved) -> tuple[Left, Moved]:
        """Ctrl-D at a prompt pauses; a pipe gets the report of what was said, and the talk stays open.

        A model talk needs nobody's words: on a pipe it is shown to its end.
        """
        if self.reader.interactive:
            self._pause()
            return Left.PAUSED, moved
        if moved.setup.mode == "watch":
            while not moved.ended:
                moved = self._said("", finish=False)
            return Left.ENDED, moved
        shown = self._shown(lambda uow: report_so_far(uow, self._talk(uow)))
        if self.keeper.lasting:
            self.printer.notice(f"话还没谈完输入就结束了，以上是到此为止的报告。{HOW_TO_RESUME}")
        return Left.INPUT_ENDED, shown

    def _pause(self) -> None:
        """Say how to go on: every step was kept as it was said, so that nothing is left to save."""
        self.printer.notice(f"先停在这儿。{HOW_TO_RESUME}" if self.keeper.lasting else "先停在这儿。")

    def _talk(self, uow: UnitOfWork) -> Talk:
        return load_talk(uow, self.catalogue, self.keeper.room, LOCAL_REP)

    def _shown(self, step: Callable[[UnitOfWork], Moved]) -> Moved:
        moved = self.keeper.do(step)
        self.printer.moved(moved)
        return moved
