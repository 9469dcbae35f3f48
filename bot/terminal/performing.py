"""One role-play with several people at the terminal: line by line to its report, each step shown and kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.playbill import ReadyScenario
from bot.services.plays import Playing, PlayStanding, keep_opening, keep_step
from bot.services.typed import clean
from bot.store.records import LOCAL_REP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.plays import PlayMoved
    from bot.store.contract import UnitOfWork
    from bot.terminal.keeping import Keeper
    from bot.terminal.plays import Play
    from bot.terminal.printing import Printer
    from bot.terminal.reading import Reader
    from bot.views.shown import Shown

_FINISH = ("结束", "散会", "/finish")


class Performance:
    """A role-play that is about to begin, and where its lines come from and go to."""

    def __init__(self, ready: ReadyScenario, play: Play, keeper: Keeper, reader: Reader, printer: Printer) -> None:
        self._ready = ready
        self._play = play
        self._keeper = keeper
        self._reader = reader
        self._printer = printer

    def run(self, rep: str) -> None:
        """Go on until it is over; the end of the input, or leaving, ends it with its report."""
        play = self._play
        self._show(play.open())
        self._keeper.do(lambda uow: self._opened(uow, rep))
        while not play.over:
            line = self._line()
            if line is None or clean(line) in _FINISH:
                self._show(play.finish())
                self._keeper.do(self._stepped)
                return
            self._show(play.take(line))
            self._keeper.do(self._stepped)

    def _line(self) -> str | None:
        try:
            return self._reader.line(self._play.prompt)
        except KeyboardInterrupt:
            return None

    def _opened(self, uow: UnitOfWork, rep: str) -> PlayMoved:
        play = self._play
        standing = PlayStanding(self._ready.document.ref, play.state, play.role, rep)
        return keep_opening(uow, self._ready, standing, LOCAL_REP, play.happened)

    def _stepped(self, uow: UnitOfWork) -> PlayMoved | None:
        row = uow.rooms.get(self._keeper.room)
        if row is None:
            return None
        play = self._play
        standing = replace(PlayStanding.from_json(row.state), role=play.role)
        return keep_step(uow, Playing(row, standing, self._ready), play.state, play.happened)

    def _show(self, shown: Sequence[Shown]) -> None:
        for one in shown:
            self._printer.shown(one)
