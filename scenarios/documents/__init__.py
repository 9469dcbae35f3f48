"""The scenarios trainers write, as frozen models; a new form is a new file and one entry in KINDS."""

from collections.abc import Mapping

from scenarios.documents.base import ScenarioDocument
from scenarios.documents.panel import Concern, Decision, Interrupt, Panel, Person, RepLines, Worry
from scenarios.documents.rivals import Need, RivalsScenario, Seat, SheetFact
from scenarios.documents.stories import STORY_KINDS, PanelStory, RivalsStory, ScenarioStory

__all__ = [
    "KINDS",
    "STORY_KINDS",
    "Concern",
    "Decision",
    "Interrupt",
    "Need",
    "Panel",
    "PanelStory",
    "Person",
    "RepLines",
    "RivalsScenario",
    "RivalsStory",
    "ScenarioDocument",
    "ScenarioStory",
    "Seat",
    "SheetFact",
    "Worry",
]

KINDS: Mapping[str, type[ScenarioDocument]] = {"panel": Panel, "rivals": RivalsScenario}
"""The model of each `kind:`."""
