"""What keeps a version from being published: errors, failing stories, thin coverage, stale patches, open work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.problems import Place, Problem

STALE = "stale-patch"
"""The code of a city's change whose provincial text has changed since."""


@dataclass(frozen=True, slots=True)
class Red:
    """A story that fails, or an ending that cannot be reached: what, where, and how it differs."""

    what: str
    place: Place
    difference: str


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing in the way: its kind in Chinese, where it is, what is wrong, and what to do."""

    kind: str
    where: str
    what: str
    do: str = ""


def blockers_of(
    problems: Iterable[Problem], red: Iterable[Red], coverage: float | None, least: float
) -> tuple[Blocker, ...]:
    """Give everything that keeps a version from being published.

    `coverage` is the share of the script its stories touched, `least` the share asked for, both 0 to 1; None where
    the stories could not be played for an error.
    """
    return (*_written(problems), *_told(red), *_covered(coverage, least))


def _written(problems: Iterable[Problem]) -> Iterator[Blocker]:
    for found in problems:
        if found.code == STALE:
            kind = "补丁过期"
        elif found.severity in (Severity.ERROR, Severity.TODO):
            kind = found.severity.chinese
        else:
            continue
        yield Blocker(kind, _at(found.place), f"{found.message} [{found.code}]", found.hint)


def _told(red: Iterable[Red]) -> Iterator[Blocker]:
    for one in red:
        yield Blocker("对话测试没过", _at(one.place), f"{one.what}：{one.difference}", "duilian test 看整段对话。")


def _covered(coverage: float | None, least: float) -> Iterator[Blocker]:
    if coverage is not None and coverage < least:
        what = f"对话测试只覆盖了脚本的 {coverage:.0%}，要到 {least:.0%}。"
        do = "谈几场记下来（duilian practice --record），没测到的地方用 duilian test --all 看。"
        yield Blocker("覆盖不够", "", what, do)


def _at(place: Place) -> str:
    return f"{place.file}:{place.line}"
