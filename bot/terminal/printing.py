"""How a talk looks: as lines for a person, in colour where a terminal shows them, or as JSON for a program."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Protocol

from bot.terminal.width import columns, wrapped
from bot.views.json_lines import event_line
from bot.views.report import full_report
from bot.views.talk import Spoken, spoken
from scenarios.events import CustomerSaid, Ended, RepSaid

if TYPE_CHECKING:
    from bot.services.practice.talks import Moved
    from bot.views.page import Line, Page
    from bot.views.shown import Shown
    from scenarios.events import Event

WIDEST = 100
UNBROKEN = 1_000_000
"""Lines for a file or a pipe are left whole."""
_COLOURS = {"customer": "36;1", "rep": "32", "coach": "33", "good": "32", "bad": "31", "quiet": "2", "strong": "1"}


class Printer(Protocol):
    """Where a talk is shown."""

    def moved(self, moved: Moved) -> None:
        """Show what happened, the report included."""

    def shown(self, one: Shown) -> None:
        """Show one event of a room for several people."""

    def page(self, page: Page) -> None:
        """Show a page that was asked for."""

    def notice(self, text: str) -> None:
        """Say something about the program, not about the talk."""

    def choice(self, number: int, text: str) -> None:
        """Offer an answer by its number."""


class JsonPrinter:
    """One JSON object a line on the output, everything else on the error stream."""

    def moved(self, moved: Moved) -> None:
        """Write each event as a line."""
        for event in moved.events:
            _write(event_line(event))

    def shown(self, one: Shown) -> None:
        """Write the event's line."""
        _write(one.json)

    def page(self, page: Page) -> None:
        """Write a page to the error stream: the output carries only JSON."""
        for section in page:
            self.notice("\n".join([f"【{section.title}】", *(line.text for line in section.lines)]))

    def notice(self, text: str) -> None:
        """Write to the error stream."""
        sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def choice(self, number: int, text: str) -> None:
        """Write to the error stream."""
        self.notice(f"{number}. {text}")


class TextPrinter:
    """Lines for a person. With `echo` the rep's own lines are shown too: a pipe has no prompt that shows them."""

    def __init__(self, *, echo: bool) -> None:
        self._echo = echo
        on_terminal = sys.stdout.isatty()
        self._colourful = on_terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self._width = min(shutil.get_terminal_size().columns, WIDEST) if on_terminal else UNBROKEN

    def moved(self, moved: Moved) -> None:
        """Show each event as a line of the talk, and the report as a page."""
        mood = moved.mood_before
        for event in moved.events:
            if isinstance(event, Ended):
                _write("")
                self.page(full_report(event.report, moved.day))
            elif self._echo or not isinstance(event, RepSaid) or moved.setup.mode == "watch":
                self._spoken(spoken(event, moved.ready.customer, moved.setup.rep, mood))
            mood = _mood(event, mood)

    def shown(self, one: Shown) -> None:
        """Show the event's words, or its page; the rep's own words stand at his prompt already."""
        if one.page:
            _write("")
            self.page(one.page)
        elif self._echo or (one.spoken is not None and one.spoken.speaker != "rep"):
            self._spoken(one.spoken)

    def page(self, page: Page) -> None:
        """Show a page, sections apart by an empty line."""
        for section in page:
            if section.title:
                _write(self._dressed(f"【{section.title}】", "strong"))
            for line in section.lines:
                self._line(line)
            _write("")

    def notice(self, text: str) -> None:
        """Show a quiet line."""
        _write(self._dressed(wrapped(text, self._width), "quiet"))

    def choice(self, number: int, text: str) -> None:
        """Show an answer on a line of its own, or several under each other."""
        _write(wrapped(f"  {number}. {text}", self._width, 5))

    def _spoken(self, said: Spoken | None) -> None:
        if said is None:
            return
        direction = f"（{said.direction}）" if said.direction else ""
        if said.speaker == "coach":
            label = f"〔{said.label}〕"
            _write(self._dressed(wrapped(label + said.text, self._width, columns(label)), "coach"))
            for number, choice in enumerate(said.choices, 1):
                self.choice(number, choice)
            return
        label = f"{said.label}{direction}："
        text = wrapped(label + said.text, self._width, columns(f"{said.label}："))
        _write(self._dressed(text[: len(label)], said.speaker) + text[len(label) :])

    def _line(self, line: Line) -> None:
        indent = 4 if line.inner else 0
        text = wrapped(" " * indent + line.text, self._width, indent + 2)
        _write(self._dressed(text, line.mark))

    def _dressed(self, text: str, how: str) -> str:
        colour = _COLOURS.get(how) if self._colourful else None
        return f"\x1b[{colour}m{text}\x1b[0m" if colour else text


def _mood(event: Event, before: str) -> str:
    return event.mood if isinstance(event, CustomerSaid) else before


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
