"""What those who try a version out report of it, and all that is known of how it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.practice.standing import Standing
from bot.services.practice.talks import KIND
from bot.services.reports import read_report
from bot.store.versions.records import NewSuggestion, Visit
from scoring.pilot import Figures, Idea, Talk, Visited, Volume, figures_of, volume_of
from scripts.versions import Move, State, standing_of, standings, was_meant_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.services.catalogue import Catalogue
    from bot.store.contract import UnitOfWork
    from bot.store.records import Person
    from bot.store.records import Room as RoomRow
    from bot.store.versions.records import Result, Suggestion

COUNTED = frozenset({"free", "coached"})
"""The modes whose talks show how a version does: in the others no whole talk is held."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a rep tells of a visit; `yuan` is what a deal brings a month, None where he does not say."""

    result: Result
    note: str = ""
    yuan: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything known of one version, in one branch if it was asked for (else ""): numbers and what they are made of.

    `moves` are the version's own steps.
    """

    script: str
    version: str
    branch: str
    moves: tuple[Move, ...]
    talks: tuple[Talk, ...]
    visits: tuple[Visited, ...]
    ideas: tuple[Idea, ...]
    figures: Figures
    volume: Volume

    @property
    def used(self) -> tuple[Talk | Visited, ...]:
        """Every use of the version, practised or real."""
        return (*self.talks, *self.visits)


def tried_out(uow: UnitOfWork, person: Person) -> tuple[Move, ...]:
    """Give the versions a person tries out now, by their latest steps."""
    found = standings(uow.versions.moves()).values()
    tried = (standing.piloted_by(person.rep, person.branch) for standing in found)
    return tuple(move for move in tried if move is not None)


def log_visit(uow: UnitOfWork, move: Move, person: Person, told: Told) -> None:
    """Write down a real visit by a version."""
    yuan = told.yuan if told.result == "won" else None
    about = (move.script, move.version, person.rep, person.branch)
    uow.pilots.log(Visit(*about, told.result, told.note, uow.now, yuan))


def suggest(uow: UnitOfWork, move: Move, person: Person, text: str) -> Suggestion:
    """Write down what a person would have otherwise."""
    return uow.pilots.suggest(NewSuggestion(move.script, move.version, person.rep, text, uow.now))


def evidence_of(uow: UnitOfWork, catalogue: Catalogue, script: str, version: str, branch: str = "") -> Evidence:
    """Gather everything known of a version; with `branch`, only what its people did."""
    own = tuple(move for move in uow.versions.moves(script) if move.version == version)
    talks = tuple(_talks(uow, catalogue, own, branch))
    visits = tuple(
        Visited(one.rep, one.branch, china_day(one.at), one.result, one.note, one.yuan)
        for one in uow.pilots.visits(script, version)
        if branch in ("", one.branch)
    )
    ideas = tuple(
        Idea(one.text, len(one.votes))
        for one in uow.pilots.suggestions(script, version)
        if branch in ("", _branch(uow, one.rep))
    )
    return Evidence(script, version, branch, own, talks, visits, ideas, figures_of(talks), volume_of(visits))


def version_meant(uow: UnitOfWork, name: str) -> Move | None:
    """Give the version a name means, by its latest step: 网吧@V2 that one, 网吧 the one in pilot or in force."""
    script, _, version = name.partition("@")
    standing = standing_of(script, uow.versions.moves(script))
    if version:
        return standing.latest.get(version)
    tried = standing.all_in(State.PILOT)
    return tried[-1] if tried else standing.published


def _talks(uow: UnitOfWork, catalogue: Catalogue, moves: Sequence[Move], wanted: str) -> Iterator[Talk]:
    """Yield the whole talks by a version while it was meant for their rep: what its author tried is none of them."""
    snapshots = {move.snapshot for move in moves}
    for row in uow.versions.talks(moves[0].ref) if moves else ():
        branch = _branch(uow, row.owner)
        meant = was_meant_for(moves, row.owner, branch, row.started)
        if row.kind == KIND and row.script_hash in snapshots and meant and wanted in ("", branch):
            talk = _talk(uow, catalogue, row)
            if talk is not None:
                yield talk


def _talk(uow: UnitOfWork, catalogue: Catalogue, row: RoomRow) -> Talk | None:
    room = Standing.from_json(row.state).room
    reports = uow.reports.of(row.id)
    ready = catalogue.pinned(row.script, row.script_hash, uow.versions)
    if room.setup.mode not in COUNTED or not reports or ready is None:
        return None
    _, report = read_report(reports[-1].body)
    ending = ready.script.endings.get(report.ending)
    return Talk(row.owner, china_day(row.started), room.turns, report, ending.outcome if ending else None)


def _branch(uow: UnitOfWork, rep: int) -> str:
    person = uow.people.get(rep)
    return person.branch if person else ""
