"""A bell that says that there is something new, so that nobody has to look all the time."""

from __future__ import annotations

import threading
from collections.abc import Callable

Called = Callable[[], None]


class Bell:
    """Whoever listens is called, in the ringer's thread, at every ring. A missed ring only costs a look later."""

    def __init__(self) -> None:
        self._listeners: list[Called] = []
        self._relays: list[Called] = []
        self._lock = threading.Lock()

    def listen(self, called: Called) -> None:
        """Call this at every ring from now on; it must be quick."""
        with self._lock:
            self._listeners.append(called)

    def relay(self, called: Called) -> None:
        """Call this at every ring that was rung in this program, to pass it on to others."""
        with self._lock:
            self._relays.append(called)

    def ring(self) -> None:
        """There is something new."""
        self.rung_elsewhere()
        with self._lock:
            relays = list(self._relays)
        for called in relays:
            called()

    def rung_elsewhere(self) -> None:
        """Another program has rung."""
        with self._lock:
            listeners = list(self._listeners)
        for called in listeners:
            called()
