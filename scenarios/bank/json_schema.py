"""The JSON Schemas of the bank's files: what editors complete and explain while a trainer writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from scenarios.bank.documents import Case, WrittenItems
from scenarios.bank.doubts import Doubts
from scenarios.bank.meanings import MEANINGS
from scripts.json_schema import schema_of

if TYPE_CHECKING:
    from pydantic import BaseModel

DOCUMENTS: Mapping[str, type[BaseModel]] = {"items": WrittenItems, "case": Case, "doubts": Doubts}
"""The model of each file, by the name of its schema."""


def schema_files() -> Iterator[tuple[str, str]]:
    """Yield the name (items.json) and the text of each schema file."""
    for name, model in DOCUMENTS.items():
        yield f"{name}.json", json.dumps(schema_of(model, MEANINGS), ensure_ascii=False, indent=2) + "\n"
