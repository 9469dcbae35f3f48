"""The scripts one can practise, each compiled once for the whole process and shared by all rooms.

The library may be read again while the process runs: a talk goes on with the version it began with, a new one takes the
newest that can be used. Scripts with a life cycle are offered by it (`Catalogue.seen_by`): their files are only drafts.
"""

from __future__ import annotations

import logging
from copy import copy
from dataclasses import replace
from functools import cached_property, partial
from threading import Lock
from typing import TYPE_CHECKING

from bot.services.offer import Offer
from bot.services.ready import Ready, compiled
from scenarios.practice import Practice
from scripts.loader import Loaded, load_library
from scripts.model import Library
from scripts.nearest import nearest
from scripts.versions import ThawError, thaw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.store.contract import UnitOfWork
    from bot.store.versions.contract import Versions
    from scoring.listening import Listener
    from scripts.model import PlanShelf, Script
    from scripts.overlay import City
    from scripts.problems import Report

log = logging.getLogger(__name__)


class Catalogue:
    """All scripts of the libraries at `roots`; the first root's plans hide those of the same name in later ones."""

    def __init__(self, *roots: Path, compiled: Callable[[PlanShelf, Script], Practice] = compiled) -> None:
        self.roots = roots
        self._compile = compiled
        self._in_force: dict[str, Ready] = {}
        self._by_fingerprint: dict[str, Ready] = {}
        self._lock = Lock()
        self._offer: Offer | None = None

    def seen_by(self, uow: UnitOfWork, rep: int) -> Catalogue:
        """Give the same scripts as one person is offered them, for as long as the unit of work is open.

        Of a script with a life cycle he gets the version he tries out, else the published one, else none.
        """
        _ = self._loaded
        seen = copy(self)
        seen._offer = Offer(uow, rep, self.frozen)  # noqa: SLF001 - a copy of this very object
        return seen

    def settled(self) -> Catalogue:
        """Look up now what the person is offered, so that these scripts outlive the unit of work."""
        if self._offer is not None:
            self._offer.settle()
        return self

    @cached_property
    def _loaded(self) -> Loaded:
        return load_library(*self.roots)

    def reload(self) -> Report:
        """Read the library again; gives what is wrong in it. Scripts that can't be used any more stay as they were."""
        loaded = load_library(*self.roots)
        library = still_usable(self.library, loaded)
        with self._lock:
            self.__dict__["_loaded"] = replace(loaded, library=library)
            self._in_force.clear()
        return loaded.report

    @property
    def library(self) -> Library:
        """The plans with their scripts."""
        return self._loaded.library

    @property
    def problems(self) -> Report:
        """What was wrong in the files; a broken script is not in the library, the others are."""
        return self._loaded.report

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all scripts, the province's before the cities', or of those the person is offered."""
        if self._offer is not None:
            return self._offer.names(self.library)
        return (*self.library.script_names, *self.library.local_names)

    @property
    def cities(self) -> tuple[City, ...]:
        """The cities with files of their own, and what of theirs has gone stale."""
        return self._loaded.cities

    def get(self, name: str) -> Ready | None:
        """Give the script of that name (广告公司, 广告公司@V1 or 无锡/广告公司), ready to be practised, or None."""
        if self._offer is None or not self._offer.minds(name):
            return self._from_files(name)
        return self._offer.get(name)

    def frozen(self, snapshot: str, name: str, versions: Versions) -> Ready | None:
        """Give a script out of the snapshot of that hash, None if there is none or it can't be used any more."""
        self._from_files(name)  # the files may still say the same: then their listener is shared
        known = self._by_fingerprint.get(snapshot)
        kept = versions.get(snapshot) if known is None else None
        if kept is None:
            return known
        try:
            shelf, script = thaw(kept)
        except ThawError as error:
            log.error("%s", error)  # noqa: TRY400 - the sentence says it all
            return None
        with self._lock:
            new = Ready(shelf, script, self._compile(shelf, script), lambda: kept.texts, snapshot)
            return self._by_fingerprint.setdefault(snapshot, new)

    def pinned(self, name: str, fingerprint: str, versions: Versions | None = None) -> Ready | None:
        """Give the very version a talk began with: as this process has it, or out of its snapshot in the store.

        Only when it is nowhere any more is it the version now in force.
        """
        known = self._by_fingerprint.get(fingerprint)
        if known is None and versions is not None:
            known = self.frozen(fingerprint, name, versions)
        return known or self.get(name)

    def _from_files(self, name: str) -> Ready | None:
        found = self.library.find(name)
        if found is None:
            return None
        shelf, script = found
        with self._lock:
            if script.ref not in self._in_force:
                texts = partial(self._loaded.texts_of, script)
                new = Ready(shelf, script, self._compile(shelf, script), texts)
                # One that was read again but not changed keeps its listener, which took its time to train.
                self._in_force[script.ref] = self._by_fingerprint.setdefault(new.fingerprint, new)
            return self._in_force[script.ref]

    def listener_of(self, shelf: PlanShelf, script: Script) -> Listener:
        """Give what hears a script, or one that is heard for the same points: a listener takes its time to train."""
        known = self._from_files(script.ref)
        points = shelf.points_of(script)
        if known is not None and (known.shelf.plan, known.shelf.points_of(known.script)) == (shelf.plan, points):
            return known.practice.listener
        return self._compile(shelf, script).listener

    def nearest(self, name: str) -> str | None:
        """Give the script's name most like what was typed, or None when nothing is like it."""
        return nearest(name, self.names)


def still_usable(before: Library, loaded: Loaded) -> Library:
    """Give the library as it was read again, but the former shelf of a plan that has lost a script to an error.

    A plan is taken as a whole: a former script stands on the points and prices it was written with.
    """
    if not loaded.report.errors:
        return loaded.library
    now = loaded.library
    cities = {city: _kept(before.cities.get(city, {}), now.cities.get(city, {})) for city in before.cities | now.cities}
    return Library(_kept(before.shelves, now.shelves), cities, {**before.branches, **now.branches})


def _kept(before: dict[str, PlanShelf], now: dict[str, PlanShelf]) -> dict[str, PlanShelf]:
    lost = {
        name: shelf
        for name, shelf in before.items()
        if name not in now or shelf.scripts.keys() - now[name].scripts.keys()
    }
    return {**now, **lost}
