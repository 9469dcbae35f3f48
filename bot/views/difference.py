"""What lies between two scripts, as sentences under the stage they belong to."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.views.page import Line, Page, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.views.page import Mark
    from scripts.difference import Change

_MARKS: dict[str, Mark] = {"added": "good", "removed": "bad", "changed": "plain", "moved": "quiet"}
_SIGNS = {"added": "＋", "removed": "－", "changed": "～", "moved": "↕"}


def difference_page(before: str, after: str, changes: Sequence[Change]) -> Page:
    """Give every change under its stage, and how many of each kind there are."""
    if not changes:
        return (Section("", (Line(f"{before} 和 {after} 一样，一处也没有改。", "good"),)),)
    head = Section(f"{before} → {after}", (Line(_counted(changes), "strong"),))
    return (head, *(Section(group, tuple(_lines(some))) for group, some in groupby(changes, lambda one: one.group)))


def _lines(changes: Iterator[Change]) -> Iterator[Line]:
    return (Line(f"{_SIGNS[one.kind]} {one.sentence}", _MARKS[one.kind]) for one in changes)


def _counted(changes: Sequence[Change]) -> str:
    kinds = {"added": "加了", "removed": "去掉", "changed": "改了", "moved": "换次序"}
    counts = {word: sum(one.kind == kind for one in changes) for kind, word in kinds.items()}
    return f"共 {len(changes)} 处：" + "，".join(f"{word} {count}" for word, count in counts.items() if count) + "。"
