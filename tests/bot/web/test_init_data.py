"""The Mini App's word is Telegram's, or nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from bot.web.init_data import InitDataError, proved, signature_of

TOKEN = "123456:AAbb-cc_DD"  # noqa: S105  (no real one)
NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def told(token: str = TOKEN, age: float = 5, **more: str) -> str:
    """What Telegram puts into the address of a Mini App."""
    fields = {
        "query_id": "AAHdF6IQAAAAAN0XohDhrOrc",
        "user": json.dumps({"id": 101, "first_name": "小李"}, ensure_ascii=False),
        "auth_date": str(int(NOW.timestamp() - age)),
        "signature": "of-another-kind",
        **more,
    }
    return urlencode({**fields, "hash": signature_of(fields, token)})


def test_what_telegram_signed_tells_who_it_is_and_which_contest_he_means() -> None:
    opened = proved(told(start_param="contest3"), TOKEN, now=NOW, lasts=HOUR)
    assert (opened.rep, opened.start) == (101, "contest3")


def test_the_signature_is_the_one_telegrams_documentation_describes() -> None:
    # Made once with another implementation (the recipe of core.telegram.org/bots/webapps in OpenSSL).
    fields = {"auth_date": "1700000000", "user": '{"id":7}'}
    assert signature_of(fields, "1:a") == "a3fb519d7994facb7d997b04b1abd4759725846a68d02da57b585b960fe2283c"


@pytest.mark.parametrize(
    "broken",
    [
        told("654321:another-bots-token"),
        told().replace("101", "102"),
        told() + "&start_param=contest9",
        told() + "&user=%7B%22id%22%3A102%7D",
        told().partition("&hash=")[0],
        told().replace("hash=", "hash=0"),
        "",
        "=&=",
        "hash",
        "x" * 10_000,
        "&".join(f"f{n}=1" for n in range(100)),
    ],
)
def test_whoever_changes_adds_or_leaves_out_a_letter_is_nobody(broken: str) -> None:
    with pytest.raises(InitDataError, match="没能确认您的身份"):
        proved(broken, TOKEN, now=NOW, lasts=HOUR)


@pytest.mark.parametrize("user", ["", "{", "[1]", '{"id": "101"}', '{"id": true}', '{"id": -1}', "{}", "[" * 5000])
def test_a_signed_user_without_a_number_is_nobody(user: str) -> None:
    with pytest.raises(InitDataError):
        proved(told(user=user), TOKEN, now=NOW, lasts=HOUR)


@pytest.mark.parametrize("age", [3601, 86_400, -61, -86_400])
def test_an_old_word_or_one_from_the_future_counts_no_more(age: float) -> None:
    with pytest.raises(InitDataError, match="太久"):
        proved(told(age=age), TOKEN, now=NOW, lasts=HOUR)


@pytest.mark.parametrize("age", [0, 3600, -59])
def test_a_young_word_counts_even_if_the_clocks_differ_a_little(age: float) -> None:
    assert proved(told(age=age), TOKEN, now=NOW, lasts=HOUR).rep == 101


@pytest.mark.parametrize("moment", ["", "soon", "-5", "1e9", "9" * 12])
def test_a_moment_that_is_none_proves_nothing(moment: str) -> None:
    with pytest.raises(InitDataError):
        proved(told(auth_date=moment), TOKEN, now=NOW, lasts=HOUR)
