"""A city's file (`cities/<city>/*.yaml`): what the city says otherwise than the province, path by path, and why."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from scripts.model.base import Document, Line, Lines

_LONG = frozenset({"was", "now", "reason"})


class Patch(Document):
    """One place changed or added: what stands there `now`, what the province had there (`was`), and why.

    `was` is written by `duilian overlay accept`, never by hand: the whole of the replaced text, so that a later change
    of the province shows as old base, new base and local text. Values keep the shape they have in the file.
    """

    was: Any = None
    now: Any
    reason: Line = ""


class Removal(Document):
    """One place taken out: what stood there, and why."""

    was: Any = None
    reason: Line = ""


def _as_patch(value: Any) -> Any:
    """A value may stand by itself, without a reason of its own and not yet accepted."""
    if isinstance(value, dict) and value and value.keys() <= _LONG:
        return value
    return {"now": value}


def _as_removals(value: Any) -> Any:
    """Paths may be listed; in a mapping each may have its reason, as text or beside `was`."""
    if value is None:
        return {}
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list):
        return {path: {} for path in value if isinstance(path, str)}
    if isinstance(value, dict):
        return {path: _as_removal(entry) for path, entry in value.items()}
    return value


def _as_removal(entry: Any) -> Any:
    if entry is None:
        return {}
    return {"reason": entry} if isinstance(entry, str) else entry


def _as_mapping(value: Any) -> Any:
    """A part under which nothing is written changes nothing."""
    return {} if value is None else value


_Patch = Annotated[Patch, BeforeValidator(_as_patch, json_schema_input_type=Patch | Any)]
Patches = Annotated[dict[str, _Patch], BeforeValidator(_as_mapping, json_schema_input_type=dict[str, _Patch] | None)]
"""What stands at which path of the document: `stages.开场白.points.自我介绍.say`."""

Removals = Annotated[
    dict[str, Removal],
    BeforeValidator(_as_removals, json_schema_input_type=list[Line] | dict[str, Removal | Line | None] | None),
]


class Overlay(Document):
    """All that one city changes in one document of the plan.

    `base` is a script with its version (广告公司@V1) or a file that all scripts share (plan.yaml). `version` is the
    city's own, the province's when left out. `branches` are branches of the city whose names do not begin with its own.
    """

    city: Line
    base: Line
    version: Line | None = None
    reason: Line = ""
    branches: Lines = ()
    change: Patches = Field(default_factory=dict)
    add: Patches = Field(default_factory=dict)
    remove: Removals = Field(default_factory=dict)

    @property
    def base_name(self) -> str:
        """The script's name, or the shared file's."""
        return self.base.partition("@")[0]

    @property
    def base_version(self) -> str:
        """The version of the province's script that the city has looked at, "" for a shared file or when not said."""
        return self.base.partition("@")[2]
