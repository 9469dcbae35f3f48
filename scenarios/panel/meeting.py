"""一对多: one rep before several people of one customer. A pure engine: `open`, `hear`, `finish`, and `resume`.

Each gives the new state and what happened. The order of a turn: everybody hears it (`hearing`), those who wish to speak
get the floor by rule (`speaking`), and when all is said the open rule decides (`decision`).
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

from scenarios.events import CoachSaid
from scenarios.panel.address import address_of
from scenarios.panel.decision import decide, vote_of
from scenarios.panel.events import Decided, PanelEvent, PersonSaid, RepSpoke
from scenarios.panel.hearing import Hearing
from scenarios.panel.minds import Minds
from scenarios.panel.model_rep import suggestions
from scenarios.panel.report import make_report, rule_in_words
from scenarios.panel.rules import RULES, WRAPPED_UP_AFTER
from scenarios.panel.speaking import Speaking
from scenarios.panel.state import Chosen, PanelState, Pin, Shift, Standing
from scenarios.panel.table import Table
from scenarios.utterance import LONGEST_UTTERANCE, spoken, too_long
from scoring.transcript import Turn
from scripts.talk.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from scenarios.documents import Person
    from scenarios.loader import Staged
    from scoring.listening import Listener
    from scripts.heard import Heard

Moved = tuple[PanelState, tuple[PanelEvent, ...]]


class WrongVersionError(ValueError):
    """A stored room was begun with another text of the scenario, or other rules, than are at hand."""


class Meeting:
    """A panel scenario ready to be played; shared by all its rooms, keeps none of them."""

    def __init__(self, staged: Staged, listener: Listener) -> None:
        """`listener` must have been built for the plan's points and the script's own."""
        self.table = Table(staged)
        self.listener = listener
        panel = self.table.panel
        self.pin = Pin(panel.ref, staged.script.ref, staged.fingerprint, RULES)

    # -- beginning ------------------------------------------------------------------------------------------------

    def open(self, seed: int = 0, rep: str = "小李", chairs: Iterable[str] = ()) -> Moved:
        """Begin: the scene, who sits there and by which rule they decide, the host's first words.

        `chairs` are the names of those whom colleagues play: the machine never speaks for them.
        """
        humans = frozenset(chairs)
        people = tuple(_begun(person, human=name in humans) for name, person in self.table.people.items())
        state = PanelState(self.pin, seed, rep, people)
        scene = CoachSaid(0, "scene", self.table.panel.scene)
        goal = CoachSaid(0, "goal", self._who_sits_here())
        host = self.table.panel.host
        if host.name in humans:
            return state, (scene, goal)
        speech = Speech((), Random(f"{seed}:opening"), rep)
        first = PersonSaid(0, host.name, host.role, speech.pick(host.opening), "opens", why="主持的人先开口")
        return self._with(state, (first,), speech, ()), (scene, goal, first)

    def _who_sits_here(self) -> str:
        seats = "\n".join(
            f"· {person.name}（{person.role}{'，能一票否决' if person.veto else ''}）：{person.about}"
            for person in self.table.people.values()
        )
        return f"在座的人：\n{seats}\n怎么算数：{rule_in_words(self.table)}"

    def resume(self, data: dict[str, Any]) -> PanelState:
        """A stored room. Raises WrongVersionError when it is pinned to another version than this meeting's."""
        state = PanelState.from_json(data)
        if state.pin != self.pin:
            raise WrongVersionError(f"这一场是按「{state.pin.scenario}」的另一个版本演的，不能接着演。")
        return state

    # -- the turns ------------------------------------------------------------------------------------------------

    def hear(self, state: PanelState, utterance: str, today: date) -> Moved:
        """One utterance of the rep, and what follows from it; the last brings the decision and the report."""
        if state.over:
            return state, (CoachSaid(state.turn, "notice", "会已经散了。想再来一次，请重新开一场。"),)
        text = spoken(utterance)
        if notice := too_long(text):
            return state, (CoachSaid(state.turn, "notice", notice),)
        address = address_of(text, tuple(self.table.people.values()))
        if address.unknown:
            seats = "、".join(f"{person.name}（{person.role}）" for person in self.table.people.values())
            notice = f"在座没有「{address.unknown}」。可以点名的有：{seats}；对所有人说，用「各位」。"
            return state, (CoachSaid(state.turn, "notice", notice),)
        heard = self.listener.hear(address.text, self.table.context(state, address.names))
        return self._heard(state, text, address.names, heard, today)

    def _heard(self, state: PanelState, text: str, to: tuple[str, ...], heard: Heard, today: date) -> Moved:
        hearing = Hearing(self.table, state, heard, to)
        turn = Turn.of_rep(hearing.turn, text, "、".join(hearing.to), heard)
        hearing.state = replace(hearing.state, transcript=(*state.transcript, turn))
        hearing.take_in()
        speaking = Speaking(hearing)
        asks_for_it = "close" in heard.codes
        closing = asks_for_it and not speaking.questions_left()
        if asks_for_it and not (closing or hearing.answering or speaking.somebody_was_touched()):
            hearing.put_off(self.table.host)
        over = closing or hearing.turn >= self.table.panel.turns or hearing.minds[self.table.host].gone
        if not closing:
            speaking.answer()
        if not over:
            speaking.break_in()
            speaking.ask()
            wrapping = speaking.wrap_up()
            over = wrapping and hearing.state.wrapping > WRAPPED_UP_AFTER
        after = replace(hearing.state, people=tuple(hearing.minds.values()), floor=_floor(speaking))
        after = self._with(after, speaking.said, hearing.speech, speaking.log)
        events: tuple[PanelEvent, ...] = (RepSpoke(hearing.turn, text, to, heard), *speaking.said)
        if not over:
            return after, events
        after, ending = self.finish(after, today)
        return after, (*events, *ending)

    def hint(self, state: PanelState) -> Moved:
        """What a good rep would say now, and to whom; costs points in the report, as in any talk."""
        if state.over:
            return state, ()
        best = next(suggestions(self.table, state))
        waiting = state.person(best.to).open_concern if best.to else None
        why = f"{best.to}在等「{waiting.name}」的回答。" if waiting else ""
        return replace(state, hints=state.hints + 1), (CoachSaid(state.turn, "hint", f"{why}可以说：“{best.line}”"),)

    # -- colleagues in chairs -------------------------------------------------------------------------------------

    def speak(self, state: PanelState, name: str, utterance: str) -> Moved:
        """A colleague speaks for the person whose chair he has; the rep's next words are for him."""
        mind, text = state.person(name), spoken(utterance)[:LONGEST_UTTERANCE]
        if state.over or not mind.human or not text:
            return state, ()
        said = PersonSaid(state.turn, name, self.table.people[name].role, text, "asks", why="坐在这把椅子上的同事")
        mind = replace(mind, spoke=mind.spoke + 1, last_spoke=state.turn)
        after = replace(
            _with_mind(state, mind),
            floor=name,
            transcript=(*state.transcript, Turn(state.turn, name, text, name)),
        )
        return after, (said,)

    def judge(self, state: PanelState, name: str, stance: int, because: str, today: date) -> Moved:
        """A colleague says where his person stands (0-100) and why; the last one awaited brings the decision."""
        mind = state.person(name)
        if not mind.human or state.outcome:
            return state, ()
        stance = max(0, min(100, stance))
        shift = Shift(state.turn, stance - mind.stance, stance, because or "坐在这把椅子上的同事自己打的分")
        state = _with_mind(state, replace(mind, stance=stance, judged=True, shifts=(*mind.shifts, shift)))
        return self.finish(state, today) if state.over and not state.awaited else (state, ())

    # -- the end --------------------------------------------------------------------------------------------------

    def finish(self, state: PanelState, today: date, *, wait: bool = True) -> Moved:
        """Close the meeting: everybody says where he stands, the host the decision; then the report.

        With colleagues in chairs who have not judged yet it waits for them, unless `wait` is off.
        """
        if state.outcome:
            return state, ()
        if not state.over:
            state = self._settle_accounts(replace(state, over=True))
        if wait and state.awaited:
            awaited = "、".join(state.awaited)
            return state, (CoachSaid(state.turn, "notice", f"会散了。请{awaited}的扮演者给自己的人打分（0 到 100）。"),)
        state = replace(state, outcome=decide(self.table.panel, state.people))
        speech = Speech(state.spoken, Random(f"{state.seed}:decision"), state.rep)
        said = tuple(self._last_words(state, speech))
        state = self._with(state, said, speech, ())
        return state, (*said, Decided(state.turn, make_report(self.table, state, today)))

    def _settle_accounts(self, state: PanelState) -> PanelState:
        """What was left without an answer, and a fear nobody eased, count at the end."""
        last = Minds(self.table, state.people, state.turn)
        for name, mind in tuple(last.minds.items()):
            if mind.open_concern is not None and not mind.human:
                last.drop(name, mind.open_concern, "到散会也没有答完")
            worry = self.table.people[name].worry
            if worry is not None and mind.worry == "shown":
                last.move(name, -(worry.weight // 2), "心里的担心没有人理会")
        return replace(state, people=tuple(last.minds.values()))

    def _last_words(self, state: PanelState, speech: Speech) -> Iterable[PersonSaid]:
        panel = self.table.panel
        for mind in state.people:
            vote = vote_of(panel, mind)
            lines = self.table.voice(mind.name, {"赞成": "for", "观望": "unsure", "反对": "against"}[vote])
            if not mind.human and not mind.gone and mind.name != self.table.host:
                text = speech.pick(lines)
                role = self.table.people[mind.name].role
                yield PersonSaid(state.turn, mind.name, role, text, "votes", mind.mood_word, f"{vote}（{mind.stance}）")
        host = panel.host
        if not state.person(host.name).human:
            text = speech.pick(panel.decision.says[decide(panel, state.people)])
            why = f"按开好的规则：{state.outcome}"
            yield PersonSaid(state.turn, host.name, host.role, text, "votes", state.person(host.name).mood_word, why)

    def _with(self, state: PanelState, said: Sequence[PersonSaid], speech: Speech, log: Sequence[Chosen]) -> PanelState:
        """The state with these words in its transcript."""
        turns = tuple(Turn(one.turn, one.name, one.text, one.name) for one in said)
        return replace(
            state,
            transcript=(*state.transcript, *turns),
            spoken=tuple(speech.spoken),
            log=(*state.log, *log),
        )


def _begun(person: Person, *, human: bool) -> Standing:
    worry: Any = "hidden" if person.worry is not None else "none"
    return Standing(
        person.name,
        person.stance,
        person.mood,
        person.patience,
        fired=(0,) * len(person.interrupts),
        start=person.stance,
        worry=worry,
        human=human,
    )


def _with_mind(state: PanelState, mind: Standing) -> PanelState:
    return replace(state, people=tuple(mind if one.name == mind.name else one for one in state.people))


def _floor(speaking: Speaking) -> str:
    """Who waits for the rep's next words: who asked last, else whoever has still something open."""
    if speaking.floor:
        return speaking.floor
    minds = speaking.hearing.minds
    before = speaking.hearing.state.floor
    waiting = [name for name, mind in minds.items() if mind.open_concern is not None]
    return before if before in waiting else next(iter(waiting), "")
