"""The plan's objection bank (`objections.yaml`) and the customers' common voice (`voices.yaml`)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from scripts.model.base import NAMES, Document, Line, Lines
from scripts.model.points import Point
from scripts.model.script import Objection


class Objections(Document):
    """Objections that scripts of one plan share, and the points that answer them; a script may word any anew."""

    plan: Line
    answers: Annotated[dict[str, Point], NAMES] = Field(default_factory=dict)
    objections: Annotated[dict[str, Objection], NAMES]


class Voices(Document):
    """What any customer of the plan says in a situation, unless his script gives him words of his own."""

    plan: Line
    voice: dict[str, Lines]
