"""The real parts against the stand-in for Telegram while it misbehaves: each fault costs what it must and no more."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

from bot.delivery.endings import MAYBE_LOST, SHOW_AGAIN
from bot.delivery.office import Duties, Office
from bot.delivery.poller import TokenRefusedError
from bot.store.database import Database
from tests.bot.delivery.running import at_work, echo, remind, settings_for
from tests.bot_api import BotApi
from tests.postgres import server


def test_a_message_is_answered_over_real_http(api: BotApi, live: Database) -> None:
    with at_work(live, settings_for(api)):
        rep = api.user()
        rep.says("您好 <b>&")
        assert rep.waits_for("收到").text == "收到：您好 <b>&"


def test_429_on_one_group_leaves_the_others_alone_and_is_honoured(api: BotApi, live: Database) -> None:
    rep, slow, quick = api.user(), api.group(-1, "慢群"), api.group(-2, "快群")
    api.fault("429", method="sendMessage", chat=-1, seconds=1.0)
    with at_work(live, settings_for(api)):
        rep.says("/一", where=slow)
        assert api.wait_for(lambda: api.calls)
        rep.says("/二", where=quick)
        quick.waits_for("收到：/二")
        slow.waits_for("收到：/一")
    refused, before, carried_out = [(call.params["chat_id"], call.at) for call in api.calls]
    assert [refused[0], before[0], carried_out[0]] == [-1, -2, -1]
    assert carried_out[1] - refused[1] >= 1.0


def live_queue(api: BotApi) -> int:
    """How many updates the bot has not confirmed."""
    return len(api.world.updates)


def test_a_burst_of_502_delays_and_loses_nothing(api: BotApi, live: Database) -> None:
    api.fault("502", method="getUpdates", times=2)
    api.fault("502", method="sendMessage", times=2)
    with at_work(live, settings_for(api)):
        rep = api.user()
        for n in range(3):
            rep.says(str(n))
        rep.waits_for("收到：2")
    assert [m.text for m in rep.heard] == ["收到：0", "收到：1", "收到：2"]


def test_a_hang_past_the_timeout_and_a_cut_line_say_nothing_twice(api: BotApi, live: Database) -> None:
    hangs, cut = api.user(1), api.user(2)
    api.fault("hang", method="sendMessage", chat=1, seconds=1.0)
    api.fault("cut-after", method="sendMessage", chat=2)
    with at_work(live, settings_for(api), patience=0.4):
        hangs.says("一")
        cut.says("二")
        hangs.waits_for(MAYBE_LOST)
        cut.waits_for(MAYBE_LOST)
        hangs.taps(SHOW_AGAIN)
        hangs.waits_for("收到：一")
    assert [m.text for m in cut.heard] == ["收到：二", MAYBE_LOST]
    assert [m.text for m in hangs.heard] == [MAYBE_LOST, "收到：一"]


def test_a_line_cut_before_anything_was_read_is_not_known_to_be_harmless(api: BotApi, live: Database) -> None:
    api.fault("cut", method="sendMessage")
    with at_work(live, settings_for(api)):
        rep = api.user()
        rep.says("一")
        rep.waits_for(MAYBE_LOST)


def test_a_user_who_blocked_the_bot_closes_his_chat(api: BotApi, live: Database) -> None:
    rep = api.user()
    rep.chat.blocked = True
    with at_work(live, settings_for(api)):
        rep.says("一")

        def closed() -> bool:
            with live.begin() as uow:
                chat = uow.chats.get(101)
            return chat is not None and chat.closed is not None

        assert api.wait_for(closed)


def test_a_group_that_migrates_in_the_middle_gets_its_answer_in_the_new_chat(api: BotApi, live: Database) -> None:
    rep, group = api.user(), api.group(-7, "城东")
    with at_work(live, settings_for(api)):
        rep.says("/一", where=group)
        group.waits_for("收到：/一")
        api.migrate(-7, -1007)
        rep.says("/二", where=group)
        api.group(-1007).waits_for("收到：/二")


def test_an_odd_answer_and_a_second_poller_are_survived(api: BotApi, live: Database) -> None:
    api.fault("odd", method="getUpdates")
    api.fault("409", method="getUpdates")
    api.fault("odd", method="sendMessage")
    with at_work(live, settings_for(api)):
        rep = api.user()
        rep.says("一")
        rep.waits_for(MAYBE_LOST)


def test_a_webhook_left_behind_is_taken_away_when_polling_starts(api: BotApi, live: Database) -> None:
    api.methods.webhook = {"url": "http://127.0.0.1:9/elsewhere"}
    with at_work(live, settings_for(api)):
        rep = api.user()
        rep.says("一")
        rep.waits_for("收到：一")


def test_a_token_telegram_does_not_know_ends_the_program_with_a_sentence(api: BotApi, live: Database) -> None:
    settings = settings_for(api, TELEGRAM_TOKEN="1:falsch")  # noqa: S106  (a wrong one)
    office = Office(settings, live, on_update=echo, on_timer=remind, duties=Duties())

    async def work() -> None:
        await office.run(asyncio.Event())

    with pytest.raises(TokenRefusedError, match="不认这个令牌"):
        asyncio.run(work())


def test_what_was_queued_before_a_restart_is_sent_after_it(api: BotApi, live: Database) -> None:
    rep = api.user()
    with at_work(live, settings_for(api), duties=Duties(send=False)):
        for n in range(5):
            rep.says(str(n))
        assert api.wait_for(lambda: not live_queue(api))
    with at_work(live, settings_for(api)):
        rep.waits_for("收到：4")
    assert [m.text for m in rep.heard] == [f"收到：{n}" for n in range(5)]


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_a_postgres_that_drops_every_connection_costs_a_moment_and_no_message(api: BotApi, live: Database) -> None:
    rep = api.user()
    with at_work(live, settings_for(api)):
        for n in range(30):
            rep.says(str(n))
            if n in {8, 20}:
                rep.waits_for(f"收到：{n - 6}")
                _drop_all_connections(live)
        rep.waits_for("收到：29", 30)
    assert [m.text for m in rep.heard if m.text != MAYBE_LOST] == [f"收到：{n}" for n in range(30)]


def _drop_all_connections(store: Database) -> None:
    """As when the server restarts."""
    query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(query, [store.url.database])
