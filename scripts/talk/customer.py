"""A script brought to life: opens a talk, hears a turn, moves the machine, and speaks.

The order of a turn: he reacts to what was said (`scripts.talk.turn`), the machine takes a way out of the stage if its
conditions hold, and what he says on that way follows his reaction.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from scripts.heard import Context
from scripts.machine import ScriptMachine
from scripts.model import STAGES
from scripts.model.script import NEXT_OBJECTION
from scripts.talk.difficulty import LEVELS
from scripts.talk.speech import Speech, joined
from scripts.talk.state import Reply, Said, Setting, TalkState
from scripts.talk.turn import Turn

if TYPE_CHECKING:
    from scripts.heard import Heard
    from scripts.model import Objection, Opening, PlanShelf, Script, Stage

CLOSING_STAGES = frozenset(STAGES[STAGES.index("报价") :])
"""From the quote on, asking for the order is no longer too early."""


class SimulatedCustomer:
    """One script version as a customer to talk with; shared by all its talks, keeps none of them."""

    def __init__(self, shelf: PlanShelf, script: Script) -> None:
        """Build the machine and the look-ups. Raises ValueError for a script that `check` would refuse."""
        self.shelf = shelf
        self.script = script
        self.points = shelf.points_of(script)
        self.machine = ScriptMachine(script)
        self._approaches = {way.code: name for name, way in shelf.plan.ways_of_selling.items()}

    @cached_property
    def name_of(self) -> dict[str, str]:
        """The Chinese name of every point by its code."""
        return {point.code: name for name, point in self.points.items()}

    @cached_property
    def objections(self) -> dict[str, Objection]:
        """Every objection a stage of the script uses, and those that come up on their own, by name."""
        used = dict.fromkeys(name for stage in self.script.stages.values() for name in stage.objections)
        return {name: self.shelf.objection(self.script, name) for name in (*used, *self.script.objections)}

    @cached_property
    def bill_facts(self) -> frozenset[str]:
        """The facts that tell what he pays now."""
        facts = self.script.customer.facts.items()
        return frozenset(n for n, fact in facts if any(self.points[a].code == "ask_cost" for a in fact.asked))

    def opening(self, approach: str) -> Opening:
        """How a talk begins in the way of selling of that code; the script's first one when it has no other."""
        name = self._approaches.get(approach, "")
        return self.script.openings.get(name) or next(iter(self.script.openings.values()))

    def voice(self, situation: str) -> tuple[str, ...]:
        """His words for a situation: his own before the plan's common ones."""
        return self.script.customer.voice.get(situation) or self.shelf.voice.get(situation, ())

    def begin(self, setting: Setting) -> tuple[TalkState, Reply]:
        """Open a talk: his state of mind, and his first line."""
        level, customer = LEVELS[setting.difficulty], self.script.customer
        rng = Random(f"{setting.seed}:opening")
        speech = Speech((), rng, setting.rep)
        line = speech.pick(self.opening(setting.approach).customer)
        first = next(iter(self.script.stages))
        listed = [name for stage in self.script.stages.values() for name in stage.objections]
        usual = [name for name in listed if not self.objections[name].after_empty]
        chosen = set(rng.sample(usual, min(level.objections, len(usual))))
        state = TalkState(
            setting=setting,
            stage=first,
            trust=max(0, min(10, customer.trust + level.trust)),
            mood=customer.mood,
            patience=customer.patience + level.patience,
            reached=(first,),
            planned=tuple(name for name in listed if name in chosen),
            spoken=tuple(speech.spoken),
            last_line=line,
        )
        return state, Reply((Said(first, line),), state.mood_word)

    def context(self, state: TalkState) -> Context:
        """What a listener should know before the rep's next words."""
        handled = state.open_objection
        answers = self.objections[handled.name].answered_by if handled else ()
        return Context(
            stage=state.stage,
            customer_said=state.last_line,
            objection=handled.name if handled else "",
            answers=tuple(self.points[name].code for name in answers),
            spend=self.script.customer.spend,
            level=self.script.rep_level,
        )

    def hear(self, state: TalkState, heard: Heard) -> tuple[TalkState, Reply]:
        """One turn of the rep. A talk that has ended stays as it is and says nothing."""
        if state.ending:
            return state, Reply((), state.mood_word)
        turn = Turn(self, state, heard)
        turn.react()
        said = self._move_on(turn)
        text = "".join(one.text for one in said)
        spoken = tuple(turn.speech.spoken)
        after = replace(turn.state, spoken=spoken, last_line=text or state.last_line)
        return after, Reply(said, after.mood_word, tuple(turn.because))

    def _move_on(self, turn: Turn) -> tuple[Said, ...]:
        """Let the machine move; a stage whose needs are met already is passed through with a nod, never skipped."""
        said: list[Said] = []
        pieces = turn.pieces
        while True:
            stage = turn.state.stage
            move = self.machine.move(stage, turn.situation())
            branch = move.branch
            if move.state == stage:
                if branch is not None and branch.target == NEXT_OBJECTION:
                    turn.raise_next_objection()
                if branch is not None and branch.customer and not turn.pieces:
                    turn.say(branch.customer)
                break
            promise = branch.promise if branch else None
            line = branch.customer if branch else ()
            if move.state in self.script.endings:
                ending = self.script.endings[move.state]
                turn.state = replace(turn.state, ending=ending.name, promise=promise or turn.state.promise)
                turn.say(line or ending.customer, must=True)
                break
            turn.enter(move.state, promise)
            entered = self.script.stages[move.state]
            if self._is_done(entered, turn):
                turn.say(line or self.voice("nod"), must=True)
                said.append(Said(move.state, joined(pieces)))
                pieces.clear()
                continue
            turn.say(line or entered.customer, must=not entered.objections)
            if entered.objections and not turn.state.open_objection:
                turn.raise_next_objection()
            break
        if not pieces and not said:
            turn.move_the_talk()
        if pieces:
            said.append(Said(turn.state.stage, joined(pieces)))
        return tuple(said)

    def _is_done(self, stage: Stage, turn: Turn) -> bool:
        """Whether a stage just entered has nothing left: its required points said, its objections settled."""
        required = {name for name, use in stage.points.items() if use.required}
        if stage.objections:
            return turn.objections_left() == 0 and turn.state.open_objection is None
        return bool(required) and required <= set(turn.state.met) and stage.name not in CLOSING_STAGES - {"报价"}
