"""A real browser on the pages: a thumb, a keyboard, a cut line, a second tab, a way back, large letters."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.bot.web.test_doors import init_data, joined
from tests.web import Hand, Site, Visitor, comes_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Route

    from tests.competition import Competition

CUT = ("Failed to load resource: net::ERR_INTERNET_DISCONNECTED", "htmx:afterRequest", "htmx:sendError")
"""What the browser and htmx say of themselves while the line is cut."""


@pytest.fixture
def hand(site: Site, browser: Browser) -> Iterator[Hand]:
    """The first of the roster with his phone; whatever the browser complains of fails the test."""
    someone = comes_in(site, browser, 1)
    yield someone
    someone.context.close()
    assert not [told for told in someone.complaints if not told.startswith(CUT)]


def right(contest: Competition, position: int) -> object:
    return contest.right(1, position)


def test_a_whole_paper_by_thumb_from_the_link_to_the_handing_in(site: Site, hand: Hand) -> None:
    hand.context.clear_cookies()
    hand.page.goto(f"{site.url}/in/{site.code(1)}")
    with hand.page.expect_navigation(url="**/paper"):
        hand.page.get_by_role("button", name="进入答题页").tap()
    hand.page.get_by_role("button", name="开始答题").tap()
    expect(hand.page.get_by_text("第 1 题", exact=True)).to_be_visible()
    for position in range(1, 6):
        assert hand.position == position
        expect(hand.page.get_by_role("progressbar")).to_have_attribute("value", str(position - 1))
        hand.answer()
    expect(hand.page.get_by_role("heading", name="交卷了")).to_be_visible()
    assert site.answered(1) == 5
    hand.page.get_by_role("link", name="我的答卷").tap()
    expect(hand.page.locator("article.answer")).to_have_count(5)


def test_a_whole_paper_by_keyboard_alone(site: Site, hand: Hand) -> None:
    hand.starts()
    page = hand.page
    for position in range(1, 6):
        kind = site.contest.item_at(1, position).kind
        choice = right(site.contest, position)
        if kind == "number":
            page.locator("input[name=choice]").focus()
            page.keyboard.type(str(choice))
        elif kind == "match":
            assert isinstance(choice, list)
            for left, place in enumerate(choice):
                page.locator(f"input[name=left-{left}]").nth(place).focus()
                page.keyboard.press("Space")
        else:
            for place in choice if isinstance(choice, list) else [choice]:
                page.keyboard.press(str(place + 1))  # type: ignore[operator]
        page.keyboard.press("Enter")
        page.wait_for_function(f"() => !document.querySelector('[data-position=\"{position}\"]')")
    assert site.points()["职工1"] == 5 * 1000


def test_nothing_can_be_handed_in_before_something_is_chosen(hand: Hand) -> None:
    hand.starts()
    expect(hand.page.locator("[data-submit]")).to_be_disabled()
    hand.page.keyboard.press("Enter")
    assert hand.position == 1
    hand.choose(right(hand.site.contest, 1))
    expect(hand.page.locator("[data-submit]")).to_be_enabled()


def test_a_line_cut_for_ten_seconds_loses_nothing(site: Site, hand: Hand) -> None:
    hand.starts()
    hand.choose(right(site.contest, 1))
    hand.context.set_offline(True)
    hand.hand_in()
    expect(hand.page.get_by_role("status")).to_contain_text("网络断了。您的答案留在这一页，连上就自动交")
    expect(hand.page.locator("[data-submit]")).to_be_disabled()
    hand.lets_pass(10)
    assert hand.position == 1
    assert site.answered(1) == 0
    hand.context.set_offline(False)
    hand.lets_pass(2)
    expect(hand.page.locator("#front[data-position='2']")).to_be_visible()
    expect(hand.page.get_by_role("status")).to_be_hidden()
    assert site.answered(1) == 1
    assert site.points()["职工1"] > 0


def test_a_line_cut_beyond_the_time_is_told_to_have_been_late(site: Site, hand: Hand) -> None:
    hand.starts()
    hand.choose(right(site.contest, 1))
    hand.context.set_offline(True)
    hand.hand_in()
    hand.lets_pass(60)
    hand.context.set_offline(False)
    hand.lets_pass(2)
    expect(hand.page.get_by_role("alert").first).to_contain_text("第 1 题到得晚了")
    assert site.answered(1) == 1
    assert site.points()["职工1"] == 0


def test_an_answer_whose_acknowledgement_was_lost_is_not_given_twice(site: Site, hand: Hand) -> None:
    hand.starts()
    hand.choose(right(site.contest, 1))
    lost = []

    def lose_the_first(route: Route) -> None:
        answered = route.fetch()
        if lost:
            route.fulfill(response=answered)
        else:
            lost.append(answered)
            route.abort("connectionreset")

    hand.page.route("**/paper/answer", lose_the_first)
    hand.hand_in()
    expect(hand.page.get_by_role("status")).to_contain_text("网络断了")
    hand.lets_pass(2)
    expect(hand.page.locator("#front[data-position='2']")).to_be_visible()
    assert len(lost) == 1
    assert site.answered(1) == 1
    hand.complaints.clear()


def test_a_choice_outlives_a_reload_and_the_clock_ran_on(site: Site, hand: Hand) -> None:
    hand.starts()
    before = int(hand.page.locator("[data-clock]").text_content() or 0)
    choice = right(site.contest, 1)
    hand.choose(choice)
    site.clock.forward(6)
    hand.page.reload()
    expect(hand.page.locator("[data-submit]")).to_be_enabled()
    assert int(hand.page.locator("[data-clock]").text_content() or 0) == before - 6
    hand.hand_in()
    expect(hand.page.locator("#front[data-position='2']")).to_be_visible()
    assert site.points()["职工1"] > 0


def test_an_answer_on_its_way_when_the_page_died_is_sent_when_it_lives_again(site: Site, hand: Hand) -> None:
    hand.starts()
    hand.choose(right(site.contest, 1))
    hand.context.set_offline(True)
    hand.hand_in()
    expect(hand.page.get_by_role("status")).to_be_visible()
    hand.context.set_offline(False)
    hand.page.reload()
    expect(hand.page.locator("#front[data-position='2']")).to_be_visible()
    assert site.answered(1) == 1


def test_when_the_time_is_up_what_was_chosen_is_handed_in(site: Site, hand: Hand) -> None:
    hand.starts()
    hand.choose(right(site.contest, 1))
    hand.lets_pass(int(hand.page.locator("[data-clock]").text_content() or 0) + 0.4)
    expect(hand.page.locator("#front[data-position='2']")).to_be_visible()
    assert site.answered(1) == 1
    assert site.points()["职工1"] > 0


def test_when_the_time_is_up_and_nothing_was_chosen_the_paper_goes_on(site: Site, hand: Hand) -> None:
    hand.starts()
    hand.lets_pass(int(hand.page.locator("[data-clock]").text_content() or 0) + 4)
    expect(hand.page.locator("#front[data-position='2']")).to_be_visible()
    assert site.answered(1) == 0


def test_whoever_is_overtaken_by_the_close_is_told_so(site: Site, hand: Hand) -> None:
    hand.starts()
    hand.choose(right(site.contest, 1))
    site.contest.close()
    hand.hand_in()
    expect(hand.page.get_by_role("alert").first).to_contain_text("这道题的时间已经过了")
    expect(hand.page.get_by_role("heading", name="交卷了")).to_be_visible()


def test_whoever_is_logged_out_reads_on_the_screen_how_to_come_back(site: Site, hand: Hand) -> None:
    hand.starts()
    hand.choose(right(site.contest, 1))
    site.clock.forward(3 * 3600)
    hand.hand_in()
    told = hand.page.get_by_text("登录过期了，答过的题都在")
    expect(told).to_be_in_viewport()
    hand.complaints.clear()


def test_two_tabs_are_one_paper(site: Site, hand: Hand) -> None:
    hand.starts()
    first, second = hand.page, hand.tab()
    second.goto(f"{site.url}/paper")
    expect(second.locator("#front[data-position='1']")).to_be_visible()
    first.bring_to_front()
    hand.answer()
    hand.page = second
    second.bring_to_front()
    hand.choose(site.contest.wrong(1, 1))
    hand.hand_in()
    expect(second.get_by_role("alert").first).to_contain_text("交上去的答案不能改")
    expect(second.locator("#front[data-position='2']")).to_be_visible()
    hand.answer()
    hand.page = first
    first.bring_to_front()
    hand.choose(right(site.contest, 2))
    hand.hand_in()
    expect(first.locator("#front[data-position='3']")).to_be_visible()
    assert site.answered(1) == 2


def test_the_way_back_leads_to_the_question_one_is_at(site: Site, hand: Hand) -> None:
    hand.starts()
    hand.answer()
    hand.page.goto(f"{site.url}/place")
    expect(hand.page.get_by_text("交了卷就上榜")).to_be_visible()
    hand.page.go_back()
    expect(hand.page.locator("#front[data-position='2']")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 430])
@pytest.mark.parametrize("letters", ["100%", "200%"])
def test_nothing_hangs_over_the_edge_of_a_small_phone_with_large_letters(
    site: Site, browser: Browser, width: int, letters: str
) -> None:
    hand = comes_in(site, browser, 1, viewport={"width": width, "height": 640})
    hand.page.add_init_script(
        f"addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '{letters}')"
    )
    hand.starts()
    for _ in range(5):
        assert hand.page.evaluate("document.documentElement.scrollWidth") <= width
        hand.answer()
    for page in ("mine", "place"):
        hand.page.goto(f"{site.url}/{page}")
        assert hand.page.evaluate("document.documentElement.scrollWidth") <= width
    hand.context.close()


def test_every_target_is_big_enough_for_a_thumb(hand: Hand) -> None:
    hand.starts()
    for _ in range(5):
        for target in hand.page.locator("button:visible, label.option, label.chip").all():
            box = target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44, target.text_content()
        hand.answer()


def test_the_case_is_a_talk_on_the_page(with_case: Site, browser: Browser) -> None:
    hand = comes_in(with_case, browser, 1)
    page = hand.page
    hand.starts()
    for _ in range(5):
        hand.answer()
    expect(page.get_by_text("您的任务")).to_be_visible()
    expect(page.locator(".talk .customer").last).to_contain_text("七折")
    page.locator("textarea").fill("【安抚认同】王总，您的心情我明白。")
    page.keyboard.press("Enter")
    expect(page.locator("#front[data-said='1']")).to_be_visible()
    expect(page.locator(".talk .rep")).to_have_count(1)
    hand.context.set_offline(True)
    page.locator("textarea").fill("咱们一起算笔账。")
    page.locator("[data-submit]").click()
    expect(page.get_by_role("status")).to_contain_text("不会送两遍")
    hand.lets_pass(10)
    hand.context.set_offline(False)
    hand.lets_pass(2)
    expect(page.locator("#front[data-said='2']")).to_be_visible()
    expect(page.locator(".talk .rep")).to_have_count(2)
    page.reload()
    expect(page.locator(".talk .rep")).to_have_count(2)
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="谈完了").click()
    expect(page.get_by_role("heading", name="交卷了")).to_be_visible()
    hand.context.close()


def test_an_empty_line_of_the_case_costs_nothing(with_case: Site, browser: Browser) -> None:
    with Visitor(with_case, 1) as rep:
        rep.whole_paper()
        page = rep.post("/paper/say", data={"n": "0", "text": " \n "}).text
        assert "这一句是空的，没有算一轮" in page
        assert 'data-said="0"' in page
    hand = comes_in(with_case, browser, 1)
    hand.opens_paper()
    hand.page.locator("textarea").fill("   ")
    expect(hand.page.locator("[data-submit]")).to_be_disabled()
    hand.context.close()


def test_the_mini_app_hands_telegrams_word_over_and_forgets_it(site: Site, browser: Browser) -> None:
    joined(site, 4, 104)
    context = browser.new_context()
    page = context.new_page()
    told = urlencode({"tgWebAppData": init_data(site, 104), "tgWebAppVersion": "8.0"})
    page.goto(f"{site.url}/app#{told}")
    expect(page.get_by_text("职工4")).to_be_visible()
    assert "tgWebAppData" not in page.url
    context.close()


def test_the_mini_app_opened_elsewhere_says_where_to_open_it(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/app")
    expect(page.get_by_text("没有收到 Telegram 的身份信息")).to_be_visible()
    context.close()
