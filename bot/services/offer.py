"""Which version of each script a person is offered: the one he tries out, else the published one, else none.

Scripts nobody has begun a life cycle for are offered as they stand in the files.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scripts.versions import standings

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services.ready import Ready
    from bot.store.contract import UnitOfWork
    from bot.store.versions.contract import Versions
    from scripts.model import Library
    from scripts.versions import Move

    Frozen = Callable[[str, str, Versions], Ready | None]
    """What makes a script out of the snapshot of a hash."""


class Offer:
    """One person's scripts; the store is asked when the first one is needed, and once."""

    def __init__(self, uow: UnitOfWork, rep: int, frozen: Frozen) -> None:
        self._uow = uow
        self._rep = rep
        self._frozen = frozen

    def settle(self) -> None:
        """Ask the store now."""
        _ = self._branch, self._readies

    def minds(self, name: str) -> bool:
        """Whether the script of that name (with or without its version) has a life cycle."""
        return _bare(name) in self._readies

    def get(self, name: str) -> Ready | None:
        """Give the offered version of a script with a life cycle; None if there is none, or another was asked for."""
        ready = self._readies.get(_bare(name))
        return ready if ready is not None and name in (ready.script.script, ready.script.ref) else None

    def names(self, library: Library) -> tuple[str, ...]:
        """Name the scripts he is offered: in the order of the files, then those whose files are gone.

        Where his city's own version is not offered to him, he gets the province's.
        """
        listed: dict[str, None] = {}
        for name in library.names_for(self._branch):
            of_province = name.rpartition("/")[2]
            offered = next((one for one in (name, of_province) if self._readies.get(one, True)), None)
            if offered is not None:
                listed[offered] = None
        known = {*library.script_names, *library.local_names}
        gone = (name for name, ready in self._readies.items() if ready is not None and name not in known)
        return (*listed, *(name for name in gone if "/" not in name or self._of_his_city(name, library)))

    def _of_his_city(self, name: str, library: Library) -> bool:
        city = name.partition("/")[0]
        return library.city_of(self._branch) == city or self._branch.startswith(city)

    @cached_property
    def _branch(self) -> str:
        person = self._uow.people.get(self._rep)
        return person.branch if person else ""

    @cached_property
    def _readies(self) -> dict[str, Ready | None]:
        """Every script with a life cycle, in the version he is offered."""
        found = standings(self._uow.versions.moves())
        offered = {script: standing.offered(self._rep, self._branch) for script, standing in found.items()}
        return {script: self._ready(move) for script, move in offered.items()}

    def _ready(self, move: Move | None) -> Ready | None:
        return None if move is None else self._frozen(move.snapshot, move.ref, self._uow.versions)


def _bare(name: str) -> str:
    return name.partition("@")[0]
