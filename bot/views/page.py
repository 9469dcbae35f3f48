"""A page of text before it has a medium: sections of marked lines, which terminal and Telegram each dress their way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["plain", "good", "bad", "quiet", "strong"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; `mark` says how it is meant, `inner` that it belongs under the line before it."""

    text: str
    mark: Mark = "plain"
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a title; a section without a title just follows."""

    title: str
    lines: tuple[Line, ...]


Page = tuple[Section, ...]


def plain(page: Page) -> str:
    """Give the page as plain text, sections apart by an empty line."""
    return "\n\n".join("\n".join(_plain_lines(section)) for section in page)


def _plain_lines(section: Section) -> list[str]:
    title = [f"【{section.title}】"] if section.title else []
    return title + [("    " if line.inner else "") + line.text for line in section.lines]
