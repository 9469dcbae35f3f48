"""The scenarios one can play, each made ready once for the whole process and shared by all its rooms.

They follow the catalogue's scripts: when those are read again, so are the scenarios, and a room goes on with the
version it began with. A script with a life cycle is played in the version that the person is offered.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Literal

from bot.services.ready import built_late, warm_up
from scenarios.documents.panel import Panel
from scenarios.documents.rivals import RivalsScenario
from scenarios.loader import LoadedScenarios, load_scenarios, stood_on
from scenarios.meeting.plays import PanelPlay, Play, RivalsPlay
from scenarios.panel import Meeting
from scenarios.rivals import Rivals
from scoring.listening import build_listener

if TYPE_CHECKING:
    from datetime import date

    from bot.services.catalogue import Catalogue
    from bot.services.listeners import Build
    from bot.services.ready import Ready
    from scenarios.documents import ScenarioDocument
    from scenarios.loader import Staged
    from scripts.model import Library, Script
    from scripts.problems import Report

Core = Meeting | Rivals
"""What plays the rooms of one scenario."""


@dataclass(frozen=True, slots=True)
class ReadyScenario:
    """A scenario ready to be played."""

    staged: Staged
    core: Core

    @property
    def document(self) -> ScenarioDocument:
        """The scenario as it was written."""
        return self.staged.document

    @property
    def name(self) -> str:
        """Its name: 广告公司碰头会."""
        return self.document.scenario

    @property
    def script(self) -> Script:
        """The script it stands on."""
        return self.staged.script

    @property
    def form(self) -> Literal["panel", "rivals"]:
        """Which form of role-play it is."""
        return "panel" if isinstance(self.core, Meeting) else "rivals"

    def play(self, today: date, *, timed: bool = True) -> Play:
        """The scenario behind the one face of all forms; without `timed` for one person, who lets nobody wait."""
        if isinstance(self.core, Meeting):
            return PanelPlay(self.core, today)
        return RivalsPlay(self.core, self.staged, timed=timed)


class Playbill:
    """All scenarios of the catalogue's plans: those beside a province's own scripts before the shipped ones."""

    def __init__(self, catalogue: Catalogue, listen: Build = build_listener) -> None:
        """`listen` builds the listeners of rivals' seats; a panel is heard by the listener of its script."""
        self._catalogue = catalogue
        self._repertoire = Repertoire(catalogue, listen)

    def seen_by(self, catalogue: Catalogue) -> Playbill:
        """Give the same scenarios as somebody is offered them who sees these scripts.

        Each stands on the version of its script that is his; one whose script he is not offered is not for him.
        """
        seen = copy(self)
        seen._catalogue = catalogue  # noqa: SLF001 - a copy of this very object
        return seen

    @property
    def problems(self) -> Report:
        """What was wrong in the files; a broken scenario cannot be played, the others can."""
        return self._repertoire.current().report

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all scenarios."""
        staged = self._repertoire.current().staged.items()
        return tuple(name for name, one in staged if self._catalogue.get(one.script.script) is not None)

    def of_script(self, script: str, kind: str) -> tuple[ReadyScenario, ...]:
        """The scenarios of that form that stand on a script."""
        staged = self._repertoire.current().staged
        fitting = [name for name, one in staged.items() if one.script.script == script and one.document.kind == kind]
        return tuple(ready for name in fitting if (ready := self.get(name)) is not None)

    def panel_about(self, script: str, item: str) -> str:
        """Name the panel with this customer in which a weak point comes up: somebody's question or worry."""
        name = item.partition("·")[0]
        for ready in self.of_script(script, "panel"):
            document = ready.document
            if isinstance(document, Panel) and (name in document.concerns or name in document.people):
                return ready.name
        return ""

    def get(self, name: str) -> ReadyScenario | None:
        """Give the scenario of that name (广告公司碰头会 or 广告公司碰头会@V1), ready to be played, or None."""
        staged = self._repertoire.current().find(name)
        script = self._catalogue.get(staged.script.script) if staged is not None else None
        return self._repertoire.ready(staged, script) if staged is not None and script is not None else None

    def pinned(self, name: str, fingerprint: str) -> ReadyScenario | None:
        """Give the very version a room began with while this process still has it, else the one now in force."""
        return self._repertoire.kept(fingerprint) or self.get(name)

    def warm_up(self) -> None:
        """Get the listeners of all rivals' seats ready before they are needed."""
        for name in self.names:
            ready = self.get(name)
            if ready is not None and isinstance(ready.core, Rivals):
                for seat in ready.core.scenario.seats:
                    warm_up(ready.core.listener(seat))


class Repertoire:
    """The scenarios of the files, and each in every version of its script in which somebody was offered it."""

    def __init__(self, catalogue: Catalogue, listen: Build) -> None:
        self._catalogue = catalogue
        self._listen = built_late(listen)
        self._lock = Lock()
        self._read_for: Library | None = None
        self._loaded: LoadedScenarios
        self._in_force: dict[tuple[str, str], ReadyScenario | None] = {}
        self._by_fingerprint: dict[str, ReadyScenario] = {}

    def current(self) -> LoadedScenarios:
        """The scenarios as the files have them now."""
        library = self._catalogue.library
        with self._lock:
            if library is not self._read_for:
                self._loaded = load_scenarios(library, self._catalogue.roots)
                self._read_for = library
                self._in_force.clear()
            return self._loaded

    def ready(self, staged: Staged, script: Ready) -> ReadyScenario | None:
        """Give a scenario ready to be played on this version of its script; None when it can't be."""
        key = (staged.document.ref, script.fingerprint)
        with self._lock:
            if key not in self._in_force:
                self._in_force[key] = self._made_ready(staged, script)
            return self._in_force[key]

    def kept(self, fingerprint: str) -> ReadyScenario | None:
        """Give the version of that fingerprint, if it was ever made ready here."""
        return self._by_fingerprint.get(fingerprint)

    def _made_ready(self, read: Staged, script: Ready) -> ReadyScenario | None:
        staged = stood_on(read, script.shelf, script.script)
        if staged is None:
            return None
        known = self._by_fingerprint.get(staged.fingerprint)
        return known or self._by_fingerprint.setdefault(staged.fingerprint, self._new(staged, script))

    def _new(self, staged: Staged, script: Ready) -> ReadyScenario:
        document = staged.document
        if isinstance(document, RivalsScenario):
            return ReadyScenario(staged, Rivals(document, staged, self._listen))
        return ReadyScenario(staged, Meeting(staged, script.practice.listener))
