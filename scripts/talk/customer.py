"""A script brought to life: opens a talk, hears a turn, moves the machine, and speaks.

The order of a turn: he reacts to what was said (`scripts.talk.reactions`), the machine takes a way out of the stage if
its conditions hold, and what he says on that way follows his reaction.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from scripts.heard import Context
from scripts.machine import ScriptMachine
from scripts.model import STAGES
from scripts.model.script import NEXT_OBJECTION
from scripts.talk.difficulty import LEVELS
from scripts.talk.mind import Mind
from scripts.talk.objections import ObjectionDesk
from scripts.talk.persona import Persona
from scripts.talk.reactions import move_the_talk, react
from scripts.talk.situation import situation_of
from scripts.talk.speech import Speech, joined
from scripts.talk.state import Reply, Said, Setting, TalkState

if TYPE_CHECKING:
    from scripts.heard import Heard
    from scripts.model import PlanShelf, Script, Stage

DECIDED_BY_HIM = frozenset(STAGES[STAGES.index("促成") :])
"""Stages that only his decision ends, whatever was said before."""


class SimulatedCustomer(Persona):
    """One script version as a customer to talk with; shared by all its talks, keeps none of them."""

    def __init__(self, shelf: PlanShelf, script: Script) -> None:
        """Build the machine and the look-ups. Raises ValueError for a script that `check` would refuse."""
        super().__init__(shelf, script)
        self.machine = ScriptMachine(script)

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
        mind = Mind(self, state, heard)
        desk = ObjectionDesk(mind)
        react(mind, desk)
        said = self._move_on(mind, desk)
        text = "".join(one.text for one in said)
        spoken = tuple(mind.speech.spoken)
        after = replace(mind.state, spoken=spoken, last_line=text or state.last_line)
        return after, Reply(said, after.mood_word, tuple(mind.because))

    def _move_on(self, mind: Mind, desk: ObjectionDesk) -> tuple[Said, ...]:
        """Let the machine move; a stage whose needs are met already is passed through with a nod, never skipped."""
        said: list[Said] = []
        pieces = mind.pieces
        while True:
            stage = mind.state.stage
            move = self.machine.move(stage, situation_of(mind, desk))
            branch = move.branch
            if move.state == stage:
                if branch is not None and branch.target == NEXT_OBJECTION:
                    desk.raise_next()
                if branch is not None and branch.customer and not mind.pieces:
                    mind.say(branch.customer)
                break
            promise = branch.promise if branch else None
            line = branch.customer if branch else ()
            if move.state in self.script.endings:
                ending = self.script.endings[move.state]
                mind.state = replace(mind.state, ending=ending.name, promise=promise or mind.state.promise)
                mind.stop_urging()
                mind.say(line or ending.customer, must=True)
                break
            mind.enter(move.state, promise)
            entered = self.script.stages[move.state]
            if self._is_done(entered, mind, desk):
                mind.say(line or self.voice("nod"), must=True)
                said.append(Said(move.state, joined(pieces)))
                pieces.clear()
                continue
            mind.say(line or entered.customer, must=not entered.objections)
            if entered.objections and not mind.state.open_objection:
                desk.raise_next()
            break
        if not pieces and not said:
            move_the_talk(mind)
        if pieces:
            said.append(Said(mind.state.stage, joined(pieces)))
        return tuple(said)

    def _is_done(self, stage: Stage, mind: Mind, desk: ObjectionDesk) -> bool:
        """Whether a stage just entered has nothing left: its required points said, its objections settled."""
        required = {name for name, use in stage.points.items() if use.required}
        if not (required or stage.objections) or stage.name in DECIDED_BY_HIM:
            return False
        return required <= set(mind.state.met) and not desk.left() and mind.state.open_objection is None
