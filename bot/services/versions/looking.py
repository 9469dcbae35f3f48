"""What is known of a script's versions: the files, the steps so far, and who uses what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.versions import State, standings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.services.catalogue import Catalogue
    from bot.services.ready import Ready
    from bot.store.contract import UnitOfWork
    from bot.store.records import Person
    from scripts.versions import Move


@dataclass(frozen=True, slots=True)
class Listed:
    """One version in a list: `move` is its latest step, None while only the files know it.

    `in_files` tells whether the files hold it; `changed` whether they hold it with another text than was frozen;
    `unmanaged` whether everybody uses it straight from the files, since nobody has begun a life cycle.
    """

    script: str
    version: str
    state: State
    move: Move | None = None
    in_files: bool = False
    changed: bool = False
    unmanaged: bool = False

    @property
    def ref(self) -> str:
        """The script and its version in one word."""
        return f"{self.script}@{self.version}"


def listed(uow: UnitOfWork, catalogue: Catalogue) -> tuple[Listed, ...]:
    """List every version of every script, scripts in the order of the files, versions by their first step."""
    latest = {script: standing.latest for script, standing in standings(uow.versions.moves()).items()}
    names = (*catalogue.library.script_names, *catalogue.library.local_names)
    return tuple(one for name in dict.fromkeys((*names, *latest)) for one in _of(catalogue, name, latest.get(name, {})))


def _of(catalogue: Catalogue, name: str, latest: Mapping[str, Move]) -> Iterator[Listed]:
    draft = catalogue.get(name)
    version = draft.script.version if draft is not None else None
    for move in latest.values():
        here = move.version == version
        changed = here and draft is not None and draft.fingerprint != move.snapshot
        yield Listed(name, move.version, move.after, move, in_files=here, changed=changed)
    if version is not None and version not in latest:
        state = State.DRAFT if latest else State.PUBLISHED
        yield Listed(name, version, state, in_files=True, unmanaged=not latest)


def ready_to_use(uow: UnitOfWork, catalogue: Catalogue) -> tuple[Ready, ...]:
    """Give every frozen version that somebody may begin a talk with now."""
    in_use = (State.PUBLISHED, State.PILOT)
    moves = [move for standing in standings(uow.versions.moves()).values() for move in standing.latest.values()]
    readies = (catalogue.frozen(move.snapshot, move.ref, uow.versions) for move in moves if move.after in in_use)
    return tuple(ready for ready in readies if ready is not None)


def people_named(uow: UnitOfWork, name: str) -> Sequence[Person]:
    """Find the people of a name, in whatever branch."""
    return [one for branch in uow.people.branches() for one in uow.people.of_branch(branch) if one.name == name]
