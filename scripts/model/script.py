"""The sales script: a customer, his facts and cares, seven stages, objections and endings, all named in Chinese."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from scripts.model.base import NAMES, Document, Line, Lines
from scripts.model.points import Point

STAGES = ("开场白", "探询需求", "产品推介", "异议处理", "报价", "促成", "跟进")
"""The seven stages every script has, in their order (source: issue and plan, part seven)."""

Outcome = Literal["won", "follow-up", "lost"]
STAY = "stay"
NEXT_OBJECTION = "next-objection"


class Fact(Document):
    """Something the customer tells only when asked.

    `asked` names the points that ask for it; `guarded` is what he says instead while he does not trust the rep yet,
    `again` what he says when asked for it a second time.
    """

    name: Line
    asked: Lines
    say: Lines
    guarded: Lines = ()
    again: Lines = ()


class Care(Document):
    """What a benefit is worth to this customer, from -2 (annoys him) to 3 (just what he needs), and how he says so."""

    worth: Annotated[int, Field(ge=-2, le=3)]
    say: Lines


class Customer(Document):
    """The simulated customer as he is before the talk begins."""

    name: Line
    role: Line
    company: Line
    background: Line
    spend: Annotated[float, Field(ge=0)]
    patience: Annotated[int, Field(ge=2, le=12)] = 6
    trust: Annotated[int, Field(ge=0, le=10)] = 3
    mood: Annotated[int, Field(ge=-3, le=3)] = 0
    facts: Annotated[dict[str, Fact], NAMES]
    cares: dict[str, Care]
    voice: dict[str, Lines] = Field(default_factory=dict)


class Opening(Document):
    """How a talk begins in one way of selling: the scene, the customer's first line, a good rep's first line."""

    scene: Line
    customer: Lines
    rep: Lines


class StagePoint(Document):
    """A rubric item's place in a stage: its weight there, whether the stage needs it, and a line to be proud of."""

    weight: Annotated[int, Field(ge=1, le=20)] = 5
    required: bool = False
    say: Lines


class Objection(Document):
    """What the customer holds against it, and what answers him.

    He is settled by acknowledge → answer → check: an acknowledgement (empathy), one of the `answered_by` points, and a
    question whether that settles it. `half` is his reply to a good but incomplete answer, `dodged` to none at all.
    It comes up in a stage that lists it, or at once `after` one of these points was said, or `after_empty`: said
    without a number ("便宜多了" and no figure).
    """

    name: Line
    about: Line = ""
    after: Lines = ()
    after_empty: Lines = ()
    raises: Lines = Field(alias="raise")
    answered_by: Lines
    half: Lines
    dodged: Lines
    settled: Lines
    say: Lines


def _shorthand(value: Any) -> Any:
    """`when: all-required` is short for `when: {all-required: yes}`, and a list of such words for all of them."""
    words = [value] if isinstance(value, str) else value
    return dict.fromkeys(words, "yes") if isinstance(words, list) else value


When = Annotated[dict[str, str | int | tuple[str, ...]], BeforeValidator(_shorthand)]


class Branch(Document):
    """One way out of a stage: under `when` (all its conditions) or `otherwise`, to another stage, an ending, or none.

    `customer` is what he says on the way; `promise` what he has agreed to, remembered until the end.
    """

    when: When = Field(default_factory=dict)
    otherwise: Line | None = None
    to: Line | None = None
    customer: Lines = ()
    promise: Line | None = None

    @property
    def target(self) -> str:
        """The stage or ending this branch leads to, or `stay`, or `next-objection`."""
        return self.otherwise or self.to or STAY


class Stage(Document):
    """A stage of the talk: its goal, what the customer says when it begins, what the rep should say, the ways out.

    When he has nothing to answer he says one of `prompts`, or of `asks`: lines that ask for a point not yet said.
    """

    name: Line
    goal: Line
    customer: Lines = ()
    prompts: Lines = ()
    asks: dict[str, Lines] = Field(default_factory=dict)
    points: dict[str, StagePoint] = Field(default_factory=dict)
    objections: Lines = ()
    hint: Line = ""
    next: tuple[Branch, ...]


class Ending(Document):
    """How a talk can end, and what to look at afterwards."""

    name: Line
    outcome: Outcome
    customer: Lines = ()
    say: Line = ""


class Script(Document):
    """One script for one kind of customer, at one version. `always` holds branches that go before every stage's own."""

    script: Line
    plan: Line
    segment: Line
    version: Line
    about: Line = ""
    rep_level: Line = "客户经理"
    customer: Customer
    openings: dict[str, Opening]
    points: Annotated[dict[str, Point], NAMES] = Field(default_factory=dict)
    always: tuple[Branch, ...] = ()
    stages: Annotated[dict[str, Stage], NAMES]
    objections: Annotated[dict[str, Objection], NAMES] = Field(default_factory=dict)
    endings: Annotated[dict[str, Ending], NAMES]

    @property
    def ref(self) -> str:
        """The script and its version in one word: 广告公司@V1."""
        return f"{self.script}@{self.version}"
