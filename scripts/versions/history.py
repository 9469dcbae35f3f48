"""Where a script stands after all its steps, and which version a person is offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.versions.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from scripts.versions.states import Move


@dataclass(frozen=True, slots=True)
class Standing:
    """One script's versions, each with its latest step; the version that moved last stands last."""

    latest: Mapping[str, Move]

    def of(self, version: str) -> State:
        """The state of a version; one nobody has moved yet is a draft."""
        return self.latest[version].after if version in self.latest else State.DRAFT

    def all_in(self, state: State) -> tuple[Move, ...]:
        """The versions in that state by their latest step, the oldest step first."""
        return tuple(move for move in self.latest.values() if move.after is state)

    @property
    def published(self) -> Move | None:
        """The version that everybody uses, if there is one: there is never a second."""
        return next(iter(self.all_in(State.PUBLISHED)), None)

    def piloted_by(self, rep: int, branch: str) -> Move | None:
        """The version a person tries out, the latest if there are several."""
        tried = [move for move in self.all_in(State.PILOT) if move.audience.includes(rep, branch)]
        return tried[-1] if tried else None

    def offered(self, rep: int, branch: str) -> Move | None:
        """What a person begins a new talk with: the version he tries out, else the published one, else none."""
        return self.piloted_by(rep, branch) or self.published


def was_meant_for(moves: Sequence[Move], rep: int, branch: str, at: datetime) -> bool:
    """Whether a version, by its own steps, was in force for a person at that time, or tried out by him.

    What everybody used before anybody minded versions was in force from the beginning.
    """
    before = [move for move in moves if move.signed.at <= at]
    if not before:
        return any(move.founds for move in moves[:1])
    latest = before[-1]
    if latest.after is State.PILOT:
        return latest.audience.includes(rep, branch)
    return latest.after is State.PUBLISHED


def standings(moves: Iterable[Move]) -> dict[str, Standing]:
    """Give every script's standing out of all steps in their order."""
    latest: dict[str, dict[str, Move]] = {}
    for move in moves:
        versions = latest.setdefault(move.script, {})
        versions.pop(move.version, None)
        versions[move.version] = move
    return {script: Standing(versions) for script, versions in latest.items()}


def standing_of(script: str, moves: Iterable[Move]) -> Standing:
    """Give one script's standing out of steps of any scripts."""
    return standings(moves).get(script, Standing({}))
