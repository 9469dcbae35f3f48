"""Slips of a Chinese keyboard, found line by line and named as what they are, before the YAML parser can mislead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its code, its place in the text (counting from 1) and what to tell the author."""

    code: str
    line: int
    column: int
    message: str
    hint: str
    severity: Severity | None = None


_SHOWN = 12
_LONGEST_LINE = 2_000  # the patterns take time by the square of it; nobody writes such a line by hand
QUOTE_IT = "把整段文字用英文双引号括起来。"
PUT_A_BLANK = "在它后面加一个半角空格。"

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
_WIDE_BLANKS = "\u3000\u00a0\u2000-\u200a\u202f"
_INDENT = re.compile(rf"^ *(?:(\t)|([{_WIDE_BLANKS}]))[\s{_WIDE_BLANKS}]*(?=[^\s#])")
QUOTED = re.compile(r"""(?:(?<=[\[{,:\s])|^)(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_BLOCK_SCALAR = re.compile(r"(?:^|[:-] +)[|>][-+0-9]*\s*(?:#.*)?$")
_SURE = (
    # (pattern, code, message, hint); group 1 is what the author is shown.
    (
        re.compile(rf"^ *(?:- +)*(-[{_WIDE_BLANKS}])"),
        "fullwidth-blank",
        "减号后面是一个全角空格。",
        "换成半角空格（英文输入法下的空格）。",
    ),
    (
        re.compile(r"^ *(?:- +)*(-)(?=[^\s\d-])"),
        "dash-blank",
        "减号和后面的文字连在一起了，会被当成文字的一部分。",
        PUT_A_BLANK,
    ),
    (
        re.compile(r"^ *(?:- +)*([－–])(?=\s)"),
        "dash-blank",
        "列表要用半角的减号「-」。",
        "换成英文输入法下的「-」，后面留一个空格。",
    ),
    (
        re.compile(rf"^ *(?:- +)*[^\s:：\[{{#\"'][^:：]*(:[{_WIDE_BLANKS}])"),
        "fullwidth-blank",
        "冒号后面是一个全角空格。",
        "换成半角空格（英文输入法下的空格）。",
    ),
    (
        re.compile(r"(?:^ *(?:- +)*|[{,] *)[a-z][a-z-]*(：)"),
        "fullwidth-colon",
        "这里的冒号是全角的「：」。",
        "换成半角冒号「:」，后面留一个空格。",
    ),
    (
        re.compile(r"^ *[^\s:：\[{#\"'-][^:：\[{#]*(：) *(?:[\[{][^\]}]*[:,\]}]|$)(?<!。：)"),
        "fullwidth-colon",
        "这里的冒号是全角的「：」。",
        "换成半角冒号「:」，后面留一个空格。",
    ),
    (
        re.compile(r"(?:^ *(?:- +)*|[{,] *)[a-z][a-z-]*(:)(?=[^\s,}\]/:])"),
        "colon-blank",
        "冒号和后面的文字连在一起了。",
        PUT_A_BLANK,
    ),
    (
        re.compile(r"^[^{]*\{.*?(，) *[a-z][a-z-]* *[:：]"),
        "fullwidth-comma",
        "两项之间的逗号是全角的「，」。",
        "换成半角逗号「,」，后面留一个空格。",
    ),
    (
        re.compile(
            r"\[[^\[\]]*[。？！…]([，、；])|\[[^\[\]]*[”」]([，、；]) *[“「]|\[ *[\d.]+ *([，、；])[\d.，、；, ]*\]"
        ),
        "fullwidth-comma",
        "方括号里几项之间的逗号是全角的「，」。",
        "换成半角逗号「,」，后面留一个空格。",
    ),
    (
        re.compile(r"(?:^ *(?:- +)*|: +)([［｛])"),
        "fullwidth-bracket",
        "这里的括号是全角的。",
        "换成英文输入法下的 [ ] 或 { }。",
    ),
)
_HASH = re.compile(r"(?:[^\s\]}\"'·]|[:-])\s+(#)(?=[^\s#])")


def hidden_characters(lines: list[str]) -> Iterator[Slip]:
    """Find characters that cannot be seen and do not belong into a text file: one slip a line."""
    for number, line in enumerate(lines, 1):
        if found := _HIDDEN.search(line):
            yield Slip(
                "hidden-character",
                number,
                found.start() + 1,
                f"这里夹着一个看不见的字符（U+{ord(found[0]):04X}），多半是从网页或聊天里粘贴来的。",
                "把这几个字删掉，重新用键盘打一遍。",
            )


def sure_slips(lines: list[str]) -> Iterator[Slip]:
    """Find what is a slip wherever it stands, whether or not the file can be parsed."""
    block_indent: int | None = None
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or len(line) > _LONGEST_LINE:
            continue
        indent = len(line) - len(line.lstrip(" "))
        if block_indent is not None and indent > block_indent:
            continue
        block_indent = None
        if text.startswith("#"):
            continue
        visible = masked(line)
        yield from _slips_of_line(visible, number)
        if _BLOCK_SCALAR.search(visible):
            block_indent = indent


def masked(line: str) -> str:
    """Return the line with quoted values blotted out, so that what they hold is never taken for a slip."""
    if '"' not in line and "'" not in line:
        return line
    return QUOTED.sub(lambda quoted: "·" * len(quoted[0]), line)


def _slips_of_line(line: str, number: int) -> Iterator[Slip]:
    if found := _INDENT.match(line):
        if found[1]:
            yield Slip("tab", number, found.start(1) + 1, "这一行用 Tab 缩进。", "换成空格，每一层两个。")
        else:
            hint = "换成半角空格（英文输入法下的空格），每一层两个。"
            yield Slip("fullwidth-blank", number, found.start(2) + 1, "这一行用全角空格缩进。", hint)
        return
    comment = line.find(" # ")
    code_part = line if comment < 0 else line[:comment]
    for pattern, code, message, hint in _SURE:
        if found := pattern.search(code_part):
            yield Slip(code, number, found.start(found.lastindex or 0) + 1, message, hint)
            return
    if found := _HASH.search(code_part):
        before = code_part[: found.start(1)]
        is_open = before.count("[") + before.count("{") > before.count("]") + before.count("}")
        is_all = before.rstrip().endswith((":", "-"))
        yield Slip(
            "hash-cut",
            number,
            found.start(1) + 1,
            f"空格后面的「#」起，「{_shortened(code_part[found.start(1) :])}」都被当成注释，不会读进去。",
            f"如果是正文，{QUOTE_IT}如果真是注释，在 # 后面加一个空格。",
            Severity.ERROR if is_open or is_all else None,
        )


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
