"""The steps of a kept role-play: a line, a hint, turning to somebody, a pause and its end, the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.plays.keeping import PlayMoved, keep_step
from bot.services.plays.playing import Playing
from bot.services.practice.pause_practice import REMINDER
from bot.services.solo import put_aside
from scenarios.panel import Meeting
from scenarios.panel.address import address_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.contract import UnitOfWork
    from bot.store.records import Turn


@dataclass(frozen=True, slots=True)
class PlayResumed:
    """A role-play taken up again, with its last lines to remind of where it stood."""

    playing: Playing
    last: Sequence[Turn]


def hear_line(uow: UnitOfWork, playing: Playing, text: str) -> PlayMoved:
    """Hear what he said, to whom he has turned by a button unless his words call somebody themselves."""
    standing = playing.standing
    play = playing.ready.play(china_day(uow.now), timed=False)
    room, events = play.say(standing.room, standing.role, _addressed(playing, text), 0.0)
    return keep_step(uow, playing, room, events)


def hint_in_play(uow: UnitOfWork, playing: Playing) -> PlayMoved:
    """Say what a good rep would say now; only a panel has hints, a seat has its fact sheet."""
    core, standing = playing.ready.core, playing.standing
    if not isinstance(core, Meeting):
        return PlayMoved(playing, (), china_day(uow.now))
    state, events = core.hint(core.resume(standing.room))
    return keep_step(uow, playing, state.as_json(), events)


def turn_to(uow: UnitOfWork, playing: Playing, person: str) -> Playing:
    """Let his next words be for this person; for the same person again: for nobody by name."""
    chosen = "" if playing.standing.to == person else person
    return _saved(uow, playing, to=chosen)


def finish_play(uow: UnitOfWork, playing: Playing) -> PlayMoved:
    """End it now, by what was said so far."""
    play = playing.ready.play(china_day(uow.now), timed=False)
    room, events = play.finish(playing.standing.room, 0.0)
    return keep_step(uow, playing, room, events)


def pause_play(uow: UnitOfWork, playing: Playing) -> Playing:
    """Put it aside: it hears nothing until it is resumed."""
    return _saved(uow, playing, paused=True)


def resume_play(uow: UnitOfWork, playing: Playing) -> PlayResumed:
    """Take it up where it stood; another that was going on is put aside."""
    put_aside(uow, playing.row.owner, keep=playing.row.id)
    playing = _saved(uow, playing, paused=False)
    said = [turn for turn in uow.turns.of(playing.row.id) if turn.heard.get("topic") not in ("notice", "goal")]
    return PlayResumed(playing, said[-REMINDER:])


def _addressed(playing: Playing, text: str) -> str:
    to, core = playing.standing.to, playing.ready.core
    if not to or not isinstance(core, Meeting):
        return text
    called = address_of(text, tuple(core.table.people.values()))
    return text if called.names or called.unknown else f"@{to} {text}"


def _saved(uow: UnitOfWork, playing: Playing, *, paused: bool | None = None, to: str | None = None) -> Playing:
    standing = playing.standing
    standing = replace(
        standing,
        paused=standing.paused if paused is None else paused,
        to=standing.to if to is None else to,
    )
    return replace(playing, standing=standing, row=uow.rooms.save(replace(playing.row, state=standing.as_json())))
