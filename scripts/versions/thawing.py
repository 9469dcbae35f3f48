"""Makes a script of a snapshot again, by the same reading that files get, and without any file."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from scripts.folders import OBJECTIONS, PLAN, POINTS, SCRIPTS, VOICES
from scripts.model import Plan, PlanShelf, Points, Script
from scripts.model.objections import Objections, Voices
from scripts.shape import fit
from scripts.source import read

if TYPE_CHECKING:
    from scripts.versions.snapshot import Snapshot

M = TypeVar("M", bound=BaseModel)


class ThawError(Exception):
    """A snapshot that can't be used: `str()` says in Chinese what is wrong with it."""


def thaw(snapshot: Snapshot) -> tuple[PlanShelf, Script]:
    """Give the script and its plan as they were frozen; raises ThawError with a Chinese sentence.

    That happens when its texts were changed behind the program's back, or when this program no longer reads them.
    """
    if not snapshot.whole:
        raise ThawError(f"{snapshot.ref} 在数据库里的内容被改动过，和封存时对不上，不能再用。请从备份恢复数据库。")
    path = next((path for path in snapshot.texts if path.startswith(f"{SCRIPTS}/")), SCRIPTS)
    script = _document(Script, snapshot, path)
    points = _document(Points, snapshot, POINTS)
    bank = _document(Objections, snapshot, OBJECTIONS)
    voices = _document(Voices, snapshot, VOICES)
    shelf = PlanShelf(
        _document(Plan, snapshot, PLAN),
        {**points.points, **bank.answers},
        bank.objections,
        voices.voice,
        {script.script: script},
    )
    return shelf, script


def _document(model: type[M], snapshot: Snapshot, path: str) -> M:
    source = read(path, snapshot.texts.get(path, ""))
    document, wrong = fit(model, source) if source.readable else (None, source.problems)
    if document is None:
        why = wrong[0].message if wrong else "读不出来"
        raise ThawError(f"{snapshot.ref} 封存的 {path} 这个版本的程序读不了：{why}")
    return document
