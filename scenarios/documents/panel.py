"""一对多 (`kind: panel`): one rep before several people of one customer, who decide together by an open rule."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from scenarios.documents.base import ScenarioDocument
from scripts.model.base import NAMES, Document, Line, Lines
from scripts.model.script import Care, Fact, Objection, When

Stance = Annotated[int, Field(ge=0, le=100)]
"""How much a person is for it: 0 never, 50 does not mind, 100 wants it today."""

Vote = Literal["赞成", "观望", "反对"]
DecisionWord = Literal["通过", "再议", "否决"]


class Concern(Objection):
    """What a person must have answered; written like an objection, with an owner.

    `weight` is what his stance gains when it is settled; half of it is lost when it is not. `agree` and `contradict`
    are colleagues' words on it, by name: who agrees shares in gain and loss, who contradicts wants the opposite.
    """

    weight: Annotated[int, Field(ge=1, le=30)] = 10
    agree: dict[str, Lines] = Field(default_factory=dict)
    contradict: dict[str, Lines] = Field(default_factory=dict)


class Worry(Document):
    """What a person fears and does not say: it only `shows` in passing, and is told in the report afterwards."""

    about: Line
    shows: Lines
    eased_by: Lines
    eased: Lines
    say: Lines
    weight: Annotated[int, Field(ge=1, le=30)] = 8


class Interrupt(Document):
    """What makes a person break in, what he says then, and what it does to his own mood and stance."""

    when: When
    says: Lines
    mood: Annotated[int, Field(ge=-3, le=3)] = 0
    stance: Annotated[int, Field(ge=-20, le=20)] = 0
    times: Annotated[int, Field(ge=1, le=5)] = 1


class Person(Document):
    """One of those who have a say, as he comes into the meeting.

    `also` are other ways of calling him; `steps` how many of acknowledge, answer, check settle a concern of his;
    `patience` how often he bears to be passed over or told nothing.
    """

    name: Line
    role: Line
    also: Lines = ()
    about: Line
    weight: Annotated[int, Field(ge=1, le=10)] = 1
    veto: bool = False
    stance: Stance = 40
    mood: Annotated[int, Field(ge=-3, le=3)] = 0
    patience: Annotated[int, Field(ge=1, le=12)] = 5
    steps: Annotated[int, Field(ge=1, le=3)] = 2
    opening: Lines
    facts: Annotated[dict[str, Fact], NAMES] = Field(default_factory=dict)
    cares: dict[str, Care]
    must_answer: Annotated[dict[str, Concern], NAMES]
    worry: Worry | None = None
    interrupts: tuple[Interrupt, ...] = ()
    voice: dict[str, Lines] = Field(default_factory=dict)

    @property
    def called(self) -> tuple[str, ...]:
        """Every word that means him."""
        return tuple(dict.fromkeys((self.name, self.role, *self.also)))


class Decision(Document):
    """The open rule, readable before the meeting.

    通过 when the stances' mean by weight reaches `line` and nobody with a veto stands below `veto_below`; else 再议
    from `later` on, 否决 below it. `says` are the words of whoever announces it.
    """

    line: Stance = 60
    veto_below: Stance = 50
    later: Stance = 45
    says: dict[DecisionWord, Lines]


class RepLines(Document):
    """What a good rep says here: his first words, how he asks for the order, and what he says of each point."""

    opening: Lines
    close: Lines
    points: dict[str, Lines] = Field(default_factory=dict)


class Panel(ScenarioDocument):
    """A meeting: the people at the table in the order they sit, how many turns the rep has, the rule of decision.

    `voice` holds what any of them may say, for those who have no words of their own for a situation.
    """

    kind: Literal["panel"]
    turns: Annotated[int, Field(ge=6, le=40)] = 18
    people: Annotated[dict[str, Person], NAMES]
    voice: dict[str, Lines] = Field(default_factory=dict)
    decision: Decision
    rep: RepLines

    @property
    def host(self) -> Person:
        """Who opens and closes the meeting: the weightiest; of equals the one who sits first."""
        return max(self.people.values(), key=lambda person: person.weight)

    @property
    def concerns(self) -> dict[str, Concern]:
        """Everybody's concerns by their names."""
        return {name: concern for person in self.people.values() for name, concern in person.must_answer.items()}

    def owner_of(self, concern: str) -> Person:
        """Whose concern that is."""
        return next(person for person in self.people.values() if concern in person.must_answer)
