"""A drill's talk handed over to those who held it: each has it among his own talks, with its report and its cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.services.days import china_day
from bot.services.plays import PlayStanding, keep_begun
from bot.services.practice.standing import Standing
from bot.services.practice.talks import KIND, Talk, keep
from bot.store.records import NewRoom
from scenarios.meeting import Played
from scenarios.practice import Room as Practice
from scoring.report import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.services.drills.kept import Drill
    from bot.services.drills.programme import Programme
    from bot.services.ready import Ready
    from bot.store.contract import UnitOfWork
    from scenarios.meeting import MorningDrill, Role, Room


@dataclass(frozen=True, slots=True)
class Told:
    """A talk from its first word to its report: the state at its end, and all that happened."""

    state: dict[str, Any]
    events: tuple[Any, ...]


def hand_over(uow: UnitOfWork, programme: Programme, core: MorningDrill, drill: Drill, room: Room) -> None:
    """Keep the talk of a drill, which has its result, for each who spoke most in a part that is judged.

    Not before the drill is over: until then nobody is to read in his reports what the machine thinks.
    """
    offer, pinned = room.offer, drill.row.script_hash
    play = programme.plays(china_day(uow.now), pinned)(offer) if offer is not None and room.result is not None else None
    if offer is None or play is None:
        return
    replayed, happened = core.replay(room)
    told = Told(replayed.play or {}, tuple(one.event for one in happened if isinstance(one, Played)))
    script = programme.script(offer, pinned) if offer.form == "practice" else None
    scenario = programme.scenario(offer, pinned) if offer.form != "practice" else None
    for person, role in held_by(room, play.roles):
        if script is not None:
            _keep_practice(uow, script, int(person), told)
        elif scenario is not None:
            standing = PlayStanding(scenario.document.ref, told.state, role, room.name(person))
            keep_begun(uow, scenario, standing, int(person), told.events, chat_id=int(person))


def held_by(room: Room, roles: Iterable[Role]) -> Iterator[tuple[str, str]]:
    """Yield who spoke most in each part that is judged, with that part; one that was handed on is the busiest's."""
    for role in roles:
        person = room.busiest(role.name)
        if person and not role.customer:
            yield person, role.name


def _keep_practice(uow: UnitOfWork, ready: Ready, person: int, told: Told) -> None:
    talk = Practice.from_json(told.state)
    pinned = (ready.script.ref, ready.fingerprint, RULES)
    row = uow.rooms.add(NewRoom(person, KIND, *pinned, Standing(talk).as_json(), uow.now, person))
    keep(uow, Talk(row, Standing(talk), ready), talk, told.events)
