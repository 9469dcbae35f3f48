"""Few messages in a group: what waits is gathered into one message, and no minute sees more than fifteen calls.

Pure: the pace so far goes in, the calls to make now and the new pace come out. What found no room waits for the next
tick; the board, which is only edited, waits first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import TypeAdapter

from bot.views.page import Page
from bot.views.talk import Spoken

if TYPE_CHECKING:
    from bot.views.drill import Told

A_MINUTE = 60.0
CALLS_A_MINUTE = 15
"""Telegram stops a bot at 20 a minute in one group; new messages and edits are counted alike."""
KEPT_FOR_WORDS = 5
"""The board is edited only while so many calls are left to words."""
KEPT_FOR_THE_HOST = 2
"""So many calls words leave to a board that the host waits for."""
BOARD_RESTS = 10.0
"""Seconds between two edits of the board."""
LONGEST_MESSAGE = 1200
"""Characters of lines gathered into one message; far from Telegram's limit, and still readable on a phone."""

Board = Literal["", "edit", "at once", "new"]
"""What is to become of the board: nothing, an edit in its turn, an edit its host waits for, a new message."""


@dataclass(frozen=True, slots=True)
class Pace:
    """When the last minute's calls went out, and what still waits: lines, pages, the minutes as a file, the board."""

    calls: tuple[float, ...] = ()
    lines: tuple[Spoken, ...] = ()
    pages: tuple[Page, ...] = ()
    file: bool = False
    board: Board = ""
    board_at: float = -A_MINUTE

    @property
    def idle(self) -> bool:
        """Whether nothing waits."""
        return not (self.lines or self.pages or self.file or self.board)

    def as_json(self) -> dict[str, Any]:
        """The pace as plain data."""
        plain: dict[str, Any] = _PACE.dump_python(self, mode="json")
        return plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Pace:
        """The pace out of what `as_json` gave; exact."""
        return _PACE.validate_python(data)


_PACE = TypeAdapter(Pace)


@dataclass(frozen=True, slots=True)
class Call:
    """One call to make in the group: the board, anew or edited (draw it now), lines of talk, a page, or the PDF."""

    kind: Literal["new-board", "edit-board", "lines", "page", "file"]
    lines: tuple[Spoken, ...] = ()
    page: Page = ()


def paced(pace: Pace, told: Told, now: float) -> tuple[Pace, tuple[Call, ...]]:
    """Take in what is to be shown, and give what may go out now; with an empty `Told` what has waited goes on."""
    board: Board = "new" if told.fresh_board else pace.board or ("edit" if told.board else "")
    pace = replace(
        pace,
        calls=tuple(at for at in pace.calls if now - A_MINUTE < at <= now),
        lines=(*pace.lines, *told.lines),
        pages=(*pace.pages, *told.pages),
        file=pace.file or told.file,
        board=board,
    )
    going: list[Call] = []
    while (call := _next(pace, now)) is not None:
        going.append(call)
        cost = (now, now) if call.kind == "new-board" else (now,)  # the old board is taken away
        pace = _without(replace(pace, calls=(*pace.calls, *cost)), call, now)
    return pace, tuple(going)


def _next(pace: Pace, now: float) -> Call | None:
    """What goes out first, if anything may."""
    room = CALLS_A_MINUTE - len(pace.calls)
    if room <= KEPT_FOR_THE_HOST:
        return _board(pace, room, now)
    if pace.lines:
        return Call("lines", _gathered(pace.lines))
    if pace.pages:
        return Call("page", page=pace.pages[0])
    if pace.file:
        return Call("file")
    return _board(pace, room, now)


def _board(pace: Pace, room: int, now: float) -> Call | None:
    """The board waits for words, and edited it rests a while, unless somebody waits for it."""
    if pace.board == "new" and room > 1:
        return Call("new-board")
    if pace.board == "at once" and room > 0:
        return Call("edit-board")
    if pace.board == "edit" and room > KEPT_FOR_WORDS and now - pace.board_at >= BOARD_RESTS:
        return Call("edit-board")
    return None


def _without(pace: Pace, call: Call, now: float) -> Pace:
    """The pace once this has gone out."""
    if call.kind == "lines":
        return replace(pace, lines=pace.lines[len(call.lines) :])
    if call.kind == "page":
        return replace(pace, pages=pace.pages[1:])
    if call.kind == "file":
        return replace(pace, file=False)
    return replace(pace, board="", board_at=now)


def _gathered(lines: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    """As many of the first lines as make one message; always one."""
    size = 0
    for number, line in enumerate(lines):
        size += len(line.label) + len(line.text) + len(line.direction)
        if number and size > LONGEST_MESSAGE:
            return lines[:number]
    return lines
