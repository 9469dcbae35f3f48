"""Listening to a panel's own model lines: what a good rep should say must be heard as what its author meant by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.checks.panel_words import Words, words_of
from scenarios.codes import problem
from scripts.heard import Context
from scripts.talk.objections import steps_in
from scripts.talk.speech import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.checks.subject import Subject
    from scenarios.documents import Concern, Panel
    from scripts.checks import Listen
    from scripts.heard import Heard
    from scripts.problems import Problem

REP = "小李"
_OPENING = ("greeting", "self_intro", "state_purpose")
_STEPS = ("认同", "回答", "确认")


def lines_are_heard(subject: Subject[Panel], listen: Listen) -> Iterator[Problem]:
    """An answer acknowledges, answers and checks; a word to a fear eases it; nothing in them breaks a rule."""
    hearing = _Hearing(subject, listen)
    for words in words_of(subject.document):
        if not words.of_rep:
            continue
        for index, line in enumerate(words.variants):
            if wrong := hearing.wrong_with(words, fill(line, REP)):
                place = subject.source.value_place((*words.path, index))
                hint = "换个说法，让要点的例句里有它；写完用 duilian listen 试一试。"
                yield problem("line-misheard", place, f"「{line}」：{wrong}。", hint)


class _Hearing:
    """The model lines before the true listener, each in the place where it would be said."""

    def __init__(self, subject: Subject[Panel], listen: Listen) -> None:
        self.panel = subject.document
        self.points = subject.points
        self.name_of = {point.code: name for name, point in subject.points.items()}
        self.spend, self.level = subject.script.customer.spend, subject.script.rep_level
        self.listener = listen(subject.shelf.plan, subject.points)

    def wrong_with(self, words: Words, line: str) -> str:
        """What is misheard in a line, "" for nothing."""
        path = words.path
        if path[0] == "people" and path[2] == "must-answer":
            heard, missing = self._answer(str(path[1]), self.panel.concerns[str(path[3])], line)
        elif path[0] == "people":
            heard = self._heard(f"{path[1]}，{line}")
            worry = self.panel.people[str(path[1])].worry
            eased = worry is not None and not set(worry.eased_by).isdisjoint(self._names(heard))
            missing = "" if eased else "没有听出能让他放下心的要点"
        else:
            heard = self._heard(line, "促成" if path[1] == "close" else "")
            wanted = {"opening": _OPENING, "close": ("close",)}.get(str(path[1])) or (self.points[str(path[2])].code,)
            absent = [self.name_of[code] for code in wanted if code in self.name_of and code not in heard.codes]
            missing = f"没有听出{'、'.join(absent)}" if absent else ""
        broken = "、".join(breach.name for breach in heard.violations)
        return f"听成了{broken}" if broken else missing

    def _answer(self, owner: str, concern: Concern, line: str) -> tuple[Heard, str]:
        codes = tuple(self.points[name].code for name in concern.answered_by)
        context = Context("异议处理", concern.raises[0], concern.name, codes, self.spend, self.level)
        heard = self.listener.hear(f"{owner}，{line}", context)
        steps = steps_in(heard, concern, self.name_of)
        done = (steps.acknowledged, steps.answers, steps.checked)
        absent = [step for step, words in zip(_STEPS, done, strict=True) if not words]
        return heard, f"没有听出{'、'.join(absent)}" if absent else ""

    def _heard(self, line: str, stage: str = "") -> Heard:
        return self.listener.hear(line, Context(stage=stage, spend=self.spend, level=self.level))

    def _names(self, heard: Heard) -> set[str]:
        return {self.name_of[code] for code in heard.codes if code in self.name_of}
