"""Reads libraries from folders: the only file of this package that touches a file system."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from scripts.model import Library, Objection, Plan, PlanShelf, Points, Script
from scripts.model.objections import Objections, Voices
from scripts.problems import Problem, Report, Severity
from scripts.source import Source, read

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be loaded, and every problem met on the way; a broken script leaves the others usable."""

    library: Library
    report: Report


def shipped_library() -> Path:
    """The folder of plans that comes with the package."""
    return Path(str(files("scripts"))) / "library"


def load_library(*roots: Path) -> Loaded:
    """Load every plan under the roots; a plan of an earlier root hides one of the same name in a later root."""
    shelves: dict[str, PlanShelf] = {}
    problems: list[Problem] = []
    for root in roots:
        for plan_file in sorted(root.glob("*/plan.yaml")):
            shelf, found = _load_shelf(plan_file.parent, root)
            problems.extend(found)
            if shelf is not None:
                shelves.setdefault(shelf.plan.plan, shelf)
    return Loaded(Library(shelves), Report.of(problems))


@cache
def load_shipped() -> Loaded:
    """The library that comes with the package, read once."""
    return load_library(shipped_library())


def _load_shelf(folder: Path, root: Path) -> tuple[PlanShelf | None, list[Problem]]:
    problems: list[Problem] = []

    def one(model: type[M], file: Path) -> M | None:
        found, wrong = _parse(model, file, root)
        problems.extend(wrong)
        return found

    plan = one(Plan, folder / "plan.yaml")
    points = one(Points, folder / "points.yaml")
    bank = one(Objections, folder / "objections.yaml")
    voices = one(Voices, folder / "voices.yaml")
    if not (plan and points and bank and voices):
        return None, problems
    scripts = [one(Script, file) for file in sorted((folder / "scripts").glob("*.yaml"))]
    by_name = {script.script: script for script in scripts if script is not None}
    return PlanShelf(plan, {**points.points, **bank.answers}, bank.objections, voices.voice, by_name), problems


def _parse(model: type[M], file: Path, root: Path) -> tuple[M | None, list[Problem]]:
    source = read(str(file.relative_to(root.parent)), file.read_text(encoding="utf-8"))
    if source.problems:
        return None, list(source.problems)
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        return None, [_schema_problem(source, dict(one)) for one in error.errors()]


def _schema_problem(source: Source, error: dict[str, object]) -> Problem:
    where = error["loc"]
    path = where if isinstance(where, tuple) else ()
    return Problem("schema", Severity.ERROR, source.place(path), f"「{'/'.join(map(str, path))}」：{error['msg']}")
