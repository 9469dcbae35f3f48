"""Reads libraries from folders and checks them: the only file of this package that touches a file system.

A library is a folder of plan folders. Of several libraries the earlier goes before the later, folder by folder of the
same name: a folder with a `plan.yaml` of its own stands in place of the later one; a folder without adds to it, each of
its files replacing the later one's file of the same name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from scripts.checks import Listen, PlanSubject, check, guard
from scripts.codes import problem
from scripts.model import Library, Plan, PlanShelf, Points, Script
from scripts.model.objections import Objections, Voices
from scripts.problems import Place, Problem, Report
from scripts.shape import fit
from scripts.source import LARGEST, Source, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

M = TypeVar("M", bound=BaseModel)

PLAN, POINTS, OBJECTIONS, VOICES, SCRIPTS = "plan.yaml", "points.yaml", "objections.yaml", "voices.yaml", "scripts"
DOCUMENTS = (PLAN, POINTS, OBJECTIONS, VOICES)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be loaded, and every problem met on the way; a broken script leaves the others usable."""

    library: Library
    report: Report


def shipped_library() -> Path:
    """Return the folder of plans that comes with the package."""
    return Path(str(files("scripts"))) / "library"


def load_library(*roots: Path) -> Loaded:
    """Load every plan under the roots, the earlier before the later.

    What cannot be used in a talk is left out, and why is in the report: a script with an error of its own, or a whole
    plan when one of the files its scripts share has one.
    """
    shelves: dict[str, PlanShelf] = {}
    problems: list[Problem] = []
    for folders in _plan_folders(roots):
        reading = _read_plan(folders)
        problems.extend(reading.problems)
        if reading.subject is None:
            continue
        errors = guard(reading.subject)
        problems.extend(errors)
        shelf = _usable(reading.subject, {error.place.file for error in errors})
        if shelf is not None:
            shelves.setdefault(shelf.plan.plan, shelf)
    return Loaded(Library(shelves), Report.of(problems))


@cache
def load_shipped() -> Loaded:
    """Load the library that comes with the package, once."""
    return load_library(shipped_library())


def check_paths(paths: Iterable[Path], *, behind: Sequence[Path] | None = None, listen: Listen | None = None) -> Report:
    """Check files, plan folders or library folders: everything wrong in them, each file called as it was given.

    The library folder that holds a path is its context, and `behind` it the libraries it may extend (the shipped one
    when None). What is wrong elsewhere is told only when it keeps the asked files from being checked.
    """
    later = [shipped_library()] if behind is None else list(behind)
    asked = {path.resolve(): path for path in paths}
    problems: list[Problem] = []
    wanted: dict[Path, list[Path]] = {}
    for path, given in asked.items():
        folders = list(_folders_of(path))
        if not folders:
            problems.append(_outside(path, given))
        for folder in folders:
            wanted.setdefault(folder, []).append(path)

    def called(file: Path) -> str:
        for path, given in asked.items():
            if file.is_relative_to(path):
                return str(given / file.relative_to(path))
        return str(file)

    for folder, its_paths in wanted.items():
        chain = _chain([folder, *(root.resolve() / folder.name for root in later)])
        reading = _read_plan(chain, called)
        problems.extend(
            _nobody_reads(file, called(file))
            for file in _unread_files(folder)
            if any(file.is_relative_to(path) for path in its_paths)
        )
        found = Report.of([*reading.problems, *(check(reading.subject, listen) if reading.subject else ())])
        mine = {called(file) for file in reading.files if any(file.is_relative_to(path) for path in its_paths)}
        about_mine = [one for one in found if one.place.file in mine]
        problems.extend(about_mine if reading.subject or about_mine else found)
    return Report.of(problems)


def author_line(file: str, number: int) -> str:
    """Return the author's own line of a file that a problem names, counting from 1; "" if it cannot be had."""
    return _read_file(Path(file), file).line(number) if Path(file).is_file() else ""


