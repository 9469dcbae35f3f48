"""A contest of operators to be led by a test, heard by a listener that knows 【names】 and the sheets' own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenarios.rivals import Decided, Notice, Rivals, RivalsEvent, RivalsReport, Room, Setup
from scripts.heard import Claim, Context, Heard, Hit
from tests.spoken import MarkedListener, saying

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.model import Plan, Point

SEATS = ("网通", "电信", "铁通")
OVERS = {"打三折": 3.0, "打九折": 9.0}


class SheetListener:
    """Hears 【names】, discounts by name, and the lines of the seat's own sheet."""

    def __init__(self, points: Mapping[str, Point]) -> None:
        self._marked = MarkedListener(points)
        self._points = points

    def hear(self, utterance: str, context: Context) -> Heard:
        heard = self._marked.hear(utterance, context)
        told = [
            Hit(point.code, point.name, line, utterance.index(line), utterance.index(line) + len(line))
            for point in self._points.values()
            for line in point.examples
            if "·" in point.code and line in utterance
        ]
        folds = [Claim("discount", value, "", name, 0, 1) for name, value in OVERS.items() if name in utterance]
        met = {hit.code: hit for hit in (*heard.met, *told)}
        acts = ("statement",) if told or folds else heard.acts
        return Heard(utterance, acts, tuple(met.values()), (), heard.violations, (*heard.claims, *folds))


def hearing(_: Plan, points: Mapping[str, Point]) -> SheetListener:
    return SheetListener(points)


class Contest:
    """A room to be led by a test: it keeps the state and everything that happened."""

    def __init__(self, table: Rivals, **setup: Any) -> None:
        self.table = table
        self.events: list[RivalsEvent] = []
        self.room, happened = table.open_room(Setup(**{"humans": SEATS, **setup}))
        self.events += happened

    def did(self, moved: tuple[Room, tuple[RivalsEvent, ...]]) -> tuple[RivalsEvent, ...]:
        self.room, happened = moved
        self.events += happened
        return happened

    def say(self, seat: str, *names: str, now: float = 0.0) -> tuple[RivalsEvent, ...]:
        """Say these names in one line."""
        return self.utter(seat, saying(*names) if names else "各位好。", now=now)

    def utter(self, seat: str, text: str, now: float = 0.0) -> tuple[RivalsEvent, ...]:
        return self.did(self.table.say(self.room, seat, text, now))

    def all_say(self, **names: tuple[str, ...]) -> None:
        """Everybody says his part in this step; who is not named greets."""
        for seat in self.table.awaited(self.room):
            self.say(seat, *names.get(seat, ()))

    def reach(self, kind: str) -> None:
        """Go on to a step, everybody greeting on the way."""
        while self.kind != kind:
            self.all_say()

    def finish(self, **names: tuple[str, ...]) -> RivalsReport:
        """Say these in the first round, greet to the end, and give the report."""
        if names:
            self.all_say(**names)
        while not self.room.ended:
            self.all_say()
        return self.report

    @property
    def kind(self) -> str:
        return self.table.phase(self.room).kind

    @property
    def report(self) -> RivalsReport:
        return next(event.report for event in self.events if isinstance(event, Decided))

    @property
    def notices(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, Notice)]


def score(report: RivalsReport, seat: str) -> float:
    return next(one.score for one in report.seats if one.seat == seat)
