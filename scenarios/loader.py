"""Reads scenarios from folders and checks them: the only file of this package that touches a file system.

The program's own lie in `scenarios/library/<plan>/`; a province's lie beside its scripts, in `<plan>/scenarios/` of its
library folder, and go before them: a file of the same name stands in place of the later one.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.bank.folders import PARTS
from scenarios.checks import Subject, check, guard
from scenarios.checks.stories import StoryOfScenario, check_story
from scenarios.codes import problem
from scenarios.documents import KINDS, STORY_KINDS
from scripts.codes import problem as shared_problem
from scripts.fingerprint import fingerprint
from scripts.folders import STORY_NAME
from scripts.nearest import did_you_mean
from scripts.problems import Place, Problem, Report
from scripts.shape import fit
from scripts.source import LARGEST, Source, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scenarios.documents import ScenarioDocument
    from scripts.checks import Listen
    from scripts.model import Library, PlanShelf, Script

FOLDER = "scenarios"
"""The folder within a plan's folder that holds its scenarios."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A scenario ready to be played, with the script it stands on; `fingerprint` is what a room is pinned to."""

    document: ScenarioDocument
    shelf: PlanShelf
    script: Script
    fingerprint: str


@dataclass(frozen=True, slots=True)
class LoadedScenarios:
    """The scenarios that can be played, by name, and every problem met; a broken one leaves the others usable."""

    staged: dict[str, Staged]
    report: Report

    def find(self, name: str) -> Staged | None:
        """The scenario of that name (`广告公司碰头会` or `广告公司碰头会@V1`)."""
        return next((one for one in self.staged.values() if name in (one.document.scenario, one.document.ref)), None)


def shipped_scenarios() -> Path:
    """Return the folder of scenarios that comes with the package."""
    return Path(str(files("scenarios"))) / "library"


def load_scenarios(library: Library, own: Sequence[Path] = (), shipped: Path | None = None) -> LoadedScenarios:
    """Load the scenarios of every plan in the library: those of `own` library folders, then the `shipped` ones.

    What cannot be played is left out, and why is in the report.
    """
    staged: dict[str, Staged] = {}
    problems: list[Problem] = []
    for plan, shelf in library.shelves.items():
        folders = [*(root / plan / FOLDER for root in own), (shipped or shipped_scenarios()) / plan]
        seen: dict[str, Path] = {}
        for file in _files_of(folders):
            subject, found = _subject(file, str(file), shelf)
            errors = guard(subject) if subject else ()
            problems.extend([*found, *errors])
            if subject is None or errors:
                continue
            name = subject.document.scenario
            if name not in staged:
                seen[name] = file
                staged[name] = staged_of(subject)
            elif seen.get(name, file).parent == file.parent:
                problems.append(_same_name(subject, seen.get(name, file)))
    return LoadedScenarios(staged, Report.of(problems))


def scenario_files(path: Path) -> tuple[Path, ...]:
    """The scenario files a path speaks of: the one it is, or all in or under the folder it is."""
    if path.is_file():
        if path.parent.name in PARTS:
            return ()
        return (path,) if path.parent.name == FOLDER or path.resolve().is_relative_to(shipped_scenarios()) else ()
    if path.resolve().is_relative_to(shipped_scenarios()):
        return tuple(sorted(file for file in path.rglob("*.yaml") if file.parent.name not in PARTS))
    own = path if path.name == FOLDER else path / FOLDER
    return tuple(sorted([*own.glob("*.yaml"), *path.glob(f"*/{FOLDER}/*.yaml")]))


@dataclass(frozen=True, slots=True)
class OpenedScenarios:
    """Scenarios of one plan that were asked for, with the stories told of them, and everything wrong with either."""

    subjects: tuple[Subject[Any], ...]
    stories: tuple[StoryOfScenario, ...]
    problems: tuple[Problem, ...]


def open_scenarios(
    files: Iterable[Path], library: Library, called: Callable[[Path], str] = str
) -> Iterator[OpenedScenarios]:
    """Open scenario files for their stories to be played: a scenario brings its stories, a story its scenario."""
    asked = {file.resolve(): file for file in files}

    def label(file: Path) -> str:
        return called(asked.get(file.resolve(), file))

    for folder in dict.fromkeys(file.parent for file in asked.values()):
        shelf = library.shelves.get(plan_of(next(file for file in asked.values() if file.parent == folder)))
        if shelf is None:
            continue
        problems: list[Problem] = []
        known = _known(folder, shelf, problems, label)
        whole = {name for name, one in known.items() if Path(one.source.file).resolve() in asked}
        told: list[StoryOfScenario] = []
        for file in sorted(folder.glob(f"*{STORY_NAME}")):
            story, wrong = _story(file, label(file), known)
            problems += wrong
            if story is not None and (file.resolve() in asked or story.subject.document.scenario in whole):
                told.append(story)
        wanted = whole | {story.subject.document.scenario for story in told}
        subjects = tuple(one for name, one in known.items() if name in wanted)
        yield OpenedScenarios(subjects, tuple(told), tuple(problems))


def holds_only_scenarios(path: Path) -> bool:
    """Whether a path speaks of scenarios and of nothing else in a library."""
    return FOLDER in (path.name, path.parent.name) or path.resolve().is_relative_to(shipped_scenarios())


