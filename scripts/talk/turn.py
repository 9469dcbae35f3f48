"""One turn in the customer's mind: he answers what was said, in the order of need, and it moves him.

Offence first, then a question he was asked, the objection that is open, a benefit, a price; else he moves the talk
himself. Every effect leaves a Chinese word in `because`, so that a report can say which line won or lost him.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from scripts.conditions import Situation
from scripts.talk.difficulty import LEVELS
from scripts.talk.objections import ObjectionDesk
from scripts.talk.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.heard import Heard
    from scripts.talk.customer import SimulatedCustomer
    from scripts.talk.state import TalkState

_MOST_PIECES = 2  # a customer says a sentence or two, then it is the rep's turn again
_SHORT_OF_PATIENCE = 2  # from here on he says that he has no time
_LAST_TURN = 80  # no talk runs for ever, whatever is said

# What a violation costs: trust, mood, patience; and his words for it. The worst is answered first.
_OFFENCES: dict[str, tuple[int, int, int, str]] = {
    "rude": (-2, -2, -2, "rude"),
    "disparage": (-1, -1, 0, "disparage"),
    "wrong_price": (-2, -1, 0, "wrong-price"),
    "over_discount": (-1, 0, 0, "over-discount"),
    "wrong_gift": (-1, 0, 0, "wrong-gift"),
    "absolute": (-1, 0, 0, "absolute"),
}
_FIGURES = frozenset({"price", "discount", "saving"})


class Turn:
    """The working state of one turn: `state` is replaced as he is moved, `pieces` are his words so far."""

    def __init__(self, customer: SimulatedCustomer, state: TalkState, heard: Heard) -> None:
        """Begin the turn: count it, and note what is new in it."""
        self.customer = customer
        self.before = state
        self.heard = heard
        self.level = LEVELS[state.setting.difficulty]
        self.speech = Speech(state.spoken, Random(f"{state.setting.seed}:{state.turn + 1}"), state.setting.rep)
        self.pieces: list[str] = []
        self.because: list[str] = []
        self.progress = False
        names = [customer.name_of[code] for code in heard.codes if code in customer.name_of]
        self.names = frozenset(names)
        self.new = [name for name in dict.fromkeys(names) if name not in state.met]
        self.state = replace(state, turn=state.turn + 1, stage_turns=state.stage_turns + 1, met=(*state.met, *self.new))
        self.desk = ObjectionDesk(self)

    # -- what he does with the words ------------------------------------------------------------------------------

    def react(self) -> None:
        """Take the utterance in: effects on his mind, and the first pieces of his reply."""
        self.progress = bool(self.new)
        offended = self._take_offence()
        self._notice_manners()
        asked = self._answer_questions(silent=offended)
        self.desk.weigh(silent=offended)
        if not offended:
            self._weigh_benefits()
            self._weigh_figures()
            self.desk.raise_what_was_touched()
            if not self.pieces and not asked:
                self._weigh_the_rest()
        self._lose_patience(offended=offended)

    def _take_offence(self) -> bool:
        codes = [code for code in _OFFENCES if code in self.heard.violation_codes]
        for code in codes:
            trust, mood, patience, _ = _OFFENCES[code]
            worse = self.level.offence
            self._moved(trust - worse, mood, patience - worse, self._breach_name(code))
        if codes:
            self.say(self.customer.voice(_OFFENCES[codes[0]][3]))
            return True
        if "close" in self.heard.codes and self._is_too_early():
            self._moved(-1, 0, -1, "话没说清就催着签单")
            self.say(self.customer.voice("too-early"))
            return True
        return False

    def _is_too_early(self) -> bool:
        stages = list(self.customer.script.stages)
        return self.state.stage in stages[: stages.index("报价")] and len(self.state.reached) < stages.index("报价")

    def _breach_name(self, code: str) -> str:
        return next(breach.name for breach in self.heard.violations if breach.code == code)

    def _notice_manners(self) -> None:
        new = {self.customer.points[name].code for name in self.new}
        if "self_intro" in new:
            self._moved(1, 0, 0, "知道了你是谁")
        if "ask_needs" in new:
            self._moved(1, 0, 0, "问到了他的难处")
        if new & {"ask_permission", "greeting"} and self.state.mood < 1:
            self._moved(0, 1, 0, "有礼貌")

    def _answer_questions(self, *, silent: bool) -> bool:
        """He answers what he was asked, only that, and holds back while he does not trust."""
        asked = [
            (name, fact)
            for name, fact in self.customer.script.customer.facts.items()
            if not self.names.isdisjoint(fact.asked)
        ]
        for name, fact in asked:
            if name in self.state.told:
                lines = fact.again or self.customer.voice("asked-again")
            elif fact.guarded and self._holds_back(name):
                self.state = replace(self.state, withheld=(*self.state.withheld, name))
                lines = fact.guarded
            else:
                self.progress = True
                self.state = replace(self.state, told=(*self.state.told, name))
                lines = fact.say
            if not silent:
                self.say(lines)
        return bool(asked)

    def _holds_back(self, fact: str) -> bool:
        if self.state.trust >= self.level.guarded_below:
            return False
        return not (self.level.tells_when_pressed and fact in self.state.withheld)

    def _weigh_benefits(self) -> None:
        """A benefit counts by what he cares about, the first time he hears it."""
        for name, care in self.customer.script.customer.cares.items():
            if name not in self.names:
                continue
            first = name not in self.state.weighed
            self.state = replace(self.state, weighed=(*self.state.weighed, name) if first else self.state.weighed)
            if not first:
                if name not in self.desk.answered_with:
                    self.say(self.customer.voice("heard-before"))
                continue
            if self.desk.is_empty_claim(name):
                self.desk.doubt(name)
                continue
            if care.worth > 0:
                self._moved(self.level.gains[care.worth - 1], int(care.worth > 1), 0, f"在乎「{name}」")
            elif care.worth < 0:
                self._moved(0, int(care.worth < -1) * -1, -1, f"「{name}」跟他不相干")
            self.say(care.say)

    def _weigh_figures(self) -> None:
        """A price or saving is held against his own bill, which the rep may or may not have asked for."""
        ours = [claim for claim in self.heard.claims if claim.owner == "ours" and claim.kind in _FIGURES]
        if not ours or any(claim.verdict == "wrong" for claim in ours):
            return
        self.progress = True
        knows_bill = not self.customer.bill_facts.isdisjoint(self.state.told)
        priced = any(claim.kind == "price" for claim in ours)
        if knows_bill and not self.state.used_bill:
            self.state = replace(self.state, used_bill=True)
            self._moved(2, 1, 1, "用上了他自己的账单来算")
            self.say(self.customer.voice("price-fits"))
        elif not knows_bill and priced and not self.state.used_bill:
            if not self.state.quoted_blind:
                self._moved(-1 if self.level.steps > 1 else 0, 0, 0, "没问过他花多少就报价")
            self.state = replace(self.state, quoted_blind=True)
            self.say(self.customer.voice("price-blind"))
        elif any(claim.kind == "discount" for claim in ours):
            self.say(self.customer.voice("discount-heard"))

    def _weigh_the_rest(self) -> None:
        """Nothing he had to answer: he has not understood, or was not asked anything he can tell."""
        if self.new or self.heard.met or self.heard.perhaps:
            self.state = replace(self.state, unclear=0)
            return
        if "empty" in self.heard.acts:
            self.say(self.customer.voice("silence"))
        elif "question" in self.heard.acts and "unclear" not in self.heard.acts:
            self.say(self.customer.voice("no-answer"))
        elif "small-talk" in self.heard.acts or "greeting" in self.heard.acts or "check" in self.heard.acts:
            self.nod()
            self.move_the_talk()
        else:
            unclear = self.state.unclear + 1
            self.state = replace(self.state, unclear=unclear)
            if unclear == 1:
                self.say(self.customer.voice("unclear"))
            else:
                self.say(self.customer.voice("unclear-again"))
                self.move_the_talk()

    def _lose_patience(self, *, offended: bool) -> None:
        if offended:
            return
        if not self.progress:
            self._moved(0, 0, -1, "这一句没有新东西")
            if 0 < self.state.patience <= _SHORT_OF_PATIENCE and len(self.pieces) < _MOST_PIECES:
                self.say(self.customer.voice("impatient"))
        if self.state.turn >= _LAST_TURN:
            self.state = replace(self.state, patience=0)

    # -- what he says ---------------------------------------------------------------------------------------------

    def say(self, lines: Sequence[str], *, must: bool = False) -> None:
        """Add one of these lines to his reply, unless he has said enough for one breath and it is no `must`."""
        if lines and (must or len(self.pieces) < _MOST_PIECES):
            line = self.speech.pick(lines)
            if line:
                self.pieces.append(line)

    def nod(self) -> None:
        """A small word that carries his mood."""
        word = self.state.mood_word
        self.say(self.customer.voice("nod" if word == "plain" else f"nod-{word}"))

    def move_the_talk(self) -> None:
        """Nothing to answer: he brings up a rival, or says what this stage makes him say."""
        stage = self.customer.script.stages[self.state.stage]
        if not self.pieces and self.progress:
            self.nod()
        if self.speech.chance(self.level.interrupts) and self.state.stage in ("产品推介", "报价"):
            self.say(self.customer.voice("press-rival"))
        else:
            self.say(stage.prompts)
        if not self.pieces:
            self.nod()

    def raise_next_objection(self) -> None:
        """Bring up the next planned objection of this stage, if none is open."""
        self.desk.raise_next()

    def enter(self, stage: str, promise: str | None) -> None:
        """Step into a stage."""
        reached = self.state.reached if stage in self.state.reached else (*self.state.reached, stage)
        promise = promise or self.state.promise
        self.state = replace(self.state, stage=stage, stage_turns=0, reached=reached, promise=promise)

    # -- what the machine asks ------------------------------------------------------------------------------------

    def objections_left(self) -> int:
        """How many planned objections of this stage have not come up yet."""
        return len(self.desk.left())

    def situation(self) -> Situation:
        """Where the talk stands now, as branch conditions see it."""
        state, stage = self.state, self.customer.script.stages[self.state.stage]
        violations = {breach.code for breach in self.heard.violations} | {b.name for b in self.heard.violations}
        return Situation(
            met=frozenset(state.met),
            met_now=self.names,
            required=frozenset(name for name, use in stage.points.items() if use.required),
            new_violations=frozenset(violations),
            stage_turns=state.stage_turns,
            trust=state.trust,
            mood=state.mood,
            patience=state.patience,
            objections_open=int(state.open_objection is not None),
            objections_left=self.objections_left(),
            told=frozenset(state.told),
            promise=state.promise,
        )

    def moved(self, trust: int, mood: int, patience: int, why: str) -> None:
        """Change his mind within its bounds, and note why."""
        self._moved(trust, mood, patience, why)

    def _moved(self, trust: int, mood: int, patience: int, why: str) -> None:
        state = self.state
        most = self.customer.script.customer.patience + max(0, self.level.patience)
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
