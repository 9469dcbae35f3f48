"""A contest served on a free port, its time moved by hand; one browser for all tests that need eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.sync_api import sync_playwright

from bot.services.contests.hall import Hall
from scenarios.bank.loader import load_bank
from scenarios.cases import CasePlay
from tests.competition import Competition
from tests.spoken import MarkedListener
from tests.stores import HandClock, on_sqlite
from tests.web import TOKEN, Site, Visitor, chromium, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from bot.store.database import Database
    from scripts.model import PlanShelf

CASE = "广告公司嫌贵要七折"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(tmp_path: Path, clock: HandClock) -> Iterator[Database]:
    with on_sqlite(tmp_path, clock) as database:
        yield database


@pytest.fixture
def contest(store: Database, clock: HandClock) -> Competition:
    """Twelve people of three branches, five questions, speed counts; the window has just opened."""
    return Competition(store, clock, timed=True).opened()


@pytest.fixture
def site(contest: Competition) -> Iterator[Site]:
    with site_of(contest, TELEGRAM_TOKEN=TOKEN) as served:
        yield served


@pytest.fixture
def rep(site: Site) -> Iterator[Visitor]:
    """The first of the roster, logged in, without a browser."""
    with Visitor(site, 1) as visitor:
        yield visitor


@pytest.fixture
def stranger(site: Site) -> Iterator[httpx.Client]:
    """Somebody without a session who sends what a browser on our pages sends."""
    with httpx.Client(base_url=site.url, headers={"Origin": site.url, "HX-Request": "true"}) as client:
        yield client


@pytest.fixture(scope="session")
def played(shelf: PlanShelf) -> dict[str, CasePlay]:
    """One case of the shipped library, heard by its 【】."""
    staged = load_bank(shelf).bank.cases[CASE]
    return {CASE: CasePlay(staged, MarkedListener(shelf.points_of(staged.script)))}


@pytest.fixture
def with_case(store: Database, clock: HandClock, played: dict[str, CasePlay]) -> Iterator[Site]:
    """The same contest with a case after the questions."""
    contest = Competition(store, clock, case=True)
    contest.hall = Hall(lambda _: played)
    contest.opened({name: {"fingerprint": play.staged.fingerprint} for name, play in played.items()})
    with site_of(contest, lambda _: played) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a file: while Playwright is up, nobody else in this thread could run an event loop."""
    with sync_playwright() as playwright:
        opened = chromium(playwright)
        yield opened
        opened.close()
