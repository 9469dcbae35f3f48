"""A trainer's file as text and as data: every plain scalar a string, every value's line and column remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from scripts.codes import problem
from scripts.problems import Place, Problem, Severity
from scripts.slips import Slip, hidden_characters, sure_slips
from scripts.stumbles import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]

LARGEST = 1_000_000
"""The largest file that is read, in bytes: some fifty times a long script."""

DEEPEST = 24
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LOOKS_LIKE_THE_NEXT_ENTRY = re.compile(r"^\s*(?:- |[^\s:：]+:(?:\s|$))")


@dataclass(frozen=True, slots=True)
class Source:
    """One file read: its data as dicts, lists and strings only, and where each path of it stands.

    `keys` holds (line, column) of each key or list item, `values` of each key's value; both count from 1. `files` names
    the file of a path that stands in another one: a province's document may hold what a city has put in.
    """

    file: str
    text: str
    data: Any = None
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    files: dict[Path, str] = field(default_factory=dict)

    @property
    def readable(self) -> bool:
        """Whether the data can be trusted: nothing found in the text is an error."""
        return not any(found.severity is Severity.ERROR for found in self.problems)

    def place(self, path: Path) -> Place:
        """Where the key or item at `path` stands, or the nearest part above it that stands somewhere."""
        while path and path not in self.keys:
            path = path[:-1]
        return Place(self.files.get(path, self.file), *self.keys.get(path, (1, 1)))

    def value_place(self, path: Path) -> Place:
        """Where the value at `path` stands: a key's value, a list's item, or the text written in place of a list."""
        for where, places in ((path, self.values), (path, self.keys), (path[:-1], self.values)):
            if where in places:
                return Place(self.files.get(where, self.file), *places[where])
        return self.place(path)

    def line(self, number: int) -> str:
        """Return the author's own line of that number, counting from 1; "" beyond the end."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""


def read(file: str, content: str | bytes) -> Source:
    """Read one document. Everything wrong with its writing is in `problems`, with no second, misleading error.

    Scalars stay as written: `safe_load` would turn the area code 0510 into 328 and 8:30 into 510.
    """
    if len(content) > LARGEST:
        message = f"这个文件有 {len(content) // 1000} KB，超过了 {LARGEST // 1000} KB。"
        return _unread(file, problem("file-too-big", Place(file), message, "一个脚本写一个文件。"))
    if isinstance(content, bytes):
        decoded = _decode(file, content)
        if isinstance(decoded, Source):
            return decoded
        content = decoded
    text = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    hidden = tuple(hidden_characters(lines))
    if hidden:
        return Source(file, text, problems=tuple(_as_problem(file, slip) for slip in hidden))
    return _parse(file, text, lines)


def _unread(file: str, why: Problem) -> Source:
    return Source(file, "", problems=(why,))


