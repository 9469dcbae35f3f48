"""Who speaks up after a turn of the rep, and what he says: the answer, whoever breaks in, the next question.

Each voice is chosen by `scenarios.panel.floor` among those who wish to speak; nobody speaks twice in one turn, but the
last one may go on with a question of his own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from scenarios.panel import rules
from scenarios.panel.conditions import RoomSituation, holds
from scenarios.panel.events import PersonSaid
from scenarios.panel.floor import Wish, choose
from scenarios.panel.hearing import COLLEAGUE, JUST_HEARD, Hearing
from scenarios.panel.state import Chosen, Standing
from scripts.talk.speech import joined
from scripts.talk.state import Evidence, Handled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from scenarios.panel.state import Act

_STRONG = 20  # a benefit worth 2 or more to somebody is worth a word to the others
_INTERJECTIONS = 2


class Speaking:
    """The voices after one turn; `said` are its events in their order."""

    def __init__(self, hearing: Hearing) -> None:
        """Look at what the rep's words did; nobody has spoken yet."""
        self.hearing = hearing
        self.table = hearing.table
        self.said: list[PersonSaid] = []
        self.log: list[Chosen] = []
        self.floor = ""

    # -- the round ------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Whoever was turned to answers; of several moved by the same words the most urgent speaks for all."""
        self._next(self._reactions())
        for _ in self.hearing.called[1:2]:
            called = [wish for wish in self._reactions() if wish.name in self.hearing.called]
            self._next(called)

    def break_in(self) -> None:
        """Colleagues break in, come back to what was not answered, agree or contradict."""
        for number in range(_INTERJECTIONS):
            wishes = [*self._interrupts(), *self._touched(), *self._waiting(), *self._comments()]
            if number:
                wishes = [wish for wish in wishes if wish.urgency >= rules.COMES_BACK]
            self._next(wishes)

    def ask(self) -> None:
        """Somebody asks the next question, unless enough are waiting; colleagues may have a word on it."""
        waiting = sum(mind.open_concern is not None for mind in self._minds)
        crowded, leading = (self.hearing.rng.random() < share for share in (rules.CROWDING, rules.LEADING))
        questions = list(self._questions())
        # Who is turned to by name and has been told nothing takes the chance to ask.
        invited = [wish for wish in questions if wish.name in self.hearing.called and self._only_heard(wish.name)]
        # The rep begins; and after he has answered somebody he may lead for a turn.
        led = self.hearing.turn == 1 or (leading and self.hearing.progress)
        if not invited and (led or waiting >= rules.MOST_OPEN or (waiting and not crowded)):
            return
        wish = self._next(invited or questions, again=True)
        if wish is not None:
            self._next(list(self._words_on(wish)))

    def _only_heard(self, name: str) -> bool:
        reaction = self.hearing.reactions.get(name)
        return self.hearing.turn > 1 and reaction is not None and reaction.because == JUST_HEARD

    def wrap_up(self) -> bool:
        """When nobody has a question left the host asks for a last word; whether the meeting is at that point."""
        if self.questions_left():
            self.hearing.state = replace(self.hearing.state, wrapping=0)
            return False
        if self.hearing.state.wrapping == 0:
            wish = Wish(self.table.host, "closes", rules.COMMENTS, "没有人再提问了，主持的人收尾")
            self._next([wish], again=True)
        self.hearing.state = replace(self.hearing.state, wrapping=self.hearing.state.wrapping + 1)
        return True

    def questions_left(self) -> bool:
        """Whether anybody still waits for an answer or has something to ask."""
        return any(mind.open_concern is not None for mind in self._minds) or bool(list(self._questions()))

    def somebody_was_touched(self) -> bool:
        """Whether the rep's words have just brought a concern to somebody's mind."""
        return bool(list(self._touched()))

    # -- who wishes to speak --------------------------------------------------------------------------------------

    @property
    def _minds(self) -> tuple[Standing, ...]:
        return tuple(self.hearing.minds.values())

    def _silent(self) -> Iterator[Standing]:
        """Those who could still speak in this turn."""
        spoken = {one.name for one in self.said}
        return (mind for mind in self._minds if mind.name not in spoken and not mind.gone and not mind.human)

    def _reactions(self) -> list[Wish]:
        spoken = {one.name for one in self.said}
        return [
            Wish(name, "answers", reaction.urgency, reaction.because)
            for name, reaction in self.hearing.reactions.items()
            if name not in spoken and reaction.urgency >= _STRONG
        ]

    def _interrupts(self) -> Iterator[Wish]:
        for mind in self._silent():
            for number, interrupt in enumerate(self.table.people[mind.name].interrupts):
                left = interrupt.times - mind.fired[number]
                if left > 0 and holds(interrupt.when, self._situation(mind)):
                    yield Wish(mind.name, "interrupts", rules.BREAKS_IN, f"插话的条件成立，还剩 {left} 次", str(number))

    def _situation(self, mind: Standing) -> RoomSituation:
        hearing = self.hearing
        broken = {breach.code for breach in hearing.heard.violations} | {b.name for b in hearing.heard.violations}
        return RoomSituation(
            met=frozenset(hearing.state.met),
            met_now=frozenset(hearing.quotes),
            new_violations=frozenset(broken),
            stage_turns=hearing.turn,
            mood=mind.mood,
            stance=mind.stance,
            open_concerns=frozenset(one.open_concern.name for one in self._minds if one.open_concern is not None),
            addressed=frozenset(hearing.called),
        )

    def _touched(self) -> Iterator[Wish]:
        """Concerns that the rep's words have just given cause for."""
        if sum(mind.open_concern is not None for mind in self._minds) >= rules.MOST_OPEN:
            return
        for mind in self._silent():
            for name, concern in self.table.people[mind.name].must_answer.items():
                touched = {*concern.after, *concern.after_empty} & set(self.hearing.quotes)
                if touched and self._can_ask(mind, name):
                    yield Wish(mind.name, "asks", rules.TOUCHED, f"听到「{min(touched)}」，想起「{name}」", name)

    def _waiting(self) -> Iterator[Wish]:
        """Those who wait for an answer, and those nobody has turned to for long."""
        for mind in self._silent():
            open_now = mind.open_concern
            if open_now is not None and mind.passed_over and mind.passed_over % rules.BEARS_PASSING == 0:
                because = f"「{open_now.name}」等了 {mind.passed_over} 轮没有回答"
                yield Wish(mind.name, "comes-back", rules.COMES_BACK, because, open_now.name)
            elif open_now is not None and mind.passed_over == 1 and self.hearing.called:
                yield Wish(mind.name, "waits", rules.WAITS, f"「{open_now.name}」还没回答，先让别人")
            elif self.hearing.turn - mind.heeded >= rules.UNHEEDED_AFTER and self._has_questions(mind):
                because = f"{self.hearing.turn - mind.heeded} 轮没有人理他"
                yield Wish(mind.name, "minds", rules.MINDS, because)

    def _comments(self) -> Iterator[Wish]:
        """Those who heard something that matters to them though it was said to another."""
        if not self.said:
            return
        first = self.hearing.reactions.get(self.said[0].name)
        for wish in self._reactions():
            reaction = self.hearing.reactions[wish.name]
            common = set(first.points) & set(reaction.points) if first is not None else set()
            if wish.urgency >= rules.KNOWS or not first:
                yield wish
            elif common:
                point = min(common)
                same = self._worth(wish.name, point) * self._worth(self.said[0].name, point) > 0
                because = f"{reaction.because}，跟{self.said[0].name}{'一个意思' if same else '意思相反'}"
                yield Wish(wish.name, "agrees" if same else "contradicts", rules.COMMENTS, because, point)

    def _worth(self, name: str, point: str) -> int:
        care = self.table.people[name].cares.get(point)
        return care.worth if care else 0

    def _questions(self) -> Iterator[Wish]:
        """Each person's next concern; one who has just spoken lets the others go first."""
        spoken = {one.name for one in self.said}
        for mind in self._minds:
            for name, concern in self.table.people[mind.name].must_answer.items():
                if self._can_ask(mind, name) and self._has_cause(name):
                    urgency = concern.weight - 5 * (mind.name in spoken)
                    yield Wish(mind.name, "asks", urgency, f"该问「{name}」了", name)
                    break

    def _has_cause(self, concern: str) -> bool:
        after = self.table.concerns[concern].after
        return not after or not set(after).isdisjoint(self.hearing.state.met)

    def _can_ask(self, mind: Standing, concern: str) -> bool:
        return not (mind.gone or mind.human or mind.open_concern or concern in mind.raised)

    def _has_questions(self, mind: Standing) -> bool:
        return bool(mind.open_concern or set(self.table.people[mind.name].must_answer) - mind.raised)

    def _words_on(self, question: Wish) -> Iterator[Wish]:
        """Colleagues with words of their own on a question that has just been asked."""
        concern = self.table.concerns[question.topic]
        for mind in self._silent():
            if mind.name in concern.agree:
                because = f"他也在意「{question.topic}」"
                yield Wish(mind.name, "agrees", rules.COMMENTS, because, question.topic)
            elif mind.name in concern.contradict:
                because = f"「{question.topic}」他看法不同"
                yield Wish(mind.name, "contradicts", rules.COMMENTS, because, question.topic)

    # -- speaking -------------------------------------------------------------------------------------------------

    def _next(self, wishes: Sequence[Wish], *, again: bool = False) -> Wish | None:
        """Let the first of those who wish speak; gives his wish, None when nobody did."""
        if not wishes or len(self.said) >= rules.MOST_SPEAKERS:
            return None
        wish, why = choose(wishes, self.table.people, self.hearing.minds, self.hearing.turn, self.hearing.rng)
        text = self._words(wish)
        if not text:
            return None
        self._say(wish, text, why, again=again)
        return wish

    def _say(self, wish: Wish, text: str, why: str, *, again: bool) -> None:
        hearing, mind = self.hearing, self.hearing.minds[wish.name]
        self.log.append(Chosen(hearing.turn, wish.name, wish.act, why))
        if again and self.said and self.said[-1].name == wish.name:
            before = self.said.pop()
            text, why = joined([before.text, text]), f"{before.why}；{why}"
        elif mind.worry == "hidden" and mind.spoke and wish.act == "answers":
            worry = self.table.people[wish.name].worry
            text += hearing.speech.pick(worry.shows) if worry else ""
            mind = replace(mind, worry="shown")
        hearing.minds[wish.name] = replace(mind, spoke=mind.spoke + 1, last_spoke=hearing.turn)
        person = self.table.people[wish.name]
        self.said.append(PersonSaid(hearing.turn, wish.name, person.role, text, wish.act, mind.mood_word, why))
        if hearing.minds[wish.name].open_concern is not None and wish.act != "waits":
            self.floor = wish.name

    def _words(self, wish: Wish) -> str:
        """What he says, and what saying it does to him."""
        saying: Mapping[Act, Callable[[Wish], str]] = {
            "answers": self._reaction,
            "interrupts": self._interrupt,
            "asks": self._question,
            "comes-back": self._reminder,
            "minds": self._complaint,
            "waits": lambda one: self._voiced(one, "wait"),
            "closes": lambda one: self._voiced(one, "wrap-up"),
            "agrees": lambda one: self._comment(one, "agree"),
            "contradicts": lambda one: self._comment(one, "contradict"),
        }
        return saying[wish.act](wish)

    def _reaction(self, wish: Wish) -> str:
        return joined([self.hearing.speech.pick(lines) for lines in self.hearing.reactions[wish.name].pieces])

    def _voiced(self, wish: Wish, situation: str) -> str:
        return self.hearing.speech.pick(self.table.voice(wish.name, situation))

    def _reminder(self, wish: Wish) -> str:
        return self.hearing.speech.pick(self.table.concerns[wish.topic].dodged)

    def _complaint(self, wish: Wish) -> str:
        hearing = self.hearing
        hearing.move(wish.name, rules.UNHEEDED, "一直没有人理他")
        hearing.tire(wish.name)
        hearing.minds[wish.name] = replace(hearing.minds[wish.name], heeded=hearing.turn)
        return self._voiced(wish, "ignored")

    def _interrupt(self, wish: Wish) -> str:
        hearing, number = self.hearing, int(wish.topic)
        interrupt = self.table.people[wish.name].interrupts[number]
        mind = hearing.minds[wish.name]
        fired = tuple(count + (place == number) for place, count in enumerate(mind.fired))
        hearing.minds[wish.name] = replace(mind, fired=fired)
        hearing.move(wish.name, interrupt.stance, "忍不住插了话", hearing.heard.text)
        hearing.feel(wish.name, interrupt.mood)
        return hearing.speech.pick(interrupt.says)

    def _question(self, wish: Wish) -> str:
        """Bring a concern up; one that comes up by its own answer ("装机安排") asks for what is still missing."""
        hearing, concern = self.hearing, self.table.concerns[wish.topic]
        before = next(
            (point for point in concern.after if point in concern.answered_by and point in hearing.quotes), ""
        )
        answered = Evidence(hearing.turn, hearing.quotes[before]) if before else None
        mind = hearing.minds[wish.name]
        handled = Handled(wish.topic, hearing.turn, answered=answered)
        hearing.minds[wish.name] = replace(mind, handled=(*mind.handled, handled), passed_over=0, heeded=hearing.turn)
        if answered is not None:
            hearing.move(wish.name, concern.weight // 2, f"「{wish.topic}」已经先讲到了", answered.quote)
        return hearing.speech.pick(concern.half if answered is not None else concern.raises)

    def _comment(self, wish: Wish, situation: Literal["agree", "contradict"]) -> str:
        """A word on what a colleague has asked or praised."""
        hearing = self.hearing
        if (concern := self.table.concerns.get(wish.topic)) is not None:
            return hearing.speech.pick((concern.agree if situation == "agree" else concern.contradict)[wish.name])
        own = hearing.reactions[wish.name].points[wish.topic]
        # "你觉得好，我倒不觉得" is for one who likes less what the other has praised; else he just says so.
        if situation == "contradict" and self._worth(wish.name, wish.topic) > 0:
            return hearing.speech.pick(own)
        lead = [line.replace(COLLEAGUE, self.said[0].name) for line in self.table.voice(wish.name, situation)]
        return joined([hearing.speech.pick(lead), hearing.speech.pick(own)])
