"""How fast may be sent: pure arithmetic on "when will it all be free again" (the generic cell rate algorithm)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

WHOLE_BOT = 0
"""The row of the rates table that stands for the bot as a whole; no chat has this id."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One message every `interval` seconds, of which `burst` may go at once.

    In any window of w seconds at most `burst + w / interval` messages go.
    """

    interval: float
    burst: int

    def room(self, full_at: datetime, now: datetime) -> int:
        """How many may be sent at once; `full_at` is when everything sent so far is used up."""
        ahead = max((full_at - now).total_seconds(), 0.0)
        return max(0, self.burst - -(-round(ahead * 1e6) // round(self.interval * 1e6)))

    def after(self, full_at: datetime, now: datetime, sent: int = 1) -> datetime:
        """`full_at` after sending."""
        return max(full_at, now) + timedelta(seconds=self.interval * sent)

    def ready_at(self, full_at: datetime) -> datetime:
        """When there is room for one."""
        return full_at - timedelta(seconds=self.interval * (self.burst - 1))


@dataclass(frozen=True, slots=True)
class Rates:
    """The limits Telegram has; the defaults stay below what it bears.

    `busiest_second` bounds what may reach Telegram within any second, however unevenly the line carries it: what is on
    its way, and what was answered within the last second.
    """

    bot: Rate
    busiest_second: int
    private: Rate
    group: Rate

    @classmethod
    def of(cls, *, bot: float = 25.0, private: float = 1.0, group: float = 20.0) -> Rates:
        """`bot` and `private` messages a second, `group` messages a minute.

        A group's burst is taken out of its minute, so that no window of 60 s has more than `group` messages. The bot's
        busiest second has a fifth more than `bot`: 30, as Telegram bears. A private chat bears three at once.
        """
        burst = max(1, int(group // 4))
        steady = max(group - burst, 1.0)
        return cls(
            bot=Rate(1 / bot, 4),
            busiest_second=round(bot * 1.2),
            private=Rate(1 / private, 3),
            group=Rate(60 / steady, burst),
        )

    def of_chat(self, chat_id: int) -> Rate:
        """The limit of one chat: groups have negative ids."""
        return self.private if chat_id > 0 else self.group
