"""Stories of role-plays (`*.story.yaml` beside the scenario): a panel or rivals written down as a regression test."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from scenarios.documents.panel import DecisionWord, Vote
from scripts.model.base import Document, Line, Lines
from scripts.model.story import Range


class ScenarioStory(Document):
    """What every story of a role-play has: a name, the scenario (or scenario@version), the seed it is played with."""

    story: Line
    scenario: Line
    about: Line = ""
    seed: int = 0


class PanelTurn(Document):
    """One line of the rep and what must come of it; what is left out is not looked at.

    `heard` and `not` are points that this line met or did not meet, `speaks` people who must speak up after it, `says`
    words that must be in what they say.
    """

    rep: Line
    heard: Lines = ()
    not_: Lines = Field(default=(), alias="not")
    speaks: Lines = ()
    says: Lines = ()


class PanelResult(Document):
    """How the meeting must end; `people` is how each votes. `violations` are exact: none but these may be found."""

    decision: DecisionWord
    score: Range = ""
    people: dict[str, Vote] = Field(default_factory=dict)
    missed: Lines = ()
    violations: Lines = ()


class PanelStory(ScenarioStory):
    """A meeting: the rep's lines in their order (`@采购 …` to one person), the decision."""

    talk: tuple[PanelTurn, ...]
    result: PanelResult


class RivalsTurn(Document):
    """One line of a seat (the story's own unless another is named) and what must come of it.

    `proves` are needs it must prove by the sheet, `bare` needs it must only claim, `says` words of the customer's.
    """

    seat: Line = ""
    say: Line
    proves: Lines = ()
    bare: Lines = ()
    says: Lines = ()


class RivalsResult(Document):
    """How the contest must end: the winner, each seat's score and offer in yuan a month.

    `violations` are all that must be found with the seats people sit in, no more and no fewer.
    """

    winner: Line
    scores: dict[str, Range] = Field(default_factory=dict)
    offers: dict[str, float] = Field(default_factory=dict)
    violations: Lines = ()


class RivalsStory(ScenarioStory):
    """A contest from the chair of one seat; seats that no line names are the machine's."""

    seat: Line
    talk: tuple[RivalsTurn, ...]
    result: RivalsResult

    @property
    def humans(self) -> tuple[str, ...]:
        """The seats people sit in, the story's own first."""
        return tuple(dict.fromkeys((self.seat, *(turn.seat for turn in self.talk if turn.seat))))


STORY_KINDS: Mapping[str, type[ScenarioStory]] = {"panel": PanelStory, "rivals": RivalsStory}
"""The model of a story, by the `kind:` of its scenario."""
