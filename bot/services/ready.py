"""A script ready to be practised: compiled with the shelf it stands on, its listener built when it is first needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from scenarios.practice import Practice
from scoring.listening import build_listener
from scripts.fingerprint import fingerprint
from scripts.heard import Context
from scripts.versions import freeze, thaw

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.services.listeners import Build
    from scoring.listening import Listener
    from scripts.heard import Heard
    from scripts.model import PlanShelf, Script
    from scripts.versions import Snapshot

UNKNOWN = Context()
"""Nothing is known of the talk around an utterance."""


@dataclass(frozen=True)
class Ready:
    """A script ready to be practised, with the shelf it stands on.

    `texts` gives the files it was read from; `pinned` is the hash of the snapshot it came out of, "" when it came from
    files.
    """

    shelf: PlanShelf
    script: Script
    practice: Practice
    texts: Callable[[], Mapping[str, str]] = dict
    pinned: str = ""

    @property
    def customer(self) -> str:
        """The customer's name, as views show it."""
        return self.script.customer.name

    def warm_up(self) -> None:
        """Get the listener ready before it is needed."""
        warm_up(self.practice.listener)

    @cached_property
    def fingerprint(self) -> str:
        """What exactly this script and its plan are: rooms are pinned to it."""
        return self.pinned or fingerprint(self.shelf, self.script)

    def snapshot(self) -> Snapshot | None:
        """Freeze it; None for one whose texts are not at hand, or would not make the same script again."""
        texts = self.texts()
        if not texts:
            return None
        taken = freeze(self.shelf, self.script, texts)
        return taken if fingerprint(*thaw(taken)) == taken.hash else None

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


def warm_up(listener: object) -> None:
    """Build a late listener now."""
    if isinstance(listener, LateListener):
        listener.ready()


def built_late(build: Build) -> Build:
    """Make listeners that are built in this way when they are first needed."""
    return lambda plan, points: LateListener(lambda: build(plan, points))


def compiled_with(build: Build) -> Callable[[PlanShelf, Script], Practice]:
    """Make what compiles a script with its listener, built in this way."""
    later = built_late(build)

    def compile_(shelf: PlanShelf, script: Script) -> Practice:
        return Practice(shelf, script, later(shelf.plan, shelf.points_of(script)))

    return compile_


compiled = compiled_with(build_listener)
"""Compile a script with the listener of every installation."""
