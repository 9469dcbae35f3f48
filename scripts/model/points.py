"""Rubric items (`points.yaml`): what counts as saying a thing, by example, and what must not count."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from scripts.model.base import NAMES, Document, Line, Lines, WordGroups

SpeechAct = Literal["statement", "question", "request", "social"]
PointKind = Literal["point", "violation"]


class Point(Document):
    """One atomic yes/no question about what the rep said.

    `name` is the mapping key the author wrote and `code` its stable handle (reports, database); a script's own point
    may leave the code out and is then known by its name. `decided_by: numbers` marks items that the words cannot
    prove, only the claims about price or discount in them.
    """

    name: Line
    code: Line
    about: Line
    kind: PointKind = "point"
    speech_act: SpeechAct = "statement"
    decided_by: Literal["words", "numbers"] = "words"
    examples: Lines = ()
    not_: Lines = Field(default=(), alias="not")
    words: WordGroups = ()
    patterns: Lines = ()
    say: Lines = ()
    severe: bool = False

    @model_validator(mode="before")
    @classmethod
    def _name_is_the_code_of_a_private_point(cls, value: object) -> object:
        if isinstance(value, dict) and "code" not in value and "name" in value:
            return {**value, "code": value["name"]}
        return value


class Points(Document):
    """The file `points.yaml`: the items all scripts of the plan share, by their Chinese names."""

    plan: Line
    points: Annotated[dict[str, Point], NAMES]
