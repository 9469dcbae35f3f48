"""What trainers write for the bank: files of questions, and cases. The keys are explained in `meanings`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from scripts.model.base import NAMES, Document, Line, Lines


class WrittenItem(Document):
    """A question as a trainer writes it; `name` is its handle, and what problems call it.

    `key` is written in letters: B, AC, for an order BDAC, for a match the letter of each left in turn; a number as it
    is. `from` maps places of the plan, of its points or objections (approval/beyond, points/安抚认同) to the words the
    question stands on: when the words are gone, so is the question.
    """

    name: Line
    kind: Literal["single", "several", "order", "number", "match"]
    stem: Line
    options: Lines = ()
    lefts: Lines = ()
    key: Line
    tolerance: Decimal = Field(default=Decimal(), ge=0)
    unit: str = ""
    difficulty: Annotated[int, Field(ge=1, le=5)] = 3
    skill: Line
    from_: dict[str, Line] = Field(alias="from", default_factory=dict)
    because: Line


class WrittenItems(Document):
    """One file of questions."""

    plan: Line
    items: Annotated[dict[str, WrittenItem], NAMES]


class CaseCustomer(Document):
    """What is otherwise with the script's customer in this case; what is not written stays as it is."""

    name: Line | None = None
    role: Line | None = None
    company: Line | None = None
    background: Line | None = None
    spend: Annotated[float, Field(ge=0)] | None = None
    patience: Annotated[int, Field(ge=2, le=12)] | None = None
    trust: Annotated[int, Field(ge=0, le=10)] | None = None
    mood: Annotated[int, Field(ge=-3, le=3)] | None = None
    facts: dict[str, Lines] = Field(default_factory=dict)


class Case(Document):
    """A case (案例): a customer and a situation out of a script, played in a few turns and scored like a talk.

    `turns` is how often the rep may speak; without it the case cannot be played. `from` is the stage the talk begins
    in, `known` what he has told already, `objections` those he will bring, `raises` the one his opening line raises,
    `counts` the points that count here (those of the script's stages from there on when left out). `situation` is read
    before the talk, `scene` and `opening` begin it.
    """

    case: Line
    plan: Line
    script: Line
    version: Line
    about: Line
    situation: Line
    scene: Line
    opening: Lines
    difficulty: Annotated[int, Field(ge=1, le=3)] = 2
    turns: Annotated[int, Field(ge=6, le=10)] | None = None
    from_: Line = Field(alias="from", default="开场白")
    known: Lines = ()
    customer: CaseCustomer = Field(default_factory=CaseCustomer)
    objections: Lines = ()
    raises: str = ""
    counts: Lines = ()

    @property
    def ref(self) -> str:
        """The case and its version in one word: 嫌贵要七折@V1."""
        return f"{self.case}@{self.version}"
