"""What a drill can play: every script one to one, every panel with some of its chairs for colleagues, every contest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from bot.services.snapshots import keep_snapshot
from scenarios.documents import Panel, RivalsScenario
from scenarios.meeting import Offer, PanelPlay, PracticePlay, RivalsPlay
from scenarios.panel import Meeting
from scenarios.panel.rules import RULES as PANEL_RULES
from scenarios.rivals import Rivals
from scenarios.rivals.report import RULES as RIVALS_RULES
from scoring.report import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.services.catalogue import Catalogue
    from bot.services.playbill import Playbill, ReadyScenario
    from bot.services.ready import Ready
    from bot.store.contract import UnitOfWork
    from scenarios.meeting import Play

MOST_CHAIRS = 2
"""How many of a panel's chairs colleagues may take: the others have to be there to be convinced, and to listen."""
_BY_COLLEAGUES, _BY_A_PERSON = "由同事扮演）", "（客户由人扮演）"


@dataclass(frozen=True, slots=True)
class Pin:
    """What exactly a drill plays: the scenario with its version, its fingerprint, the rules it is judged by."""

    ref: str
    fingerprint: str
    rules: str


@dataclass(frozen=True, slots=True)
class Bill:
    """A title taken apart: the scenario's own name, the chairs that colleagues take, whether a person is customer."""

    name: str
    chairs: tuple[str, ...] = ()
    person: bool = False

    @property
    def title(self) -> str:
        """How it is called in the group: 广告公司碰头会（采购由同事扮演）."""
        if self.chairs:
            return f"{self.name}（{'、'.join(self.chairs)}{_BY_COLLEAGUES}"
        return self.name + (_BY_A_PERSON if self.person else "")

    @classmethod
    def of(cls, title: str) -> Bill:
        """Take a title apart."""
        if title.endswith(_BY_A_PERSON):
            return cls(title.removesuffix(_BY_A_PERSON), person=True)
        if title.endswith(_BY_COLLEAGUES):
            name, _, chairs = title.removesuffix(_BY_COLLEAGUES).rpartition("（")
            return cls(name, tuple(chairs.split("、")))
        return cls(title)


class Programme:
    """The scripts and scenarios that a host is offered, as drills play them; for one unit of work."""

    def __init__(self, uow: UnitOfWork, catalogue: Catalogue, playbill: Playbill, host: int) -> None:
        self._uow = uow
        self._catalogue = catalogue.seen_by(uow, host)
        self._playbill = playbill.seen_by(self._catalogue)

    def offers(self) -> tuple[Offer, ...]:
        """All that a host can choose from now."""
        scripts = (Offer("practice", name) for name in self._catalogue.names)
        scenarios = (ready for name in self._playbill.names if (ready := self._playbill.get(name)) is not None)
        return (*scripts, *(offer for ready in scenarios for offer in _offers(ready)))

    def chairs(self, name: str) -> dict[str, str]:
        """The people of a panel, whose chairs colleagues could take, with their posts; none of anything else."""
        ready = self._playbill.get(name)
        people = ready.document.people if ready and isinstance(ready.document, Panel) else {}
        return {person: one.role for person, one in people.items()}

    def plays(self, today: date, pinned: str = "") -> Callable[[Offer], Play | None]:
        """What plays an offer: the version with that fingerprint while it is at hand, else the one in force."""

        def play(offer: Offer) -> Play | None:
            if offer.form == "practice":
                ready = self.script(offer, pinned)
                return PracticePlay(ready.practice, today) if ready is not None else None
            return _staged_play(self.scenario(offer, pinned), Bill.of(offer.scenario), today)

        return play

    def script(self, offer: Offer, pinned: str) -> Ready | None:
        """The script that a practice is held by, in the version of that fingerprint while it is at hand."""
        return self._catalogue.pinned(Bill.of(offer.scenario).name, pinned, self._uow.versions)

    def scenario(self, offer: Offer, pinned: str) -> ReadyScenario | None:
        """The scenario of any other form, likewise."""
        return self._playbill.pinned(Bill.of(offer.scenario).name, pinned)

    def pin(self, offer: Offer) -> Pin | None:
        """What an offer stands for now, a script kept as it is; None when it is gone."""
        name = Bill.of(offer.scenario).name
        if offer.form == "practice":
            ready = self._catalogue.get(name)
            if ready is None:
                return None
            keep_snapshot(self._uow, ready)
            return Pin(ready.script.ref, ready.fingerprint, RULES)
        scenario = self._playbill.get(name)
        rules = PANEL_RULES if offer.form == "panel" else RIVALS_RULES
        return Pin(scenario.document.ref, scenario.staged.fingerprint, rules) if scenario is not None else None


def _offers(ready: ReadyScenario) -> Iterator[Offer]:
    if isinstance(ready.document, Panel):
        for many in range(MOST_CHAIRS + 1):
            for chairs in combinations(ready.document.people, many):
                yield Offer("panel", Bill(ready.name, chairs).title)
    elif isinstance(ready.document, RivalsScenario):
        yield Offer("rivals", ready.name)
        yield Offer("rivals", Bill(ready.name, person=True).title)


def _staged_play(ready: ReadyScenario | None, bill: Bill, today: date) -> Play | None:
    if ready is None:
        return None
    if isinstance(ready.core, Meeting):
        known = all(chair in ready.core.table.people for chair in bill.chairs)
        return PanelPlay(ready.core, today, bill.chairs) if known else None
    assert isinstance(ready.core, Rivals)  # noqa: S101 - there are no other cores
    return RivalsPlay(ready.core, ready.staged, "person" if bill.person else "machine")
