"""Where a library's files lie: the layout of plan folders, told without opening any document.

A library is a folder of plan folders. Of several libraries the earlier goes before the later, folder by folder of the
same name: a folder with a `plan.yaml` of its own stands in place of the later one; a folder without adds to it, each of
its files replacing the later one's file of the same name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codes import problem
from scripts.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from scripts.problems import Problem

PLAN, POINTS, OBJECTIONS, VOICES = "plan.yaml", "points.yaml", "objections.yaml", "voices.yaml"
SCRIPTS, STORIES, CITIES = "scripts", "stories", "cities"
DOCUMENTS = (PLAN, POINTS, OBJECTIONS, VOICES)
STORY_NAME = ".story.yaml"
"""How the name of a story's file ends."""
_PATTERNS = {SCRIPTS: "*.yaml", STORIES: f"*{STORY_NAME}"}


def plan_chains(roots: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield, for each plan folder's name, the folders that make it up, the earlier root's first."""
    names = dict.fromkeys(folder.name for root in roots for folder in folders_of(root))
    for name in names:
        yield chain([root / name for root in roots])


def chain(folders: Iterable[Path]) -> list[Path]:
    """Return the folders that exist, up to and with the first that has a plan of its own; each only once."""
    found: list[Path] = []
    for folder in folders:
        if folder.is_dir() and folder not in found:
            found.append(folder)
            if (folder / PLAN).exists():
                break
    return found


def folders_of(path: Path) -> Iterator[Path]:
    """Yield the plan folders a path speaks of: the one it is or lies in, or all that it holds."""
    within = next((parent for parent in (path, *path.parents) if parent.name == CITIES), None)
    if within is not None and path.exists() and _is_plan_folder(within.parent):
        yield within.parent
    elif path.is_dir():
        if _is_plan_folder(path):
            yield path
        elif path.name in _PATTERNS and _is_plan_folder(path.parent):
            yield path.parent
        else:
            yield from (folder for folder in sorted(path.iterdir()) if folder.is_dir() and _is_plan_folder(folder))
    elif path.is_file():
        if path.parent.name in _PATTERNS:
            yield path.parent.parent
        elif path.name in DOCUMENTS or (path.parent / PLAN).exists():
            yield path.parent


def files_in(folders: Sequence[Path], part: str) -> Iterator[Path]:
    """Yield the files of a part (scripts, stories); an earlier folder's goes before a later one's of the same name."""
    seen: set[str] = set()
    for folder in folders:
        for file in sorted((folder / part).glob(_PATTERNS[part])):
            if file.name not in seen:
                seen.add(file.name)
                yield file


def city_files(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the cities' files, a city's folder at a time; an earlier folder's goes before one of the same name."""
    seen: set[str] = set()
    for folder in folders:
        for file in sorted((folder / CITIES).glob("*/*.yaml")):
            name = f"{file.parent.name}/{file.name}"
            if name not in seen:
                seen.add(name)
                yield file


def unread_files(folder: Path) -> list[Path]:
    """Return the files of a plan's folder that look like documents but that nothing reads."""
    own = [file for file in folder.glob("*.y*ml") if file.name not in DOCUMENTS]
    stories = [file for file in (folder / STORIES).glob("*.y*ml") if not file.name.endswith(STORY_NAME)]
    cities = [*(folder / CITIES).glob("*.y*ml"), *(folder / CITIES).glob("*/*.yml")]
    return sorted([*own, *(folder / SCRIPTS).glob("*.yml"), *stories, *cities])


def nobody_reads(file: Path, label: str) -> Problem:
    """Make the problem of a file that nothing reads."""
    if file.parent.name == STORIES:
        message = f"文件名不以 {STORY_NAME} 结尾，不会读进去。"
        return problem("misplaced-file", Place(label), message, f"把文件名改成以 {STORY_NAME} 结尾。")
    if file.suffix == ".yml":
        message = "文件名以 .yml 结尾，不会读进去。"
        return problem("misplaced-file", Place(label), message, "把文件名改成以 .yaml 结尾。")
    if file.parent.name == CITIES:
        message = "各市改的文件要放进这个市自己的文件夹，放在这里不会读进去。"
        return problem("misplaced-file", Place(label), message, f"挪进 {CITIES}/市名/ 里面。")
    message = f"方案文件夹里没有叫「{file.name}」的文件，不会读进去。"
    return problem("misplaced-file", Place(label), message, "如果是脚本，放进 scripts 文件夹。")


def outside(path: Path, given: Path) -> Problem:
    """Make the problem of a path that speaks of no plan folder; `given` is how the person wrote it."""
    place = Place(str(given))
    if not path.exists():
        return problem("no-such-path", place, f"找不到「{given}」。", "看看路径有没有打错。")
    layout = "方案文件夹里要有 plan.yaml，脚本放在它下面的 scripts 文件夹里。"
    if path.is_dir():
        return problem("outside-plan", place, "这个文件夹里没有方案。", layout)
    return problem("outside-plan", place, "这个文件不在任何方案文件夹里，不知道它属于哪个方案。", layout)


def _is_plan_folder(folder: Path) -> bool:
    local = any((folder / SCRIPTS).glob("*.yaml")) or any((folder / CITIES).glob("*/*.yaml"))
    return local or any((folder / name).exists() for name in DOCUMENTS)
