"""What a check found in a file somebody sent, as Telegram's HTML: the lines with their carets, and what to do next."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from bot.views.html import LONGEST
from scripts.checks.render import render, spot, summary
from scripts.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.services.authoring.sent_files import SentFile
    from scripts.problems import Problem

PHONE = 34
"""So many half-width characters stand side by side on a phone."""
_ROOM = LONGEST - 400
_GRAVITY = tuple(Severity)
_NEXT = "可以用了。交给管话术库的同事放到 {}，或者在电脑上先跑一遍 duilian test。"
_NEXT_WORKBOOK = "表格没有问题。要写进话术库，在电脑上：duilian import 文件.xlsx"


def checked_html(file: SentFile) -> tuple[str, bool]:
    """Give the answer as one message, and whether all that was found stands in it."""
    if file.refused:
        return f"<b>{_shown(file.name)}</b>\n{_shown(file.refused)}", True
    if file.text:
        return _workbook(file)
    return _report(file)


def checked_text(file: SentFile) -> str:
    """Give everything as a text file to read at a computer."""
    if file.text:
        return file.text + "\n"
    return render(file.report, lambda _file, number: file.lines.get(number, "")) + "\n"


def _report(file: SentFile) -> tuple[str, bool]:
    head = f"<b>{_shown(file.name)}</b>" + (f"　{_shown(file.what)}" if file.what else "")
    if not file.report:
        return f"{head}\n✓ 没有发现问题。\n\n{_shown(_NEXT.format(file.belongs))}", True
    parts = [head, _shown(summary(file.report))]
    if file.fine:
        parts[1] += f"没有错误。{_shown(_NEXT.format(file.belongs))}"
    whole = True
    by_gravity = sorted(file.report, key=lambda one: _GRAVITY.index(one.severity))
    for severity, found in groupby(by_gravity, lambda one: one.severity):
        for number, one in enumerate(found):
            title = f"<b>{severity.chinese}</b>\n" if number == 0 else ""
            part = title + "\n".join(_problem(one, file.lines))
            if _size("\n\n".join((*parts, part))) > _ROOM:
                whole = False
                break
            parts.append(part)
    if not whole:
        parts.append("还有一些没列出来，全部在下面的文件里。")
    return "\n\n".join(parts), whole


def _problem(one: Problem, lines: Mapping[int, str]) -> Iterator[str]:
    yield f"第 {one.place.line} 行　<code>{one.code}</code>"
    line = lines.get(one.place.line, "")
    if line.strip():
        # Leading blanks say nothing here and cost a third of a phone's line.
        blanks = min(len(line) - len(line.lstrip()), one.place.column - 1)
        shown, caret = spot(line[blanks:], one.place.column - blanks, PHONE)
        yield f"<pre>{_shown(shown)}\n{' ' * caret}^</pre>"
    yield _shown(one.message)
    if one.hint:
        yield f"→ {_shown(one.hint)}"


def _workbook(file: SentFile) -> tuple[str, bool]:
    head = f"<b>{_shown(file.name)}</b>"
    tail = f"\n\n{_shown(_NEXT_WORKBOOK)}" if file.fine else ""
    lines: list[str] = []
    for line in file.text.split("\n"):
        if _size("\n".join((head, *lines, line))) > _ROOM:
            return f"{head}\n{_shown(chr(10).join(lines))}\n\n还有一些没列出来，全部在下面的文件里。{tail}", False
        lines.append(line)
    return f"{head}\n{_shown(chr(10).join(lines))}{tail}", True


def _shown(text: str) -> str:
    return escape(text, quote=False)


def _size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
