"""When something that waits for another try has waited enough, whatever was done to the clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, bindparam, or_

from bot.store.types import Instant

LONGEST = timedelta(seconds=60)
"""Nothing waits longer for its next try; a time further ahead was given by a clock that has since been set back."""
SET_BACK = timedelta(seconds=5)
"""Programs' clocks agree better than this: a time further ahead was written before the clock was set back."""
NOW, TOO_FAR, AHEAD = (bindparam(name, type_=Instant) for name in ("now", "too_far", "ahead"))


def may_go(not_before: Column[datetime]) -> ColumnElement[bool]:
    """Whether the time has come, for a statement that is run with `times(now)`; no time means at once."""
    return or_(not_before.is_(None), not_before <= NOW, not_before > TOO_FAR)


def times(now: datetime) -> dict[str, datetime]:
    """What statements with NOW, TOO_FAR and AHEAD in them are run with."""
    return {"now": now, "too_far": now + 2 * LONGEST, "ahead": now + SET_BACK}
