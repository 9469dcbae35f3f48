"""Days as people say them: 明天（3月17日）."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_NEAR = {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}


def day_in_words(day: date, today: date) -> str:
    """Say a day with its month and date, and 今天, 明天 … where that is how one would say it."""
    written = f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}年{day.month}月{day.day}日"
    near = _NEAR.get((day - today).days)
    return f"{near}（{written}）" if near else written
