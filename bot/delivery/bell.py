"""A bell that says that there is something new, so that nobody has to look all the time."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Bell:
    """Within one program: whoever listens is called, in the ringer's thread, whenever somebody rings."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def listen(self, called: Callable[[], None]) -> None:
        """Call this at every ring from now on; it must be quick."""
        with self._lock:
            self._listeners.append(called)

    def ring(self) -> None:
        """There is something new."""
        with self._lock:
            listeners = list(self._listeners)
        for called in listeners:
            called()
