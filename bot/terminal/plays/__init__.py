"""The forms of role-play at the terminal; a new one is a file with a `Play` and one entry in PLAYS."""

from collections.abc import Callable, Mapping

from bot.terminal.plays.panel import PanelPlay
from bot.terminal.plays.play import Casting, Play
from bot.terminal.plays.rivals import RivalsPlay

__all__ = ["PLAYS", "Casting", "Play"]

PLAYS: Mapping[str, Callable[[Casting], Play]] = {"panel": PanelPlay, "rivals": RivalsPlay}
"""How a room is made, by the scenario's `kind:`."""
