"""The projector in a real browser: it follows without being touched, through freeze, close and unfreezing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.bot.web.test_boards import reveals
from tests.competition import Competition, rows
from tests.web import comes_in, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from bot.store.database import Database
    from tests.stores import HandClock
    from tests.web import Site

CUT = ("Failed to load resource: net::ERR_", "htmx:sseError", "[object Event]")
"""What the browser and htmx say of themselves while the line is cut."""

BRANCHES = [f"{name}分公司" for name in ("鼓楼", "江宁", "浦口", "栖霞", "六合", "溧水", "高淳", "雨花台", "建邺")]
LONG = "南京市商务楼宇与产业园区客户服务分公司"


@pytest.fixture
def wide(store: Database, clock: HandClock) -> Iterator[Site]:
    """Twenty people of ten branches, one of them with a very long name."""
    contest = Competition(store, clock, roster=rows(20, (*BRANCHES, LONG))).opened()
    with site_of(contest) as served:
        yield served


@pytest.fixture
def projector(wide: Site, browser: Browser) -> Iterator[Page]:
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(wide.board)
    yield page
    context.close()
    assert not [told for told in complaints if not told.startswith(CUT)]


def test_it_follows_a_contest_from_the_first_paper_to_the_last_place(wide: Site, projector: Page) -> None:
    contest = wide.contest
    expect(projector.get_by_text("还没有人交卷").first).to_be_visible()
    for entry in range(1, 21):
        contest.play(entry, right=entry % 6, seconds=1)
    expect(projector.locator("footer")).to_contain_text("已交卷 20")
    expect(projector.locator(".people li")).to_have_count(5)
    contest.at(contest.settings.freezes)
    expect(projector.locator(".badge")).to_have_text("封榜 · 榜停在 10:21")
    expect(projector.locator("[data-until]")).to_have_text("09:00")
    contest.close()
    contest.clock.forward(25 * 3600)
    reveals(contest)
    expect(projector.get_by_text("正在揭榜")).to_be_visible()
    expect(projector.locator(".branches")).to_be_hidden()
    for _ in range(10):
        reveals(contest)
    expect(projector.locator(".people .spot .rank")).to_have_text("1")
    expect(projector.locator(".people .spot")).to_have_class("spot fresh")
    reveals(contest, everything=True)
    expect(projector.locator(".branches .page:visible li")).to_have_count(8)


def test_it_comes_back_by_itself_when_the_line_was_cut(wide: Site, projector: Page) -> None:
    projector.context.set_offline(True)
    wide.contest.play(1, right=5)
    projector.wait_for_timeout(300)
    projector.context.set_offline(False)
    expect(projector.locator("footer")).to_contain_text("已交卷 1", timeout=10_000)


def test_everything_fits_on_a_small_projector_and_can_be_read_from_the_back(wide: Site, projector: Page) -> None:
    for entry in range(1, 21):
        wide.contest.play(entry, right=entry % 6, seconds=1)
    expect(projector.locator("footer")).to_contain_text("已交卷 20", timeout=10_000)  # no board comes after this one
    expect(projector.locator(".people li")).to_have_count(5)
    projector.emulate_media(reduced_motion="reduce")
    for size in ((1280, 720), (1920, 1080), (1024, 768)):
        projector.set_viewport_size({"width": size[0], "height": size[1]})
        whole = projector.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        assert whole == [*size]
        foot = projector.locator("footer").bounding_box()
        last = projector.locator(".people li").last.bounding_box()
        assert foot is not None
        assert last is not None
        assert last["y"] + last["height"] <= foot["y"]
        smallest = projector.locator(".name, .score, .rank").evaluate_all(
            "all => Math.min(...all.map(one => parseFloat(getComputedStyle(one).fontSize)))"
        )
        assert smallest >= size[1] / 28


def test_a_branch_of_eight_characters_is_read_whole(projector: Page) -> None:
    name = projector.locator(".branches .name").first
    assert name.evaluate(
        "(one, text) => { one.textContent = text; return one.scrollWidth <= one.clientWidth; }", "连云港市北区分公"
    )


def test_branches_that_do_not_fit_take_turns(wide: Site, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.clock.install()
    page.goto(wide.board)
    expect(page.locator(".branches li:visible")).to_have_count(8)
    page.clock.run_for(9_500)
    expect(page.locator(".branches li:visible")).to_have_count(2)
    context.close()


def test_ones_own_place_on_the_phone_follows_the_board(wide: Site, browser: Browser) -> None:
    wide.contest.play(1, right=3)
    hand = comes_in(wide, browser, 1)
    hand.page.goto(f"{wide.url}/place")
    expect(hand.page.locator("p.own")).to_contain_text("第 1 名")
    wide.contest.play(2, right=5)
    for _ in range(20):
        hand.page.clock.run_for(2_100)
        hand.page.wait_for_timeout(100)
        if "第 2 名" in (hand.page.locator("p.own").text_content() or ""):
            break
    expect(hand.page.locator("p.own")).to_contain_text("第 2 名")
    hand.context.close()
