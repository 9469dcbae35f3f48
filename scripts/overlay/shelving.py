"""Which of a city's scripts can be talked with: those that no faulty file has a part in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.model import PlanShelf
from scripts.overlay.checks import TOLERATED
from scripts.overlay.city import SHARED
from scripts.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from scripts.model import Library
    from scripts.overlay.city import City, Look
    from scripts.problems import Problem


def faults_of_talks(city: City, guard: Look, known: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return what keeps a city's files from being talked with; a stale patch does not, it only waits to be seen."""
    found = city.found_by(guard, known)
    return tuple(one for one in found if one.severity is Severity.ERROR and one.code not in TOLERATED)


def add_city(library: Library, city: City, faulty: AbstractSet[str]) -> None:
    """Put a city's usable scripts into the library; none when a file that all of them share is faulty."""
    local = {file.overlay.base_name: file.source.file for file in city.files}
    if any(local.get(name) in faulty for name in SHARED):
        return
    shelf, sources = city.subject.shelf, city.subject.script_sources
    scripts = {
        name: script
        for name, script in shelf.scripts.items()
        if sources[name].file not in faulty and local.get(name.removeprefix(f"{city.name}/")) not in faulty
    }
    library.branches.update(dict.fromkeys(city.branches, city.name))
    if scripts:
        usable = PlanShelf(shelf.plan, shelf.points, shelf.objections, shelf.voice, scripts)
        library.cities.setdefault(city.name, {})[shelf.plan.plan] = usable
