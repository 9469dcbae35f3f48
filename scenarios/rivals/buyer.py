"""The customer before several reps: asks all of them the same, and answers each line by one word, the same for all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from scenarios.documents.rivals import RivalsScenario
    from scenarios.rivals.room import Finding, Room
    from scripts.heard import Heard
    from scripts.model import PlanShelf, Script

_OFFENCES = ("rude", "disparage", "wrong_price", "over_discount", "wrong_gift", "absolute")
"""What he takes offence at, the worst first; each is a situation of his voice."""


def fresh(lines: Sequence[str], spoken: Sequence[str], rng: Random) -> str:
    """A variant nobody has said yet in this room; "" when all are used up: better no word than the same again."""
    left = [line for line in lines if line not in spoken]
    return left[rng.randrange(len(left))] if left else ""


@dataclass(frozen=True, slots=True)
class Word:
    """What he says to a line: its written form (to be remembered as used up) and the fact of his it tells."""

    text: str
    told: str = ""


class Buyer:
    """The script's customer as the judge of a contest; keeps nothing between two lines."""

    def __init__(self, scenario: RivalsScenario, shelf: PlanShelf, script: Script) -> None:
        self.scenario = scenario
        self.lines = scenario.customer
        self.script = script
        self._shelf = shelf
        points = shelf.points_of(script)
        self._name_of = {point.code: name for name, point in points.items()}

    def voice(self, situation: str) -> tuple[str, ...]:
        """His words for a situation: this table's before his own, and those before the plan's common ones."""
        if situation == "disparage":
            return self.lines.disparaged
        return self.script.customer.voice.get(situation) or self._shelf.voice.get(situation, ())

    def reaction(self, room: Room, heard: Heard, findings: Sequence[Finding], rng: Random) -> Word | None:
        """His word to a seat's line, in order of need: offence, a denied claim, a dodge, an empty claim, a proof."""
        offence = next((code for code in _OFFENCES if code in heard.violation_codes), None)
        caught = any(one.kind == "false" for one in findings)
        if not offence and not caught and (answer := self._answer(room, heard, rng)):
            return answer
        if offence:
            return self._word(room, self.voice(offence.replace("_", "-")), rng)
        return self._word(room, self.lines.caught if caught else self._judgement(heard, findings), rng)

    def _judgement(self, heard: Heard, findings: Sequence[Finding]) -> tuple[str, ...]:
        """His words for what a decent line was worth: nothing but a phrase, nothing to the point, a proof, or a nod."""
        bare = {one.need: one for one in findings if one.kind == "bare"}
        dodged = next((one.need for one in findings if one.kind == "dodged"), "")
        touched = dodged in bare or (dodged and self._may_mean(dodged, heard))
        if touched or (bare and not dodged):
            return self.scenario.needs[dodged or next(iter(bare))].doubt
        if dodged:
            return self.lines.dodged
        proofs = [one for one in findings if one.kind == "proof"]
        if proofs:
            best = max(proofs, key=lambda one: (one.worth, self.scenario.needs[one.need].weight))
            return self.scenario.needs[best.need].pleased
        if any(one.kind == "honest" for one in findings):
            return self.lines.honest
        return self.voice("unclear" if {"unclear", "empty"} & set(heard.acts) else "nod")

    def _may_mean(self, need: str, heard: Heard) -> bool:
        """Whether a line perhaps speaks to a need: he doubts it then, instead of calling it beside the point."""
        suspected = {self._name_of.get(hit.code) for hit in (*heard.perhaps, *heard.dismissed)}
        return not suspected.isdisjoint(self.scenario.needs[need].points)

    def _answer(self, room: Room, heard: Heard, rng: Random) -> Word | None:
        """He tells a fact when he is asked for it, once, and before all of them."""
        asked = {self._name_of[code] for code in heard.codes if code in self._name_of}
        for name, fact in self.script.customer.facts.items():
            if name not in room.told and not asked.isdisjoint(fact.asked):
                word = self._word(room, fact.say, rng)
                return replace(word, told=name) if word else None
        return None

    def _word(self, room: Room, lines: Sequence[str], rng: Random) -> Word | None:
        text = fresh(lines, room.spoken, rng)
        return Word(text) if text else None
