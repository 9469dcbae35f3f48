"""Who is at the counter of the competition: the person, the chat that is answered, and what the whole bot shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.services.contests.records import ContestError, NotHereError, Participant
from bot.services.contests.roles import By
from bot.telegram.contest.guesses import Guesses

if TYPE_CHECKING:
    from bot.services.contests.banks import Banks
    from bot.services.contests.hall import Hall
    from bot.store.contract import UnitOfWork
    from bot.telegram.outgoing import Outgoing

TRUE_LINK = "https://t.me"


class PassedError(ContestError):
    """A button whose time is over: `str()` says so in Chinese."""

    def __init__(self, text: str = "这个按钮已经过时了。请发 /settings 重新进竞赛。") -> None:
        super().__init__(text)


@dataclass(frozen=True)
class House:
    """What all callers share. `admins` are the province's, `web` is the address of the pages, `bot` our user name."""

    hall: Hall
    banks: Banks
    admins: frozenset[int] = frozenset()
    web: str = ""
    bot: str = ""
    guesses: Guesses = field(default_factory=Guesses, repr=False)

    def link(self, start: str, *, group: bool = False) -> str:
        """A link that opens the bot with a word for it, in private or in a group to be chosen; "" without a name."""
        return f"{TRUE_LINK}/{self.bot}?{'startgroup' if group else 'start'}={start}" if self.bot else ""


@dataclass(frozen=True)
class Caller:
    """One person's tap, word or timer."""

    house: House
    chat: Outgoing
    rep: int

    @property
    def uow(self) -> UnitOfWork:
        """The open unit of work."""
        return self.chat.uow

    @property
    def hall(self) -> Hall:
        """The contests in use."""
        return self.house.hall

    @property
    def by(self) -> By:
        """What he may do."""
        return By(self.rep, province=self.rep in self.house.admins)

    def who(self, contest: int) -> Participant:
        """Who he is in a contest; raises NotHereError if he doesn't take part."""
        for attempt in self.uow.attempts.of_rep(self.rep):
            if attempt.contest == contest:
                return Participant(contest, attempt.entry)
        raise NotHereError("这场竞赛里没有您的名字。有邀请码的，把邀请码发给我。")

    def hosts(self, contest: int) -> bool:
        """Whether he leads this contest."""
        return self.by.is_admin or self.rep in self.hall.office(self.uow, contest).hosts
