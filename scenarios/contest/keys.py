"""Key versions: what upheld appeals changed about what counts as right. Version 1 is the bank's own key.

A version is the whole list of rulings in force, so that an older result can be computed again at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from scenarios.bank import answer_as_json, answer_from_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.bank import Answer

RulingKind = Literal["accept", "void", "credit"]

RULINGS: Mapping[RulingKind, str] = {"accept": "另一个答案也算对", "void": "此题作废", "credit": "此题人人给分"}
"""Every ruling with its Chinese name."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided of one item: `also` are further right answers, only where the kind is accept."""

    item: str
    kind: RulingKind
    also: tuple[Answer, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The ruling as plain data."""
        return {"item": self.item, "kind": self.kind, "also": [answer_as_json(one) for one in self.also]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Ruling:
        """The ruling out of what `as_json` gave."""
        return cls(data["item"], data["kind"], tuple(answer_from_json(one) for one in data["also"]))


@dataclass(frozen=True, slots=True)
class KeyVersion:
    """One version of the key: the rulings in force, at most one an item, and why this version came about."""

    version: int = 1
    rulings: tuple[Ruling, ...] = ()
    why: str = ""
    by: int = 0

    @property
    def by_item(self) -> dict[str, Ruling]:
        """The rulings by item."""
        return {one.item: one for one in self.rulings}

    def ruled(self, ruling: Ruling, why: str, by: int) -> KeyVersion:
        """The next version, with one more ruling; on the same item, accepting adds to what is accepted already."""
        before = self.by_item.get(ruling.item)
        if before is not None and before.kind == ruling.kind == "accept":
            ruling = Ruling(ruling.item, "accept", tuple(dict.fromkeys((*before.also, *ruling.also))))
        kept = tuple(one for one in self.rulings if one.item != ruling.item)
        return KeyVersion(self.version + 1, (*kept, ruling), why, by)

    def without(self, item: str, why: str, by: int) -> KeyVersion:
        """The next version, in which nothing was ruled about this item."""
        return KeyVersion(self.version + 1, tuple(one for one in self.rulings if one.item != item), why, by)

    def as_json(self) -> dict[str, Any]:
        """The version as plain data."""
        rulings = [one.as_json() for one in self.rulings]
        return {"version": self.version, "rulings": rulings, "why": self.why, "by": self.by}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> KeyVersion:
        """The version out of what `as_json` gave."""
        return cls(data["version"], tuple(map(Ruling.from_json, data["rulings"])), data["why"], data["by"])
