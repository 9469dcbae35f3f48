"""What a version is at one moment: the text of every file it stands on, and one hash that names it for ever."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import yaml

from scripts.fingerprint import fingerprint
from scripts.folders import CITIES, DOCUMENTS, SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.checks import PlanSubject
    from scripts.model import PlanShelf, Script
    from scripts.source import Source

Texts = dict[str, str]
"""The files a script stands on: path within the plan's folder → the whole text."""

WIDEST = 1_000_000
"""Lines are never folded: a folded one would be taken for a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A script version frozen.

    `hash` is the fingerprint of plan, points, objections, voices and script at the time (talks are pinned to it); it
    stays the name of this snapshot even if a later program reads the same texts into other models. `seal` is the
    SHA-256 of the texts themselves: whoever reads the snapshot back can tell whether a letter was changed.
    """

    hash: str
    script: str
    version: str
    plan: str
    texts: Mapping[str, str]
    seal: str

    @property
    def ref(self) -> str:
        """The script and its version in one word: 广告公司@V2."""
        return f"{self.script}@{self.version}"

    @property
    def whole(self) -> bool:
        """Whether the texts are still the ones that were sealed."""
        return seal(self.texts) == self.seal


def freeze(shelf: PlanShelf, script: Script, texts: Mapping[str, str]) -> Snapshot:
    """Freeze a script with the texts it was read from."""
    return Snapshot(fingerprint(shelf, script), script.script, script.version, script.plan, dict(texts), seal(texts))


def texts_of(subject: PlanSubject, script: str) -> Texts:
    """Give the text of every file that a script of the plan stands on.

    Of a city's plan they are the documents with its changes already made, and the city's own files beside them.
    """
    own = subject.script_sources[script]
    sources = {**dict(zip(DOCUMENTS, subject.shared_sources, strict=True)), f"{SCRIPTS}/{_name(own)}": own}
    written = _as_merged if subject.overlays else _as_written
    local = {f"{CITIES}/{_name(source)}": source.text for source in subject.overlays}
    return {**{path: written(source) for path, source in sources.items()}, **local}


def _as_written(source: Source) -> str:
    return source.text


def _as_merged(source: Source) -> str:
    """Write the data down anew: the source's text is still the province's."""
    form: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "default_style": '"', "width": WIDEST}
    text: str = yaml.dump(source.data, Dumper=_Writer, **form)
    return text


_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Writer(_Dumper):  # type: ignore[misc]  # whichever of the two this machine has
    """Writes every text in quotes, and nothing at all as a bare ~, which is how our reading takes them."""


_Writer.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "~", style=""))


def _name(source: Source) -> str:
    return source.file.replace("\\", "/").rpartition("/")[2]


def seal(texts: Mapping[str, str]) -> str:
    """Return the SHA-256 (hex) over the canonical JSON of paths and texts, the paths sorted."""
    return sha256(
        json.dumps(dict(sorted(texts.items())), ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()
