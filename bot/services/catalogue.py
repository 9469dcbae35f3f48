"""The scripts one can practise, each compiled once for the whole process and shared by all rooms.

The library may be read again while the process runs: a talk goes on with the version it began with, a new one takes the
newest that can be used.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from scenarios.practice import Practice
from scoring.listening import build_listener
from scripts.fingerprint import fingerprint
from scripts.heard import Context
from scripts.loader import Loaded, load_library
from scripts.model import Library
from scripts.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.services.listeners import Build
    from scoring.listening import Listener
    from scripts.heard import Heard
    from scripts.model import PlanShelf, Script
    from scripts.problems import Report

UNKNOWN = Context()
"""Nothing is known of the talk around an utterance."""


@dataclass(frozen=True)
class Ready:
    """A script ready to be practised, with the shelf it stands on."""

    shelf: PlanShelf
    script: Script
    practice: Practice

    @property
    def customer(self) -> str:
        """The customer's name, as views show it."""
        return self.script.customer.name

    def warm_up(self) -> None:
        """Get the listener ready before it is needed."""
        if isinstance(self.practice.listener, LateListener):
            self.practice.listener.ready()

    @cached_property
    def fingerprint(self) -> str:
        """What exactly this script and its plan are: rooms are pinned to it."""
        return fingerprint(self.shelf, self.script)

    @property
    def objections(self) -> tuple[str, ...]:
        """The objections this customer may raise."""
        return tuple(self.practice.customer.objections)

    @property
    def ways(self) -> dict[str, str]:
        """The ways of selling that the script has an opening for: code → name."""
        ways = self.shelf.plan.ways_of_selling.values()
        return {way.code: way.name for way in ways if way.name in self.script.openings}


class LateListener:
    """A listener that is built when it is first needed: the first line of a talk need not wait for its training."""

    def __init__(self, build: Callable[[], Listener]) -> None:
        self._build = build
        self._lock = Lock()
        self._listener: Listener | None = None

    def hear(self, utterance: str, context: Context = UNKNOWN) -> Heard:
        """Hear with the true listener."""
        return self.ready().hear(utterance, context)

    def ready(self) -> Listener:
        """Build the true listener unless that was done already."""
        with self._lock:
            if self._listener is None:
                self._listener = self._build()
            return self._listener


def compiled_with(build: Build) -> Callable[[PlanShelf, Script], Practice]:
    """Make what compiles a script with its listener, built in this way."""

    def compile_(shelf: PlanShelf, script: Script) -> Practice:
        return Practice(shelf, script, LateListener(lambda: build(shelf.plan, shelf.points_of(script))))

    return compile_


compiled = compiled_with(build_listener)
"""Compile a script with the listener of every installation."""


class Catalogue:
    """All scripts of the libraries at `roots`; the first root's plans hide those of the same name in later ones."""

    def __init__(self, *roots: Path, compiled: Callable[[PlanShelf, Script], Practice] = compiled) -> None:
        self.roots = roots
        self._compile = compiled
        self._in_force: dict[str, Ready] = {}
        self._by_fingerprint: dict[str, Ready] = {}
        self._lock = Lock()

    @cached_property
    def _loaded(self) -> Loaded:
        return load_library(*self.roots)

    def reload(self) -> Report:
        """Read the library again; gives what is wrong in it. Scripts that can't be used any more stay as they were."""
        loaded = load_library(*self.roots)
        library = still_usable(self.library, loaded)
        with self._lock:
            self.__dict__["_loaded"] = Loaded(library, loaded.report)
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
        """The names of all scripts."""
        return self.library.script_names

    def get(self, name: str) -> Ready | None:
        """Give the script of that name (广告公司 or 广告公司@V1), ready to be practised, or None."""
        found = self.library.find(name)
        if found is None:
            return None
        shelf, script = found
        with self._lock:
            if script.ref not in self._in_force:
                new = Ready(shelf, script, self._compile(shelf, script))
                # One that was read again but not changed keeps its listener, which took its time to train.
                self._in_force[script.ref] = self._by_fingerprint.setdefault(new.fingerprint, new)
            return self._in_force[script.ref]

    def pinned(self, name: str, fingerprint: str) -> Ready | None:
        """Give the very version a talk began with while this process still has it, else the one now in force."""
        return self._by_fingerprint.get(fingerprint) or self.get(name)

    def nearest(self, name: str) -> str | None:
        """Give the script's name most like what was typed, or None when nothing is like it."""
        return nearest(name, self.names)


def still_usable(before: Library, loaded: Loaded) -> Library:
    """Give the library as it was read again, but the former shelf of a plan that has lost a script to an error.

    A plan is taken as a whole: a former script stands on the points and prices it was written with.
    """
    shelves = dict(loaded.library.shelves)
    for name, shelf in before.shelves.items() if loaded.report.errors else ():
        kept = shelves[name].scripts if name in shelves else {}
        if shelf.scripts.keys() - kept.keys():
            shelves[name] = shelf
    return Library(shelves)
