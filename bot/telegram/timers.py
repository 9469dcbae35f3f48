"""What comes due, by its kind: each subject of the bot that sets timers has one entry."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.store.contract import UnitOfWork
    from bot.store.records import Timer

log = logging.getLogger(__name__)


class Timers:
    """Hands a timer to what set it; one nobody here set, as after going back to an older version, is only noted."""

    def __init__(self, kinds: Mapping[str, Callable[[Timer, UnitOfWork], None]]) -> None:
        self._kinds = kinds

    def __call__(self, timer: Timer, uow: UnitOfWork) -> None:
        """Do what the timer was set for."""
        act = self._kinds.get(timer.kind)
        if act is None:
            log.warning("no use for a timer of kind %s", timer.kind)
            return
        act(timer, uow)
