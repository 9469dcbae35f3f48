"""Everybody's mind within one turn: stances, moods, patience and concerns are moved here, each move with its why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenarios.panel.state import Shift, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenarios.panel.table import Table
    from scripts.talk.state import Handled


class Minds:
    """The working state of one turn, by name; minds are replaced as they are moved."""

    def __init__(self, table: Table, people: Iterable[Standing], turn: int) -> None:
        """Begin with the minds as they stand."""
        self.table = table
        self.turn = turn
        self.minds = {one.name: one for one in people}

    def move(self, name: str, by: int, why: str, quote: str = "") -> None:
        """Move a person's stance within its bounds; who has stopped listening is not won."""
        mind = self.minds[name]
        if mind.gone and by > 0:
            return
        stance = max(0, min(100, mind.stance + by))
        if stance != mind.stance:
            shift = Shift(self.turn, stance - mind.stance, stance, why, quote)
            self.minds[name] = replace(mind, stance=stance, shifts=(*mind.shifts, shift))

    def feel(self, name: str, by: int) -> None:
        """Move a person's mood."""
        mind = self.minds[name]
        self.minds[name] = replace(mind, mood=max(-3, min(3, mind.mood + by)))

    def tire(self, name: str) -> None:
        """Take one off a person's patience."""
        mind = self.minds[name]
        if not mind.human:
            self.minds[name] = replace(mind, patience=max(0, mind.patience - 1))

    def put(self, name: str, handled: Handled) -> None:
        """Keep how a concern of his stands."""
        mind = self.minds[name]
        after = tuple(handled if one.name == handled.name else one for one in mind.handled)
        self.minds[name] = replace(mind, handled=after)

    def settle(self, name: str, handled: Handled, by: int, *, whole: bool) -> None:
        """A concern is closed: by all the steps he needs, or because the answer was told him a second time."""
        how = "回答得踏实" if whole else "又讲了一遍，勉强过去"
        quote = handled.answered.quote if handled.answered else ""
        self.put(name, replace(handled, outcome="settled"))
        self.move(name, by, f"「{handled.name}」{how}", quote)
        self.feel(name, 1)
        self.share(name, handled.name, self.table.concerns[handled.name].weight // 4, how, quote)

    def drop(self, name: str, handled: Handled, why: str) -> None:
        """A concern that was not met, or not wholly: what it costs him, and those who agreed with him."""
        concern = self.table.concerns[handled.name]
        self.put(name, replace(handled, outcome="dropped"))
        loss = concern.weight // 4 if handled.answered else concern.weight // 2
        self.move(name, -loss, f"「{handled.name}」{why}", handled.answered.quote if handled.answered else "")
        self.share(name, handled.name, -(loss // 2), why, "")

    def share(self, owner: str, concern: str, by: int, how: str, quote: str) -> None:
        """Who agreed with a colleague's concern is moved with him."""
        for name in self.table.concerns[concern].agree:
            if name != owner and not self.minds[name].human:
                self.move(name, by, f"{owner}的「{concern}」{how}", quote)
