"""Whom the rep turns to: `@采购 …`, a name or title at the head of a clause, or everybody (各位)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scenarios.documents import Person

EVERYBODY = ("各位", "大家", "所有人", "几位")
_AT = re.compile(r"[@＠]\s*([^\s@＠,，:：、。！？!?]+)[\s,，:：、]*")
_BEFORE = r"(?:^|(?<=[\s。！？!?；;，,：:…、]))"
_AFTER = r"(?=[\s，,：:、！!？?。]|$|您|你|好)"
_AFTER_ALL = r"(?=[\s，,：:、！!？?。]|$|好|领导|老总|都|看)"


@dataclass(frozen=True, slots=True)
class Address:
    """The names of those turned to, the words without their @, and a call that fits nobody in the room."""

    names: tuple[str, ...]
    text: str
    unknown: str = ""


def address_of(utterance: str, people: Sequence[Person]) -> Address:
    """Read whom an utterance is meant for; no names when nobody was called."""
    names: list[str] = []
    text = utterance
    while found := _AT.search(text):
        called = _called(found[1], people)
        if not called:
            return Address((), utterance, found[1])
        word, meant = called
        names.extend(meant)
        # "@采购我们…" without a blank: only the name is taken away.
        rest = "" if found[1] == word else found[1][len(word) :]
        text = (text[: found.start()] + rest + text[found.end() :]).strip()
    if not names:
        names.extend(_called_in(text, people))
    return Address(tuple(dict.fromkeys(names)), text)


def _called(word: str, people: Iterable[Person]) -> tuple[str, tuple[str, ...]] | None:
    """Who is meant by the longest name that the word begins with."""
    calls = {everybody: tuple(person.name for person in people) for everybody in EVERYBODY}
    calls |= {name: (person.name,) for person in people for name in person.called}
    fitting = [name for name in calls if word.startswith(name)]
    best = max(fitting, key=len, default=None)
    return (best, calls[best]) if best else None


def _called_in(text: str, people: Iterable[Person]) -> tuple[str, ...]:
    """Those whose name or title stands where one calls a person; all of them when 各位 stands there too."""
    people = tuple(people)
    if re.search(f"{_BEFORE}(?:{'|'.join(EVERYBODY)}){_AFTER_ALL}", text):
        return tuple(person.name for person in people)
    return tuple(person.name for person in people if re.search(_calling(person), text))


def _calling(person: Person) -> str:
    words = "|".join(re.escape(word) for word in sorted(person.called, key=len, reverse=True))
    return f"{_BEFORE}(?:{words}){_AFTER}"
