"""When something that waits for another try has waited enough, whatever was done to the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, or_

LONGEST = timedelta(seconds=60)
"""Nothing waits longer for its next try; a time further ahead was given by a clock that has since been set back."""
SET_BACK = timedelta(seconds=5)
"""Programs' clocks agree better than this: a time further ahead was written before the clock was set back."""


def may_go(not_before: Column[datetime], now: datetime) -> ColumnElement[bool]:
    """Whether the time has come; no time means at once."""
    return or_(not_before.is_(None), not_before <= now, not_before > now + 2 * LONGEST)
