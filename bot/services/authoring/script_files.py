"""The files a script is made of, wherever they lie: its own, and the plan's that it shares with other scripts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.folders import chain, folders_of
from scripts.loader import open_paths
from scripts.nearest import did_you_mean
from scripts.source import Source, read
from scripts.spreadsheet.parts import OBJECTIONS, POINTS, SCRIPT
from scripts.spreadsheet.plan_parts import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.checks import PlanSubject


class NoFilesError(LookupError):
    """There are no files of that script that could be read or rewritten; `str()` says why in Chinese."""


@dataclass(frozen=True, slots=True)
class ScriptFiles:
    """A script's files by the names of `scripts.spreadsheet.parts`, and the folders that make up its plan."""

    script: str
    files: Mapping[str, Path]
    folders: tuple[Path, ...]

    def text(self, document: str) -> str:
        """The file's text, with its own line ends."""
        with self.files[document].open(encoding="utf-8", newline="") as file:
            return file.read()

    def source(self, document: str) -> Source:
        """The file read."""
        return read(str(self.files[document]), self.text(document))

    def within_plan(self, document: str) -> str:
        """The file's path within its plan's folder, which has the same shape in every library."""
        file = self.files[document]
        return next(file.relative_to(folder).as_posix() for folder in self.folders if file.is_relative_to(folder))


def script_files(script: str, roots: Sequence[Path]) -> ScriptFiles:
    """Find the files of the script of that name (广告公司 or 广告公司@V1); of two libraries the earlier has it.

    Raises NoFilesError.
    """
    broken: dict[str, int] = {}
    others: list[str] = []
    for folder in (folder for root in roots for folder in folders_of(root)):
        for opened in open_paths([folder], behind=roots):
            broken |= {one.place.file: one.place.line for one in opened.problems if one.severity.value == "error"}
            found = None if opened.subject is None else _files(script, opened.subject, _folders(folder, roots))
            if found is not None:
                return found
            others += opened.subject.shelf.scripts if opened.subject else ()
    if broken:
        where = "、".join(f"{Path(file).name} 第 {line} 行" for file, line in broken.items())
        raise NoFilesError(
            f"找不到脚本「{script}」，可能是因为有文件写错了（{where}）。先改好，逐条查看：duilian check"
        )
    raise NoFilesError(f"找不到脚本「{script}」。{did_you_mean(script, others)}")


def _folders(folder: Path, roots: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(chain([folder.resolve(), *(root.resolve() / folder.name for root in roots)]))


def _files(script: str, subject: PlanSubject, folders: tuple[Path, ...]) -> ScriptFiles | None:
    found = next((one for one in subject.shelf.scripts.values() if script in (one.script, one.ref)), None)
    if found is None:
        return None
    files = {name: Path(source.file).resolve() for name, source in _sources(subject, found.script)}
    if subject.overlays or not all(file.is_file() for file in files.values()):
        raise NoFilesError("这个方案是在省里的方案上改的本地版，表格里分不清哪些是省里的。请改本地版自己的文件。")
    return ScriptFiles(found.script, files, folders)


def _sources(subject: PlanSubject, script: str) -> Iterator[tuple[str, Source]]:
    yield SCRIPT, subject.script_sources[script]
    yield PLAN, subject.plan_source
    yield POINTS, subject.points_source
    yield OBJECTIONS, subject.bank_source
