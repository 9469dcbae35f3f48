"""The bank of one plan: its items by id, made from the plan's facts and written by trainers, and its cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scenarios.bank.drafts import item_of
from scenarios.bank.generators import GENERATORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scenarios.bank.ground import Ground
    from scenarios.bank.item import Item


@dataclass(frozen=True, slots=True)
class Bank:
    """Everything a paper of one plan can be made of; `cases` by their names."""

    plan: str
    items: Mapping[str, Item]
    cases: Mapping[str, Any] = field(default_factory=dict)

    def retired(self, used: Iterable[str]) -> tuple[str, ...]:
        """Those of the ids used (by a contest, say) that this bank has no more: their facts have changed."""
        return tuple(one for one in used if one not in self.items)


def build_bank(ground: Ground, written: Iterable[Item] = (), cases: Mapping[str, Any] | None = None) -> Bank:
    """Make the bank of a plan: what its facts give, then what is written.

    A generated question that touches what the plan leaves open is left out.
    """
    items = {item.id: item for item in (*generated(ground), *written)}
    return Bank(ground.plan.plan, items, cases or {})


def generated(ground: Ground) -> tuple[Item, ...]:
    """Every question that the plan's facts give, by generator and in the plan's order; clear, and worth asking."""
    drafts = ((draft, maker.code) for maker in GENERATORS for draft in maker.run(ground))
    return tuple(
        item_of(draft, code, ground)
        for draft, code in drafts
        if draft.askable and ground.doubts.touched(draft.stem, (*draft.lefts, *draft.options)) is None
    )
