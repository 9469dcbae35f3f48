"""The board follows what happens within a second, for everybody at once, and says nothing of the frozen part."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

from bot.services.contests.roles import AT_THE_TERMINAL
from bot.services.contests.unfreeze import reveal
from tests.competition import Competition, rows
from tests.web import Site, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from bot.store.database import Database
    from tests.stores import HandClock


class Listening:
    """An open stream, read message by message."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.everything = ""

    def next(self, event: str = "board") -> dict[str, str]:
        """The next message of that kind, as its fields; raises StopIteration when the stream has ended."""
        fields: dict[str, str] = {}
        while True:
            line = next(self._lines)
            self.everything += line + "\n"
            if line:
                name, _, value = line.partition(": ")
                fields[name] = f"{fields[name]}\n{value}" if name in fields else value
            elif fields.get("event") == event:
                return fields
            else:
                fields = {}

    def until(self, words: str) -> dict[str, str]:
        """The first board with these words on it."""
        while words not in (board := self.next())["data"]:
            pass
        return board


@contextmanager
def listening(site: Site, **headers: str) -> Iterator[Listening]:
    url = f"{site.board}/events"
    with httpx.stream("GET", url, headers={name.replace("_", "-"): value for name, value in headers.items()}) as answer:
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        yield Listening(answer.iter_lines())


def reveals(contest: Competition, *, everything: bool = False) -> None:
    with contest.store.begin() as uow:
        reveal(uow, contest.hall, contest.id, AT_THE_TERMINAL, everything=everything)


def names_in(page: str) -> set[str]:
    return set(re.findall(r"职工\d+", page))


def test_whoever_opens_the_board_gets_it_at_once_and_every_change_soon(site: Site) -> None:
    with listening(site) as first, listening(site) as second:
        assert "还没有人交卷" in first.next()["data"]
        second.next()
        site.contest.play(1, right=5)
        began = time.monotonic()
        changed = [one.until("职工1") for one in (first, second)]
        assert time.monotonic() - began < 5
    assert changed[0] == changed[1]


def test_a_browser_that_comes_back_is_told_only_what_it_has_missed(site: Site) -> None:
    with listening(site) as before:
        known = before.next()["id"]
    with listening(site, last_event_id=known) as back:
        site.contest.play(1, right=5)
        back.until("职工1")
        assert f"id: {known}" not in back.everything
    with listening(site, last_event_id="of another time") as stranger:
        assert "职工1" in stranger.next()["data"]


def test_the_clock_comes_with_the_stream_by_the_servers_time(site: Site) -> None:
    with listening(site) as board:
        told = int(board.next("clock")["data"])
    assert told == int(site.clock().timestamp() * 1000)


def test_a_quiet_stream_beats_so_that_nobody_takes_it_for_dead(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.reader.BEAT_EVERY", 0.1)
    with listening(site) as board:
        for _ in range(3):
            board.next("clock")


def test_whatever_is_done_after_the_freeze_does_not_reach_board_stream_or_picture(site: Site) -> None:
    contest = site.contest
    for entry in range(1, 5):
        contest.play(entry, right=entry)
    contest.at(contest.settings.freezes)
    with listening(site) as board:
        frozen = board.next()["data"]
        assert "榜停在 10:21" in frozen
        picture = httpx.get(f"{site.board}/picture.png").content
        for entry in range(5, 10):
            contest.play(entry, right=5, seconds=1)
        time.sleep(1.0)
        page = httpx.get(site.board).text
        assert httpx.get(f"{site.board}/picture.png").content == picture
        contest.close()
        closed = board.until("申诉期")["data"]
        assert not names_in(board.everything) & {f"职工{entry}" for entry in range(5, 10)}
    for one in (page, closed):
        assert names_in(one) == names_in(frozen)
        assert re.findall(r'class="(?:score|came)">.*?<', one) == re.findall(r'class="(?:score|came)">.*?<', frozen)
        assert "已交卷 <b>4</b>" in one


def test_the_result_opens_from_the_last_to_the_first(site: Site) -> None:
    contest = site.contest
    for entry in range(1, 13):
        contest.play(entry, right=entry % 6, seconds=1)
    contest.close()
    contest.clock.forward(25 * 3600)
    winner = max(site.points(), key=lambda name: site.points()[name])
    with listening(site) as board:
        board.next()
        reveals(contest)
        opened = board.next()["data"]
        assert "正在揭榜" in opened
        assert winner not in opened
        said = ""
        for _ in range(10):
            assert winner not in said
            reveals(contest)
            said = board.next()["data"]
        assert winner in said
        assert "前五名" in said


def test_no_board_ever_names_anybody_of_the_lower_half(site: Site) -> None:
    contest = site.contest
    for entry in range(1, 13):
        contest.play(entry, right=5 if entry <= 6 else 0, seconds=1)
    upper = {f"职工{entry}" for entry in range(1, 7)}
    with listening(site) as board:
        board.next()
        contest.close()
        board.until("申诉期")
        contest.clock.forward(25 * 3600)
        board.until("审题")
        reveals(contest)
        for _ in range(4):
            board.until("揭")
            reveals(contest)
        reveals(contest, everything=True)
        board.until("前五名")
        assert names_in(board.everything) <= upper


def test_a_board_that_is_not_there_says_so(site: Site) -> None:
    for path in ("", "/events", "/picture.png"):
        answer = httpx.get(f"{site.url}/board/99{path}")
        assert answer.status_code == 404
        assert "没有这个页面" in answer.text


def test_names_of_branches_and_people_are_text_and_nothing_else(store: Database, clock: HandClock) -> None:
    roster = rows(4)
    roster[1][2], roster[1][3] = "<b>城东</b>", "<script>alert(1)</script>"
    contest = Competition(store, clock, roster=roster).opened()
    contest.play(1, right=5)
    with site_of(contest) as site, listening(site) as board:
        for page in (board.next()["data"], httpx.get(site.board).text):
            assert "<script>alert" not in page
            assert "&lt;script&gt;alert(1)" in page
            assert "&lt;b&gt;城东" in page
        assert httpx.get(f"{site.board}/picture.png").content.startswith(b"\x89PNG")
