"""Rubric items (`points.yaml`): what counts as saying a thing, by example, and what must not count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from scripts.model.base import NAMES, Document, Line, Lines, WordGroups

SpeechAct = Literal["statement", "question", "request", "social"]
PointKind = Literal["point", "violation"]
Whose = Literal["ours", "rival", "any"]
Part = Literal["anywhere", "start", "end"]

BUILT_IN = frozenset({"折扣", "价钱", "带宽", "时长", "时间", "电话号码", "一成", "数字", "增值业务", "对手", "网通"})
"""Placeholders that listening fills itself (numbers of all forms, names of the plan): usable like synonyms."""

_WORDED = frozenset({"words", "patterns", "unless", "replies"})
_REFERENCE = re.compile(r"<([^<>]+)>")


class Proof(Document):
    """For an item decided by numbers: the claim that proves it.

    `of` is the speed or service priced and `yuan` its price (none: any); `verdict` what the plan must say of the claim;
    `referred` asks for a discount that is left to a superior.
    """

    kind: Literal["price", "discount", "gift", "saving"]
    of: str = ""
    yuan: float | None = None
    verdict: Lines = ()
    referred: bool = False


class Reply(Document):
    """What a short reply means after a certain line of the customer: `asked` in his words, `said` in the rep's."""

    asked: WordGroups
    said: WordGroups


class Point(Document):
    """One atomic yes/no question about what the rep said.

    `name` is the mapping key the author wrote and `code` its stable handle (reports, database); a script's own point
    may leave the code out and is then known by its name. `decided_by: numbers` marks items that the words cannot
    prove, only the claims about price or discount in them (`claim`).

    `words` are word groups: all words of a group, in any order, in one sentence. `patterns` are words in order within
    one clause, `…` standing for anything between. In both, `/` separates words that do the same service and `<费用>`
    names a list under `synonyms`. `unless` are words that stop the item in the clause where they stand, and `whose`
    is the one whose network, price or service the sentence must be about. `replies` are short answers that mean the
    item only after what the customer just said ("周三上午？" "可以"). `place` says whether the words count only at the
    start or at the end of a turn (谢谢您的茶，我接着讲 is no goodbye).
    """

    name: Line
    code: Line
    about: Line
    kind: PointKind = "point"
    speech_act: SpeechAct = "statement"
    decided_by: Literal["words", "numbers"] = "words"
    whose: Whose = "ours"
    place: Part = "anywhere"
    claim: tuple[Proof, ...] = ()
    examples: Lines = ()
    not_: Lines = Field(default=(), alias="not")
    words: WordGroups = ()
    patterns: Lines = ()
    unless: WordGroups = ()
    replies: tuple[Reply, ...] = ()
    say: Lines = ()
    severe: bool = False

    @model_validator(mode="before")
    @classmethod
    def _name_is_the_code_of_a_private_point(cls, value: object) -> object:
        if isinstance(value, dict) and "code" not in value and "name" in value:
            return {**value, "code": value["name"]}
        return value


class Points(Document):
    """The file `points.yaml`: the items all scripts of the plan share, by their Chinese names.

    `synonyms` are lists of words that do the same service, written `<name>` in words and patterns; a list may name
    others. They are put in place when the file is read, so that a point is complete in itself.
    """

    plan: Line
    synonyms: dict[str, Lines] = Field(default_factory=dict)
    points: Annotated[dict[str, Point], NAMES]

    @model_validator(mode="before")
    @classmethod
    def _put_synonyms_in_place(cls, value: object) -> object:
        if not isinstance(value, dict) or not isinstance(value.get("points"), dict):
            return value
        synonyms = value.get("synonyms") or {}
        points = {
            name: {key: _in_place(entry, synonyms) if key in _WORDED else entry for key, entry in point.items()}
            if isinstance(point, dict)
            else point
            for name, point in value["points"].items()
        }
        return {**value, "points": points}


def _in_place(entry: Any, synonyms: Mapping[str, Any], within: tuple[str, ...] = ()) -> Any:
    """The entry with every `<name>` replaced by its words."""
    if isinstance(entry, list | tuple):
        return [_in_place(part, synonyms, within) for part in entry]
    if isinstance(entry, dict):
        return {key: _in_place(part, synonyms, within) for key, part in entry.items()}
    if not isinstance(entry, str):
        return entry

    def words(reference: re.Match[str]) -> str:
        name = reference[1]
        if name in within:
            raise ValueError(f"同义词「{name}」绕了一圈又指回自己：{' → '.join((*within, name))}")
        if name not in synonyms:
            if name in BUILT_IN:
                return reference[0]
            raise ValueError(f"没有叫「{name}」的同义词")
        listed = synonyms[name]
        return "/".join(
            _in_place(list(listed) if isinstance(listed, list | tuple) else [listed], synonyms, (*within, name))
        )

    return _REFERENCE.sub(words, entry)
