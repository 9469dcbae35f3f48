"""What one utterance of the rep does to everybody who hears it: stances, concerns, moods, patience, first reactions.

Everybody hears everything; but an answer counts in full only for the one it is given to. Each effect leaves its why
and the rep's words in the person's `shifts`, so that the report can say which line won or lost whom.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

from scenarios.panel import rules
from scenarios.panel.minds import Minds
from scenarios.panel.state import PanelState, Standing
from scripts.talk.objections import steps_in
from scripts.talk.speech import Speech
from scripts.talk.state import Evidence, Handled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.documents import Concern, Person
    from scenarios.panel.table import Table
    from scripts.heard import Heard

COLLEAGUE = "〔同事〕"
"""What authors write where a colleague's name goes."""
JUST_HEARD = "话是对他说的"
"""Why somebody speaks who has nothing to say but that he has heard."""
_FIGURES = frozenset({"price", "discount", "saving"})
_MOST_PIECES = 2


@dataclass(slots=True)
class Reaction:
    """What a person could say to the rep's words: the variants of each piece, how urgent it is, why he speaks.

    `points` are his words on each benefit he has just heard.
    """

    pieces: list[Sequence[str]] = field(default_factory=list)
    urgency: int = 0
    because: str = ""
    points: dict[str, Sequence[str]] = field(default_factory=dict)


