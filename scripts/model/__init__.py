"""The documents trainers write, as frozen models: plan, points, objections, script, story, and the library of them."""

from scripts.model.library import Library, PlanShelf
from scripts.model.plan import Band, Plan, Price, Product, Segment, Speed, Tariff, ValueAdded
from scripts.model.points import Point, Points
from scripts.model.script import (
    STAGES,
    Branch,
    Care,
    Customer,
    Ending,
    Fact,
    Objection,
    Opening,
    Script,
    Stage,
    StagePoint,
)
from scripts.model.story import UNFINISHED, Story, StoryResult, StoryTurn

__all__ = [
    "STAGES",
    "UNFINISHED",
    "Band",
    "Branch",
    "Care",
    "Customer",
    "Ending",
    "Fact",
    "Library",
    "Objection",
    "Opening",
    "Plan",
    "PlanShelf",
    "Point",
    "Points",
    "Price",
    "Product",
    "Script",
    "Segment",
    "Speed",
    "Stage",
    "StagePoint",
    "Story",
    "StoryResult",
    "StoryTurn",
    "Tariff",
    "ValueAdded",
]
