"""A province holding a contest over the real Bot API: a host, reps with phones, the bot at work, a clock to push on."""

from __future__ import annotations

import csv
import io
import re
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from bot.delivery.files import Files
from bot.store.database import Database, open_database
from bot.store.records import Person
from bot.store.tables import inbox, outbox, timers
from bot.telegram.documents import Documents
from bot.telegram.handler import Handler
from bot.telegram.timers import Timers
from bot.views.contest.paper import LETTERS
from scenarios.contest.papers import choice_shown
from tests.bot.delivery.running import at_work, settings_for
from tests.competition import wrong_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.catalogue import Catalogue
    from scenarios.bank import Item
    from scenarios.contest.attempt import Attempt
    from tests.bot_api import BotApi, User
    from tests.bot_api.world import Shown

ADMIN = 900


class SlowClock:
    """The time of day at half its speed, so that a busy machine keeps nobody past his limit; pushed by hand."""

    def __init__(self) -> None:
        self._began, self._start = datetime.now(UTC), time.monotonic()

    def __call__(self) -> datetime:
        return self._began + timedelta(seconds=(time.monotonic() - self._start) / 2)

    def forward(self, seconds: float) -> None:
        self._began += timedelta(seconds=seconds)


class Province:
    """The host, the reps and the bot's store."""

    def __init__(self, api: BotApi, store: Database, clock: SlowClock, catalogue: Catalogue) -> None:
        self.api, self.store, self.clock = api, store, clock
        self._catalogue = catalogue
        self.host = api.user(ADMIN, "省公司王老师")
        self.group = api.group()
        self.reps: dict[int, User] = {}
        self.handler = self._new_handler()
        with store.begin() as uow:
            uow.people.save(Person(ADMIN, "王老师", "省公司", uow.now))

    @contextmanager
    def bot_at_work(self) -> Iterator[None]:
        """The bot, as a new program would start it; at the end it goes home in order."""
        self.handler = self._new_handler()
        rates = {"DUILIAN_RATE_PRIVATE": "30", "DUILIAN_RATE_GROUP": "1000", "DUILIAN_RATE_BOT": "500"}
        settings = settings_for(self.api, **rates, DUILIAN_LEASE="600")
        documents = Documents(Files(self.api.url, self.api.token, None), self._catalogue.roots)
        ringing = Timers(self.handler.contests.timers())
        with at_work(self.store, settings, on_update=self.handler, on_timer=ringing, prepare=documents.prepare):
            yield

    def _new_handler(self) -> Handler:
        return Handler(self._catalogue, "duilian_bot", admins=frozenset({ADMIN}), web="https://contest.example.cn")

    # -- what people do ---------------------------------------------------------------------------------------------

    def hosts(self, *labels: str) -> str:
        """The host taps these one after the other; gives what stands where he tapped last, and below."""
        place = 0
        for label in labels:
            place = self.button(self.host, label)[0]
            self.taps(self.host, label)
        return "\n".join(shown.text for shown in self.host.heard if shown.message_id >= place)

    def taps(self, phone: User, label: str, *, times: int = 1) -> list[str]:
        """Tap the newest button whose label has these words; gives the answers to the taps."""
        before = len(self.toasts)
        place, data = self.button(phone, label)
        for _ in range(times):
            phone.forges(data, place)
        self.settle()
        return self.toasts[before:]

    def says(self, phone: User, text: str) -> str:
        """Write to the bot in private; gives its last words there."""
        phone.says(text)
        self.settle()
        return phone.last.text

    def sends(self, phone: User, name: str, content: bytes) -> str:
        """Send a file; gives all the bot says to it."""
        before = len(phone.heard)
        phone.sends_file(name, content)
        self.settle()
        return "\n".join(shown.text for shown in phone.heard[before:])

    def comes(self, entry: int, code: str) -> User:
        """A rep opens his link."""
        self.reps[entry] = self.api.user(100 + entry, f"职工{entry}")
        self.says(self.reps[entry], f"/start {code}")
        return self.reps[entry]

    def answer(self, entry: int, *, right: bool = True, times: int = 1) -> None:
        """A rep answers what is in front of him, all his taps in a row, without waiting for any, perhaps all twice."""
        position = self.attempt(entry).served
        kind, phone = self.item(entry, position).kind, self.reps[entry]
        given: Any = self.choice(entry, position, right=right)
        message = self.paper(entry).message_id
        for _ in range(times):
            if kind == "number":
                phone.says(str(given))
            elif kind == "single":
                phone.forges(f"cone:1:{position}:{given}", message)
            else:
                for step, place in enumerate(given):
                    phone.forges(f"cpick:1:{position}:{place}:{1 if kind == 'several' else step}", message)
                phone.forges(f"cgive:1:{position}", message)

    def answer_by_label(self, entry: int, *, right: bool = True) -> None:
        """The same by the letters on the buttons, waiting for each change of the message."""
        phone = self.reps[entry]
        self.passes(4)
        if "时间到了" in self.paper(entry).text:
            self.taps(phone, "下一题")
            self.passes(4)
        position = self.attempt(entry).served
        kind = self.item(entry, position).kind
        given: Any = self.choice(entry, position, right=right)
        if kind == "number":
            self.says(phone, str(given))
            return
        for place in [given] if kind == "single" else given:
            self.taps(phone, LETTERS[place])
        if kind != "single":
            self.taps(phone, "交")

    # -- time -------------------------------------------------------------------------------------------------------

    def passes(self, seconds: float) -> None:
        """Let time pass, with all that follows from it."""
        self.clock.forward(seconds)
        self.settle()

    def settle(self, within: float = 60.0) -> None:
        """Wait until all that has come is handled, all that is due has rung, and all that was said has been sent."""
        until = time.monotonic() + within
        while self._busy():
            if time.monotonic() > until:
                raise AssertionError("the bot does not come to rest")
            time.sleep(0.01)

    def _busy(self) -> bool:
        with self.api.world.changed:
            if self.api.world.updates:
                return True
        with self.store.reading() as connection:
            letters = select(func.count()).select_from(inbox).where(inbox.c.state == "waiting")
            calls = select(func.count()).select_from(outbox).where(outbox.c.state.in_(("queued", "sending")))
            due = select(func.count()).select_from(timers).where(timers.c.due <= self.store.now())
            return any(connection.scalar(one) for one in (due, letters, calls))  # as one thing becomes the next

    # -- what stands there ------------------------------------------------------------------------------------------

    @property
    def toasts(self) -> list[str]:
        """What taps were answered, in order."""
        calls = (call for call in self.api.calls if call.method == "answerCallbackQuery")
        return [str(call.params.get("text", "")) for call in calls]

    def button(self, phone: User, words: str) -> tuple[int, str]:
        """Where the newest button with these words stands, and its data: the whole label first, then a part of one."""
        shown = [(m.message_id, *pair) for m in reversed(phone.heard) for row in m.buttons for pair in row]
        for fits in (words.__eq__, lambda label: words in label):
            for place, label, data in shown:
                if fits(label):
                    return place, data
        raise AssertionError(f"no button {words!r}: {[label for _, label, _ in shown[:20]]}")

    def links(self) -> dict[int, str]:
        """The invite codes in the table that the host was sent, by number."""
        files = [shown.file for shown in self.host.heard if shown.file and shown.file[0].startswith("邀请名单")]
        rows = csv.DictReader(io.StringIO(files[-1][1].decode("utf-8-sig")))
        return {int(row["编号"]): row["链接"].rpartition("=")[2] for row in rows}

    def read(self, entry: int) -> str:
        """All the bot has written to a rep, as it stands now."""
        return "\n".join(shown.text for shown in self.reps[entry].heard)

    def paper(self, entry: int) -> Shown:
        """The message in which a rep's question stands."""
        return next(one for one in reversed(self.reps[entry].heard) if re.search(r"第 \d+ 题|交卷了", one.text))

    def attempt(self, entry: int) -> Attempt:
        with self.store.begin() as uow:
            found = uow.attempts.peek(1, entry)
        assert found is not None
        return found[0]

    def item(self, entry: int, position: int) -> Item:
        with self.store.begin() as uow:
            exam = self.handler.contests.house.hall.exam(uow, 1)
        return exam.items[exam.paper(entry)[position - 1].item]

    def choice(self, entry: int, position: int, *, right: bool) -> Any:
        """What a rep would have to tap or type, in his own order."""
        item = self.item(entry, position)
        with self.store.begin() as uow:
            slip = self.handler.contests.house.hall.exam(uow, 1).paper(entry)[position - 1]
        return choice_shown(slip, item, item.key if right else wrong_answer(item))

    def events(self, entry: int, kind: str) -> list[Any]:
        with self.store.begin() as uow:
            return [event for event in uow.contest_logs.of(1, entry) if event.kind == kind]


@contextmanager
def contesting(api: BotApi, address: str, catalogue: Catalogue) -> Iterator[Province]:
    """A province whose host is known to the bot, on the store at that address."""
    clock = SlowClock()
    store = open_database(address, clock=clock)
    try:
        yield Province(api, store, clock, catalogue)
    finally:
        store.close()
