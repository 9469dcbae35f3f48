"""What all documents share: frozen models with kebab-case keys, and the types for lines of speech."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema


def _kebab(name: str) -> str:
    return name.strip("_").replace("_", "-")


class Document(BaseModel):
    """A frozen piece of a trainer's file: unknown keys are errors, `answered_by` is written `answered-by`."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=_kebab, populate_by_name=True)


def _as_sequence(value: Any) -> Any:
    """One line may be written without a list around it; nothing written is an empty list."""
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str) else value


def _as_word_group(value: Any) -> Any:
    return tuple(_as_sequence(group) for group in _as_sequence(value))


Line = Annotated[str, Field(min_length=1), WithJsonSchema({"type": ["string", "number"]})]
"""Text. An editor takes a bare 128 for a number, the checker for text: both may stand in a file."""

Lines = Annotated[tuple[Line, ...], BeforeValidator(_as_sequence, json_schema_input_type=Line | list[Line])]
"""Variants of one thing to say, or names: a string or a list of strings."""

WordGroups = Annotated[
    tuple[tuple[Line, ...], ...], BeforeValidator(_as_word_group, json_schema_input_type=Line | list[Line | list[Line]])
]
"""Words that tell; a group in a list counts only when all its words are there."""


def _with_names(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: {**entry, "name": key} if isinstance(entry, dict) else entry for key, entry in value.items()}


NAMES = BeforeValidator(_with_names)
"""For mappings keyed by the Chinese name: each entry learns the name it was written under."""
