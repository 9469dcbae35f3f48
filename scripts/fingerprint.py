"""The fingerprint of a script with all that a talk by it uses: what a running talk and its marks are pinned to."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel

    from scripts.model import PlanShelf, Script


def fingerprint(shelf: PlanShelf, script: Script) -> str:
    """Return the SHA-256 (hex) over the canonical JSON of plan, points, objections, voices and script.

    The order of entries counts, since it is the order of the talk; comments, blanks and quotes in the files do not.
    """
    content = {
        "plan": _plain(shelf.plan),
        "points": {name: _plain(point) for name, point in shelf.points.items()},
        "objections": {name: _plain(objection) for name, objection in shelf.objections.items()},
        "voice": shelf.voice,
        "script": _plain(script),
    }
    return sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _plain(document: BaseModel) -> object:
    return document.model_dump(mode="json", by_alias=True)
