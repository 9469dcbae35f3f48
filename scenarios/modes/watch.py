"""观摩: a model talk to watch, with a question every few turns so that watching is not sleeping."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from scenarios.events import CoachSaid, Event, RepSaid
from scenarios.model_rep import next_line
from scenarios.modes.free import Free, exchange, talk_of, turns_of
from scenarios.room import Quiz

if TYPE_CHECKING:
    from datetime import date

    from scenarios.modes.protocol import Moved
    from scenarios.prepared import Prepared
    from scenarios.room import Room

_ASK_EVERY = 3
_CHOICES = 3
_LETTERS = "ABC"


class Watched(Free):
    """The model rep talks; whatever the learner enters moves the talk on, or answers the question that waits."""

    def open(self, practice: Prepared, room: Room, today: date) -> Moved:
        """The scene, the customer's first line, and how to go on."""
        room, events = super().open(practice, room, today)
        how = "这是一场示范谈话。按回车（或随便发一句）看下一轮，中间会问你几个问题，不想答也可以按回车跳过。"
        return room, (CoachSaid(0, "notice", how), *events)

    def hear(self, practice: Prepared, room: Room, text: str, today: date) -> Moved:
        """An answer while a question waits (an empty line passes it by), else the next turn of the model talk."""
        if room.quiz.choices:
            return self._answer(room, text)
        room, events = exchange(practice, room, next_line(practice.customer, talk_of(room)))
        said = events[0]
        if room.ended:
            summary = f"看完了。中间的问题你答对了 {room.quiz.correct}/{room.quiz.asked} 题。下面是这场示范的评分报告。"
            room, ending = self.close(practice, room, today)
            return room, (*events, CoachSaid(turns_of(room), "notice", summary), *ending)
        if isinstance(said, RepSaid) and said.turn % _ASK_EVERY == 0:
            room, question = self._ask(practice, room, said)
            events = (*events, *question)
        return room, events

    def hint(self, practice: Prepared, room: Room) -> Moved:  # noqa: ARG002 - every mode is asked alike
        """Watching needs no hints."""
        return room, (CoachSaid(turns_of(room), "notice", "观摩不用提示，看示范怎么说就行。"),)

    def _ask(self, practice: Prepared, room: Room, said: RepSaid) -> tuple[Room, tuple[Event, ...]]:
        """Which item did that line meet? One right name among two that it did not meet."""
        if not said.heard.met:
            return room, ()
        rng = Random(f"{room.setup.seed}:quiz:{said.turn}")
        hit = said.heard.met[rng.randrange(len(said.heard.met))]
        met = {one.name for one in said.heard.met}
        others = [name for stage in practice.script.stages.values() for name in stage.points if name not in met]
        choices = [hit.name, *rng.sample(sorted(set(others)), _CHOICES - 1)]
        rng.shuffle(choices)
        text = f"问一下：刚才「{hit.quote}」这句，做到了哪一条？"
        quiz = Quiz(tuple(choices), choices.index(hit.name), room.quiz.asked + 1, room.quiz.correct)
        question = CoachSaid(said.turn, "question", text, said.stage, tuple(choices))
        return replace(room, quiz=quiz), (question,)

    def _answer(self, room: Room, text: str) -> Moved:
        quiz = room.quiz
        number = turns_of(room)
        chosen = _chosen(text, quiz.choices)
        if chosen is None and text.strip():
            options = "、".join(str(n) for n in range(1, len(quiz.choices) + 1))
            again = f"先答上面的问题：请回 {options} 中的一个，空着就跳过。"
            return room, (CoachSaid(number, "notice", again, choices=quiz.choices),)
        right = chosen == quiz.right
        passed = "先不答。" if chosen is None else "不是这一条，"
        words = "答对了。" if right else f"{passed}应该是「{quiz.choices[quiz.right]}」。"
        room = replace(room, quiz=Quiz(asked=quiz.asked, correct=quiz.correct + right))
        return room, (CoachSaid(number, "verdict", words),)


def _chosen(text: str, choices: tuple[str, ...]) -> int | None:
    """The choice meant by a number from 1, a letter, or its name."""
    word = text.strip().upper().rstrip(".。、")
    if word in _LETTERS[: len(choices)] and word:
        return _LETTERS.index(word)
    if word.isdecimal() and 1 <= int(word) <= len(choices):
        return int(word) - 1
    return choices.index(text.strip()) if text.strip() in choices else None
