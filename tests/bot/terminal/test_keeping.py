"""A talk goes on in memory when the store fails, and says so once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.services.practice.hear_utterance import hear_utterance
from bot.services.practice.start_practice import start_practice
from bot.services.practice.talks import Moved, load_talk
from bot.store.errors import StoreError
from bot.store.memory import MemoryStore
from bot.store.records import LOCAL_REP
from bot.terminal.keeping import Keeper
from scenarios.practice import Setup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.catalogue import Catalogue
    from bot.store.contract import Store, UnitOfWork


class FailingStore(MemoryStore):
    """A store whose disk is full from a moment on."""

    full = False

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:  # type: ignore[override]
        with super().begin() as uow:
            yield uow
            if self.full:
                raise StoreError("磁盘满了。")


def unopenable() -> Store:
    raise StoreError("数据库坏了。")


def start(keeper: Keeper, catalogue: Catalogue) -> Moved:
    ready = catalogue.get("广告公司")
    assert ready is not None
    return keeper.do(lambda uow: start_practice(uow, ready, Setup(seed=4), LOCAL_REP))


def say(keeper: Keeper, catalogue: Catalogue, text: str) -> Moved:
    return keeper.do(lambda uow: hear_utterance(uow, load_talk(uow, catalogue, keeper.room, LOCAL_REP), text))


def test_a_store_that_cannot_be_opened_leaves_practice_possible_with_one_warning(catalogue: Catalogue) -> None:
    warnings: list[str] = []
    keeper = Keeper(unopenable, warnings.append)
    start(keeper, catalogue)
    assert say(keeper, catalogue, "【自我介绍】").events
    assert len(warnings) == 1
    assert warnings[0].startswith("数据库坏了。")
    assert not keeper.lasting


@pytest.mark.parametrize("turns", [0, 2])
def test_a_disk_that_fills_up_in_the_middle_loses_nothing_of_the_talk(catalogue: Catalogue, turns: int) -> None:
    warnings: list[str] = []
    store, other = FailingStore(), Keeper(MemoryStore, warnings.append)
    keeper = Keeper(lambda: store, warnings.append)
    assert start(keeper, catalogue).events == start(other, catalogue).events
    for _ in range(turns):
        assert say(keeper, catalogue, "【自我介绍】").events == say(other, catalogue, "【自我介绍】").events
    store.full = True
    for text in ("【说明来意】", "【询问现有费用】"):
        assert say(keeper, catalogue, text).events == say(other, catalogue, text).events
    assert len(warnings) == 1