class Hearing(Minds):
    """The working state of one turn: minds are replaced as they are moved, reactions gathered, nobody speaks yet."""

    def __init__(self, table: Table, state: PanelState, heard: Heard, to: Sequence[str]) -> None:
        """`to` are those whom the rep called by name; nobody means whoever has the floor."""
        super().__init__(table, state.people, state.turn + 1)
        self.heard = heard
        self.called = tuple(to)
        self.rng = Random(f"{state.seed}:{self.turn}")
        self.speech = Speech(state.spoken, self.rng, state.rep)
        self.reactions: dict[str, Reaction] = {}
        named = {table.name_of[hit.code]: hit.quote for hit in heard.met if hit.code in table.name_of}
        self.quotes = named
        self.new = [name for name in named if name not in state.met]
        self.state = replace(state, turn=self.turn, met=(*state.met, *self.new))
        self.to = self._meant()
        self.progress = bool(self.new)
        self.answered: dict[str, tuple[str, ...]] = {}
        self.knows = ""

    def _meant(self) -> tuple[str, ...]:
        """Whom the words are for: those called; else the one with the floor, unless they answer just another."""
        if self.called:
            return self.called
        waiting = [one for one in self.minds.values() if one.open_concern is not None]
        answered = [one.name for one in waiting if self._answers(one)]
        if self.state.floor in answered or not answered:
            return (self.state.floor,) if self.state.floor else ()
        return (answered[0],)

    def _answers(self, mind: Standing) -> bool:
        handled = mind.open_concern
        return handled is not None and not set(self.table.concerns[handled.name].answered_by).isdisjoint(self.quotes)

    # -- what it does ---------------------------------------------------------------------------------------------

    def take_in(self) -> None:
        """All effects, in the order of need: offence, questions, concerns, fears, benefits, patience."""
        offended = self._offend()
        for name in self.to:
            self._heed(name)
        self._tell_facts()
        for name in self.minds:
            self._weigh_concern(name, offended=offended)
        self._anticipate()
        self._pass_questions_on()
        if not offended:
            for name in self.to:
                self._ease_worry(name)
            for name in self.minds:
                self._weigh_benefits(name)
        self._pass_by()
        self._answer_the_rest()
        self._lose_patience(offended=offended)

    def _offend(self) -> bool:
        """A broken rule costs with everybody; whom the rep spoke to answers it, the others may break in."""
        codes = [code for code in rules.OFFENCES if code in self.heard.violation_codes]
        for code in codes:
            stance, mood, _ = rules.OFFENCES[code]
            breach = next(one for one in self.heard.violations if one.code == code)
            for name in self.minds:
                self.move(name, stance, breach.name.removeprefix("违规："), breach.quote)
                self.feel(name, mood)
        for name in self.to or (self.table.host,):
            if codes:
                lines = self.table.voice(name, rules.OFFENCES[codes[0]][2])
                self.react(name, lines, rules.OFFENDED + rules.ADDRESSED, "听到了不该说的话")
        return bool(codes)

    def _heed(self, name: str) -> None:
        """He is turned to; whoever had stopped listening comes back for an honest word."""
        mind = self.minds[name]
        self.minds[name] = replace(mind, heeded=self.turn, passed_over=0)
        if mind.gone and "empathy" in self.heard.codes:
            self.minds[name] = replace(self.minds[name], gone=False, patience=2)

    def _tell_facts(self) -> None:
        """A question is answered by whoever knows: those who were asked, else the first at the table."""
        for point in self.quotes:
            knowing = {
                name: fact
                for name, person in self.table.people.items()
                for fact in person.facts.values()
                if point in fact.asked and not self.minds[name].human
            }
            asked = [name for name in self.to if name in knowing] or list(knowing)[:1]
            for name in asked:
                self._tell(name, knowing[name].name)
            if asked:
                self.knows = asked[0]

    def _tell(self, name: str, fact_name: str) -> None:
        fact, mind = self.table.people[name].facts[fact_name], self.minds[name]
        urgency = rules.KNOWS + rules.ADDRESSED * (name in self.to)
        if fact_name in mind.told:
            self.react(name, fact.again or self.table.voice(name, "asked-again"), urgency, "同一件事又被问到")
            return
        if fact.guarded and mind.stance < rules.GUARDED_BELOW and fact_name not in mind.withheld:
            self.minds[name] = replace(mind, withheld=(*mind.withheld, fact_name))
            self.react(name, fact.guarded, urgency, "被问到，还信不过")
            return
        self.progress = True
        self.minds[name] = replace(mind, told=(*mind.told, fact_name))
        quote = next(self.quotes[point] for point in fact.asked if point in self.quotes)
        self.move(name, rules.TOLD, f"问到了「{fact_name}」", quote)
        self.react(name, fact.say, urgency, f"被问到「{fact_name}」")

    def _pass_questions_on(self) -> None:
        """Whoever was asked what he does not know names the one who does."""
        for name in self.to:
            if self.knows and name not in self.reactions:
                lines = [line.replace(COLLEAGUE, self.knows) for line in self.table.voice(name, "ask-colleague")]
                self.react(name, lines, rules.ADDRESSED, "被点名问到，让知道的人答")

    def _weigh_concern(self, name: str, *, offended: bool) -> None:
        handled = self.minds[name].open_concern
        if handled is None or self.minds[name].human:
            return
        concern, person = self.table.concerns[handled.name], self.table.people[name]
        given_to_him = name in self.to
        steps = steps_in(self.heard, concern, self.table.name_of)
        answer = next(iter(steps.answers.values()), "")
        before, gained = handled.steps, 0
        if given_to_him and steps.acknowledged and not handled.acknowledged:
            handled = replace(handled, acknowledged=Evidence(self.turn, steps.acknowledged))
        if answer and not handled.answered:
            handled = replace(handled, answered=Evidence(self.turn, answer))
            gained = concern.weight // 2
        about_this = bool(answer) or all(hit.code == "empathy" for hit in self.heard.met)
        if given_to_him and about_this and steps.checked and handled.answered and not handled.checked:
            handled = replace(handled, checked=Evidence(self.turn, steps.checked))
        self.put(name, handled)
        if handled.steps == before and not (answer and given_to_him):
            # Who asks back what he needs for his answer has not dodged.
            if given_to_him and not offended and not self.knows:
                self._dodge(name, handled, concern)
            return
        self.progress = True
        self.answered[name] = concern.answered_by
        rest = concern.weight - concern.weight // 2
        urgency = rules.ANSWERED + rules.ADDRESSED * given_to_him
        settled = handled.answered is not None and (handled.steps >= person.steps or handled.steps == before)
        if settled:
            whole = handled.steps >= person.steps
            self.settle(name, handled, gained + (rest if whole else rest // 2), whole=whole)
            self.react(name, concern.settled, urgency, f"「{handled.name}」有了回答")
        elif handled.answered:
            self.move(name, gained, f"「{handled.name}」答到了点子上", handled.answered.quote)
            self.react(name, concern.half, urgency, f"「{handled.name}」答了一半")
        else:
            self.react(name, concern.dodged, urgency, f"「{handled.name}」只认了他的担心，还没回答")

    def _anticipate(self) -> None:
        """Who is told by name what he was just going to ask has it answered before he asked."""
        for name in self.called if len(self.called) < len(self.minds) else ():
            mind = self.minds[name]
            for concern in self.table.people[name].must_answer.values():
                if mind.open_concern or mind.gone or mind.human or concern.name in mind.raised:
                    continue
                if not set(concern.answered_by).isdisjoint(self.quotes):
                    handled = Handled(concern.name, self.turn)
                    self.minds[name] = mind = replace(mind, handled=(*mind.handled, handled))
                    self._weigh_concern(name, offended=False)
                    break

    def _dodge(self, name: str, handled: Handled, concern: Concern) -> None:
        """He was spoken to and got no answer: he asks again, and in the end drops it and thinks his part."""
        after = replace(handled, dodges=handled.dodges + 1)
        self.put(name, after)
        self.tire(name)
        if after.dodges > self.table.dodges_borne:
            self.drop(name, after, "没有得到回答，他自己放下了")
            self.react(name, self.table.voice(name, "give-up"), rules.ADDRESSED, f"「{handled.name}」不想再问了")
            return
        self.move(name, rules.DODGED, f"「{handled.name}」被绕开了", self.heard.text)
        self.react(name, concern.dodged, rules.ADDRESSED, f"「{handled.name}」没有得到回答")

    def _ease_worry(self, name: str) -> None:
        worry, mind = self.table.people[name].worry, self.minds[name]
        if worry is None or mind.worry not in ("hidden", "shown"):
            return
        easing = [point for point in worry.eased_by if point in self.quotes]
        if easing:
            self.progress = True
            self.minds[name] = replace(mind, worry="eased")
            self.move(name, worry.weight, "说中了他没讲出口的担心", self.quotes[easing[0]])
            self.react(name, worry.eased, rules.ANSWERED + rules.ADDRESSED, "心里的石头落了地")

    def _weigh_benefits(self, name: str) -> None:
        """A benefit counts by what he cares about, the first time he hears it."""
        person, answering = self.table.people[name], self.answered.get(name, ())
        for point, care in person.cares.items():
            mind = self.minds[name]
            if point not in self.quotes:
                continue
            if point in mind.weighed:
                if name in self.called and point not in answering:
                    self.react(name, self.table.voice(name, "heard-before"), rules.ADDRESSED, "这话听过了")
                continue
            self.minds[name] = replace(mind, weighed=(*mind.weighed, point))
            if self._is_doubted(person, point):
                continue
            self.move(name, rules.BENEFIT * care.worth, _caring(care.worth, point), self.quotes[point])
            self.feel(name, int(care.worth > 1) - int(care.worth < -1))
            if point not in answering:
                urgency = 10 * abs(care.worth) + rules.ADDRESSED * (name in self.to)
                self.react(name, care.say, urgency, _caring(care.worth, point), point)

    def _is_doubted(self, person: Person, point: str) -> bool:
        """Whether he is the man to mind that this was claimed without a figure; his concern then comes up."""
        figures = any(claim.kind in _FIGURES and claim.owner == "ours" for claim in self.heard.claims)
        return not figures and any(point in concern.after_empty for concern in person.must_answer.values())

    # -- waiting --------------------------------------------------------------------------------------------------

    def _pass_by(self) -> None:
        """Those who wait while the rep turns to somebody else."""
        for name, mind in list(self.minds.items()):
            waits = mind.open_concern is not None and name not in self.to and name not in self.answered
            if not waits or mind.gone or mind.human:
                continue
            passed = mind.passed_over + 1
            self.minds[name] = replace(mind, passed_over=passed)
            if passed % rules.BEARS_PASSING == 0:
                self.move(name, rules.PASSED_OVER, "等了两轮，没人理他的问题", self.heard.text)
                self.tire(name)

    def _answer_the_rest(self) -> None:
        """Whoever was turned to answers, even when nothing was said to him; else the host sees that it goes on."""
        silent = [name for name in self.to if name not in self.reactions and not self.minds[name].human]
        if len(self.to) in (0, len(self.minds)):
            silent = [] if self.reactions else [self.table.host]
        understood = bool(self.heard.met or self.heard.perhaps or self.heard.claims or self.heard.violations)
        lost = not understood and not {"question", "check", "greeting", "small-talk", "farewell"} & set(self.heard.acts)
        self.state = replace(self.state, unclear=self.state.unclear + 1 if lost else 0)
        for name in silent[:2]:
            self.react(name, self.table.voice(name, self._situation(name, lost=lost)), rules.ADDRESSED, JUST_HEARD)

    def _situation(self, name: str, *, lost: bool) -> str:
        if "empty" in self.heard.acts:
            return "silence"
        if lost:
            return "unclear" if self.state.unclear == 1 else "unclear-again"
        if "question" in self.heard.acts and not self.quotes:
            return "no-answer"
        word = self.minds[name].mood_word
        return "nod" if word == "plain" else f"nod-{word}"

    def _lose_patience(self, *, offended: bool) -> None:
        if not (self.progress or offended or self.answered):
            self.tire(self.table.host)
        for name, mind in list(self.minds.items()):
            if mind.patience <= 0 and not mind.gone:
                self._walk_out(name)

    def _walk_out(self, name: str) -> None:
        mind = self.minds[name]
        if mind.open_concern is not None:
            self.drop(name, mind.open_concern, "没有得到回答")
        self.move(name, rules.WALKED_OUT, "耐心用完了，不听了", self.heard.text)
        self.minds[name] = replace(self.minds[name], gone=True)
        self.reactions.pop(name, None)
        urgency = rules.OFFENDED + rules.ADDRESSED
        self.react(name, self.table.voice(name, "fed-up"), urgency, "耐心用完了")

    @property
    def answering(self) -> bool:
        """Whether the rep has just spoken to somebody who waits for an answer, well or not."""
        return bool(self.answered) or any(self.minds[name].open_concern for name in self.to)

    def put_off(self, host: str) -> None:
        """The rep asks for the order while people still have questions: the host holds him back."""
        if not self.minds[host].gone:
            if host in self.reactions and self.reactions[host].because == JUST_HEARD:
                del self.reactions[host]
            lines, because = self.table.voice(host, "not-yet"), "还有人没问完，就请大家定了"
            self.react(host, lines, rules.OFFENDED + rules.ADDRESSED, because)

    # -- the means ------------------------------------------------------------------------------------------------

    def react(self, name: str, lines: Sequence[str], urgency: int, because: str, point: str = "") -> None:
        """Give him something to say; a colleague in the chair finds his own words."""
        if not lines or self.minds[name].human:
            return
        reaction = self.reactions.setdefault(name, Reaction())
        if urgency > reaction.urgency:
            reaction.urgency, reaction.because = urgency, because
        if point:
            reaction.points[point] = lines
        if len(reaction.pieces) < _MOST_PIECES:
            reaction.pieces.append(lines)


def _caring(worth: int, point: str) -> str:
    if worth > 0:
        return f"在乎「{point}」"
    return f"不爱听「{point}」" if worth < 0 else f"「{point}」跟他关系不大"
