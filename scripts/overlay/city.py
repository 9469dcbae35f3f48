"""A city's own plan: the province's with the city's files merged in, ready for the same checks and the same talks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from scripts.checks.subject import PlanSubject
from scripts.codes import problem
from scripts.folders import OBJECTIONS, PLAN, POINTS, VOICES
from scripts.model import Plan, PlanShelf, Points, Script
from scripts.model.objections import Objections, Voices
from scripts.nearest import did_you_mean
from scripts.overlay.checks import TOLERATED, problems_of
from scripts.overlay.merging import merged
from scripts.overlay.patches import patches_of
from scripts.problems import Problem, Severity
from scripts.shape import fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.model import Story
    from scripts.model.overlay import Overlay
    from scripts.overlay.patches import LocalPatch
    from scripts.source import Source

M = TypeVar("M", bound=BaseModel)
Look = Callable[[PlanSubject], Iterable[Problem]]
"""What finds problems in a plan's folder: all checks, or only those that guard talks."""

SHARED = (PLAN, POINTS, OBJECTIONS, VOICES)
_HEARD_BY = frozenset({"points", "answers", "synonyms", "rivals"})
"""The parts of documents that decide what is heard."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """One file of a city, with the province's document that it changes, as far as that is known."""

    overlay: Overlay
    source: Source
    base: Source | None
    patches: tuple[LocalPatch, ...] = ()


@dataclass(frozen=True, slots=True)
class City:
    """A city within one plan.

    `subject` holds the city's scripts under their own names (无锡/广告公司): those it has a file for, or every script
    of the plan when it changes what all share. `problems` are those of the city's files and of merging them.
    """

    name: str
    province: PlanSubject
    files: tuple[LocalFile, ...]
    subject: PlanSubject
    problems: tuple[Problem, ...]

    @property
    def branches(self) -> tuple[str, ...]:
        """The branches said to belong to the city, beside those whose names begin with its own."""
        return tuple(dict.fromkeys(name for file in self.files for name in file.overlay.branches))

    @property
    def changes_what_is_heard(self) -> bool:
        """Whether the city changes what is listened for, so that its examples must be heard anew."""
        return any(patch.path is not None and patch.path[0] in _HEARD_BY for patch in self.patches())

    @property
    def sources(self) -> tuple[Source, ...]:
        """The city's own files: its changes and its stories."""
        return (*self.subject.overlays, *(source for _, source in self.subject.told))

    def concerned(self, asked: Collection[str]) -> frozenset[str]:
        """Return the files to test when these are asked for: stories, and the scripts that the city's files change.

        What all scripts share concerns them all once it decides what is heard; facts alone move no talk.
        """
        names = {one.overlay.base_name for one in self.files if one.source.file in asked}
        of_all = names.intersection(SHARED) and self.changes_what_is_heard
        sources = self.province.script_sources
        scripts = (source.file for name, source in sources.items() if of_all or name in names)
        return frozenset((*scripts, *(source.file for _, source in self.subject.told if source.file in asked)))

    def patches(self, script: str = "") -> tuple[LocalPatch, ...]:
        """Every patch of the city, or those a script of the city stands on: its own and the shared files'."""
        wanted = script.partition("@")[0].removeprefix(f"{self.name}/")
        files = [one for one in self.files if not wanted or one.overlay.base_name in (wanted, *SHARED)]
        return tuple(patch for one in files for patch in one.patches)

    def stale(self, script: str = "") -> tuple[LocalPatch, ...]:
        """The patches whose replaced text the province has changed since."""
        return tuple(patch for patch in self.patches(script) if patch.stale)

    def found_by(self, look: Look, known: Iterable[Problem]) -> Iterator[Problem]:
        """Yield what `look` finds in the merged plan beyond what it knows of the province's, at the city's own lines.

        What a patch breaks elsewhere, in a line of the province, is told at the patch that breaks it.
        """
        own = {source.file for source in self.sources}
        told = {(one.code, one.place) for one in known}
        for found in (*self.problems, *look(self.subject)):
            if found.place.file in own:
                yield found
            elif (found.code, found.place) not in told:
                yield self._blamed(found, look)

    def _blamed(self, found: Problem, look: Look) -> Problem:
        patches = self.patches()
        without = ((patch, _rebuilt(self, patch)) for patch in patches)
        guilty = next((patch for patch, city in without if found not in (*city.problems, *look(city.subject))), None)
        patch = guilty or patches[0]
        where = f"{found.place.file.replace(chr(92), '/').rpartition('/')[2]} 第 {found.place.line} 行"
        doing = "去掉" if patch.kind == "remove" else "改了" if patch.kind == "change" else "加了"
        message = f"{doing}「{patch.written}」以后，省里的 {where}不对了：{found.message}"
        return Problem(found.code, found.severity, patch.place, message, "把那一处也一起改；或者这一条别动。")


def cities_of(
    province: PlanSubject, documents: Iterable[tuple[Overlay, Source]], told: Iterable[tuple[Story, Source, str]] = ()
) -> tuple[City, ...]:
    """Merge every city's files into the province's plan; `told` are the cities' stories, each with its city."""
    by_city: dict[str, list[tuple[Overlay, Source]]] = {}
    for overlay, source in documents:
        by_city.setdefault(overlay.city, []).append((overlay, source))
    stories = list(told)
    return tuple(
        localised(province, name, files, [(story, source) for story, source, city in stories if city == name])
        for name, files in by_city.items()
    )


