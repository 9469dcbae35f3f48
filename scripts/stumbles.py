"""Where the YAML parser stumbled, named as the author's fault: a quote left open, a colon in a sentence, an indent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scripts.slips import QUOTE_IT, QUOTED, Slip, masked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yaml import MarkedYAMLError

_KEY_WITH_WIDE_COLON = re.compile(r"^ *[^\s:：-][^:：]*(：)")
_BEFORE_VALUE = re.compile(r"^ *(?:- +)*(?:[^\s:\"'\[{#][^:]*: +|\"[^\"]*\": +)?")
_OPEN_QUOTE = re.compile(r"""(?:^ *(?:- +)*|[:\[{,] *|: +)(["'])""")
_NOTHING_MORE = re.compile(r"\s*(?:#.*)?$")


class _Stumble(NamedTuple):
    """The parser's error: what it said, the (line, column) where it stopped and where the part it was in began.

    Lines and columns count from 0 here; `before` is the last line with text above the stop.
    """

    lines: Sequence[str]
    said: str
    within: str
    stop: tuple[int, int]
    start: tuple[int, int]

    @property
    def before(self) -> int:
        return max((n for n in range(min(self.stop[0], len(self.lines))) if self.lines[n].strip()), default=0)

    def says(self, *words: str) -> bool:
        return any(word in self.said for word in words)


def explain(lines: Sequence[str], error: MarkedYAMLError) -> Slip:
    """Name the one fault behind the parser's error: the first explanation that fits, from the surest to the vaguest."""
    stop = error.problem_mark or error.context_mark
    start = error.context_mark or stop
    if stop is None or start is None:
        return Slip("yaml-syntax", 1, 1, "这个文件的写法读不通。", "对照别的脚本看看。")
    last = len(lines) - 1
    stumble = _Stumble(
        lines,
        error.problem or "",
        error.context or "",
        (min(stop.line, last), stop.column),
        (min(start.line, last), start.column),
    )
    return next(slip for explanation in _EXPLANATIONS if (slip := explanation(stumble)))


def _in_a_quote(stumble: _Stumble) -> Slip | None:
    return _unclosed_quote(stumble.lines, *stumble.start) if "quoted scalar" in stumble.within else None


def _at_a_special_character(stumble: _Stumble) -> Slip | None:
    if any(word in stumble.within for word in ("anchor", "alias", "tag", "block scalar", "directive", "block node")):
        return _special(stumble.lines, *stumble.start)
    if stumble.says("cannot start any token", "mapping keys are not allowed"):
        return _special(stumble.lines, *stumble.stop)
    return None


def _in_a_value(stumble: _Stumble) -> Slip | None:
    return _value_slip(stumble.lines, stumble.stop[0]) or _value_slip(stumble.lines, stumble.before)


def _after_an_open_quote(stumble: _Stumble) -> Slip | None:
    for number in range(stumble.stop[0], -1, -1):
        line = stumble.lines[number]
        if not line.lstrip().startswith("#") and (found := _OPEN_QUOTE.search(masked(line))):
            return _unclosed_quote(stumble.lines, number, found.start(1))
    return None


def _in_brackets(stumble: _Stumble) -> Slip | None:
    if "flow" not in stumble.within:
        return None
    first, column = stumble.start
    last, end = stumble.stop
    line = stumble.lines[first]
    if wide := re.search("[］｝]", line[column:]):
        hint = "换成英文输入法下的 ] 或 }。"
        return Slip("fullwidth-bracket", first + 1, column + wide.start() + 1, "结尾的括号是全角的。", hint)
    char = stumble.lines[last][end : end + 1]
    if char == ":" and first == last:
        message = "括号里的这段文字含有半角冒号，会被当成又一个「名字: 内容」。"
        return Slip("colon-in-value", last + 1, end + 1, message, "换成全角冒号「：」，或者" + QUOTE_IT)
    if char and char in "{[":
        message = f"[ ] 或 {{ }} 里面的文字不能再含半角的「{char}」。"
        return Slip("bracket-in-value", last + 1, end + 1, message, QUOTE_IT)
    return Slip("unpaired-bracket", first + 1, column + 1, "这个括号没有关上。", "在列表的末尾补上 ] 或 }。")


def _at_a_line_without_colon(stumble: _Stumble) -> Slip | None:
    if stumble.says("expected ':'"):
        number = stumble.start[0]
    elif (
        stumble.says("mapping values") and stumble.before < stumble.stop[0] and ":" not in stumble.lines[stumble.before]
    ):
        number = stumble.before
    else:
        return None
    line = stumble.lines[number]
    if found := _KEY_WITH_WIDE_COLON.match(line):
        hint = "换成半角冒号「:」，后面留一个空格。"
        return Slip("fullwidth-colon", number + 1, found.start(1) + 1, "这里的冒号是全角的「：」。", hint)
    hint = "名字后面要有半角冒号加空格；如果是接着上一行的话，多缩进两格。"
    return Slip("missing-colon", number + 1, _indent(line) + 1, "这一行只有文字，没有冒号。", hint)


def _at_an_indent(stumble: _Stumble) -> Slip | None:
    if not stumble.says("expected key", "indicator", "mapping values"):
        return None
    number = stumble.stop[0]
    message = "这一行的缩进和上面对不齐，或者少了一层。"
    hint = "同一层的各行左边要对齐，每深一层多空两格。"
    return Slip("indent", number + 1, _indent(stumble.lines[number]) + 1, message, hint)


def _somewhere(stumble: _Stumble) -> Slip:
    line, column = stumble.stop
    return Slip("yaml-syntax", line + 1, column + 1, "这一行的写法读不通。", "对照别的脚本里同样的一行看看。")


_EXPLANATIONS: tuple[Callable[[_Stumble], Slip | None], ...] = (
    _in_a_quote,
    _at_a_special_character,
    _in_a_value,
    _after_an_open_quote,
    _in_brackets,
    _at_a_line_without_colon,
    _at_an_indent,
    _somewhere,
)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _special(lines: Sequence[str], number: int, column: int) -> Slip:
    first = lines[number][column : column + 1]
    message = f"没有加引号的文字不能用「{first}」开头，它在 YAML 里另有意思。"
    return Slip("special-first", number + 1, column + 1, message, QUOTE_IT)


def _unclosed_quote(lines: Sequence[str], number: int, column: int) -> Slip:
    if re.search("[”’]", lines[number][column:]):
        message = "开头是半角引号，结尾是全角引号，没有配成一对。"
        return Slip("fullwidth-quote", number + 1, column + 1, message, "两头都用英文输入法下的双引号。")
    return Slip("unpaired-quote", number + 1, column + 1, "这个引号没有关上。", "在这段文字的末尾补上同样的引号。")


def _value_slip(lines: Sequence[str], number: int) -> Slip | None:
    """Find a value that begins like something else than text, or holds a colon that makes it a key."""
    start = _BEFORE_VALUE.match(lines[number])
    column = start.end() if start else 0
    first = lines[number][column : column + 1]
    kind = {"[": _bracketed, "{": _bracketed, '"': _quoted, "'": _quoted}.get(first, _plain)
    return kind(lines, number, column)


def _bracketed(lines: Sequence[str], number: int, column: int) -> Slip | None:
    value = lines[number][column:]
    end = _closing(value)
    following = value[end:].lstrip()
    if not end or _NOTHING_MORE.match(following):
        return None
    if following[0] in "]}":
        at = column + value.index(following, end) + 1
        return Slip("unpaired-bracket", number + 1, at, "这里多了一个括号。", "把它删掉。")
    return _special(lines, number, column)


def _quoted(lines: Sequence[str], number: int, column: int) -> Slip | None:
    value = lines[number][column:]
    closed = QUOTED.match(value)
    if not closed or _NOTHING_MORE.match(value[closed.end() :]):
        return None
    hint = "整段都放进引号里；里面还要用引号就用中文的“ ”。"
    return Slip("unpaired-quote", number + 1, column + closed.end(), "引号在这里就关上了，后面还有字。", hint)


def _plain(lines: Sequence[str], number: int, column: int) -> Slip | None:
    line = lines[number]
    colon = re.search(r":(?=\s|$)", line[column:].split(" #")[0])
    if not colon or column == _indent(line):
        return None
    message = "这段文字里有半角冒号加空格，会被当成又一个「名字: 内容」。"
    hint = "换成全角冒号「：」，或者" + QUOTE_IT
    return Slip("colon-in-value", number + 1, column + colon.start() + 1, message, hint)


def _closing(value: str) -> int:
    """Return the index after the bracket that closes the one `value` begins with, 0 if none does on this line."""
    depth = 0
    for index, char in enumerate(masked(value)):
        depth += (char in "[{") - (char in "]}")
        if depth == 0:
            return index + 1
    return 0
