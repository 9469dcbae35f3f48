"""The subcommands of `duilian contest`: each a function that describes its arguments and one that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from bot.terminal.arguments import CommandParser
    from bot.terminal.contest.desk import Desk


@dataclass(frozen=True, slots=True)
class Action:
    """One subcommand: what it is for, its arguments, and what does it (gives the exit code)."""

    about: str
    arguments: Callable[[CommandParser], None]
    run: Callable[[Desk, argparse.Namespace], int]
