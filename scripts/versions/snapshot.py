"""What a version is at one moment: the text of every file it stands on, and one hash that names it for ever."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from scripts.fingerprint import fingerprint
from scripts.folders import DOCUMENTS, SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.checks import PlanSubject
    from scripts.model import PlanShelf, Script

Texts = dict[str, str]
"""The files a script stands on: path within the plan's folder → the whole text."""


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
    """Give the text of every file that a script of the plan stands on."""
    sources = dict(zip(DOCUMENTS, subject.shared_sources, strict=True))
    own = subject.script_sources[script]
    name = own.file.replace("\\", "/").rpartition("/")[2]
    return {**{path: source.text for path, source in sources.items()}, f"{SCRIPTS}/{name}": own.text}


def seal(texts: Mapping[str, str]) -> str:
    """Return the SHA-256 (hex) over the canonical JSON of paths and texts, the paths sorted."""
    return sha256(
        json.dumps(dict(sorted(texts.items())), ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()
