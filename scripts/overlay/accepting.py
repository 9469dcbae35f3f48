"""Accepts the province's text of today: writes into a city's file what each of its patches replaces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark

if TYPE_CHECKING:
    from scripts.model import Script
    from scripts.overlay.city import LocalFile
    from scripts.overlay.patches import LocalPatch

_WIDEST = 1_000_000
"""Lines are never folded: a folded one would be taken for a slip of the keyboard."""
_WHOLE_NUMBER = re.compile("0|[1-9][0-9]{0,8}")
_FLUSH_LIST = re.compile(r"^( *)[^\s#-][^\n]*:[ ]*\n\1- ", re.MULTILINE)
"""A list whose dashes stand right below the first letter of its key."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A city's file as it reads once it is accepted.

    `fresh` are patches whose replaced text was not on record, `renewed` those that were stale, `lost` those that lead
    nowhere any more and stay as they are. `base` is the new base when the province's version has changed.
    """

    text: str
    fresh: tuple[LocalPatch, ...]
    renewed: tuple[LocalPatch, ...]
    lost: tuple[LocalPatch, ...]
    base: str = ""

    @property
    def changed(self) -> bool:
        """Whether anything is written anew."""
        return bool(self.fresh or self.renewed or self.base)


def accepted(file: LocalFile, script: Script | None) -> Accepted:
    """Return the file with the province's text of today under every `was`; comments and everything else stay.

    `script` is the province's script the file is based on, None for a file that all scripts share.
    """
    patches = [patch for patch in file.patches if patch.kind != "add"]
    lost = tuple(patch for patch in patches if patch.path is None)
    renewed = tuple(patch for patch in patches if patch.stale and patch.path is not None)
    fresh = tuple(patch for patch in patches if not patch.accepted and patch.path is not None)
    base = _base_today(file, script)
    if not (renewed or fresh or base):
        return Accepted(file.source.text, fresh, renewed, lost)
    yaml = _round_trip(file.source.text)
    document = yaml.load(file.source.text)
    if base:
        document["base"] = base
    for part in ("change", "remove"):
        signed = [patch for patch in (*fresh, *renewed) if patch.entry[0] == part]
        if signed:
            document[part] = _as_mapping(document[part])
        for patch in signed:
            _sign(document[part], patch)
    written = StringIO()
    yaml.dump(document, written)
    return Accepted(written.getvalue().rstrip("\n") + "\n", fresh, renewed, lost, base)


def _base_today(file: LocalFile, script: Script | None) -> str:
    """Return the base with the version that the province has today, "" when the file says that already."""
    if script is None or file.overlay.base_version == script.version:
        return ""
    return script.ref


def _round_trip(text: str) -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDEST
    if not _FLUSH_LIST.search(text):
        yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _as_mapping(part: Any) -> Any:
    """Paths in a list become keys, each with room for what it takes out."""
    if isinstance(part, Mapping):
        return part
    return CommentedMap.fromkeys([part] if isinstance(part, str) else part)


def _sign(part: Any, patch: LocalPatch) -> None:
    """Put the province's text of today in front of one patch."""
    entry = part[patch.written]
    if not isinstance(entry, Mapping) or (patch.kind == "change" and patch.value == patch.entry):
        value = (
            {"reason": entry} if patch.kind == "remove" and entry else {} if patch.kind == "remove" else {"now": entry}
        )
        entry = CommentedMap({"was": None, **value})
        _take_comment(part, patch.written, entry)
    if "was" in entry:
        entry["was"] = _planted(patch.current)
    else:
        entry.insert(0, "was", _planted(patch.current))
    part[patch.written] = entry


def _take_comment(part: Any, path: str, entry: Any) -> None:
    """Let what stood behind a short patch, on its line or below it, stand behind the whole of the long one."""
    tokens = part.ca.items.pop(path, None)
    if tokens and tokens[2]:
        tokens[2].start_mark = CommentMark(0)  # right behind the text, not below where it stood
        entry.ca.items[list(entry)[-1]] = [None, None, tokens[2], None]


def _planted(value: Any) -> Any:
    """Return a value to be written: the texts of a list side by side, the keys of a mapping one below the other."""
    if isinstance(value, dict):
        return CommentedMap({key: _planted(entry) for key, entry in value.items()})
    if isinstance(value, list):
        items = CommentedSeq(_planted(item) for item in value)
        if all(isinstance(item, str) for item in value):
            items.fa.set_flow_style()
        return items
    return int(value) if isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value) else value
