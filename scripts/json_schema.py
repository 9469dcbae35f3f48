"""The JSON Schema of every document, made from the models: what editors complete and explain while a trainer writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from scripts.conditions import CONDITIONS
from scripts.model import STAGES, Plan, Points, Script, Story
from scripts.model.meanings import MEANINGS
from scripts.model.objections import Objections, Voices
from scripts.model.overlay import Overlay

if TYPE_CHECKING:
    from pydantic import BaseModel

DOCUMENTS: Mapping[str, type[BaseModel]] = {
    "plan": Plan,
    "points": Points,
    "objections": Objections,
    "voices": Voices,
    "script": Script,
    "story": Story,
    "overlay": Overlay,
}
"""The model of each document, by the name of its schema's file."""

_YES_OR_NO = {"enum": ["yes", "no", True, False]}
"""YAML 1.2 reads a bare `yes` as text, the checker as a boolean: an editor must take both."""

ARGUMENTS = {"type": ["string", "integer", "array", "boolean"], "items": {"type": "string"}}
"""What may stand behind a condition."""


def schema_files() -> Iterator[tuple[str, str]]:
    """Yield the name (script.json) and the text of each schema file."""
    for name, model in DOCUMENTS.items():
        yield f"{name}.json", json.dumps(schema_of(model), ensure_ascii=False, indent=2) + "\n"


def schema_of(
    model: type[BaseModel], meanings: Mapping[str, Mapping[str, str]] = MEANINGS, when: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the schema of one document; `meanings` explains the keys of its models by the models' names.

    `when` is the schema of its conditions, those of a script's branches unless told otherwise.
    """
    when = _conditions() if when is None else when
    raw = model.model_json_schema()
    parts = {model.__name__: raw, **raw.pop("$defs", {})}
    named = {name for part in parts.values() for name in _entries_of_mappings(part)}
    for name, part in parts.items():
        _explain(part, meanings.get(name, {}), when, learns_its_name=name in named)
    whole = parts.pop(model.__name__)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **_adapted(whole),
        "definitions": {name: _adapted(part) for name, part in parts.items()},
    }


def _entries_of_mappings(part: Any) -> Iterator[str]:
    """Yield the models whose entries stand under their names: there the name is the key and not written again."""
    if isinstance(part, dict):
        reference = part.get("additionalProperties")
        if isinstance(reference, dict) and "$ref" in reference:
            yield reference["$ref"].rpartition("/")[2]
        for value in part.values():
            yield from _entries_of_mappings(value)
    elif isinstance(part, list):
        for value in part:
            yield from _entries_of_mappings(value)


def _explain(
    part: dict[str, Any], meanings: Mapping[str, str], when: Mapping[str, Any], *, learns_its_name: bool
) -> None:
    """Put the Chinese meanings of the keys in, and take out what the author does not write."""
    part.pop("description", None)
    keys: dict[str, Any] = part.get("properties", {})
    left_out = {"name"} if learns_its_name else set()
    part["properties"] = {key: value for key, value in keys.items() if key not in left_out}
    required = [key for key in part.get("required", ()) if key not in left_out]
    if {"code", "examples"} <= keys.keys():
        required = [key for key in required if key != "code"]  # a script's own point is known by its name
    part["required"] = required
    for key, value in part["properties"].items():
        if key in meanings:
            value["description"] = meanings[key]
    if "when" in keys:
        part["properties"]["when"] = {**when, "description": meanings.get("when", "")}
    if "stages" in keys:
        part["properties"]["stages"] = _seven_stages(part["properties"]["stages"])


def _conditions() -> dict[str, Any]:
    """Return the closed vocabulary of branch conditions: one word, a list of words, or a mapping with arguments."""
    bare = [key for key, one in CONDITIONS.items() if "{}" not in one.phrase]
    written = {key: {**ARGUMENTS, "description": one.about} for key, one in CONDITIONS.items()}
    return {
        "anyOf": [
            {"type": "string", "enum": bare},
            {"type": "array", "items": {"type": "string", "enum": bare}},
            {"type": "object", "properties": written, "additionalProperties": False},
        ]
    }


def _seven_stages(stages: dict[str, Any]) -> dict[str, Any]:
    entry = stages.pop("additionalProperties")
    return {
        **stages,
        "properties": dict.fromkeys(STAGES, entry),
        "required": list(STAGES),
        "additionalProperties": False,
    }


def _adapted(part: Any) -> Any:
    """Return a part of a schema as draft 7 writes it, without pydantic's English titles and defaults."""
    if isinstance(part, list):
        return [_adapted(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "boolean":
        return {**_YES_OR_NO, **({"description": part["description"]} if "description" in part else {})}
    adapted: dict[str, Any] = {}
    for key, value in part.items():
        if key in {"title", "default"} and not isinstance(value, dict):
            continue
        if key == "$ref":
            adapted["$ref"] = str(value).replace("#/$defs/", "#/definitions/")
        elif key == "properties":
            adapted[key] = {name: _adapted(one) for name, one in value.items()}
        else:
            adapted[key] = _adapted(value)
    # Draft 7 ignores what stands beside a reference: an explanation needs the reference wrapped.
    if "$ref" in adapted and len(adapted) > 1:
        return {**{key: value for key, value in adapted.items() if key != "$ref"}, "allOf": [{"$ref": adapted["$ref"]}]}
    return adapted
