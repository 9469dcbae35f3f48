"""The web program at work in a thread of the test, on a contest led by hand, and a real browser to look at it."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from bot.services.contests import doors
from bot.settings import load_settings
from bot.web.running import at_work
from bot.web.visitor import COOKIE, WORD, word_of
from tests.competition import Competition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

    from bot.services.contests.hall import Cases
    from tests.stores import HandClock

TOKEN = "123456:AAbb-cc_DD"  # noqa: S105  (no real one)
CHROMIUM = Path("/usr/bin/chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run"]
ARGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


class Site:
    """The pages of one contest, served at `url`."""

    def __init__(self, url: str, contest: Competition) -> None:
        self.url = url
        self.contest = contest
        self.clock: HandClock = contest.clock

    def code(self, entry: int) -> str:
        """A one-time code of somebody's."""
        with self.contest.store.begin() as uow:
            return doors.personal_code(uow, self.contest.hall, self.contest.who(entry))

    def token(self, entry: int) -> str:
        """A session of somebody's."""
        with self.contest.store.begin() as uow:
            return doors.session_for(uow, self.contest.who(entry)).token

    def answered(self, entry: int) -> int:
        """How many answers of somebody are kept."""
        with self.contest.store.begin() as uow:
            return sum(event.kind == "answered" for event in uow.contest_logs.of(self.contest.id, entry))

    def points(self) -> dict[str, int]:
        """What everybody has, by name."""
        with self.contest.store.begin() as uow:
            roster = self.contest.hall.roster(uow, self.contest.id)
            return {roster[one.entry].name: one.points for one in uow.attempts.of(self.contest.id)}

    @property
    def board(self) -> str:
        return f"{self.url}/board/{self.contest.id}"


@contextmanager
def site_of(contest: Competition, cases: Cases = lambda _: {}, **given: str) -> Iterator[Site]:
    """Serve a contest on a free port inside the block."""
    settings = load_settings({"DUILIAN_WEB_LISTEN": "127.0.0.1:1", **given}, [])
    settings = type(settings)(**{**_values(settings), "duilian_web_listen": ("127.0.0.1", 0)})
    began, loops, ports, raised = threading.Event(), [], [], []
    store: Any = contest.store

    async def work() -> None:
        stop = asyncio.Event()
        async with at_work(settings, store, cases) as port:
            loops.append((asyncio.get_running_loop(), stop))
            ports.append(port)
            began.set()
            await stop.wait()

    def run() -> None:
        try:
            asyncio.run(work())
        except BaseException as error:  # noqa: BLE001  (handed to the test below)
            raised.append(error)
            began.set()

    thread = threading.Thread(target=run)
    thread.start()
    began.wait(10)
    try:
        if ports:
            yield Site(f"http://127.0.0.1:{ports[0]}", contest)
    finally:
        if loops and thread.is_alive():
            loops[0][0].call_soon_threadsafe(loops[0][1].set)
        thread.join(30)
    if raised:
        raise raised[0]


def _values(settings: Any) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in settings.__dataclass_fields__}


def chromium(playwright: Playwright) -> Browser:
    """The browser; a machine without one fails the tests, with a word on what to do."""
    if not CHROMIUM.exists():
        raise RuntimeError(f"没有 {CHROMIUM}：请先 make develop，或者 apt-get install chromium。")
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)


class Visitor(httpx.Client):
    """Somebody with a session who sends what our pages send."""

    def __init__(self, site: Site, entry: int) -> None:
        token = site.token(entry)
        headers = {"Origin": site.url, "HX-Request": "true", WORD: word_of(token)}
        super().__init__(base_url=site.url, headers=headers, cookies={COOKIE: token})
        self.site = site
        self.entry = entry

    def start(self) -> str:
        return self.post("/paper/start").text

    def answers(self, position: int, choice: Any) -> httpx.Response:
        """Send an answer as the form of its question does."""
        kind = self.site.contest.item_at(self.entry, position).kind
        form: dict[str, Any] = {"position": position, "kind": kind, "choice": choice}
        if kind == "match":
            form = {"position": position, "kind": kind, "lefts": len(choice)}
            form |= {f"left-{left}": right for left, right in enumerate(choice)}
        return self.post("/paper/answer", data=form)

    def answers_rightly(self, position: int) -> httpx.Response:
        return self.answers(position, self.site.contest.right(self.entry, position))

    def whole_paper(self) -> None:
        """Answer everything rightly, three seconds each."""
        self.start()
        for position in range(1, self.site.contest.settings.items + 1):
            self.site.clock.forward(3)
            self.answers_rightly(position)


class Hand:
    """Somebody with a phone in front of the pages."""

    def __init__(self, site: Site, context: BrowserContext, entry: int) -> None:
        self.site = site
        self.context = context
        self.entry = entry
        self.complaints: list[str] = []
        self.page = self.tab()

    def tab(self) -> Page:
        """A new tab on the same phone; what the browser complains of is kept."""
        page = self.context.new_page()
        page.clock.install()
        page.on("console", lambda told: self.complaints.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def opens_paper(self) -> None:
        self.page.goto(f"{self.site.url}/paper")

    def starts(self) -> None:
        """Open the paper and begin; the first question is on the screen, its clock started."""
        self.opens_paper()
        with self.page.expect_response("**/paper/shown"):
            self.page.get_by_role("button", name="开始答题").click()

    @property
    def position(self) -> int:
        """The question in front of him; 0 when there is none."""
        front = self.page.locator("#front.question")
        return int(front.get_attribute("data-position") or 0) if front.count() else 0

    def choose(self, choice: Any) -> None:
        """Choose an answer, in the places of his own order, with his thumb."""
        page = self.page
        kind = page.locator("input[name=kind]").input_value()
        if kind == "number":
            page.locator("input[name=choice]").fill(str(choice))
        elif kind == "match":
            for left, right in enumerate(choice):
                page.locator(".match").nth(left).locator(".chip").nth(right).click()
        else:
            for place in [choice] if kind == "single" else choice:
                page.locator(".option").nth(place).click()

    def hand_in(self) -> None:
        self.page.locator("[data-submit]").click()

    def answer(self, *, right: bool = True) -> None:
        """Answer the question in front of him and wait for what comes next."""
        at = self.position
        contest = self.site.contest
        self.choose(contest.right(self.entry, at) if right else contest.wrong(self.entry, at))
        self.hand_in()
        self.page.wait_for_function(f"() => !document.querySelector('#front.question[data-position=\"{at}\"]')")

    def lets_pass(self, seconds: float) -> None:
        """Let time pass, for the server and for the page."""
        self.site.clock.forward(seconds)
        self.page.clock.run_for(int(seconds * 1000))


def comes_in(site: Site, browser: Browser, entry: int, **device: Any) -> Hand:
    """Somebody opens the paper on his phone, the page's time in our hands."""
    phone = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
    context = browser.new_context(**{**phone, "locale": "zh-CN", **device})
    where = urlsplit(site.url)
    cookie = {"name": COOKIE, "value": site.token(entry), "domain": str(where.hostname), "path": "/"}
    context.add_cookies([cookie])  # type: ignore[list-item]
    return Hand(site, context, entry)
