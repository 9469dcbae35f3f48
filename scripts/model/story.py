"""The story (`stories/*.story.yaml`): a talk written down as a script's regression test, reading like the dialogue."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, WithJsonSchema

from scripts.model.base import Document, Line, Lines

UNFINISHED = "中途结束"
"""The ending of a talk that the rep broke off himself."""
_RANGE = re.compile(r"(\d{1,3})(?:\s*[-–~～至到]\s*(\d{1,3}))?")
_MOST = 100


def read_range(text: str) -> tuple[int, int] | None:
    """The lowest and highest of a range (85-100, or one number), None when nothing is written.

    Raises ValueError when it is no range within 0 to 100.
    """
    if not text:
        return None
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    low, high = int(found[1]), int(found[2] or found[1])
    if not low <= high <= _MOST:
        raise ValueError(text)
    return low, high


class StoryTurn(Document):
    """One line of the rep and what must come of it; what is left out is not looked at.

    `stage` is where the talk stands when the customer has answered, `heard` and `not` are points that this line met or
    did not meet, `customer_says` are words that must be in his answer.
    """

    rep: Line
    stage: Line = ""
    heard: Lines = ()
    not_: Lines = Field(default=(), alias="not")
    customer_says: Lines = ()


Range = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
"""A range of marks as it is written: 85-100."""


class StoryResult(Document):
    """How the talk must end: `score` is a number or a range (85-100), `missed` are points the report must miss.

    `violations` are all that must be found, no more and no fewer: without any, none may be found.
    """

    ending: Line
    score: Range = ""
    missed: Lines = ()
    violations: Lines = ()

    def score_range(self) -> tuple[int, int] | None:
        """The lowest and highest score, None when any will do. Raises ValueError when it is no range of 0 to 100."""
        return read_range(self.score)


class Story(Document):
    """A talk by one script: the setting it is played in, the rep's lines in their order, the result.

    `script` is a script's name (or name@version), `approach` a way of selling (the script's first when left out).
    """

    story: Line
    script: Line
    about: Line = ""
    seed: int = 0
    difficulty: Annotated[int, Field(ge=1, le=3)] = 2
    approach: Line = ""
    talk: tuple[StoryTurn, ...]
    result: StoryResult
