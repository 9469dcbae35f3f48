"""A contest of operators at the terminal: `{"seat": "网通", "text": "…"}` a line, or plain words for one's own seat.

There is no clock here: when a seat that has spoken speaks again, the step is over for the others. Seats nobody has
spoken for by the end of the first round are the machine's.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from bot.views.json_lines import dumped
from bot.views.rivals import seat_card, shown
from bot.views.shown import Shown
from scenarios.rivals import CUSTOMER, Notice, Rivals, Setup
from scenarios.stories.scenario_recorded import rivals_story_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.services.plays.lines import Happened
    from bot.terminal.plays.play import Casting
    from bot.views.page import Page
    from scenarios.meeting.plays.play import State
    from scenarios.rivals import RivalsEvent, Room

_CUSTOMERS: Mapping[str, Literal["machine", "person"]] = {"machine": "machine", "person": "person"}
_CARD = "资料卡"
_BROKEN = '这一行读不懂。写成 {"seat": "网通", "text": "……"}，或者直接写要说的话。'


class RivalsPlay:
    """One contest, taken part in by whoever speaks."""

    def __init__(self, casting: Casting) -> None:
        """Raises TypeError for a scenario of another form."""
        if not isinstance(casting.ready.core, Rivals):
            raise TypeError(f"not a rivals scenario: {casting.ready.name}")
        self._casting = casting
        self._table = casting.ready.core
        self.happened: tuple[Happened, ...] = ()
        operator, seats = casting.ready.staged.shelf.plan.operator, self._table.scenario.seats
        self._own = operator if operator in seats else next(iter(seats))
        self.prompt = f"{self._own}："
        self._room, self._begun = self._table.open_room(Setup(seed=casting.seed, joining=True, timed=False))
        self.manual = (
            f"直接写一句，就是坐在{self._own}的位子上说；想坐别家，第一句写「电信：……」。每轮说一次，别家由机器出场。"
            "最后报价先封着，一起拆。看资料卡，输入：资料卡（开口之前也能看别家的：资料卡 电信）。"
            "想早点收场，输入：结束"
        )

    @property
    def role(self) -> str:
        """The seat of whoever speaks plain words."""
        return self._own

    @property
    def state(self) -> State:
        """Where the contest stands, as plain data."""
        return self._room.as_json()

    @property
    def over(self) -> bool:
        """Whether the customer has decided."""
        return self._room.ended

    def open(self) -> list[Shown]:
        """The scene, the customer's welcome, the first round."""
        self.happened = ()
        return self._shown((Notice(self._table.scenario.scene), *self._begun))

    def take(self, line: str) -> list[Shown]:
        """One line: a seat's words, the setup, or the end of a step."""
        self.happened = ()
        if not line.lstrip().startswith("{"):
            return self._alone(line)
        try:
            read = json.loads(line)
        except ValueError:
            return self._shown((Notice(_BROKEN),))
        if isinstance(read, dict) and isinstance(read.get("seat"), str) and isinstance(read.get("text"), str):
            return self._say(read["seat"], read["text"])
        if isinstance(read, dict) and read.get("close") is True:
            return self._moved(self._table.close_round(self._room))
        return self._set_up(read)

    def finish(self) -> list[Shown]:
        """End step after step: who has not spoken has missed his turn."""
        self.happened = ()
        happened: list[Shown] = []
        while not self._room.ended:
            happened += self._moved(self._table.close_round(self._room))
        return happened

    @property
    def card(self) -> Page:
        """The fact sheet of his seat."""
        return self._card_of(self._own)

    def _card_of(self, seat: str) -> Page:
        staged = self._casting.ready.staged
        return seat_card(staged.shelf.plan, self._table.scenario, seat, staged.script.customer.spend)

    def _asked_for_card(self, line: str) -> str:
        """The seat whose card a line asks for: his own, before anybody has spoken any; "" when it asks for none."""
        words = line.split()
        if not words or words[0] != _CARD or len(words) > 2:  # noqa: PLR2004 - the word, and perhaps a seat
            return ""
        seat = words[-1] if words[1:] else self._own
        return seat if seat == self._own or (seat in self._table.scenario.seats and not self._room.log) else ""

    def _alone(self, line: str) -> list[Shown]:
        """Plain words of one person: his seat may stand before them, all others are the machine's."""
        if seat := self._asked_for_card(line):
            return [Shown(dumped({"event": "card", "seat": seat}), page=self._card_of(seat))]
        seat, colon, words = line.replace(":", "：", 1).partition("：")
        named = bool(colon) and seat.strip() in self._table.scenario.seats
        if named and not self._room.log:
            self._own = seat.strip()
            self.prompt = f"{self._own}："
        happened = self._say(self._own, words.strip() if named and seat.strip() == self._own else line)
        if self._room.unclaimed and self._own in self._room.done:
            happened += self._moved(self._table.close_round(self._room))
        return happened

    def _say(self, seat: str, words: str) -> list[Shown]:
        happened: list[Shown] = []
        if seat in self._room.done and seat in self._room.humans:
            happened += self._moved(self._table.close_round(self._room))
        return happened + self._moved(self._table.say(self._room, seat, words))

    def _set_up(self, read: Any) -> list[Shown]:
        """Begin anew with `{"seats": […], "customer": "person"}`, before anybody has spoken."""
        known = isinstance(read, dict) and bool(read) and read.keys() <= {"seats", "customer"}
        seats = read.get("seats", ()) if known else ()
        customer = _CUSTOMERS.get(str(read.get("customer", "machine"))) if known else None
        named = isinstance(seats, list | tuple) and all(seat in self._table.scenario.seats for seat in seats)
        if not named or customer is None:
            return self._shown((Notice(_BROKEN),))
        if self._room.log:
            return self._shown((Notice("座位和客户要在第一句之前定好。"),))
        humans = tuple(dict.fromkeys(seats))
        self._room, events = self._table.open_room(Setup(self._casting.seed, humans, not humans, customer, timed=False))
        return self._shown(tuple(event for event in events if event not in self._begun))

    def story(self, name: str) -> str:
        """The contest as a story from his seat."""
        lines = [(one.seat, one.text) for one in self._room.log if one.kind == "say"]
        return rivals_story_of(self._table, self._casting.seed, self._own, lines, name)

    def _moved(self, moved: tuple[Room, tuple[RivalsEvent, ...]]) -> list[Shown]:
        self._room, events = moved
        return self._shown(events)

    def _shown(self, events: tuple[RivalsEvent, ...]) -> list[Shown]:
        self.happened = (*self.happened, *events)
        customer = CUSTOMER if self._room.setup.customer == "person" else self._table.buyer.script.customer.name
        return [shown(event, customer) for event in events]
