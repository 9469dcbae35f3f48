"""The scenarios trainers write, as frozen models; a new form is a new file and one entry in KINDS."""

from collections.abc import Mapping

from scenarios.documents.base import ScenarioDocument
from scenarios.documents.panel import Concern, Decision, Interrupt, Panel, Person, RepLines, Worry
from scenarios.documents.rivals import Need, RivalsScenario, Seat, SheetFact

__all__ = [
    "KINDS",
    "Concern",
    "Decision",
    "Interrupt",
    "Need",
    "Panel",
    "Person",
    "RepLines",
    "RivalsScenario",
    "ScenarioDocument",
    "Seat",
    "SheetFact",
    "Worry",
]

KINDS: Mapping[str, type[ScenarioDocument]] = {"panel": Panel, "rivals": RivalsScenario}
"""The model of each `kind:`."""
