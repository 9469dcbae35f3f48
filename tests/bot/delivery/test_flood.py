"""Many at once: a broadcast stays within Telegram's limits and lets replies pass; every chat keeps its order."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from bot.delivery.office import BOT, WORKER
from bot.store.contract import UnitOfWork
from bot.store.database import Database, open_database
from bot.store.records import Json
from tests.bot.delivery.running import at_work, echo, settings_for
from tests.bot_api import BotApi

PEOPLE = 150


@pytest.fixture
def stores(database: Database) -> Iterator[list[Database]]:
    """Three programs' stores on one database."""
    url = database.url.render_as_string(hide_password=False)
    opened = [open_database(url) for _ in range(3)]
    yield opened
    for store in opened:
        store.close()


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_a_broadcast_to_many_causes_no_429_and_a_reply_passes_it(api: BotApi, stores: list[Database]) -> None:
    rates = api.enforce_rates()
    for number in range(1, PEOPLE + 1):
        api.user(number)
    with stores[0].begin() as uow:
        for number in range(1, PEOPLE + 1):
            uow.outbox.reply(number, "broadcast", "sendMessage", {"text": "今晚七点，全省对练。"})
    settings = settings_for(api, DUILIAN_RATE_PRIVATE="1")
    with ExitStack() as stack:
        for store, duties in zip(stores, (BOT, WORKER, WORKER), strict=True):
            stack.enter_context(at_work(store, settings, duties=duties))
        assert api.wait_for(lambda: len(rates.sent) >= 100, 30)
        asked_after = len(rates.sent)
        api.user(7).says("我在练呢")
        api.user(7).waits_for("收到：我在练呢")
        answered_after = next(n for n, call in enumerate(api.calls) if call.params.get("text") == "收到：我在练呢")
        assert api.wait_for(lambda: len(rates.sent) >= PEOPLE + 1, 40)
    assert rates.refused == 0
    assert rates.busiest_second() <= 30
    assert answered_after - asked_after <= 2 * 25  # what goes out in two seconds
    assert [len(api.user(number).heard) for number in (1, 75, 150)] == [1, 1, 1]


def test_three_programs_with_slow_handlers_keep_every_chats_order(api: BotApi, stores: list[Database]) -> None:
    rng = random.Random(4)

    def slow(update: Json, uow: UnitOfWork) -> None:
        time.sleep(rng.uniform(0, 0.02))
        echo(update, uow)
        time.sleep(rng.uniform(0, 0.02))

    settings = settings_for(api, DUILIAN_RATE_BOT="1000")
    with ExitStack() as stack:
        for store, duties in zip(stores, (BOT, WORKER, WORKER), strict=True):
            stack.enter_context(at_work(store, settings, on_update=slow, duties=duties))
        people = [api.user(number) for number in range(1, 11)]
        for n in range(8):
            for person in people:
                person.says(str(n))
        for person in people:
            person.waits_for("收到：7", 30)
    for person in people:
        assert [m.text for m in person.heard] == [f"收到：{n}" for n in range(8)]
