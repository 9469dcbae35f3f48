"""Only the person himself comes in: once by his code, or by Telegram's word, and then with a session of ours."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import httpx
import pytest

from bot.services.contests import doors
from bot.web.init_data import signature_of
from bot.web.visitor import COOKIE
from tests.web import TOKEN, Site, Visitor, site_of


def init_data(site: Site, rep: int, token: str = TOKEN, **more: str) -> str:
    at = str(int(site.clock().timestamp()))
    fields = {"user": json.dumps({"id": rep}), "auth_date": at, **more}
    return urlencode({**fields, "hash": signature_of(fields, token)})


def joined(site: Site, entry: int, rep: int) -> None:
    """Bind a Telegram account to somebody of the roster."""
    with site.contest.store.begin() as uow:
        doors.join(uow, site.contest.hall, f"code-{entry:04d}", rep)


def test_a_link_leads_to_the_paper_once_and_is_dead_afterwards(site: Site, stranger: httpx.Client) -> None:
    code = site.code(3)
    entered = stranger.post("/in", data={"code": code})
    assert entered.headers["HX-Redirect"] == "/paper"
    assert "职工3" in stranger.get("/paper").text
    with httpx.Client(base_url=site.url, headers=stranger.headers) as another:
        refused = another.post("/in", data={"code": code})
        assert refused.status_code == 401
        assert "这个链接用过了" in refused.text
        assert COOKIE not in another.cookies


def test_a_chat_that_draws_a_preview_of_the_link_does_not_use_it_up(site: Site, stranger: httpx.Client) -> None:
    code = site.code(3)
    for _ in range(3):
        assert "进入答题页" in httpx.get(f"{site.url}/in/{code}").text
    assert stranger.post("/in", data={"code": code}).status_code == 204


@pytest.mark.parametrize("code", ["", "x", "y" * 5000, "' OR 1=1 --", "\x00"])
def test_a_code_that_nobody_gave_out_opens_nothing(stranger: httpx.Client, code: str) -> None:
    assert stranger.post("/in", data={"code": code}).status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site, stranger: httpx.Client) -> None:
    told = stranger.post("/in", data={"code": site.code(1)}).headers["set-cookie"].lower()
    for word in ("httponly", "samesite=lax", "path=/", "max-age="):
        assert word in told
    assert "secure" not in told  # this one is served by plain http


def test_behind_https_the_cookie_never_travels_in_the_clear(site: Site) -> None:
    address = "https://contest.example.cn"
    with site_of(site.contest, DUILIAN_WEB_URL=address) as secure:
        answer = httpx.post(f"{secure.url}/in", data={"code": secure.code(1)}, headers={"Origin": address})
        assert "secure" in answer.headers["set-cookie"].lower()


def test_telegrams_word_opens_the_contest_of_that_account(site: Site, stranger: httpx.Client) -> None:
    joined(site, 4, 104)
    assert stranger.post("/app", data={"init_data": init_data(site, 104), "contest": ""}).status_code == 204
    assert "职工4" in stranger.get("/paper").text


def test_an_account_that_was_not_drawn_is_told_so(site: Site, stranger: httpx.Client) -> None:
    answer = stranger.post("/app", data={"init_data": init_data(site, 999)})
    assert answer.status_code == 401
    assert "您还没有可以参加的竞赛" in answer.text


def test_an_account_cannot_name_a_contest_it_was_not_drawn_for(site: Site, stranger: httpx.Client) -> None:
    joined(site, 4, 104)
    for told in ({"contest": "77"}, {"contest": ""}):
        start = {} if told["contest"] else {"start_param": "contest77"}
        answer = stranger.post("/app", data={"init_data": init_data(site, 104, **start), **told})
        assert answer.status_code == 401


@pytest.mark.parametrize("token", ["654321:other", ""])
def test_another_bots_word_opens_nothing(site: Site, stranger: httpx.Client, token: str) -> None:
    joined(site, 4, 104)
    answer = stranger.post("/app", data={"init_data": init_data(site, 104, token)})
    assert answer.status_code == 401
    assert "没能确认您的身份" in answer.text


def test_an_old_word_must_be_fetched_anew(site: Site, stranger: httpx.Client) -> None:
    joined(site, 4, 104)
    word = init_data(site, 104)
    site.clock.forward(3601)
    assert "重新打开" in stranger.post("/app", data={"init_data": word}).text


def test_without_a_bot_there_is_no_mini_app_but_links_work(site: Site) -> None:
    with site_of(site.contest) as alone:
        headers = {"Origin": alone.url}
        answer = httpx.post(f"{alone.url}/app", data={"init_data": init_data(site, 101)}, headers=headers)
        assert answer.status_code == 404
        assert "请用主办的人发给您的链接" in answer.text
        assert httpx.post(f"{alone.url}/in", data={"code": alone.code(1)}, headers=headers).status_code == 204


def test_whoever_comes_to_the_first_page_is_led_on_if_we_know_him(site: Site, rep: Visitor) -> None:
    assert rep.get("/").headers["location"] == "/paper"
    assert "只能用一次" in httpx.get(site.url).text


def test_a_session_ends_with_a_word_on_how_to_come_back(site: Site, rep: Visitor) -> None:
    site.clock.forward(3 * 3600)  # a session of the Mini App
    answer = rep.get("/paper")
    assert answer.status_code == 401
    assert "登录过期了，答过的题都在" in answer.text
    assert rep.post("/paper/start").status_code == 401


def test_a_cookie_of_ones_own_making_is_nobodys(site: Site) -> None:
    for token in ("", "x", "é", "a" * 4000):
        raw = f"{COOKIE}={token}".encode("latin-1")
        assert httpx.get(f"{site.url}/paper", headers={b"Cookie": raw}).status_code == 401
