"""The model rep: what a good rep would say next, in the script's own model lines.

He is the hint of the coached mode, the speaker of the watched one, and the ideal player of tests and balances.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from scripts.talk.customer import DECIDED_BY_HIM
from scripts.talk.speech import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.talk import SimulatedCustomer, TalkState

_POINTS_IN_ONE_BREATH = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line to say now, and what it is for: an objection's or a point's name."""

    purpose: str
    line: str


def next_line(customer: SimulatedCustomer, state: TalkState) -> str:
    """What the model rep says now: one or two suggestions in one breath."""
    if state.turn == 0:
        opening = customer.opening(state.setting.approach).rep
        return fill(_choose(opening, state), state.setting.rep)
    if state.open_objection is not None:
        return next(suggestions(customer, state)).line
    names = _in_order(customer, state)[:_POINTS_IN_ONE_BREATH]
    return "".join(_say(customer, state, name) for name in names) or next(suggestions(customer, state)).line


def _in_order(customer: SimulatedCustomer, state: TalkState) -> list[str]:
    """What is unsaid: what a stage merely likes first, since it moves on when it has all it needs.

    Where the customer decides it is the other way round: the order is asked for before anything else is offered.
    """
    points = customer.script.stages[state.stage].points
    decides = state.stage in DECIDED_BY_HIM
    return sorted(_unsaid(customer, state), key=lambda name: points[name].required != decides)


def suggestions(customer: SimulatedCustomer, state: TalkState) -> Iterator[Suggestion]:
    """What would help now, the most needful first: the open objection, what the stage needs, then asking on."""
    if (handled := state.open_objection) is not None:
        line = _choose(customer.objections[handled.name].say, state)
        yield Suggestion(handled.name, fill(line, state.setting.rep))
    points = customer.script.stages[state.stage].points
    needed_first = sorted(_unsaid(customer, state), key=lambda name: not points[name].required)
    for name in dict.fromkeys((*needed_first, *reversed(points))):
        yield Suggestion(name, _say(customer, state, name))


def _unsaid(customer: SimulatedCustomer, state: TalkState) -> list[str]:
    """The points of this stage that are still to be said; a farewell only when nothing else is left.

    The order is asked for until he has agreed to something, whatever was said of it before.
    """
    points = customer.script.stages[state.stage].points
    asking = () if state.promise else tuple(name for name in points if customer.points[name].code == "close")
    unsaid = [name for name in points if name not in state.met or name in asking]
    return unsaid or [name for name in points if customer.points[name].code == "thank_bye"]


def _say(customer: SimulatedCustomer, state: TalkState, point: str) -> str:
    use = customer.script.stages[state.stage].points[point]
    return fill(_choose(use.say, state), state.setting.rep)


def _choose(lines: tuple[str, ...], state: TalkState) -> str:
    return Random(f"{state.setting.seed}:model:{state.turn}").choice(lines)
