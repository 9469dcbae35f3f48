"""A problem of the check in the words of the sheets: whoever writes in Excel has never seen a key of the YAML files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.conditions import CONDITIONS
from scripts.spreadsheet.branches import OTHERWISE, TARGETS, phrase_of
from scripts.spreadsheet.parts import PARTS
from scripts.spreadsheet.tables import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.problems import Problem

_KEY = re.compile(rf"(?<![\w-])({'|'.join(sorted(map(re.escape, CONDITIONS), key=len, reverse=True))})(?![\w-])")
_NOTHING_WRITTEN = "后面写的「yes」不对："
_HINTS = {
    "missing-otherwise": f"在这个环节最后加一行，条件写“{OTHERWISE}”，去哪里写“{TARGETS['stay']}”。",
    "missing-key": "在这一列里写上。",
}


def in_words_of(sheet: str, one: Problem) -> tuple[str, str]:
    """The message and the hint of a problem as they are told of a cell of that sheet."""
    message, hint = _in_words(sheet, one.message), _HINTS.get(one.code) or _in_words(sheet, one.hint)
    return message.replace(_NOTHING_WRITTEN, "后面没有写："), hint


def _in_words(sheet: str, text: str) -> str:
    for key in _AROUND.get(sheet, ()):
        text = text.replace(f"「{key}」的", "")
    for key, title in _TITLES.get(sheet, {}).items():
        text = text.replace(f"「{key}」", f"「{title}」").replace(f"缺少 {key}。", f"缺少「{title}」。")
    text = re.sub(r"(?<![\w-])otherwise(?![\w-])", f"“{OTHERWISE}”", text)
    return _KEY.sub(lambda found: f"“{phrase_of(found[1])}”", text).replace("「“", "「").replace("”」", "」")


def _titles() -> Mapping[str, Mapping[str, str]]:
    """For each sheet the Chinese name of every key that it has a column or a row for."""
    return {
        part.title: {str(one.at[-1]): one.name for one in part.singles if one.at}
        if isinstance(part, Form)
        else {one.key[0]: one.column.title for one in part.fields if one.key}
        for part in PARTS
    }


_TITLES = _titles()
_AROUND = {
    part.title: {str(key) for one in part.singles for key in one.at[:-1]} for part in PARTS if isinstance(part, Form)
}
"""For each form the keys around its values, which its rows do not show."""
