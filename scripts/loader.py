"""Reads libraries from folders and checks them: the only file of this package that opens documents.

Where the files lie, and which library goes before which, is told by `scripts.folders`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from scripts.checks import Listen, PlanSubject, check, guard
from scripts.codes import problem
from scripts.folders import (
    DOCUMENTS,
    OBJECTIONS,
    PLAN,
    POINTS,
    SCRIPTS,
    STORIES,
    STORY_NAME,
    VOICES,
    chain,
    city_files,
    files_in,
    folders_of,
    nobody_reads,
    outside,
    plan_chains,
    unread_files,
)
from scripts.model import Library, Plan, PlanShelf, Points, Script, Story
from scripts.model.objections import Objections, Voices
from scripts.model.overlay import Overlay
from scripts.overlay.city import City, cities_of
from scripts.overlay.shelving import add_city, faults_of_talks
from scripts.problems import Place, Problem, Report
from scripts.shape import fit
from scripts.source import LARGEST, Source, read
from scripts.versions.snapshot import Texts, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be loaded, and every problem met on the way; a broken script leaves the others usable.

    `cities` are all cities with files of their own, their stale patches among them; `subjects` the plans as they were
    read (plan's name → subject).
    """

    library: Library
    report: Report
    cities: tuple[City, ...] = ()
    subjects: Mapping[str, PlanSubject] = field(default_factory=dict)

    def texts_of(self, script: Script) -> Texts:
        """The text of every file that a script of the library stands on; none when it was read at another time."""
        city = self.city_of(script.script)
        subject = city.subject if city else self.subjects.get(script.plan)
        known = subject is not None and script.script in subject.script_sources
        return texts_of(subject, script.script) if subject is not None and known else {}

    def city_of(self, script: str) -> City | None:
        """The city that a script belongs to by its name (无锡/广告公司), None for the province's."""
        name = script.partition("@")[0]
        return next((city for city in self.cities if name in city.subject.shelf.scripts), None)


@dataclass(frozen=True, slots=True)
class Opened:
    """A plan's folder that was asked for: its subject (None without a whole plan) and the problems of reading it.

    `asked` are the files that were asked for, each by the name that problems use; `cities` are the plan's, each with
    its own subject.
    """

    subject: PlanSubject | None
    problems: tuple[Problem, ...]
    asked: frozenset[str] = frozenset()
    cities: tuple[City, ...] = ()

    @property
    def subjects(self) -> tuple[PlanSubject, ...]:
        """The plan as the province has it, and as each of its cities has it."""
        return (self.subject, *(city.subject for city in self.cities)) if self.subject else ()

    @property
    def _heard_by_what_is_asked(self) -> bool:
        """Whether listening can tell anything of the asked files: most cities change no example, and it takes long."""
        local = {source.file for city in self.cities if not city.changes_what_is_heard for source in city.sources}
        return not self.asked or not self.asked <= local

    def check(self, listen: Listen | None = None) -> Report:
        """Everything wrong in the plan and in its cities' files."""
        if self.subject is None:
            return Report.of(self.problems)
        listen = listen if self._heard_by_what_is_asked else None
        found = check(self.subject, listen)
        local = [one for city in self.cities for one in city.found_by(partial(check, listen=_ear(city, listen)), found)]
        return Report.of([*self.problems, *found, *local])


def shipped_library() -> Path:
    """Return the folder of plans that comes with the package."""
    return Path(str(files("scripts"))) / "library"


def load_library(*roots: Path) -> Loaded:
    """Load every plan under the roots, the earlier before the later; talks need no stories, so none are read.

    What cannot be used in a talk is left out, and why is in the report: a script with an error of its own, or a whole
    plan when one of the files its scripts share has one.
    """
    library = Library({})
    problems: list[Problem] = []
    cities: list[City] = []
    subjects: dict[str, PlanSubject] = {}
    for folders in plan_chains(roots):
        reading = _read_plan(folders, with_stories=False)
        problems.extend(reading.problems)
        if reading.subject is None:
            continue
        errors = guard(reading.subject)
        problems.extend(errors)
        shelf = _usable(reading.subject, {error.place.file for error in errors})
        if shelf is None or shelf.plan.plan in library.shelves:
            continue
        library.shelves[shelf.plan.plan] = shelf
        subjects[shelf.plan.plan] = reading.subject
        cities.extend(reading.cities)
        unread = Report.of(reading.problems).errors
        for city in reading.cities:
            found = faults_of_talks(city, guard, errors)
            problems.extend(found)
            add_city(library, city, {error.place.file for error in (*unread, *errors, *found)})
    return Loaded(library, Report.of(problems), tuple(cities), subjects)


