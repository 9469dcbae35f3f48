"""Buttons: every handle we make, what its parts must be, and what a tap on it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram import (
    casting,
    choosing,
    introducing,
    piloting,
    playing,
    repeating,
    reporting,
    selfmark,
    solo,
    speaking,
    talking,
)
from bot.telegram.handles import Act, mark, meant, number, one_of
from bot.telegram.visit import StaleButtonError
from bot.views.choices import LEVELS, RESULTS
from scenarios.practice import MODES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.telegram.visit import Visit


def level(text: str) -> int:
    """Read a difficulty."""
    difficulty = number(text)
    if difficulty not in LEVELS:
        raise StaleButtonError
    return difficulty


MODE = one_of(MODES)

BUTTONS: Mapping[str, Act] = {
    "menu": (choosing.show_scripts, ()),
    "script": (choosing.show_ways, (mark,)),
    "way": (choosing.show_modes, (mark, mark)),
    "mode": (choosing.show_levels, (mark, mark, MODE)),
    "level": (choosing.begin, (mark, mark, MODE, level)),
    "about": (choosing.begin_drill, (mark, mark, mark)),
    "criteria": (choosing.show_criteria, (mark,)),
    "several": (casting.show_scenarios, (mark, one_of(("panel", "rivals")))),
    "play": (casting.choose, (mark,)),
    "seat": (casting.sit_down, (mark, mark)),
    "turnto": (playing.turn, (number, mark)),
    "hint": (solo.hint, (number,)),
    "next": (talking.go_on, (number,)),
    "pick": (talking.pick, (number, number, number)),
    "spoken": (speaking.confirm, (number, mark)),
    "pause": (solo.pause, (number,)),
    "resume": (solo.resume, (number,)),
    "finish": (solo.finish, (number,)),
    "selfmark": (selfmark.begin, (number,)),
    "selflate": (selfmark.begin_late, (number,)),
    "selfgrade": (selfmark.grade, (number, number)),
    "selfgap": (selfmark.gap, (number, number)),
    "selfcard": (selfmark.confirm, (number, number)),
    "result": (reporting.send_result, (number,)),
    "report": (reporting.show_report, (number,)),
    "items": (reporting.show_items, (number, number)),
    "again": (repeating.again, (number,)),
    "drill": (repeating.next_drill, (number,)),
    "today": (repeating.show_today, ()),
    "card": (repeating.begin_card, (mark, mark)),
    "visited": (piloting.ask_result, (mark,)),
    "visitend": (piloting.take_result, (mark, one_of(RESULTS))),
    "visitskip": (piloting.skip, ()),
    "idea": (piloting.ask_idea, (mark,)),
    "ideavote": (piloting.vote, (number,)),
    "correct": (introducing.correct, (one_of(("name", "branch")),)),
}
"""Every verb of a handle: what it does, and a reader for each of its parts."""


def tap(visit: Visit, data: str) -> str:
    """Do what a button stands for; gives what is said in passing, mostly nothing.

    Raises StaleButtonError for one that is stale, forged or not ours.
    """
    found = meant(BUTTONS, data)
    if found is None:
        raise StaleButtonError
    act, given = found
    if act not in piloting.KEEPS_ASKING:
        piloting.forget(visit)
    return act(visit, *given) or ""
