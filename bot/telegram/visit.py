"""One person before the bot: who he is, the open unit of work, and the chat that is answered."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.views.buttons import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services.catalogue import Catalogue
    from bot.services.playbill import Playbill
    from bot.services.ready import Ready
    from bot.store.contract import UnitOfWork
    from bot.store.records import Person
    from bot.telegram.outgoing import Outgoing

SEEDS = 2**31


class StaleButtonError(Exception):
    """A button that leads nowhere any more, or that we never made: `str()` says so in Chinese."""

    def __init__(self, text: str = "这个按钮已经过时了。请发 /practice 重新选。") -> None:
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Visit:
    """What every handler gets."""

    uow: UnitOfWork
    catalogue: Catalogue
    chat: Outgoing
    person: Person
    playbill: Playbill

    @property
    def rep(self) -> int:
        """The person's id."""
        return self.person.rep

    def new_seed(self) -> int:
        """Give a seed for a new talk."""
        return secrets.randbelow(SEEDS)

    def script(self, mark: str) -> Ready:
        """Give the script a button stands for."""
        ready = self.catalogue.get(named(mark, self.catalogue.names))
        if ready is None:
            raise StaleButtonError
        return ready


def named(mark: str, names: Iterable[str]) -> str:
    """Give the name that a mark in a handle stands for; raises StaleButtonError when there is none any more."""
    for name in names:
        if mark_of(name) == mark:
            return name
    raise StaleButtonError
