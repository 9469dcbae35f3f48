"""Turns a trainer's question into an item: letters into indices, the words it stands on into its source."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from scenarios.bank.alike import plain
from scenarios.bank.answers import read_answer
from scenarios.bank.drafts import UNTIMED
from scenarios.bank.ground import source_at, value_at
from scenarios.bank.item import Item

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.bank.documents import WrittenItem
    from scenarios.bank.item import Answer, ItemSource
    from scripts.model import PlanShelf
    from scripts.source import Path, Source

CODE = "written"
"""What the ids of written items begin with."""
SHARED = ("points", "objections")
"""Parts of a source path that lead out of plan.yaml, into the file of that name."""


class Sources:
    """What a written question may stand on: the plan, its points and its objections, each with its file."""

    def __init__(self, shelf: PlanShelf, sources: Mapping[str, Source]) -> None:
        """`sources` has the file of `plan`, `points` and `objections`."""
        self._plan = shelf.plan.plan
        self._files = sources
        self._data: dict[str, Any] = {
            "plan": shelf.plan.model_dump(mode="json", by_alias=True),
            "points": {name: one.model_dump(mode="json", by_alias=True) for name, one in shelf.points.items()},
            "objections": {name: one.model_dump(mode="json", by_alias=True) for name, one in shelf.objections.items()},
        }

    def has(self, path: str) -> bool:
        """Whether anything stands at a path like approval/beyond."""
        try:
            self._value(path)
        except KeyError:
            return False
        return True

    def says(self, path: str, words: str) -> bool:
        """Whether the words stand there, whatever the punctuation."""
        return plain(words) in plain(_flat(self._value(path)))

    def source_of(self, quotes: Mapping[str, str]) -> ItemSource:
        """The source of a question that stands on these words at these paths; the first one's line."""
        file, path = self._where(next(iter(quotes)))
        found = source_at(
            self._files[file],
            f"{self._plan}/{file}.yaml",
            (path,),
            (self._value(next(iter(quotes))),),
        )
        every = "\n".join(f"{one}\n{_flat(self._value(one))}" for one in quotes)
        return type(found)(
            file=found.file,
            line=found.line,
            path=next(iter(quotes)),
            words=next(iter(quotes.values())),
            fingerprint=sha256(every.encode()).hexdigest(),
        )

    def _value(self, path: str) -> Any:
        file, parts = self._where(path)
        return value_at(self._data[file], parts[1:] if file in SHARED else parts)

    def _where(self, path: str) -> tuple[str, Path]:
        parts = tuple(int(part) if part.isdigit() else part for part in path.split("/"))
        return (str(parts[0]) if parts[0] in SHARED else "plan"), parts


def _flat(value: Any) -> str:
    """All words and figures of a value, in their order."""
    if isinstance(value, dict):
        return " ".join(f"{key} {_flat(one)}" for key, one in value.items())
    if isinstance(value, list):
        return " ".join(map(_flat, value))
    return f"{value:g}" if isinstance(value, float) else str(value or "")


def key_of(written: WrittenItem) -> Answer:
    """The key in indices. Raises ValueError with a Chinese sentence when it cannot be read or points at nothing."""
    key = read_answer(written.kind, written.key, len(written.options), len(written.lefts))
    if written.kind == "several" and isinstance(key, tuple) and not 1 < len(key) < len(written.options):
        raise ValueError("多选题要有两个以上的正确选项，也不能全都对。")
    return key


def item_of_written(written: WrittenItem, sources: Sources) -> Item:
    """The item of a question that the checks have found right.

    Its id comes from its name, its answers and the facts; a stem reworded keeps it. A speech about prices or authority
    has no clock either.
    """
    source = sources.source_of(written.from_)
    named = "\n".join((written.name, written.kind, *written.lefts, *written.options, written.key, source.fingerprint))
    return Item(
        id=f"{CODE}-{sha256(named.encode()).hexdigest()[:10]}",
        kind=written.kind,
        stem=written.stem,
        options=written.options,
        lefts=written.lefts,
        key=key_of(written),
        tolerance=written.tolerance,
        unit=written.unit,
        difficulty=written.difficulty,
        skill=written.skill,
        timed=written.skill not in UNTIMED,
        source=source,
        because=written.because,
    )
