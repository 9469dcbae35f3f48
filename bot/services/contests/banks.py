"""The banks and cases of the plans, for contests: read once, the cases ready to be played."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from bot.services.contests.records import ContestError
from scenarios.bank.loader import load_bank
from scenarios.cases import CasePlay
from scripts.loader import shipped_library
from scripts.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.services.catalogue import Catalogue
    from bot.store.records import Json
    from scenarios.bank import Item
    from scenarios.cases import StagedCase
    from scripts.model import PlanShelf

USUAL_CASE = 2
"""The difficulty of the cases of a contest unless some are named: all of them alike, as papers are."""


@dataclass(frozen=True)
class PlanBank:
    """What a contest of one plan is made of."""

    items: tuple[Item, ...]
    cases: Mapping[str, CasePlay]

    def chosen_cases(self, names: tuple[str, ...] = ()) -> dict[str, Json]:
        """The cases a contest is committed to, as they are pinned; raises ContestError for a name that isn't there."""
        for name in names:
            if name not in self.cases:
                like = nearest(name, tuple(self.cases))
                offer = f"是不是想写 {like}？" if like else f"可以写：{'、'.join(self.cases)}。"
                raise ContestError(f"没有叫「{name}」的案例。{offer}")
        usual = [name for name, play in self.cases.items() if play.staged.case.difficulty == USUAL_CASE]
        wanted = names or tuple(usual or self.cases)
        return {name: {"fingerprint": self.cases[name].staged.fingerprint} for name in wanted}


class Banks:
    """The banks of a catalogue's plans, each read when it is first needed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = Lock()
        self._read: dict[str, PlanBank] = {}

    def of(self, plan: str) -> PlanBank:
        """The bank of a plan, by its folder's name; raises ContestError if there is no such plan."""
        with self._lock:
            if plan not in self._read:
                shelves = self._catalogue.library.shelves
                if plan not in shelves:
                    raise ContestError(f"没有叫「{plan}」的方案。可以写：{'、'.join(shelves)}。")
                own = [root for root in self._catalogue.roots if root != shipped_library()]
                bank = load_bank(shelves[plan], own).bank
                cases = {name: self._playable(shelves[plan], staged) for name, staged in bank.cases.items()}
                self._read[plan] = PlanBank(tuple(bank.items.values()), cases)
            return self._read[plan]

    def plans(self) -> dict[str, str]:
        """The plans there are: the folder's name → the title."""
        return {name: shelf.plan.title for name, shelf in self._catalogue.library.shelves.items()}

    def cases(self, plan: str) -> Mapping[str, CasePlay]:
        """The cases of a plan, as the hall wants them."""
        return self.of(plan).cases

    def _playable(self, shelf: PlanShelf, staged: StagedCase) -> CasePlay:
        return CasePlay(staged, self._catalogue.listener_of(shelf, staged.script))
