"""Carries rings between programs that share a Postgres (LISTEN and NOTIFY), so that none has to look all the time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.delivery.bell import Bell
from bot.store.database import Database
from bot.store.engine import open_engine

log = logging.getLogger(__name__)

_GATHER = 0.003
"""Seconds in which many rings become one notification."""
_PATIENCE = 1.0
"""Seconds after which threads see that they are to stop, and lost lines are tried again."""


class Exchange:
    """Listens for other programs' rings, and passes on this one's for the bells named in `passing`.

    When its connection is lost it comes back by itself; meanwhile everybody looks now and then, as without it.
    """

    def __init__(self, store: Database, bells: Mapping[str, Bell], *, passing: frozenset[str]) -> None:
        self._store = store
        self._bells = {f"duilian_{name}": bell for name, bell in bells.items()}
        self._to_pass: set[str] = set()
        self._something = threading.Condition()
        self._stop = threading.Event()
        self._listening = threading.Event()
        for name in passing:
            bells[name].relay(partial(self._pass_on, f"duilian_{name}"))
        works = (self._listen, self._notify)
        self._threads = [threading.Thread(target=self._keep, args=(work,), name="exchange") for work in works]

    def start(self) -> None:
        """Begin; returns when it listens, or after a second all the same."""
        for thread in self._threads:
            thread.start()
        self._listening.wait(_PATIENCE)

    def end(self) -> None:
        """Stop."""
        self._stop.set()
        with self._something:
            self._something.notify_all()
        for thread in self._threads:
            thread.join()

    def _pass_on(self, channel: str) -> None:
        with self._something:
            self._to_pass.add(channel)
            self._something.notify()

    def _keep(self, work: Callable[[Any], None]) -> None:
        while not self._stop.is_set():
            engine = open_engine(self._store.url)
            try:
                with engine.connect() as connection:
                    driver: Any = connection.connection.driver_connection
                    driver.autocommit = True
                    work(driver)
            except Exception as error:  # noqa: BLE001  (whatever broke the line, it is tried again)
                log.warning("rings are not carried for now: %s", type(error).__name__)
                self._stop.wait(_PATIENCE)
            finally:
                engine.dispose()

    def _listen(self, connection: Any) -> None:
        for channel in self._bells:
            connection.execute(f"LISTEN {channel}")
        self._listening.set()
        while not self._stop.is_set():
            for notice in connection.notifies(timeout=_PATIENCE / 5, stop_after=1):
                self._bells[notice.channel].rung_elsewhere()

    def _notify(self, connection: Any) -> None:
        while not self._stop.is_set():
            with self._something:
                self._something.wait_for(lambda: self._to_pass or self._stop.is_set(), _PATIENCE)
                channels, self._to_pass = self._to_pass, set()
            for channel in channels:
                connection.execute(f"NOTIFY {channel}")
            self._stop.wait(_GATHER)
