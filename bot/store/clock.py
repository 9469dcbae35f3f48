"""The time that all programs on one store share: taken from one source, carried on by a clock nobody can set back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.store.errors import StoreError

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The time of this machine, in UTC."""
    return datetime.now(UTC)


class SteadyClock:
    """Asks its source once a minute and counts on by the monotonic clock in between.

    With the database as the source, hosts whose own clocks differ agree; a clock that is set while the program runs
    moves nothing before the next look at the source, and is told in the log.
    """

    def __init__(
        self, source: Clock, *, monotonic: Callable[[], float] = time.monotonic, look_every: float = 60.0
    ) -> None:
        self._source = source
        self._monotonic = monotonic
        self._look_every = look_every
        self._lock = threading.Lock()
        self._looked = monotonic()
        self._time = source()

    def __call__(self) -> datetime:
        """The time now, in UTC."""
        with self._lock:
            passed = self._monotonic() - self._looked
            if passed < self._look_every:
                return self._time + timedelta(seconds=passed)
            expected = self._time + timedelta(seconds=passed)
            self._looked += passed
            self._time = self._told() or expected
            step = (self._time - expected).total_seconds()
            if abs(step) > 1:
                log.warning("the clock was set by %+.1f s", step)
            return self._time

    def _told(self) -> datetime | None:
        """What the source says; None while it says nothing: time goes on without it."""
        try:
            return self._source()
        except StoreError as error:
            log.warning("%s", error)
            return None
