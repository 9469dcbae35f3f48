"""The shipped banks for tests, made once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from scenarios.bank.doubts import Doubts
from scenarios.bank.folders import DOUBTS, ITEMS, shipped_bank
from scenarios.bank.ground import Ground
from scenarios.bank.loader import LoadedBank, load_bank
from scripts.folders import PLAN
from scripts.loader import load_shipped, shipped_library
from scripts.shape import fit
from scripts.source import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenarios.bank.item import Item
    from scripts.model import Plan, PlanShelf

OFFICE, HOTEL = "office-building", "small-hotel"


def shelf(plan: str = OFFICE) -> PlanShelf:
    return load_shipped().library.shelves[plan]


@cache
def loaded(plan: str = OFFICE) -> LoadedBank:
    return load_bank(shelf(plan))


@cache
def doubts(plan: str = OFFICE) -> Doubts:
    file = shipped_bank() / plan / ITEMS / DOUBTS
    found, _ = fit(Doubts, read(str(file), file.read_bytes())) if file.exists() else (None, ())
    return found or Doubts(plan=plan)


def ground(plan: str = OFFICE, changed: Plan | None = None, *, open_places: bool = True) -> Ground:
    """The ground of a shipped plan; `changed` stands in its place, `open_places` is whether its doubts are known."""
    file = shipped_library() / plan / PLAN
    source = read(str(file), file.read_bytes())
    known = doubts(plan) if open_places else Doubts(plan=plan)
    return Ground(changed or shelf(plan).plan, known, source, f"{plan}/{PLAN}")


def made(items: Iterable[Item]) -> list[Item]:
    """Those that were generated."""
    return [item for item in items if not item.id.startswith("written-")]


def right(item: Item) -> list[str]:
    """The right options of a single, several or order, in the key's order."""
    key = item.key if isinstance(item.key, tuple) else (int(item.key),)
    return [item.options[int(index)] for index in key]
