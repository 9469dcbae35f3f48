"""The JSON Schemas of scenarios and of their stories: what editors complete and explain while a trainer writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from scenarios.documents import Panel, PanelStory, RivalsStory
from scenarios.documents.meanings import MEANINGS
from scenarios.documents.rivals import RivalsScenario
from scenarios.panel.conditions import CONDITIONS
from scripts.json_schema import ARGUMENTS, schema_of

if TYPE_CHECKING:
    from pydantic import BaseModel

DOCUMENTS: Mapping[str, type[BaseModel]] = {
    "panel": Panel,
    "rivals": RivalsScenario,
    "panel-story": PanelStory,
    "rivals-story": RivalsStory,
}
"""The model of each file, by the name of its schema."""


def schema_files() -> Iterator[tuple[str, str]]:
    """Yield the name (panel.json) and the text of each schema file."""
    for name in DOCUMENTS:
        yield f"{name}.json", json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def schema(name: str) -> dict[str, Any]:
    """Return the schema of one kind of file."""
    written = {key: {**ARGUMENTS, "description": one.about} for key, one in CONDITIONS.items()}
    when = {"type": "object", "properties": written, "additionalProperties": False}
    return schema_of(DOCUMENTS[name], MEANINGS, when)
