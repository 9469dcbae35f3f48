"""The web side: only whoever knows the secret is heard, and nothing is acknowledged before it is kept."""

from __future__ import annotations

import json
import socket
from typing import Any

import httpx
import pytest

from bot.delivery.office import FRONT, WEBHOOK, WORKER
from bot.delivery.webhook import SECRET_HEADER
from bot.settings import SettingsError
from bot.store.database import Database, open_database
from tests.bot.delivery.conftest import message
from tests.bot.delivery.running import at_work, settings_for
from tests.bot_api import BotApi

SECRET = "s3cret_of-the-hook"  # noqa: S105  (known to this test only)


@pytest.fixture
def given() -> dict[str, str]:
    """Settings for a webhook on a free port."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{sock.getsockname()[1]}"
    return {
        "TELEGRAM_WEBHOOK_URL": f"http://{place}/telegram",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "DUILIAN_LISTEN": place,
    }


def post(given: dict[str, str], content: Any, secret: bytes | None = SECRET.encode()) -> int:
    headers = {} if secret is None else {SECRET_HEADER.encode(): secret}
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    url = given["TELEGRAM_WEBHOOK_URL"]
    return httpx.post(url, content=body, headers=headers).status_code


def test_telegram_is_told_where_to_push_and_what_it_pushes_is_answered(
    api: BotApi, live: Database, given: dict[str, str]
) -> None:
    with at_work(live, settings_for(api, **given), duties=WEBHOOK):
        rep = api.user()
        for n in range(5):
            rep.says(str(n))
        rep.waits_for("收到：4")
    assert [m.text for m in rep.heard] == [f"收到：{n}" for n in range(5)]
    assert api.methods.webhook["secret_token"] == SECRET


def test_a_wrong_secret_is_401_without_effect(api: BotApi, live: Database, given: dict[str, str]) -> None:
    with at_work(live, settings_for(api, **given), duties=FRONT):
        for secret in (None, b"", b"wrong", SECRET.encode() + b"x", "暗号".encode()):
            assert post(given, message(1), secret) == 401
        with live.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM inbox").scalar() == 0


def test_what_is_no_update_is_acknowledged_counted_and_left(api: BotApi, live: Database, given: dict[str, str]) -> None:
    numbers = [b'{"update_id": "x"}', b'{"update_id": true}', b'{"update_id": 99999999999999999999}']
    broken = [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b"9" * 5000, *numbers]
    with at_work(live, settings_for(api, **given), duties=FRONT) as office:
        for content in [*broken, b'{"update_id": 1, "brand_new_kind": {}}']:
            assert post(given, content) == 200
        figures = office.metrics.page().decode()
        with live.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM inbox").scalar() == 0
    assert f'duilian_updates_total{{result="broken"}} {len(broken)}.0' in figures
    assert 'duilian_updates_total{result="unknown"} 1.0' in figures


def test_an_update_pushed_twice_is_kept_once(api: BotApi, live: Database, given: dict[str, str]) -> None:
    with at_work(live, settings_for(api, **given), duties=FRONT) as office:
        assert [post(given, message(1)), post(given, message(1))] == [200, 200]
        figures = office.metrics.page().decode()
    assert 'duilian_updates_total{result="new"} 1.0' in figures
    assert 'duilian_updates_total{result="repeated"} 1.0' in figures


def test_what_cannot_be_kept_is_not_acknowledged(api: BotApi, live: Database, given: dict[str, str]) -> None:
    with at_work(live, settings_for(api, **given), duties=FRONT):
        with live.transaction() as connection:
            connection.exec_driver_sql("ALTER TABLE inbox RENAME TO away")
        try:
            assert post(given, message(1)) == 503
        finally:
            with live.transaction() as connection:
                connection.exec_driver_sql("ALTER TABLE away RENAME TO inbox")
        assert post(given, message(1)) == 200


def test_health_readiness_and_figures_can_be_asked_for(api: BotApi, live: Database, given: dict[str, str]) -> None:
    with at_work(live, settings_for(api, **given), duties=WEBHOOK):
        base = f"http://{given['DUILIAN_LISTEN']}"
        rep = api.user()
        rep.says("一")
        rep.waits_for("收到")
        assert httpx.get(f"{base}/healthz").text == "ok"
        assert httpx.get(f"{base}/readyz").json() == {"database": True, "telegram": True}
        assert api.wait_for(lambda: 'duilian_sends_total{outcome="done"}' in httpx.get(f"{base}/metrics").text)
        figures = httpx.get(f"{base}/metrics").text
    for name in (
        "inbox_waiting",
        "inbox_age_seconds",
        "outbox_unknown",
        "turn_seconds_count",
        "send_delay_seconds_sum",
    ):
        assert f"duilian_{name}" in figures
    assert "一" not in figures


def test_a_front_and_workers_share_the_work(api: BotApi, live: Database, given: dict[str, str]) -> None:
    if live.is_sqlite:
        given = {**given, "DUILIAN_LEASE": "2"}
    apart = {name: value for name, value in given.items() if name != "DUILIAN_LISTEN"}
    other = open_database(live.url.render_as_string(hide_password=False))
    front, hand = settings_for(api, **given), settings_for(api, **apart)
    with at_work(live, front, duties=FRONT), at_work(other, hand, duties=WORKER), at_work(other, hand, duties=WORKER):
        reps = [api.user(n) for n in range(1, 9)]
        for n in range(3):
            for rep in reps:
                rep.says(str(n))
        for rep in reps:
            rep.waits_for("收到：2")
            assert [m.text for m in rep.heard] == ["收到：0", "收到：1", "收到：2"]
    other.close()


def test_a_port_that_is_taken_is_named(api: BotApi, live: Database, given: dict[str, str]) -> None:
    host, _, port = given["DUILIAN_LISTEN"].partition(":")
    with socket.socket() as sock:
        sock.bind((host, int(port)))
        sock.listen()
        with (
            pytest.raises(SettingsError, match=f"{port} 用不了"),
            at_work(live, settings_for(api, **given), duties=WEBHOOK),
        ):
            pass


def test_a_webhook_without_address_and_secret_does_not_start(api: BotApi, live: Database) -> None:
    with (
        pytest.raises(SettingsError, match="TELEGRAM_WEBHOOK_URL") as told,
        at_work(live, settings_for(api), duties=FRONT),
    ):
        pass
    assert "TELEGRAM_WEBHOOK_SECRET" in str(told.value)
