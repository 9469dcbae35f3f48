"""The customer's working memory within one turn: what was heard, how it moves him, and what he has said so far."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from scripts.talk.difficulty import LEVELS
from scripts.talk.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.heard import Heard
    from scripts.talk.persona import Persona
    from scripts.talk.state import TalkState

MOST_PIECES = 2
"""A customer says a sentence or two, then it is the rep's turn again."""
_FIGURES = frozenset({"price", "discount", "saving"})


class Mind:
    """One turn: `state` is replaced as he is moved, `pieces` are his words so far, `because` why he was moved.

    `names` are the points heard in this turn, `new` those heard for the first time; `progress` tells whether the turn
    brought anything that was not there before.
    """

    def __init__(self, persona: Persona, state: TalkState, heard: Heard) -> None:
        self.persona = persona
        self.heard = heard
        self.level = LEVELS[state.setting.difficulty]
        self.speech = Speech(state.spoken, Random(f"{state.setting.seed}:{state.turn + 1}"), state.setting.rep)
        self.pieces: list[str] = []
        self.because: list[str] = []
        self._urged: list[str] = []
        names = [persona.name_of[code] for code in heard.codes if code in persona.name_of]
        self.names = frozenset(names)
        self.new = [name for name in dict.fromkeys(names) if name not in state.met]
        self.progress = bool(self.new)
        self.figures = [claim for claim in heard.claims if claim.owner == "ours" and claim.kind in _FIGURES]
        self.state = replace(state, turn=state.turn + 1, stage_turns=state.stage_turns + 1, met=(*state.met, *self.new))

    def say(self, lines: Sequence[str], *, must: bool = False) -> None:
        """Add one of these lines to his reply, unless he has said enough for one breath and it is no `must`."""
        if lines and (must or len(self.pieces) < MOST_PIECES):
            line = self.speech.pick(lines)
            if line:
                self.pieces.append(line)

    def nod(self) -> None:
        """A small word that carries his mood."""
        word = self.state.mood_word
        self.voice("nod" if word == "plain" else f"nod-{word}")

    def voice(self, situation: str, *, must: bool = False) -> None:
        """Say what he says in a situation."""
        self.say(self.persona.voice(situation), must=must)

    def urge(self, lines: Sequence[str]) -> None:
        """Say one of the lines that make the rep go on; taken back when the talk ends instead."""
        before = len(self.pieces)
        self.say(lines)
        self._urged.extend(self.pieces[before:])

    def stop_urging(self) -> None:
        """Take back what would make the rep go on: nobody says "捡要紧的讲" and shows him out in one breath."""
        self.pieces[:] = [piece for piece in self.pieces if piece not in self._urged]

    def moved(self, trust: int, mood: int, patience: int, why: str) -> None:
        """Change his mind within its bounds, and note why."""
        state = self.state
        most = self.persona.script.customer.patience + max(0, self.level.patience)
        changed = replace(
            state,
            trust=max(0, min(10, state.trust + trust)),
            mood=max(-3, min(3, state.mood + mood)),
            patience=max(0, min(most, state.patience + patience)),
        )
        shifts = (
            ("信任", state.trust, changed.trust),
            ("心情", state.mood, changed.mood),
            ("耐心", state.patience, changed.patience),
        )
        words = [f"{name} {old}→{new}" for name, old, new in shifts if old != new]
        if words:
            self.because.append(f"{why}（{'，'.join(words)}）")
        self.state = changed

    def enter(self, stage: str, promise: str | None) -> None:
        """Step into a stage, remembering what was promised on the way."""
        state = self.state
        reached = state.reached if stage in state.reached else (*state.reached, stage)
        self.state = replace(state, stage=stage, stage_turns=0, reached=reached, promise=promise or state.promise)