def _plan_folders(roots: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield, for each plan folder's name, the folders that make it up, the earlier root's first."""
    names = dict.fromkeys(folder.name for root in roots for folder in _folders_of(root))
    for name in names:
        yield _chain([root / name for root in roots])


def _chain(folders: Iterable[Path]) -> list[Path]:
    """Return the folders that exist, up to and with the first that has a plan of its own; each only once."""
    chain: list[Path] = []
    for folder in folders:
        if folder.is_dir() and folder not in chain:
            chain.append(folder)
            if (folder / PLAN).exists():
                break
    return chain


def _folders_of(path: Path) -> Iterator[Path]:
    """Yield the plan folders a path speaks of: the one it is or lies in, or all that it holds."""
    if path.is_dir():
        if _is_plan_folder(path):
            yield path
        elif path.name == SCRIPTS and _is_plan_folder(path.parent):
            yield path.parent
        else:
            yield from (folder for folder in sorted(path.iterdir()) if folder.is_dir() and _is_plan_folder(folder))
    elif path.is_file():
        if path.parent.name == SCRIPTS:
            yield path.parent.parent
        elif path.name in DOCUMENTS or (path.parent / PLAN).exists():
            yield path.parent


def _is_plan_folder(folder: Path) -> bool:
    return any((folder / name).exists() for name in DOCUMENTS) or any((folder / SCRIPTS).glob("*.yaml"))


def _outside(path: Path, given: Path) -> Problem:
    place = Place(str(given))
    if not path.exists():
        return problem("no-such-path", place, f"找不到「{given}」。", "看看路径有没有打错。")
    layout = "方案文件夹里要有 plan.yaml，脚本放在它下面的 scripts 文件夹里。"
    if path.is_dir():
        return problem("outside-plan", place, "这个文件夹里没有方案。", layout)
    return problem("outside-plan", place, "这个文件不在任何方案文件夹里，不知道它属于哪个方案。", layout)


def _unread_files(folder: Path) -> list[Path]:
    """Return the files that look like documents but that nothing reads."""
    own = [file for file in folder.glob("*.y*ml") if file.name not in DOCUMENTS]
    return sorted([*own, *(folder / SCRIPTS).glob("*.yml")])


def _nobody_reads(file: Path, label: str) -> Problem:
    if file.suffix == ".yml":
        message = "文件名以 .yml 结尾，不会读进去。"
        return problem("misplaced-file", Place(label), message, "把文件名改成以 .yaml 结尾。")
    message = f"方案文件夹里没有叫「{file.name}」的文件，不会读进去。"
    return problem("misplaced-file", Place(label), message, "如果是脚本，放进 scripts 文件夹。")


@dataclass(slots=True)
class _Reading:
    """What came of reading one plan's folders: the subject of checks (None without a whole plan) and all problems."""

    problems: list[Problem] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    subject: PlanSubject | None = None


def _read_plan(folders: Sequence[Path], called: Callable[[Path], str] = str) -> _Reading:
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
    for file in _script_files(folders):
        script, source = one(Script, file)
        if script is None:
            continue
        if script.script not in scripts:
            scripts[script.script], sources[script.script] = script, source
        elif Path(sources[script.script].file).parent == Path(source.file).parent:
            reading.problems.append(_same_name(script, source, sources[script.script]))
    if plan and points and bank and voices:
        shelf = PlanShelf(plan, {**points.points, **bank.answers}, bank.objections, voices.voice, scripts)
        reading.subject = PlanSubject(
            shelf, points, bank, voices, plan_source, points_source, bank_source, voices_source, sources
        )
    return reading


def _same_name(script: Script, source: Source, first: Source) -> Problem:
    message = f"脚本「{script.script}」已经在 {Path(first.file).name} 里写了，这一个不会用到。"
    return problem("duplicate-script", source.value_place(("script",)), message, "换个名字，或者删掉一个。")


def _script_files(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the script files; an earlier folder's file stands in place of a later one's of the same name."""
    seen: set[str] = set()
    for folder in folders:
        for file in sorted((folder / SCRIPTS).glob("*.yaml")):
            if file.name not in seen:
                seen.add(file.name)
                yield file


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
    shared = (subject.plan_source, subject.points_source, subject.bank_source, subject.voices_source)
    if any(source.file in faulty for source in shared):
        return None
    shelf = subject.shelf
    scripts = {
        name: script for name, script in shelf.scripts.items() if subject.script_sources[name].file not in faulty
    }
    return PlanShelf(shelf.plan, shelf.points, shelf.objections, shelf.voice, scripts)
