"""What every subcommand works with: the store, the contests in use, the banks, who asks, and how it is told."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from bot.services.contests.banks import Banks
from bot.services.contests.hall import Hall
from bot.services.contests.roles import By
from bot.store.errors import ClashError
from bot.terminal.arguments import whole_number
from bot.terminal.library import catalogue_of
from bot.terminal.tables import in_columns
from bot.views.json_lines import dumped

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings
    from bot.store.contract import UnitOfWork
    from bot.store.database import Database
    from bot.terminal.arguments import CommandParser
    from bot.views.tables import Table

T = TypeVar("T")

TRIES = 5


@dataclass(frozen=True)
class Desk:
    """One call of the command. `json`: for programs instead of people."""

    settings: Settings
    store: Database
    rep: int
    json: bool

    @cached_property
    def banks(self) -> Banks:
        """The plans' banks."""
        return Banks(catalogue_of(self.settings))

    @cached_property
    def hall(self) -> Hall:
        """The contests."""
        return Hall(self.banks.cases)

    @property
    def by(self) -> By:
        """Who does it."""
        return By(self.rep, province=self.rep in self.settings.duilian_admins)

    def do(self, act: Callable[[UnitOfWork], T]) -> T:
        """Do something in a unit of work, again if another program got in its way."""
        for left in reversed(range(TRIES)):
            try:
                with self.store.begin() as uow:
                    return act(uow)
            except ClashError:
                if not left:
                    raise
        raise AssertionError  # pragma: no cover - the last try returns or raises

    def look(self, act: Callable[[UnitOfWork], T]) -> T:
        """Look at the store at one moment, beside whoever writes: a contest may be under way meanwhile."""
        with self.store.looking() as uow:
            return act(uow)

    def tell(self, told: object, *lines: str, tables: tuple[Table, ...] = ()) -> int:
        """Say what was done: the JSON for programs, else the lines and tables; gives the exit code 0."""
        if self.json:
            sys.stdout.write(dumped(told) + "\n")
            return 0
        shown = "\n".join(line for line in lines if line)
        sys.stdout.write("\n\n".join(part for part in (shown, in_columns(tables)) if part) + "\n")
        return 0


def number(parser: CommandParser) -> None:
    """The contest's number, which nearly every subcommand needs."""
    parser.about_arguments.add_argument(
        "contest", metavar="编号", type=whole_number, help="竞赛的编号，见 duilian contest list"
    )


def common(parser: CommandParser) -> None:
    """What every subcommand takes."""
    parser.options.add_argument(
        "--by", metavar="账号", type=whole_number, default=0, help="谁做的：数字账号；不写就是本机"
    )
    parser.options.add_argument("--json", action="store_true", help="输出 JSON，给程序用")


def reason(parser: CommandParser) -> None:
    """Why it is done, which stands in the contest's log for good."""
    parser.options.add_argument("--why", metavar="理由", default="", help="为什么；会记进竞赛的记录")
