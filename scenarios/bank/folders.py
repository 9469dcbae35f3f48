"""Where a bank's files lie: `items/` and `cases/` beside a plan's scripts, and in the library of the package.

A province's folder goes before the program's: a file of the same name stands in place of the later one.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ITEMS, CASES = "items", "cases"
PARTS = (ITEMS, CASES)
DOUBTS = "doubts.yaml"
"""The file among a plan's questions that lists what the plan leaves open."""


def shipped_bank() -> Path:
    """Return the folder of banks that comes with the package, by plan."""
    return Path(str(files("scenarios"))) / "library"


def bank_files(path: Path) -> tuple[Path, ...]:
    """The bank's files that a path speaks of: the one it is, or all in or under the folder it is."""
    if path.is_file():
        return (path,) if path.parent.name in PARTS and path.suffix == ".yaml" else ()
    if path.name in PARTS:
        return tuple(sorted(path.glob("*.yaml")))
    return tuple(sorted(file for part in PARTS for depth in ("", "*/") for file in path.glob(f"{depth}{part}/*.yaml")))


def holds_only_bank(path: Path) -> bool:
    """Whether a path speaks of questions and cases, and of nothing else in a library."""
    return path.name in PARTS or path.parent.name in PARTS


def plan_of(file: Path) -> str:
    """The name of the plan whose bank a file belongs to, by the folder it lies in."""
    return file.resolve().parent.parent.name


def in_force(folders: Iterable[Path], part: str) -> Iterator[Path]:
    """Yield the files of a part, the earlier folder's first; its file stands in place of a later one of its name."""
    seen: set[str] = set()
    for folder in folders:
        for file in sorted((folder / part).glob("*.yaml")):
            if file.name not in seen:
                seen.add(file.name)
                yield file
