"""多对一 (`kind: rivals`): two to six operators before one customer, each with a fact sheet of its own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from scenarios.documents.base import ScenarioDocument
from scripts.model.base import NAMES, Document, Line, Lines, WordGroups

ROUNDS = ("亮相", "攻防", "最后报价")
"""The rounds every rivals scenario has, in their order (source: the plan, part eight, and issue 5)."""

TIE_RULES = ("少违规", "多凭据", "报价低", "抽签")
"""What may part two seats of one score; the last, a seeded draw, always does."""

VOICE = "固话"
"""The product of an order that is a telephone line; others are speeds (2M, 10M) or products of the plan's tariff."""

BEST = 3
"""The worth of a fact that meets a need wholly."""

Weight = Annotated[int, Field(ge=1, le=10)]


class Need(Document):
    """What the customer wants, though he does not say how much.

    `weight` stays hidden until the decision. A seat claims to meet it by one of `points` and proves it by a fact of its
    sheet. The lines: `ask` is his question to every seat, `pleased` his word for a proof, `doubt` for a claim without
    one; `bare` is how a weak rep claims it.
    """

    name: Line
    weight: Weight
    about: Line
    points: Lines
    ask: Lines
    pleased: Lines
    doubt: Lines
    bare: Lines


class SheetFact(Document):
    """One line of a seat's fact sheet: the need it speaks to (`for`), how it is said, and the words that prove it.

    `worth` is how far a strength meets the need: 3 wholly, 1 barely. A weakness told honestly is worth 1. `bare` is how
    a weak rep of this seat says it without the proof; the need's own words when nothing is written.
    """

    name: Line
    for_: Line = Field(alias="for")
    say: Lines
    words: WordGroups
    bare: Lines = ()
    worth: Annotated[int, Field(ge=1, le=BEST)] = BEST


class Seat(Document):
    """An operator at the table and its fact sheet: training material, which every city replaces by its own.

    `prices` in yuan a month by product, `discount` the lowest 折 its rep may grant, `gifts` what he may give: the
    plan's own operator leaves all three out and has the plan's. `intro`, `rebut` and `offer` are what the machine says
    in its place; there 〔对手〕 stands for a rival, 〔价目〕, 〔折扣〕 and 〔总价〕 for the offer.
    """

    name: Line
    about: Line
    prices: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    discount: Annotated[float, Field(gt=0, le=10)] | None = None
    gifts: Lines = ()
    strengths: Annotated[dict[str, SheetFact], NAMES]
    weaknesses: Annotated[dict[str, SheetFact], NAMES] = Field(default_factory=dict)
    intro: Lines
    rebut: Lines
    offer: Lines

    @property
    def facts(self) -> dict[str, SheetFact]:
        """Strengths and weaknesses by name; a weakness is worth 1 whatever is written."""
        honest = {name: fact.model_copy(update={"worth": 1}) for name, fact in self.weaknesses.items()}
        return {**self.strengths, **honest}

    def facts_for(self, need: str) -> tuple[SheetFact, ...]:
        """The facts that speak to a need, the best first."""
        fitting = [fact for fact in self.facts.values() if fact.for_ == need]
        return tuple(sorted(fitting, key=lambda fact: -fact.worth))

    def has_strength(self, need: str) -> bool:
        """Whether the sheet backs a claim to meet the need."""
        return any(fact.for_ == need for fact in self.strengths.values())


class Round(Document):
    """One round's rules, the same for every seat: the time of a turn in seconds and its characters.

    `questions` is how many needs the customer asks about (攻防 only); each is answered and then rebutted.
    """

    name: Line
    seconds: Annotated[int, Field(ge=15, le=600)]
    characters: Annotated[int, Field(ge=40, le=600)]
    questions: Annotated[int, Field(ge=1, le=4)] = 2


class Budget(Document):
    """Yuan a month for the whole order: at or below `good` he is content, from `most` on it is out of the question."""

    good: Annotated[float, Field(gt=0)]
    most: Annotated[float, Field(gt=0)]
    weight: Weight


class Buyer(Document):
    """What this customer says as the judge of several; who he is, his bill and his voice are the script's.

    `disparaged` answers a rival run down, `caught` a claim that the speaker's own sheet denies, `honest` a weakness
    admitted, `absent` one who does not speak; in `decides` 〔中标〕 stands for the winner.
    """

    opening: Lines
    disparaged: Lines
    caught: Lines
    honest: Lines
    dodged: Lines
    absent: Lines
    offers: Lines
    no_offer: Lines
    decides: Lines


class RivalsScenario(ScenarioDocument):
    """One order, several operators: needs with hidden weights, the seats, the rounds, what parts a tie."""

    kind: Literal["rivals"]
    order: dict[str, Annotated[int, Field(ge=1)]]
    budget: Budget
    customer: Buyer
    needs: Annotated[dict[str, Need], NAMES]
    seats: Annotated[dict[str, Seat], NAMES]
    rounds: Annotated[dict[str, Round], NAMES]
    tie: Lines = ()