@cache
def load_shipped() -> Loaded:
    """Load the library that comes with the package, once."""
    return load_library(shipped_library())


def check_paths(paths: Iterable[Path], *, behind: Sequence[Path] | None = None, listen: Listen | None = None) -> Report:
    """Check files, plan folders or library folders: everything wrong in them, each file called as it was given.

    What is wrong elsewhere is told only when it keeps the asked files from being checked.
    """
    problems: list[Problem] = []
    for opened in open_paths(paths, behind=behind):
        found = opened.check(listen)
        about_asked = [one for one in found if one.place.file in opened.asked]
        problems.extend(about_asked if opened.subject or about_asked else found)
    return Report.of(problems)


def open_paths(paths: Iterable[Path], *, behind: Sequence[Path] | None = None) -> Iterator[Opened]:
    """Open the plan folders that paths speak of, and say what is wrong with a path that speaks of none.

    The library folder that holds a path is its context, and `behind` it the libraries it may extend (the shipped one
    when None).
    """
    later = [shipped_library()] if behind is None else list(behind)
    given = {path.resolve(): path for path in paths}
    wanted: dict[Path, list[Path]] = {}
    for path, written in given.items():
        folders = list(folders_of(path))
        if not folders:
            yield Opened(None, (outside(path, written),), frozenset({str(written)}))
        for folder in folders:
            wanted.setdefault(folder, []).append(path)

    def called(file: Path) -> str:
        for path, written in given.items():
            if file.is_relative_to(path):
                return str(written / file.relative_to(path))
        return str(file)

    for folder, its_paths in wanted.items():
        reading = _read_plan(chain([folder, *(root.resolve() / folder.name for root in later)]), called)
        unread = unread_files(folder)
        problems = (*reading.problems, *(nobody_reads(file, called(file)) for file in unread))
        asked = [file for file in (*reading.files, *unread) if any(file.is_relative_to(path) for path in its_paths)]
        yield Opened(reading.subject, problems, frozenset(called(file) for file in asked), reading.cities)


def _ear(city: City, listen: Listen | None) -> Listen | None:
    """A city's examples are listened to only where it changes what is listened for: the province's are heard once."""
    return listen if city.changes_what_is_heard else None


def read_script(file: Path) -> Script | None:
    """Read a script that lies by itself, outside any plan's folder; None when it can't be used."""
    source = _read_file(file, str(file))
    return fit(Script, source)[0] if source.readable else None


def author_line(file: str, number: int) -> str:
    """Return the author's own line of a file that a problem names, counting from 1; "" if it cannot be had."""
    return _read_file(Path(file), file).line(number) if Path(file).is_file() else ""


@dataclass(slots=True)
class _Reading:
    """What came of reading one plan's folders: the subject of checks (None without a whole plan) and all problems."""

    problems: list[Problem] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    subject: PlanSubject | None = None
    cities: tuple[City, ...] = ()


