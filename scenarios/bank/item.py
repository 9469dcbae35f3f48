"""One question of the item bank: what is asked, what may be answered, what is right, and the plan's words behind it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Literal, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Mapping

ItemKind = Literal["single", "several", "order", "number", "match"]

KINDS: Mapping[ItemKind, str] = {
    "single": "单选",
    "several": "多选",
    "order": "排序",
    "number": "填数",
    "match": "配对",
}
"""Every kind with its Chinese name."""

Answer = int | tuple[int, ...] | Decimal
"""An answer, or the key, in canonical indices from 0.

single: an option's index · several: indices in rising order · order: the options' indices in the right order · match:
for each left the index of its right · number: a Decimal.
"""

EASIEST, HARDEST = 1, 5
"""The least and the greatest difficulty; a paper takes one item of each stratum."""


@dataclass(frozen=True, slots=True)
class ItemSource:
    """The line an item stands on: `file` and `line` (from 1), the `path` there, and the `words` written.

    `fingerprint` is the SHA-256 (hex) of the fact alone, whatever line it stands on: another fact, another item.
    """

    file: str
    line: int
    path: str
    words: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its key, in canonical order; a paper shuffles the options for each person.

    `lefts` are a match's left-hand side, `options` its right; a number has neither, but a `tolerance` and a `unit`.
    `timed` is False where speed must not count (tariff, authority). `because` is shown after the close: why the key is
    the key.
    """

    id: str
    kind: ItemKind
    stem: str
    options: tuple[str, ...]
    lefts: tuple[str, ...]
    key: Answer
    tolerance: Decimal
    unit: str
    difficulty: int
    skill: str
    timed: bool
    source: ItemSource
    because: str

    def as_json(self) -> dict[str, Any]:
        """The item as plain data; `from_json` gives it back exactly."""
        return {
            "id": self.id,
            "kind": self.kind,
            "stem": self.stem,
            "options": list(self.options),
            "lefts": list(self.lefts),
            "key": answer_as_json(self.key),
            "tolerance": str(self.tolerance),
            "unit": self.unit,
            "difficulty": self.difficulty,
            "skill": self.skill,
            "timed": self.timed,
            "source": {
                "file": self.source.file,
                "line": self.source.line,
                "path": self.source.path,
                "words": self.source.words,
                "fingerprint": self.source.fingerprint,
            },
            "because": self.because,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Item:
        """The item out of what `as_json` gave."""
        return cls(
            **{
                **data,
                "options": tuple(data["options"]),
                "lefts": tuple(data["lefts"]),
                "key": answer_from_json(data["key"]),
                "tolerance": Decimal(data["tolerance"]),
                "source": ItemSource(**data["source"]),
            }
        )


def answer_as_json(answer: Answer) -> int | list[int] | str:
    """An answer as JSON: an index, a list of indices, or a number as a string (`"128"`)."""
    if isinstance(answer, Decimal):
        return format(answer, "f")
    return list(answer) if isinstance(answer, tuple) else answer


def answer_from_json(data: object) -> Answer:
    """The answer out of what `answer_as_json` gave. Raises ValueError for anything else."""
    if _is_index(data):
        return data
    if isinstance(data, list) and all(_is_index(one) for one in data):
        return tuple(data)
    if isinstance(data, str):
        with suppress(InvalidOperation):
            if (number := Decimal(data)).is_finite():
                return number
    raise ValueError(f"no answer: {data!r}")


def _is_index(data: object) -> TypeGuard[int]:
    return isinstance(data, int) and not isinstance(data, bool) and data >= 0
