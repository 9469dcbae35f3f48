"""The customer's objections: when one comes up, and what settles it: acknowledge, answer, check."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.talk.state import Evidence, Handled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.heard import Heard
    from scripts.model import Objection
    from scripts.talk.mind import Mind

LEAST_STEPS = 1
"""An objection settled by no more than this is settled, but wins no trust."""


class ObjectionDesk:
    """Keeps one turn's dealings with objections; all lasting facts are in the mind's state."""

    def __init__(self, mind: Mind) -> None:
        self._mind = mind
        self.answered_with: frozenset[str] = frozenset()

    def weigh(self, *, silent: bool) -> None:
        """If an objection is open, see whether this turn dealt with it, and answer so."""
        mind = self._mind
        handled = mind.state.open_objection
        if handled is None:
            return
        objection = mind.persona.objections[handled.name]
        after = self._with_steps(handled, objection)
        if after.answered and not handled.answered:
            mind.moved(0, 0, 1, f"「{handled.name}」答到了点子上")
        if after.steps >= mind.level.steps and after.answered:
            won = int(after.steps > LEAST_STEPS)
            self._close(after, "settled", objection.settled, won, "异议解决了", silent=silent)
        elif after.answered and after.steps == handled.steps and self.answered_with:
            self._close(after, "settled", objection.settled, 0, "又讲了一遍，勉强过去", silent=silent)
        elif after.steps > handled.steps:
            mind.progress = True
            self._put(after)
            if not silent:
                mind.say(objection.half if after.answered else objection.dodged)
        else:
            self._dodge(after, objection, silent=silent)

    def _with_steps(self, handled: Handled, objection: Objection) -> Handled:
        mind, number = self._mind, self._mind.state.turn
        steps = steps_in(mind.heard, objection, mind.persona.name_of)
        self.answered_with = frozenset(steps.answers)
        if steps.acknowledged and not handled.acknowledged:
            handled = replace(handled, acknowledged=Evidence(number, steps.acknowledged))
        if steps.answers and not handled.answered:
            handled = replace(handled, answered=Evidence(number, next(iter(steps.answers.values()))))
        if steps.checked and handled.answered and not handled.checked:
            handled = replace(handled, checked=Evidence(number, steps.checked))
        return handled

    def _close(
        self, handled: Handled, outcome: str, lines: tuple[str, ...], trust: int, why: str, *, silent: bool
    ) -> None:
        mind = self._mind
        mind.progress = True
        self._put(replace(handled, outcome="settled" if outcome == "settled" else "dropped"))
        mind.moved(trust, max(-1, trust), 0, f"「{handled.name}」{why}")
        if not silent:
            mind.say(lines)

    def _dodge(self, handled: Handled, objection: Objection, *, silent: bool) -> None:
        """He was not answered: he comes back to it, and after a while drops it and thinks his part."""
        mind = self._mind
        after = replace(handled, dodges=handled.dodges + 1)
        self._put(after)
        if after.dodges > mind.level.dodges:
            self._close(
                after, "dropped", mind.persona.voice("give-up"), -1, "没有得到回答，他自己放下了", silent=silent
            )
            return
        if after.dodges > 1:
            mind.moved(0, -1, 0, f"「{handled.name}」被绕开了 {after.dodges} 次")
        if not silent:
            mind.say(objection.dodged)

    def _put(self, handled: Handled) -> None:
        mind = self._mind
        others = tuple(handled if one.name == handled.name else one for one in mind.state.handled)
        mind.state = replace(mind.state, handled=others)

    # -- when one comes up ----------------------------------------------------------------------------------------

    def left(self) -> list[str]:
        """The planned objections of the present stage that have not come up and that something has given cause for."""
        state, customer = self._mind.state, self._mind.persona
        planned = [name for name in customer.script.stages[state.stage].objections if name in state.planned]
        return [name for name in planned if name not in state.raised and self._has_cause(customer.objections[name])]

    def _has_cause(self, objection: Objection) -> bool:
        """Whether it can come in its turn: "太贵了" waits for a price; a doubt comes only after an empty claim."""
        if objection.after_empty:
            return False
        return not objection.after or not set(objection.after).isdisjoint(self._mind.state.met)

    def raise_next(self) -> None:
        """Bring up the next planned one, unless one is open or he has said enough."""
        left = self.left()
        if left and self._mind.state.open_objection is None:
            self._raise(left[0])

    def is_empty_claim(self, name: str) -> bool:
        """Whether this point was claimed without any figure, and he is the man to mind that."""
        minded = any(name in objection.after_empty for objection in self._mind.persona.objections.values())
        return minded and not self._mind.figures

    def doubt(self, name: str) -> None:
        """An empty claim: he opens the objection that waits for it, or asks for the figure."""
        mind = self._mind
        waiting = [
            one.name
            for one in mind.persona.objections.values()
            if name in one.after_empty and one.name not in mind.state.raised
        ]
        if waiting and mind.state.open_objection is None:
            self._raise(waiting[0])
        else:
            mind.say(mind.persona.voice("empty-claim"))

    def raise_what_was_touched(self) -> None:
        """A point just said may bring up an objection at once ("组合方案" → "那号码要不要换？")."""
        mind = self._mind
        if mind.state.open_objection is not None:
            return
        for name, objection in mind.persona.objections.items():
            touched = not mind.names.isdisjoint(objection.after)
            if touched and name in mind.state.planned and name not in mind.state.raised:
                self._raise(name)
                return

    def _raise(self, name: str) -> None:
        mind = self._mind
        mind.say(mind.persona.objections[name].raises, must=True)
        mind.state = replace(mind.state, handled=(*mind.state.handled, Handled(name, mind.state.turn)))


@dataclass(frozen=True, slots=True)
class Steps:
    """The words of one utterance that acknowledge, answer and check an objection; `answers` by the point's name."""

    acknowledged: str
    answers: Mapping[str, str]
    checked: str


def steps_in(heard: Heard, objection: Objection, name_of: Mapping[str, str]) -> Steps:
    """Which of the three steps an utterance takes (source: design rules, part 1, "objection closed")."""
    quotes = {name_of[hit.code]: hit.quote for hit in heard.met if hit.code in name_of}
    return Steps(
        acknowledged=next((hit.quote for hit in heard.met if hit.code == "empathy"), ""),
        answers={name: quotes[name] for name in objection.answered_by if name in quotes},
        checked=_tail(heard.text) if "check" in heard.acts else "",
    )


def _tail(text: str) -> str:
    """The last sentence of an utterance: where a check question stands."""
    cut = max(text.rstrip("？?。！!").rfind(mark) for mark in "，。！？,!?；;")
    return text[cut + 1 :].strip()
