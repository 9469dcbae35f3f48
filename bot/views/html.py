"""Pages and talk as Telegram's HTML: escaped, and split between paragraphs where one message can't hold them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.views.page import Line, Page
    from bot.views.talk import Spoken

LONGEST = 4096
"""Characters of one message, counted as Telegram counts them: in UTF-16."""

_TAGS = {"strong": ("<b>", "</b>"), "quiet": ("<i>", "</i>")}


def html_messages(page: Page) -> tuple[str, ...]:
    """Give a page as messages: sections stay together where they fit, lines always do."""
    paragraphs = [list(_section(title, lines)) for title, lines in ((one.title, one.lines) for one in page)]
    return packed("\n".join(lines) for lines in paragraphs)


def packed(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Pack paragraphs of HTML into as few messages as hold them; one too long for a message is split at its lines."""
    messages: list[str] = []
    for paragraph in paragraphs:
        whole = f"{messages[-1]}\n\n{paragraph}" if messages else paragraph
        if messages and _size(whole) <= LONGEST:
            messages[-1] = whole
        elif _size(paragraph) <= LONGEST:
            messages.append(paragraph)
        else:
            messages.extend(_lines_packed(paragraph.split("\n")))
    return tuple(messages)


def spoken_html(said: Spoken) -> str:
    """Give one line of a talk as HTML."""
    text = escape(said.text, quote=False)
    if said.speaker == "coach":
        choices = "".join(f"\n{number}. {escape(choice, quote=False)}" for number, choice in enumerate(said.choices, 1))
        return f"<i>〔{escape(said.label, quote=False)}〕{text}</i>{choices}"
    direction = f"<i>（{said.direction}）</i>" if said.direction else ""
    return f"<b>{escape(said.label, quote=False)}</b>{direction}：{text}"


def _section(title: str, lines: Iterable[Line]) -> Iterator[str]:
    if title:
        yield f"<b>【{escape(title, quote=False)}】</b>"
    for line in lines:
        indent = "　" if line.inner else ""
        before, after = _TAGS.get(line.mark, ("", ""))
        for piece in _pieces(line.text):
            yield f"{indent}{before}{escape(piece, quote=False)}{after}"


def _pieces(text: str) -> Iterator[str]:
    """Cut a line that no message could hold; escaping makes a character at most five long."""
    most = LONGEST // 5 - 20
    for start in range(0, max(1, len(text)), most):
        yield text[start : start + most]


def _lines_packed(lines: Iterable[str]) -> Iterator[str]:
    message = ""
    for line in lines:
        whole = f"{message}\n{line}" if message else line
        if _size(whole) > LONGEST:
            yield message
            message = line
        else:
            message = whole
    yield message


def _size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
