"""Pause a talk and take it up again, also after a restart: it was kept with every line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.talks import KIND, Moved, NoSuchTalkError, Talk, load_talk, pinned_talk
from scenarios.practice import MODES, Setup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.services.catalogue import Catalogue
    from bot.store.contract import UnitOfWork
    from bot.store.records import Turn

REMINDER = 4
"""How many of its last lines are shown when a talk is taken up again."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A talk that waits to be taken up: `turn` is the last turn that was said, `question` the one that waits."""

    room: int
    script: str
    setup: Setup
    turn: int
    question: int | None
    started: datetime
    paused: bool

    @property
    def mode(self) -> str:
        """The mode's Chinese name."""
        return MODES[self.setup.mode]


@dataclass(frozen=True, slots=True)
class Resumed:
    """A talk taken up again (nothing has happened in it yet), with its last lines to remind of where it stood."""

    moved: Moved
    last: Sequence[Turn]


def unfinished(uow: UnitOfWork, owner: int) -> Unfinished | None:
    """Give a person's latest talk that is not over, or None."""
    row = next(iter(uow.rooms.open_of(owner, KIND, limit=1)), None)
    if row is None:
        return None
    state = row.state
    setup = Setup(**state["room"]["setup"])
    return Unfinished(row.id, row.script, setup, state["turn"], state["question"], row.started, paused=state["paused"])


def close_lost(uow: UnitOfWork, catalogue: Catalogue, owner: int) -> tuple[str, ...]:
    """End a person's latest talks that can't go on, their scripts having changed; gives a Chinese sentence for each."""
    said: list[str] = []
    for row in uow.rooms.open_of(owner, KIND):
        try:
            pinned_talk(catalogue, row)
        except NoSuchTalkError as lost:
            said.append(str(lost))
            uow.rooms.save(replace(row, ended=uow.now))
        else:
            break
    return tuple(said)


def pause_practice(uow: UnitOfWork, catalogue: Catalogue, room: int, owner: int) -> Talk:
    """Put a talk aside: it hears nothing until it is resumed. Raises NoSuchTalkError."""
    return _set_paused(uow, load_talk(uow, catalogue, room, owner), paused=True)


def resume_practice(uow: UnitOfWork, catalogue: Catalogue, room: int, owner: int) -> Resumed:
    """Take a talk up where it stood. Raises NoSuchTalkError when its script has gone or changed beyond it."""
    talk = load_talk(uow, catalogue, room, owner)
    standing = _set_paused(uow, talk, paused=False).standing
    moved = Moved(room, talk.ready, standing.room.setup, (), china_day(uow.now), standing.mood)
    said = [turn for turn in uow.turns.of(room) if turn.heard.get("topic") != "notice"]
    return Resumed(moved, said[-REMINDER:])


def _set_paused(uow: UnitOfWork, talk: Talk, *, paused: bool) -> Talk:
    standing = replace(talk.standing, paused=paused)
    row = uow.rooms.save(replace(talk.row, state=standing.as_json()))
    return replace(talk, row=row, standing=standing)
