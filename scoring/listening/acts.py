"""What kind of turn an utterance is: greets, asks, states, requests, says goodbye, small talk, unclear, empty."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scoring.listening import lexicon
from scoring.listening.clauses import Clause
from scripts.heard import Act, Claim, Hit
from scripts.model import Point

_WORDS = re.compile(r"[a-z\d一-鿿]")
_CHINESE = re.compile(r"[一-鿿]")
_ORDER: tuple[Act, ...] = (
    "greeting",
    "question",
    "check",
    "statement",
    "request",
    "farewell",
    "small-talk",
    "unclear",
    "empty",
)
_SOCIAL: Mapping[str, Act] = {"greeting": "greeting", "thank_bye": "farewell"}
_BY_SPEECH: Mapping[str, Act] = {"question": "question", "request": "request"}
_CHAT = re.compile(r"天气|吃饭|孩子|周末|茶|球|堵车|下雨|电影|过年|老家|哈哈")


def _act_of(point: Point) -> Act:
    if point.code in _SOCIAL:
        return _SOCIAL[point.code]
    return _BY_SPEECH.get(point.speech_act, "statement")


def acts(
    text: str, clauses: Sequence[Clause], hits: Sequence[Hit], claims: Sequence[Claim], points: Mapping[str, Point]
) -> tuple[Act, ...]:
    """The acts of an utterance in a fixed order; `empty` and `unclear` stand alone."""
    if not _WORDS.search(text):
        return ("empty",)
    found = {_act_of(points[hit.code]) for hit in hits if hit.code in points}
    if any(clause.question for clause in clauses):
        found.add("question")
    if lexicon.CHECKS_BACK.search(text) or lexicon.ASKS_HIS_VIEW.search(text):
        found.add("check")
    if claims:
        found.add("statement")
    if not found and _CHAT.search(text):
        found.add("small-talk")
    if not found:
        sense = len(_CHINESE.findall(text)) >= 2 and len(set(text)) > 1  # noqa: PLR2004  one sign is no sentence
        found.add("statement" if sense and len(text) > 6 else "unclear")  # noqa: PLR2004
    return tuple(act for act in _ORDER if act in found)
