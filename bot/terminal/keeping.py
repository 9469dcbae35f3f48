"""Keeps talks in the store; when the store can't be used, in memory, so that practising never depends on a disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from bot.store.database import open_database
from bot.store.errors import StoreError
from bot.store.memory import MemoryStore
from bot.store.records import NewRoom

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings
    from bot.store.contract import Store, UnitOfWork
    from bot.store.records import Room

T = TypeVar("T")


@runtime_checkable
class InRoom(Protocol):
    """What a step of a talk gives: it names the room it is kept in."""

    room: int


class Keeper:
    """The store, or its in-memory twin after the first trouble, of which it tells once.

    A talk that is going on moves along: `room` is its number wherever it is kept now.
    """

    def __init__(self, opened: Callable[[], Store], warn: Callable[[str], None]) -> None:
        self._warn = warn
        self._last: Room | None = None
        self.room = 0
        self.lasting = True
        try:
            self._store: Store = opened()
        except StoreError as error:
            self._store = self._twin(error)

    def do(self, work: Callable[[UnitOfWork], T]) -> T:
        """Do one unit of work, in memory when the store fails."""
        try:
            return self._done(work)
        except StoreError as error:
            if not self.lasting:
                raise
            self._store = self._twin(error)
            self._move()
            return self._done(work)

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def _done(self, work: Callable[[UnitOfWork], T]) -> T:
        with self._store.begin() as uow:
            result = work(uow)
            if isinstance(result, InRoom):
                self.room = result.room
            last = uow.rooms.get(self.room) if self.room else None
        self._last = last
        return result

    def _twin(self, error: StoreError) -> Store:
        self._warn(f"{error}这次先记在内存里：照样能练，但关掉程序就不留记录。")
        self.lasting = False
        return MemoryStore()

    def _move(self) -> None:
        """Put the talk that was going on, as it was last kept, into the twin."""
        if self._last is None:
            return
        last = self._last
        new = NewRoom(
            last.owner, last.kind, last.script, last.script_hash, last.rules, last.state, last.started, last.chat_id
        )
        with self._store.begin() as uow:
            self._last = uow.rooms.add(new)
        self.room = self._last.id


def keeper_of(settings: Settings, warn: Callable[[str], None]) -> Keeper:
    """Open the database that the settings name."""
    return Keeper(lambda: open_database(settings.duilian_database_url), warn)
