"""A script as it stands in its author's files: found by its name, checked, tested, ready to be frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.stories.testing import run_stories
from scoring.listening import build_listener
from scripts.loader import open_paths
from scripts.nearest import did_you_mean
from scripts.problems import Problem, Report
from scripts.versions import Blocker, Red, Snapshot, blockers_of, freeze, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scenarios.stories.testing import Tested
    from scripts.checks import PlanSubject
    from scripts.loader import Opened
    from scripts.model import Script


class NoDraftError(Exception):
    """There is no such script in the files, or it cannot be read: `str()` says so in Chinese."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A script in its author's files, with the plan's folder it stands in."""

    opened: Opened
    subject: PlanSubject
    script: Script

    def snapshot(self) -> Snapshot:
        """Freeze it as it stands now."""
        return freeze(self.subject.shelf, self.script, texts_of(self.subject, self.script.script))

    def problems(self) -> Report:
        """Everything wrong in the files this script stands on, its stories and its city's changes among them."""
        files = self._files()
        return Report.of(one for one in self.opened.check(build_listener) if one.place.file in files)

    def tested(self) -> Tested:
        """Play its stories and walk to its endings; its files must have no errors."""
        own = self.subject.script_sources[self.script.script].file
        results = run_stories(self.subject, build_listener, {own})
        return next(one for one in results if one.script.script.script == self.script.script)

    def _files(self) -> frozenset[str]:
        names = (self.script.script, self.script.ref)
        told = (source.file for story, source in self.subject.told if story.script in names)
        shared = (source.file for source in (*self.subject.shared_sources, *self.subject.overlays))
        return frozenset({self.subject.script_sources[self.script.script].file, *shared, *told})


def draft_of(roots: Sequence[Path], name: str) -> Draft:
    """Find a script in the libraries, the earlier before the later. Raises NoDraftError with a Chinese sentence."""
    known: list[str] = []
    unread: list[Problem] = []
    for root in roots:
        for opened in open_paths([root]):
            for subject in opened.subjects:
                script = subject.shelf.scripts.get(name)
                if script is not None:
                    return Draft(opened, subject, script)
                known.extend(subject.shelf.scripts)
            unread.extend(Report.of(opened.problems).errors)
    raise NoDraftError(_missing(name, known, unread))


def _missing(name: str, known: list[str], unread: Sequence[Problem]) -> str:
    said = f"文件里没有脚本「{name}」。{did_you_mean(name, known)}"
    if not unread:
        return said
    first = unread[0]
    return f"{said}有文件读不了：{first.place.file} 第 {first.place.line} 行，{first.message}逐条看：duilian check"


def blockers(draft: Draft, least: float) -> tuple[Blocker, ...]:
    """Give everything that keeps a draft from being published; `least` is the share its stories must touch."""
    problems = draft.problems()
    if problems.errors:
        return blockers_of(problems, (), None, least)
    tested = draft.tested()
    return blockers_of(problems, _red(tested), tested.coverage.share, least)


def errors(draft: Draft) -> tuple[Blocker, ...]:
    """Give what keeps a draft from being tried out: errors alone."""
    return blockers_of(draft.problems().errors, (), None, 0.0)


def _red(tested: Tested) -> Iterator[Red]:
    for told in tested.told:
        if told.difference is not None:
            yield Red(f"「{told.subject.story.story}」", told.difference.place, told.difference.message)
    for walk in tested.walked:
        if not walk.arrived:
            source = tested.script.source
            difference = f"照示范说法走，结果是「{walk.held.report.ending}」"
            yield Red(f"走不到「{walk.ending}」", source.place(("endings", walk.ending)), difference)
