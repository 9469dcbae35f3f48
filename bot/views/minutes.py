"""The minutes of a morning drill, as a page for the group and as a PDF to keep."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.views.page import Line, Page, Section
from scenarios.meeting.minutes import CLOSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.meeting import Minutes

_THEME = {True: "做到了", False: "这次没有做到", None: ""}


def minutes_page(minutes: Minutes) -> Page:
    """Give the minutes; no person's weak point or score is in them."""
    parts = (
        Section(_title(minutes), tuple(_head(minutes))),
        Section("谁演什么", tuple(Line(f"{role}：{'、'.join(names)}") for role, names in minutes.roles)),
        Section("结果", tuple(_result(minutes))),
        Section("值得学的话", tuple(Line(f"“{words}”", "good") for words in minutes.praise)),
        Section("明天的主题", (Line(minutes.tomorrow, "strong"),) if minutes.tomorrow else ()),
    )
    return tuple(part for part in parts if part.lines)


def minutes_pdf(minutes: Minutes) -> bytes:
    """Give the same as a PDF."""
    from bot.views.page_pdf import page_pdf  # noqa: PLC0415 - its libraries take a third of a second

    first, *rest = minutes_page(minutes)
    return page_pdf(first.title, (Section("", first.lines), *rest))


def _title(minutes: Minutes) -> str:
    day = date.fromisoformat(minutes.day)
    return f"晨会演练纪要　{day.year}年{day.month}月{day.day}日"


def _head(minutes: Minutes) -> Iterator[Line]:
    if minutes.form:
        yield Line(f"{minutes.form}：{minutes.scenario}", "strong")
    if minutes.theme:
        done = _THEME[minutes.theme_done]
        yield Line(f"主题：{minutes.theme}" + (f"（{done}）" if done else ""))
    yield Line(f"主持：{minutes.host}　用时 {_length(minutes.seconds)}（{CLOSES[minutes.close]}）")
    present = "、".join(minutes.present) or "没有人报到"
    yield Line(f"到场 {len(minutes.present)} 人：{present}")
    if minutes.late:
        yield Line(f"迟到 {len(minutes.late)} 人：{'、'.join(minutes.late)}")


def _length(seconds: int) -> str:
    whole, rest = divmod(seconds, 60)
    return f"{whole} 分 {rest} 秒" if rest else f"{whole} 分钟"


def _result(minutes: Minutes) -> Iterator[Line]:
    if minutes.result:
        yield Line(minutes.result, "strong")
    if minutes.critiques:
        yield Line(f"收到 {minutes.critiques} 份同事评议，已经私下交给本人。", "quiet")
