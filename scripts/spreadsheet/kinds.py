"""The ways in which a value of a trainer's file stands in one cell, each with its way back.

A value here is plain data as a file has it (text, list, dict); the way back gives it in one settled form, so that what
is written differently and means the same comes out equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from scripts.nearest import did_you_mean
from scripts.spreadsheet.sheet import Cell

LINE_BREAK = "⏎"
"""Stands in a cell for a line break within one of its lines."""
AND = " ＋ "
_PLUS = re.compile(r"\s*[＋+]\s*")
_COLON = re.compile(r"\s*[：:]\s*")
_YES = {"yes", "true", "on", "是", "y"}
_NO = {"no", "false", "off", "否", "n", ""}


class Kind(Protocol):
    """One way of standing in a cell."""

    def cell(self, value: Any) -> Cell:
        """What to put into the cell; None for a value that is not there."""

    def value(self, text: str) -> Any:
        """The value of a cell's text, None when it is empty. Raises ValueError with a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text; its line breaks are the cell's."""

    def cell(self, value: Any) -> Cell:
        """The text itself."""
        return None if value is None else str(value)

    def value(self, text: str) -> Any:
        """The text itself."""
        return text or None


@dataclass(frozen=True, slots=True)
class Number:
    """A number, written as one where it is one."""

    def cell(self, value: Any) -> Cell:
        """A number that Excel can count with."""
        if value is None:
            return None
        try:
            number = float(value)
        except ValueError:
            return str(value)
        return int(number) if number.is_integer() else number

    def value(self, text: str) -> Any:
        """The number as text."""
        return text or None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words, shown by their Chinese names."""

    names: Mapping[str, str]

    def cell(self, value: Any) -> Cell:
        """The Chinese name."""
        return None if value is None else self.names.get(str(value), str(value))

    def value(self, text: str) -> Any:
        """The word as it is written in a file; any other text as it is."""
        return next((word for word, name in self.names.items() if text in (word, name)), text or None)


@dataclass(frozen=True, slots=True)
class YesNo:
    """是 or nothing."""

    def cell(self, value: Any) -> Cell:
        """是 for yes, nothing for no."""
        return "是" if str(value).lower() in _YES else None

    def value(self, text: str) -> Any:
        """Yes, or None for no."""
        if text.lower() in _YES:
            return "yes"
        if text.lower() in _NO:
            return None
        raise ValueError(f"这里写“是”，或者空着，现在是「{text}」。")


@dataclass(frozen=True, slots=True)
class Lines:
    """Several texts, each in a line of its own."""

    def cell(self, value: Any) -> Cell:
        """A line for each."""
        return "\n".join(_one_line(one) for one in _listed(value)) or None

    def value(self, text: str) -> Any:
        """The list of texts."""
        return [_broken_again(line) for line in _lines(text)] or None


@dataclass(frozen=True, slots=True)
class Choices:
    """Some of a few words, shown by their Chinese names, each in a line of its own."""

    names: Mapping[str, str]

    def cell(self, value: Any) -> Cell:
        """A Chinese name for each."""
        return "\n".join(self.names.get(str(one), str(one)) for one in _listed(value)) or None

    def value(self, text: str) -> Any:
        """The list of words as they are written in a file."""
        words = {name: word for word, name in self.names.items()}
        return [words.get(line, line) for line in _lines(text)] or None


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of words, a line for each; the words of one group are joined by ＋ and count only together."""

    def cell(self, value: Any) -> Cell:
        """A line for each group."""
        return "\n".join(_one_line(_group(one)) for one in _listed(value)) or None

    def value(self, text: str) -> Any:
        """The list of groups, one of a single word as that word."""
        return [_words(_broken_again(line)) for line in _lines(text)] or None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with a value each: a line 「名字：内容」 for each."""

    def cell(self, value: Any) -> Cell:
        """A line for each pair."""
        return "\n".join(f"{_one_line(key)}：{_one_line(part)}" for key, part in (value or {}).items()) or None

    def value(self, text: str) -> Any:
        """The mapping."""
        pairs: dict[str, str] = {}
        for line in _lines(text):
            key, parted, rest = _broken_again(line).partition("：")
            if not parted:
                key, parted, rest = _broken_again(line).partition(":")
            if not parted or not key.strip() or not rest.strip():
                raise ValueError(f"「{line}」读不懂，一行写一个「名字：内容」。")
            if key.strip() in pairs:
                raise ValueError(f"「{key.strip()}」写了两次。")
            pairs[key.strip()] = rest.strip()
        return pairs or None


@dataclass(frozen=True, slots=True)
class Records:
    """Several small records, a line for each: 「种类：价钱；判为：对、错」. `parts` maps a key to its name and kind."""

    parts: Mapping[str, tuple[str, Kind]] = field(default_factory=dict)

    def cell(self, value: Any) -> Cell:
        """A line for each record."""
        return "\n".join(self._said(record) for record in value or ()) or None

    def value(self, text: str) -> Any:
        """The list of records."""
        return [self._read(line) for line in _lines(text)] or None

    def _said(self, record: Mapping[str, Any]) -> str:
        said = []
        for key, (name, kind) in self.parts.items():
            cell = kind.cell(record.get(key))
            if cell is not None:
                said.append(f"{name}：{'、'.join(_escaped(part) for part in str(cell).split(chr(10)))}")
        return "；".join(said)

    def _read(self, line: str) -> dict[str, Any]:
        record: dict[str, Any] = {}
        by_name = {name: (key, kind) for key, (name, kind) in self.parts.items()}
        for part in _split(line, "；;"):
            name, *rest = _COLON.split(part.strip(), maxsplit=1)
            if name not in by_name:
                raise ValueError(f"「{part}」读不懂。{did_you_mean(name, by_name, '能写：')}")
            key, kind = by_name[name]
            read = kind.value("\n".join(_unescaped(one).strip() for one in _split(rest[0] if rest else "", "、")))
            if read is not None:
                record[key] = read
        return record


def _listed(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _one_line(text: Any) -> str:
    return str(text).replace("\n", LINE_BREAK)


def _broken_again(line: str) -> str:
    return line.replace(LINE_BREAK, "\n")


def _group(group: Any) -> str:
    return AND.join(str(word) for word in group) if isinstance(group, list | tuple) else str(group)


def _words(line: str) -> Any:
    words = [word for word in _PLUS.split(line) if word]
    return words if len(words) > 1 else line


def _escaped(text: str) -> str:
    return re.sub(r"([\\、；;])", r"\\\1", text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\\、；;])", r"\1", text)


def _split(text: str, marks: str) -> list[str]:
    """Split at the marks that no backslash stands before."""
    parts = re.findall(rf"(?:\\.|[^{re.escape(marks)}\\])+", text)
    return [part.strip() for part in parts if part.strip()]
