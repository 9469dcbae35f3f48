"""Where a talk's lines come from: a person at a prompt, or a pipe."""

from __future__ import annotations

import importlib
import sys
from typing import Protocol


class Reader(Protocol):
    """A source of lines; `interactive` when a person answers."""

    interactive: bool

    def line(self, prompt: str = "") -> str | None:
        """Give the next line without its end, or None at the end of the input."""


class PipeReader:
    """Lines of standard input: UTF-8, with � for what is not."""

    interactive = False

    def __init__(self) -> None:
        _expect_utf8()

    def line(self, prompt: str = "") -> str | None:  # noqa: ARG002 - nobody reads a prompt on a pipe
        """Give the next line."""
        line = sys.stdin.readline()
        return line.rstrip("\r\n") if line else None


class PromptReader:
    """A prompt on a terminal, with line editing and history where the system has them."""

    interactive = True

    def __init__(self) -> None:
        _expect_utf8()
        try:
            importlib.import_module("readline")  # importing it gives `input` its line editing
        except ImportError:
            self._edited = False
        else:
            self._edited = True

    def line(self, prompt: str = "") -> str | None:
        """Give the next line; the end of the input is Ctrl-D."""
        try:
            return input(prompt)
        except EOFError:
            sys.stdout.write("\n")
            return None


def _expect_utf8() -> None:
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
