"""Pause a talk and take it up again, also after a restart: it was kept with every line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.practice.talks import Moved, Talk
from bot.services.solo import put_aside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.contract import UnitOfWork
    from bot.store.records import Turn

REMINDER = 4
"""How many of its last lines are shown when a talk is taken up again."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """A talk taken up again (nothing has happened in it yet), with its last lines to remind of where it stood."""

    moved: Moved
    last: Sequence[Turn]


def pause_practice(uow: UnitOfWork, talk: Talk) -> Talk:
    """Put a talk aside: it hears nothing until it is resumed."""
    return _set_paused(uow, talk, paused=True)


def resume_practice(uow: UnitOfWork, talk: Talk) -> Resumed:
    """Take a talk up where it stood; another that was going on is put aside."""
    put_aside(uow, talk.row.owner, keep=talk.row.id)
    talk = _set_paused(uow, talk, paused=False)
    moved = Moved(talk.row.id, talk.ready, talk.setup, (), china_day(uow.now), talk.standing.mood)
    said = [turn for turn in uow.turns.of(talk.row.id) if turn.heard.get("topic") != "notice"]
    return Resumed(moved, said[-REMINDER:])


def _set_paused(uow: UnitOfWork, talk: Talk, *, paused: bool) -> Talk:
    standing = replace(talk.standing, paused=paused)
    row = uow.rooms.save(replace(talk.row, state=standing.as_json()))
    return replace(talk, row=row, standing=standing)
