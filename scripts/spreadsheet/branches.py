"""A branch's condition and its target in a trainer's words, and back: 「信任不低于 …：4」, 「留在本环节」."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from scripts.conditions import ANY, CONDITIONS, NONE, YES, Condition
from scripts.model.script import NEXT_OBJECTION, STAY
from scripts.nearest import did_you_mean
from scripts.spreadsheet.sheet import Cell

OTHERWISE = "其他情况"
"""The condition of a branch that is taken when no other holds."""
TARGETS = {STAY: "留在本环节", NEXT_OBJECTION: "提下一个异议"}
_ORDER = ("when", "otherwise", "customer", "promise", "to")
_WORDS = {ANY: "任何一项", NONE: "什么都没有"}
_PHRASES = {key: condition.phrase.replace("（{}）", "").format("…") for key, condition in CONDITIONS.items()}
"""Each condition in Chinese, with … where the flow chart has its argument."""
_BY_PHRASE = {re.sub(r"[\s…]", "", phrase): key for key, phrase in _PHRASES.items()}


def phrases() -> tuple[str, ...]:
    """All conditions as they stand in a cell."""
    return (*_PHRASES.values(), OTHERWISE)


def phrase_of(key: str) -> str:
    """A condition as it stands in a cell, by its key in the files."""
    return _PHRASES[key]


@dataclass(frozen=True, slots=True)
class When:
    """All conditions of a branch, a line for each."""

    def cell(self, value: Any) -> Cell:
        """A line for each condition: its phrase, and its argument after a colon."""
        conditions = [value] if isinstance(value, str) else value
        if isinstance(conditions, list):
            conditions = dict.fromkeys(conditions, "yes")
        return "\n".join(_said(key, argument) for key, argument in (conditions or {}).items()) or None

    def value(self, text: str) -> Any:
        """The conditions by their keys, in order; what takes several names has a list of them."""
        if text.strip() == OTHERWISE:
            return OTHERWISE
        when: dict[str, Any] = {}
        for line in filter(None, (line.strip() for line in text.split("\n"))):
            phrase, _, rest = line.replace(":", "：").partition("：")
            key = _key(phrase)
            if key in when:
                raise ValueError(f"条件「{phrase}」写了两次。")
            when[key] = _argument(key, rest)
        return when or None


def with_target(branch: Any) -> Any:
    """A branch with `otherwise` as a row shows it: the condition says so, and the target stands where targets stand."""
    if not isinstance(branch, dict) or "otherwise" not in branch:
        return branch
    return {**branch, "when": OTHERWISE, "to": branch["otherwise"]}


def with_otherwise(row: Any) -> Any:
    """The branch that a row shows, its keys in the order in which authors write them."""
    otherwise = row.get("when") == OTHERWISE
    row = {"otherwise": row.get("to"), **row, "when": None, "to": None} if otherwise else row
    return {key: row[key] for key in _ORDER if row.get(key) is not None}


def _said(key: str, argument: Any) -> str:
    phrase = _PHRASES.get(key, key)
    names = [str(one) for one in argument] if isinstance(argument, list | tuple) else [str(argument)]
    if names[0].lower() in YES and len(names) == 1:
        return phrase
    return f"{phrase}：{'、'.join(_WORDS.get(name, name) for name in names)}"


def _key(phrase: str) -> str:
    if phrase.strip() in CONDITIONS:
        return phrase.strip()
    bare = re.sub(r"[\s…]", "", phrase)
    if bare not in _BY_PHRASE:
        raise ValueError(f"没有「{phrase}」这个条件。{did_you_mean(phrase, _PHRASES.values())}")
    return _BY_PHRASE[bare]


def _argument(key: str, text: str) -> Any:
    codes = {word: code for code, word in _WORDS.items()}
    names = [codes.get(name.strip(), name.strip()) for name in text.split("、") if name.strip()]
    if not names:
        return "yes"
    return names if names[1:] or key in _OF_SEVERAL else names[0]


def _takes_several(condition: Condition) -> bool:
    try:
        condition.parse(("甲", "乙"))
    except ValueError:
        return False
    return True


_OF_SEVERAL = frozenset(key for key, condition in CONDITIONS.items() if _takes_several(condition))