def _read_plan(folders: Sequence[Path], called: Callable[[Path], str] = str, *, with_stories: bool = True) -> _Reading:
    reading = _Reading()

    def one(model: type[M], file: Path) -> tuple[M | None, Source]:
        reading.files.append(file)
        source = _read_file(file, called(file))
        reading.problems.extend(source.problems)
        document, wrong = fit(model, source) if source.readable else (None, ())
        reading.problems.extend(wrong)
        return document, source

    def shared(model: type[M], name: str) -> tuple[M | None, Source]:
        return one(model, next((folder / name for folder in folders if (folder / name).exists()), folders[-1] / name))

    plan, plan_source = shared(Plan, PLAN)
    points, points_source = shared(Points, POINTS)
    bank, bank_source = shared(Objections, OBJECTIONS)
    voices, voices_source = shared(Voices, VOICES)
    scripts: dict[str, Script] = {}
    sources: dict[str, Source] = {}
    complete = not any(any((folder / SCRIPTS).glob("*.yml")) for folder in folders)
    for file in files_in(folders, SCRIPTS):
        script, source = one(Script, file)
        if script is None:
            complete = False
        elif script.script not in scripts:
            scripts[script.script], sources[script.script] = script, source
        elif Path(sources[script.script].file).parent == Path(source.file).parent:
            reading.problems.append(_same_name(script, source, sources[script.script]))
    local = [file for file in city_files(folders) if with_stories or not file.name.endswith(STORY_NAME)]
    overlays = [(file, *one(Overlay, file)) for file in local if not file.name.endswith(STORY_NAME)]
    by_city = [(file, *one(Story, file)) for file in local if file.name.endswith(STORY_NAME)]
    told = [one(Story, file) for file in (files_in(folders, STORIES) if with_stories else ())]
    if plan and points and bank and voices:
        shelf = PlanShelf(plan, {**points.points, **bank.answers}, bank.objections, voices.voice, scripts)
        reading.subject = PlanSubject(
            shelf,
            points,
            bank,
            voices,
            plan_source,
            points_source,
            bank_source,
            voices_source,
            sources,
            tuple((story, source) for story, source in told if story),
            complete,
        )
        reading.cities = _cities(reading, overlays, by_city)
    return reading


def _cities(
    reading: _Reading,
    overlays: Sequence[tuple[Path, Overlay | None, Source]],
    told: Sequence[tuple[Path, Story | None, Source]],
) -> tuple[City, ...]:
    """Merge the cities' files; a folder is one city's, and a story beside them is told of that city."""
    assert reading.subject is not None  # noqa: S101 - cities are merged into a whole plan
    city_of: dict[Path, str] = {}
    documents: list[tuple[Overlay, Source]] = []
    for file, overlay, source in overlays:
        if overlay is None:
            continue
        city = city_of.setdefault(file.parent, overlay.city)
        if city == overlay.city:
            documents.append((overlay, source))
        else:
            message = f"这个文件写的是「{overlay.city}」，同一个文件夹里别的文件写的是「{city}」。"
            hint = "一个市一个文件夹；市名写得不一样，改成一样。"
            reading.problems.append(problem("wrong-city", source.value_place(("city",)), message, hint))
    stories = [(story, source, city_of.get(file.parent, "")) for file, story, source in told if story]
    return cities_of(reading.subject, documents, stories)


def _same_name(script: Script, source: Source, first: Source) -> Problem:
    message = f"脚本「{script.script}」已经在 {Path(first.file).name} 里写了，这一个不会用到。"
    return problem("duplicate-script", source.value_place(("script",)), message, "换个名字，或者删掉一个。")


def _read_file(file: Path, label: str) -> Source:
    try:
        with file.open("rb") as stream:
            return read(label, stream.read(LARGEST + 1))
    except FileNotFoundError:
        hint = f"每个方案要有 {'、'.join(DOCUMENTS)} 四个文件；照别的方案补上。"
        why = problem("missing-file", Place(label), f"缺少 {file.name}。", hint)
    except OSError as error:
        message = f"「{file.name}」打不开（{error.strerror or '读不出来'}）。"
        why = problem("unreadable-file", Place(label), message, "看看文件的读取权限，是不是被别的程序占着。")
    return Source(label, "", problems=(why,))


def _usable(subject: PlanSubject, faulty: set[str]) -> PlanShelf | None:
    """Return the shelf without the scripts in faulty files, None when a file they all share is faulty."""
    if any(source.file in faulty for source in subject.shared_sources):
        return None
    shelf = subject.shelf
    scripts = {
        name: script for name, script in shelf.scripts.items() if subject.script_sources[name].file not in faulty
    }
    return PlanShelf(shelf.plan, shelf.points, shelf.objections, shelf.voice, scripts)
