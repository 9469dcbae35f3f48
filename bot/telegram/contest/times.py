"""When a contest is held: ready-made windows, and what a host types."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.services.contests.records import ContestError
from bot.services.days import CHINA

if TYPE_CHECKING:
    from collections.abc import Mapping

WINDOWS: Mapping[str, str] = {
    "soon": "半小时后开始，答两小时",
    "day": "明天 9:00 到 18:00",
    "three": "明天 9:00 起，三天，18:00 截止",
}
"""The windows offered when a contest is made."""

MORNING, EVENING = time(9), time(18)
EXAMPLE = "3-2 9:00 到 3-4 18:00"
_MOMENT = re.compile(r"(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?\s+(\d{1,2})\s*[:：点](\d{1,2})?")


def window(name: str, now: datetime) -> tuple[datetime, datetime]:
    """The bounds, in UTC, of a ready-made window."""
    if name == "soon":
        opens = now.replace(second=0, microsecond=0) + timedelta(minutes=30)
        return opens, opens + timedelta(hours=2)
    first = now.astimezone(CHINA).date() + timedelta(days=1)
    last = first + timedelta(days=2 if name == "three" else 0)
    return _utc(datetime.combine(first, MORNING)), _utc(datetime.combine(last, EVENING))


def read_window(text: str, now: datetime) -> tuple[datetime, datetime]:
    """Two moments as a host types them, in China's time; raises ContestError. A day long past is next year's."""
    found = _MOMENT.findall(text)
    if len(found) != 2:  # noqa: PLR2004  (from, to)
        raise ContestError(f"没看懂时间。请写开始和截止两个时间，例如：{EXAMPLE}")
    opens, closes = (_moment(parts, now) for parts in found)
    return opens, closes


def _moment(parts: tuple[str, str, str, str], now: datetime) -> datetime:
    month, day, hour, minute = (int(part or 0) for part in parts)
    here = now.astimezone(CHINA)
    try:
        told = datetime(here.year, month, day, hour, minute, tzinfo=CHINA)
        if told < here - timedelta(days=180):
            told = told.replace(year=here.year + 1)
    except ValueError:
        raise ContestError(f"没有这个时间。请写开始和截止两个时间，例如：{EXAMPLE}") from None
    return told.astimezone(UTC)


def _utc(local: datetime) -> datetime:
    return local.replace(tzinfo=CHINA).astimezone(UTC)
