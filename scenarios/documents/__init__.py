"""The scenarios trainers write, as frozen models; a new form is a new file and one entry in KINDS."""

from collections.abc import Mapping

from scenarios.documents.base import ScenarioDocument
from scenarios.documents.panel import Concern, Decision, Interrupt, Panel, Person, Worry

__all__ = ["KINDS", "Concern", "Decision", "Interrupt", "Panel", "Person", "ScenarioDocument", "Worry"]

KINDS: Mapping[str, type[ScenarioDocument]] = {"panel": Panel}
"""The model of each `kind:`."""
