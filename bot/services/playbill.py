"""The scenarios one can play, each made ready once for the whole process and shared by all its rooms.

They follow the catalogue's scripts: when those are read again, so are the scenarios, and a room goes on with the
version it began with.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Literal

from scenarios.documents.panel import Panel
from scenarios.documents.rivals import RivalsScenario
from scenarios.loader import LoadedScenarios, load_scenarios
from scenarios.meeting.plays import PanelPlay, Play, RivalsPlay
from scenarios.panel import Meeting
from scenarios.rivals import Rivals
from scoring.listening import build_listener

if TYPE_CHECKING:
    from datetime import date

    from bot.services.catalogue import Catalogue
    from bot.services.listeners import Build
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
        self._listen = listen
        self._lock = Lock()
        self._read_for: Library | None = None
        self._loaded: LoadedScenarios
        self._in_force: dict[str, ReadyScenario] = {}
        self._by_fingerprint: dict[str, ReadyScenario] = {}

    @property
    def problems(self) -> Report:
        """What was wrong in the files; a broken scenario cannot be played, the others can."""
        return self._current().report

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all scenarios."""
        return tuple(self._current().staged)

    def of_script(self, script: str, kind: str) -> tuple[ReadyScenario, ...]:
        """The scenarios of that form that stand on a script."""
        staged = self._current().staged
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
        staged = self._current().find(name)
        if staged is None:
            return None
        with self._lock:
            if staged.document.ref not in self._in_force:
                new = self._by_fingerprint.get(staged.fingerprint) or self._made_ready(staged)
                self._in_force[staged.document.ref] = self._by_fingerprint.setdefault(staged.fingerprint, new)
            return self._in_force[staged.document.ref]

    def pinned(self, name: str, fingerprint: str) -> ReadyScenario | None:
        """Give the very version a room began with while this process still has it, else the one now in force."""
        return self._by_fingerprint.get(fingerprint) or self.get(name)

    def _made_ready(self, staged: Staged) -> ReadyScenario:
        document = staged.document
        if isinstance(document, RivalsScenario):
            return ReadyScenario(staged, Rivals(document, staged, self._listen))
        script = self._catalogue.get(staged.script.ref)
        points = staged.shelf.points_of(staged.script)
        listener = script.practice.listener if script else self._listen(staged.shelf.plan, points)
        return ReadyScenario(staged, Meeting(staged, listener))

    def _current(self) -> LoadedScenarios:
        library = self._catalogue.library
        with self._lock:
            if library is not self._read_for:
                self._loaded = load_scenarios(library, self._catalogue.roots)
                self._read_for = library
                self._in_force.clear()
            return self._loaded