def check_scenarios(
    files: Iterable[Path], library: Library, called: Callable[[Path], str] = str, listen: Listen | None = None
) -> Report:
    """Check scenario files: everything wrong in them. The folder a file lies in tells its plan."""
    problems: list[Problem] = []
    for file in files:
        plan = plan_of(file)
        shelf = library.shelves.get(plan)
        if shelf is not None and file.name.endswith(STORY_NAME):
            story, found = _story(file, called(file), _known(file.parent, shelf, [], str))
            problems.extend([*found, *(check_story(story) if story else ())])
            continue
        if shelf is None:
            message = f"这个文件不在任何方案的文件夹里：没有叫「{plan}」的方案。"
            hint = "放进方案文件夹下面的 scenarios 文件夹。"
            problems.append(shared_problem("outside-plan", Place(called(file)), message, hint))
            continue
        subject, found = _subject(file, called(file), shelf)
        problems.extend(found)
        if subject is not None:
            problems.extend(check(subject, listen))
    return Report.of(problems)


def plan_of(file: Path) -> str:
    """The name of the plan whose scenario a file is, by the folder it lies in."""
    return file.parent.parent.name if file.parent.name == FOLDER else file.parent.name


def _files_of(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the scenario files; an earlier folder's file stands in place of a later one's of the same name."""
    seen: set[str] = set()
    for folder in folders:
        for file in sorted(folder.glob("*.yaml")):
            if file.name not in seen and not file.name.endswith(STORY_NAME):
                seen.add(file.name)
                yield file


def _subject(file: Path, label: str, shelf: PlanShelf) -> tuple[Subject[Any] | None, tuple[Problem, ...]]:
    """Read one file as what its `kind:` says; None, with the reasons, when it is no scenario of this plan."""
    source = _read_file(file, label)
    if not source.readable:
        return None, source.problems
    kind = source.data.get("kind") if isinstance(source.data, dict) else None
    model = KINDS.get(str(kind))
    if model is None:
        hint = did_you_mean(str(kind), KINDS, "只能写：") if kind else f"加上一行 kind:，{'、'.join(KINDS)} 里选一个。"
        message = f"没有「{kind}」这种对练。" if kind else "没有写这是哪一种对练。"
        return None, (*source.problems, problem("unknown-kind", source.value_place(("kind",)), message, hint))
    document, wrong = fit(model, source)
    if document is None:
        return None, (*source.problems, *wrong)
    if document.plan != shelf.plan.plan:
        message = f"这里写的方案是「{document.plan}」，文件却放在「{shelf.plan.plan}」的文件夹里。"
        wrong_plan = shared_problem("wrong-plan", source.value_place(("plan",)), message, f"改成 {shelf.plan.plan}。")
        return None, (*source.problems, wrong_plan)
    script = next((one for one in shelf.scripts.values() if document.script in (one.script, one.ref)), None)
    if script is None:
        place = source.value_place(("script",))
        unknown = problem(
            "unknown-script",
            place,
            f"没有叫「{document.script}」的脚本。",
            did_you_mean(document.script, shelf.scripts),
        )
        return None, (*source.problems, unknown)
    return Subject(document, source, shelf, script), source.problems


def _known(
    folder: Path, shelf: PlanShelf, problems: list[Problem], label: Callable[[Path], str]
) -> dict[str, Subject[Any]]:
    """The plan's scenarios a story may be told of, by name: those beside it, then the shipped; faults are added."""
    known: dict[str, Subject[Any]] = {}
    for file in _files_of(dict.fromkeys((folder, shipped_scenarios() / shelf.plan.plan))):
        subject, found = _subject(file, label(file), shelf)
        errors = check(subject).errors if subject else ()
        if file.parent == folder:
            problems.extend([*Report.of(found).errors, *errors])
        if subject is not None and not errors:
            known.setdefault(subject.document.scenario, subject)
    return known


def _story(
    file: Path, label: str, known: Mapping[str, Subject[Any]]
) -> tuple[StoryOfScenario | None, tuple[Problem, ...]]:
    source = _read_file(file, label)
    if not source.readable:
        return None, source.problems
    name = source.data.get("scenario") if isinstance(source.data, dict) else None
    subject = next((one for one in known.values() if name in (one.document.scenario, one.document.ref)), None)
    if subject is None:
        message = f"没有叫「{name}」的场景，或者它写错了，先改好它。" if name else "没有写测哪个场景。"
        hint = did_you_mean(str(name), known) if name else "加上一行 scenario: 场景名。"
        return None, (*source.problems, problem("unknown-scenario", source.value_place(("scenario",)), message, hint))
    document, wrong = fit(STORY_KINDS[subject.document.kind], source)
    story = StoryOfScenario(document, source, subject) if document is not None else None
    return story, (*source.problems, *wrong)


def _read_file(file: Path, label: str) -> Source:
    try:
        with file.open("rb") as stream:
            return read(label, stream.read(LARGEST + 1))
    except OSError as error:
        message = f"「{file.name}」打不开（{error.strerror or '读不出来'}）。"
        why = shared_problem("unreadable-file", Place(label), message, "看看文件的读取权限，是不是被别的程序占着。")
        return Source(label, "", problems=(why,))


def _same_name(subject: Subject[Any], first: Path) -> Problem:
    message = f"场景「{subject.document.scenario}」已经在 {first.name} 里写了，这一个不会用到。"
    return problem("duplicate-scenario", subject.source.value_place(("scenario",)), message, "换个名字，或者删掉一个。")


def staged_of(subject: Subject[Any]) -> Staged:
    """A scenario that was read and has no errors, ready to be played."""
    content = subject.document.model_dump_json(by_alias=True)
    pinned = sha256(f"{fingerprint(subject.shelf, subject.script)}\n{content}".encode()).hexdigest()
    return Staged(subject.document, subject.shelf, subject.script, pinned)


def stood_on(staged: Staged, shelf: PlanShelf, script: Script) -> Staged | None:
    """The same scenario on another version of its script; None when it can't be played on that one."""
    document = staged.document
    subject = Subject(document, Source("", ""), shelf, script)
    if document.script not in (script.script, script.ref) or guard(subject):
        return None
    return staged_of(subject)