def _decode(file: str, content: bytes) -> str | Source:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "这个文件存成了 UTF-16（记事本里叫“Unicode”）。"
        return _unread(file, problem("encoding", Place(file), message, _SAVE_AS))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        before = content[content.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")
    try:
        content.decode("gb18030")
        message = "这个文件不是 UTF-8 编码，像是 GBK（记事本里叫“ANSI”）。"
    except UnicodeDecodeError:
        message = "这个文件不是 UTF-8 编码，读不出文字。"
    return _unread(file, problem("encoding", Place(file, line, len(before) + 1), message, _SAVE_AS))


_SAVE_AS = "用记事本打开，“另存为”时把编码选成 UTF-8。"


def _parse(file: str, text: str, lines: list[str]) -> Source:
    slips = list(sure_slips(lines))
    builder = _Builder(file, lines, {slip.line for slip in slips})
    try:
        events = yaml.parse(text, Loader=_Loader)
        data = builder.document(iter(events))
    except yaml.MarkedYAMLError as error:
        stop = error.problem_mark.line + 1 if error.problem_mark else len(lines)
        explained = any(slip.line <= stop and (slip.code != "hash-cut" or slip.severity) for slip in slips)
        if not explained and not builder.problems:
            slips.append(explain(lines, error))
        data = None
    except _StopError:
        data = None
    problems = (*(_as_problem(file, slip) for slip in slips), *builder.problems)
    if not problems and data is None:
        problems = (problem("empty-file", Place(file), "这个文件里什么都没有写。", "对照别的脚本写，或者把它删掉。"),)
    return Source(file, text, data, builder.keys, builder.values, problems)


def _as_problem(file: str, slip: Slip) -> Problem:
    found = problem(slip.code, Place(file, slip.line, slip.column), slip.message, slip.hint)
    if slip.severity is None:
        return found
    return Problem(found.code, slip.severity, found.place, found.message, found.hint)


class _StopError(Exception):
    """The rest of the document cannot be read; why is among the problems."""


class _Builder:
    """Builds the data from the parser's events, so that anchors, tags and equal keys are seen as they are written."""

    def __init__(self, file: str, lines: list[str], slipped: set[int]) -> None:
        self.file, self.lines, self.slipped = file, lines, slipped
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []

    def document(self, events: Iterator[Any]) -> Any:
        """Return the data of the only document in the stream, None if there is none."""
        data = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and seen:
                message = "这里又开始了一份文档（---）。"
                self._report("second-document", event, message, "一个文件只写一份；多出来的放进另一个文件。")
                raise _StopError
            if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)):
                seen = True
                data = self._value(event, events, ())
        return data

    def _report(self, code: str, event: Any, message: str, hint: str) -> None:
        mark = event.start_mark
        self.problems.append(problem(code, Place(self.file, mark.line + 1, mark.column + 1), message, hint))

    def _value(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        mark = event.start_mark
        self.keys.setdefault(path, (mark.line + 1, mark.column + 1))
        self._refuse_anchor(event)
        if isinstance(event, yaml.AliasEvent):
            return None
        if len(path) > DEEPEST:
            self._report("too-deep", event, "这里嵌套得太深了，读不下去。", "检查是不是多打了括号。")
            raise _StopError
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _refuse_anchor(self, event: Any) -> None:
        if event.anchor or getattr(event, "tag", None):
            message = "YAML 的锚点（&）、别名（*）和标签（!）在这里不能用。"
            self._report("anchor", event, message, "把内容照样再写一遍；如果本来就是文字，用英文双引号括起来。")

    def _scalar(self, event: Any) -> str | None:
        first, last = event.start_mark.line, event.end_mark.line
        if last > first and not event.style and first + 1 not in self.slipped:
            self._refuse_swallowed_items(first + 1, last)
        if last > first and event.style in {'"', "'"}:
            following = self.lines[first + 1 : last + 1]
            if any(_LOOKS_LIKE_THE_NEXT_ENTRY.match(line) for line in following):
                message = "这个引号没有在本行关上，把下面几行也吞进去了。"
                self._report("unpaired-quote", event, message, "在这段文字的末尾补上同样的引号。")
        if not event.style and event.value in {"", "~"}:
            return None
        return str(event.value)

    def _refuse_swallowed_items(self, first: int, last: int) -> None:
        """Find list items that stand too deep, so that they became a part of the text above."""
        for number in range(first, last + 1):
            line = self.lines[number]
            if line.lstrip().startswith("- "):
                place = Place(self.file, number + 1, len(line) - len(line.lstrip()) + 1)
                message = "这一项的缩进比上一项深，被接到上一项的文字后面去了。"
                self.problems.append(problem("indent", place, message, "让列表里的每个减号左边对齐。"))
                return

    def _sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                message = "名字的位置上写了括号。"
                self._report("special-first", event, message, "名字只能是文字；括号如果是文字，用英文双引号括起来。")
                raise _StopError
            self._refuse_anchor(event)
            key = str(event.value)
            where = (*path, key)
            mark: Any = event.start_mark
            if key in entries:
                message = f"「{key}」在第 {self.keys[where][0]} 行已经写过一次，前面写的会被盖掉。"
                self._report("duplicate-key", event, message, "删掉一处，或者改成别的名字。")
            self.keys[where] = (mark.line + 1, mark.column + 1)
            value: Any = next(events)
            self.values[where] = (value.start_mark.line + 1, value.start_mark.column + 1)
            entries[key] = self._value(value, events, where)
        return entries