def localised(
    province: PlanSubject,
    name: str,
    documents: Sequence[tuple[Overlay, Source]],
    told: Sequence[tuple[Story, Source]] = (),
    *,
    without: LocalPatch | None = None,
) -> City:
    """Merge one city's files into the province's plan, or all of them but one patch."""
    problems: list[Problem] = []
    files: list[LocalFile] = []
    for overlay, source in documents:
        file = _opened(province, overlay, source, files, problems)
        kept = tuple(patch for patch in file.patches if patch != without)
        files.append(replace(file, patches=kept))
    subject = _merged_plan(province, name, files, problems)
    subject = replace(subject, told=tuple(told), overlays=tuple(source for _, source in documents))
    return City(name, province, tuple(files), subject, tuple(problems))


def _rebuilt(city: City, without: LocalPatch) -> City:
    documents = [(file.overlay, file.source) for file in city.files]
    return localised(city.province, city.name, documents, city.subject.told, without=without)


def _opened(
    province: PlanSubject, overlay: Overlay, source: Source, before: Sequence[LocalFile], problems: list[Problem]
) -> LocalFile:
    first = next((one for one in before if one.overlay.base_name == overlay.base_name), None)
    if first is not None:
        message = f"「{overlay.base_name}」在 {first.source.file} 里已经改过了。"
        hint = "一个市改一份东西只用一个文件，把两个并到一起。"
        problems.append(problem("duplicate-overlay", source.value_place(("base",)), message, hint))
        return LocalFile(overlay, source, None)
    base = _base_of(province, overlay.base_name)
    if base is None:
        if province.complete or overlay.base_name in SHARED:
            problems.append(_unknown_base(province, overlay, source))
        return LocalFile(overlay, source, None)
    script = province.shelf.scripts.get(overlay.base_name)
    if script is not None and overlay.base_version not in ("", script.version):
        message = f"这是照 {overlay.base} 改的，省里现在是 {script.version}。"
        hint = "对照 duilian diff 看省里改了什么，看过运行 duilian overlay accept。"
        problems.append(problem("old-base", source.value_place(("base",)), message, hint))
    patches = patches_of(overlay, source, base)
    found = tuple(problems_of(overlay, base, patches, _shared(province)))
    problems.extend(found)
    wrong = {one.place for one in found if one.severity is Severity.ERROR and one.code not in TOLERATED}
    return LocalFile(overlay, source, base, tuple(patch for patch in patches if patch.place not in wrong))


def _base_of(province: PlanSubject, name: str) -> Source | None:
    return _shared(province).get(name) or province.script_sources.get(name)


def _shared(province: PlanSubject) -> dict[str, Source]:
    return dict(zip(SHARED, province.shared_sources, strict=True))


def _unknown_base(province: PlanSubject, overlay: Overlay, source: Source) -> Problem:
    message = f"方案里没有「{overlay.base_name}」。"
    names = (*province.shelf.scripts, *SHARED)
    hint = did_you_mean(overlay.base_name, names, "写脚本的名字和版本，或者大家共用的文件名：")
    return problem("unknown-base", source.value_place(("base",)), message, hint)


def _merged_plan(province: PlanSubject, city: str, files: Sequence[LocalFile], problems: list[Problem]) -> PlanSubject:
    """Merge shared documents and scripts; what no longer fits its model stays as the province has it, and is told."""
    local = {one.overlay.base_name: one for one in files if one.base is not None}

    def shared(name: str, model: type[M], document: M, source: Source) -> tuple[M, Source]:
        if name not in local:
            return document, source
        both = merged(source, local[name].patches)
        fitting, wrong = fit(model, both)
        problems.extend(wrong)
        return fitting or document, both

    plan, plan_source = shared(PLAN, Plan, province.shelf.plan, province.plan_source)
    points, points_source = shared(POINTS, Points, province.points, province.points_source)
    bank, bank_source = shared(OBJECTIONS, Objections, province.bank, province.bank_source)
    voices, voices_source = shared(VOICES, Voices, province.voices, province.voices_source)
    scripts: dict[str, Script] = {}
    sources: dict[str, Source] = {}
    of_all = any(name in local for name in SHARED)
    for name in province.shelf.scripts:
        if not of_all and name not in local:
            continue
        script, both, wrong = _merged_script(province, city, name, local.get(name))
        problems.extend(wrong)
        if script is not None:
            scripts[script.script], sources[script.script] = script, both
    shelf = PlanShelf(plan, {**points.points, **bank.answers}, bank.objections, voices.voice, scripts)
    return PlanSubject(
        shelf,
        points,
        bank,
        voices,
        plan_source,
        points_source,
        bank_source,
        voices_source,
        sources,
        complete=province.complete,
    )


def _merged_script(
    province: PlanSubject, city: str, name: str, file: LocalFile | None
) -> tuple[Script | None, Source, tuple[Problem, ...]]:
    """Merge one script; it bears the city's name before its own, and the city's version if it has one."""
    base, own = province.script_sources[name], f"{city}/{name}"
    if file is None:  # only what all share is otherwise: the script itself is the province's
        return province.shelf.scripts[name].model_copy(update={"script": own}), base, ()
    extra = [("script", own, file.source.value_place(("city",)))]
    if file.overlay.version is not None:
        extra.append(("version", file.overlay.version, file.source.value_place(("version",))))
    both = merged(base, file.patches, extra)
    script, wrong = fit(Script, both)
    return script, both, wrong
