"""Raters whose marks the trainer may want to look at, and parts of a talk that raters can't agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.page import Line, Page, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scoring.critique import Flag


def raters_page(flags: Iterable[Flag], reword: Iterable[str], names: Mapping[str, str]) -> Page:
    """Give what is for the trainer alone; nothing where there is nothing to look at."""
    looks = tuple(Line(f"{names.get(flag.rater, flag.rater)}：{flag.why}") for flag in flags)
    parts = tuple(Line(f"「{name}」大家打不到一块去，多半是这一项说得不清楚。") for name in reword)
    sections = (Section("打分的人，请您看一眼（只提醒，不下结论）", looks), Section("该把话说清楚的项", parts))
    return tuple(one for one in sections if one.lines)
