"""The store keeps instants in UTC; people and schedules count days in China's own time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has one time without summer time, so that no time zone database is needed."""


def china_day(instant: datetime) -> date:
    """Give the day an instant falls on in China."""
    return instant.astimezone(CHINA).date()


def start_of(day: date) -> datetime:
    """Give the instant, in UTC, at which a day begins in China."""
    return datetime.combine(day, time(), CHINA).astimezone(UTC)
