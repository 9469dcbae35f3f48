"""Faults a test orders in advance: which calls, what happens, how often."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, Literal

What = Literal["429", "502", "hang", "cut", "cut-after", "blocked", "odd", "409"]


@dataclass(slots=True)
class Fault:
    """`what` goes wrong with calls of `method` (any if None) to `chat` (any if None), `times` times.

    "hang" waits `seconds` and then answers nothing; "cut" closes the connection before anything happened, "cut-after"
    when the message already stands in the chat; "odd" answers 200 with something that is no answer.
    """

    what: What
    method: str | None = None
    chat: int | None = None
    times: int = 1
    seconds: float = 1.0

    def fits(self, method: str, params: dict[str, Any]) -> bool:
        """Whether this call is to fail."""
        chat = params.get("chat_id")
        return self.times > 0 and self.method in {None, method} and (self.chat is None or str(self.chat) == str(chat))


class Faults:
    """The faults that are still to happen."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []
        self._lock = threading.Lock()

    def order(self, fault: Fault) -> None:
        """Let it happen from now on."""
        with self._lock:
            self._ordered.append(fault)

    def clear(self) -> None:
        """Let everything go well again."""
        with self._lock:
            self._ordered.clear()

    def next(self, method: str, params: dict[str, Any]) -> Fault | None:
        """The fault of this call, used up by one."""
        with self._lock:
            for fault in self._ordered:
                if fault.fits(method, params):
                    fault.times -= 1
                    return fault
        return None
