"""No other site can act for a person, no page holds what it must not, and every answer says so to the browser."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import httpx
import pytest

from bot.web.guard import LARGEST_BODY
from bot.web.pages import STATIC, TEMPLATES
from bot.web.visitor import WORD
from tests.web import Site, Visitor

PAGES = ("/", "/in/x", "/app", "/paper", "/mine", "/place", "/board/1", "/board/99", "/nothing", "/board/1/picture.png")


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_is_kept_by_nobody_and_framed_by_nobody(rep: Visitor, page: str) -> None:
    headers = rep.get(page).headers
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "foreign",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_answer_for_anybody(site: Site, rep: Visitor, foreign: dict[str, str]) -> None:
    rep.start()
    answer = rep.post("/paper/answer", data={"position": "1", "kind": "single", "choice": "0"}, headers=foreign)
    assert answer.status_code == 403
    assert site.answered(1) == 0


def test_a_page_without_the_sessions_word_changes_nothing(site: Site, rep: Visitor) -> None:
    rep.start()
    for word in ("", "0" * 32, "暗号".encode().hex()):
        for path in ("/paper/start", "/paper/shown", "/paper/answer", "/paper/say", "/paper/finish", "/mine/appeal"):
            form = {"position": "1", "kind": "single", "choice": "0", "n": "0", "text": "好", "words": "不对"}
            answer = rep.post(path, data=form, headers={WORD: word})
            assert answer.status_code == 403, path
    assert site.answered(1) == 0


def test_one_persons_word_is_worth_nothing_with_anothers_cookie(site: Site, rep: Visitor) -> None:
    with Visitor(site, 2) as other:
        assert rep.post("/paper/start", headers={WORD: other.headers[WORD]}).status_code == 403


def test_a_body_beyond_any_of_ours_is_turned_away(rep: Visitor) -> None:
    answer = rep.post("/paper/answer", data={"position": "1", "choice": "9" * LARGEST_BODY})
    assert answer.status_code == 413
    assert "太长" in answer.text


@pytest.mark.parametrize("path", ["/paper/answer", "/paper/shown", "/paper/say", "/mine/appeal"])
def test_a_form_without_sense_is_answered_in_chinese(rep: Visitor, path: str) -> None:
    rep.start()
    for form in ({}, {"position": "x"}, {"position": "-1"}, {"position": "999999"}, {"n": "1.5", "text": "\x00"}):
        answer = rep.post(path, data=form)
        assert answer.status_code in {200, 409}
        assert re.search("[一-鿿]", answer.text)


def test_a_page_that_is_not_there_leads_back(site: Site) -> None:
    answer = httpx.get(f"{site.url}/admin.php")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.text


def test_nothing_in_our_pages_comes_from_elsewhere_or_stands_in_line() -> None:
    for file in (*TEMPLATES.glob("*.html"), *STATIC.glob("*.css"), *STATIC.glob("*.js")):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"https?://(?!www\.w3\.org)", text), file.name
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script>|eval\(", text), file.name


def test_what_is_not_ours_is_exactly_what_its_note_says() -> None:
    note = (Path(STATIC).parent / "README.md").read_text(encoding="utf-8")
    for file in (STATIC / "vendored").glob("*.js"):
        assert hashlib.sha256(file.read_bytes()).hexdigest() in note
        assert f"`{file.name}`" in note
