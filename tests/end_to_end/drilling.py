"""A branch drilling over the real Bot API: its people with phones, the bot at work, a clock that a test pushes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.delivery.members import Members
from bot.services.drills.kept import KIND, load_drill
from bot.store.database import Database, open_database
from bot.store.records import Person
from bot.store.tables import inbox, outbox
from bot.telegram.drills.conducting import TIMER
from bot.telegram.drills.hosts import Hosts
from bot.telegram.handler import Handler
from bot.telegram.timers import Timers
from tests.bot.delivery.running import at_work, settings_for

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from scenarios.meeting import Room
    from tests.bot_api import BotApi, User
    from tests.bot_api.world import Call, Shown

HOST = "王老师"
TEAM = ("小李", "小王", "小张", "小赵", "小陈", "小孙", "小周", "小吴")
BRANCH = "鼓楼分公司"


class PushedClock:
    """The time of day, pushed on by hand as well; it remembers when it was pushed."""

    def __init__(self) -> None:
        self._pushes = [(time.monotonic(), timedelta())]

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._pushes[-1][1]

    def forward(self, seconds: float) -> None:
        self._pushes.append((time.monotonic(), self._pushes[-1][1] + timedelta(seconds=seconds)))

    def at(self, monotonic: float) -> float:
        """The time of this clock, in seconds, at a moment of the machine's."""
        pushed = [push for when, push in self._pushes if when <= monotonic]
        return monotonic + pushed[-1].total_seconds()


class Branch:
    """The people of a branch, each with a phone, their group, and the bot's store."""

    def __init__(self, api: BotApi, store: Database, clock: PushedClock, catalogue: Catalogue) -> None:
        self.api, self.store, self.clock = api, store, clock
        self._catalogue = catalogue
        self.group = api.group()
        self.group.chat.admins.add(101)
        self.phones: dict[str, User] = {}
        for number, name in enumerate((HOST, *TEAM), 101):
            self.phones[name] = api.user(number, name)
            with store.begin() as uow:
                uow.people.save(Person(number, name, BRANCH, uow.now))

    @contextmanager
    def bot_at_work(self) -> Iterator[None]:
        """The bot, as a new program would start it; at the end it goes home in order."""
        handler = Handler(self._catalogue, "duilian_bot")
        timers = Timers({TIMER: handler.desk.ring})
        rates = {"DUILIAN_RATE_PRIVATE": "30", "DUILIAN_RATE_GROUP": "1000", "DUILIAN_RATE_BOT": "500"}
        settings = settings_for(self.api, **rates, DUILIAN_LEASE="600")
        hosts = Hosts(Members(self.api.url, self.api.token)).prepare
        with at_work(self.store, settings, on_update=handler, on_timer=timers, prepare=hosts):
            yield

    # -- what people do ---------------------------------------------------------------------------------------------

    def commands(self, name: str, text: str = "/drill") -> None:
        self.phones[name].says(text, self.group)
        self.settle()

    def replies(self, name: str, text: str) -> None:
        """Reply to the bot's newest words in the group, as one has to in privacy mode."""
        self.clock.forward(7)
        words = [shown for shown in self.group.heard if "晨会演练" not in shown.text]
        self.phones[name].replies(text, words[-1], self.group)
        self.settle()

    def writes(self, name: str, text: str) -> str:
        """Write to the bot in private; gives its last words there."""
        self.phones[name].says(text)
        self.settle()
        return self.phones[name].last.text

    def taps(self, name: str, label: str, *, private: bool = False, times: int = 1) -> list[str]:
        """Tap a button, perhaps several times at once; gives the answers to the taps."""
        phone = self.phones[name]
        before = len(self.answers)
        for _ in range(times):
            phone.taps(label) if private else phone.taps(label, where=self.group)
        self.settle()
        return self.answers[before:]

    def forges(self, name: str, data: str, *, private: bool = False) -> str:
        """Tap a button that the bot never made; gives the answer."""
        phone = self.phones[name]
        (phone if private else self.group).taps_forged(phone.as_sender, 1, data)
        self.settle()
        return self.answers[-1]

    def gathers(self, form: str, scenario: str, *people: str, variant: str = "") -> None:
        """/drill, form and scenario chosen, everybody there, begun."""
        self.commands(HOST)
        self.taps(HOST, "选形式")
        self.taps(HOST, next(label for label in self.labels if label.startswith(form)))
        self.passes(20)
        self.taps(HOST, scenario)
        if variant:
            self.taps(HOST, variant)
        if form != "一对一":
            self.taps(HOST, "选好了")
        for name in people:
            self.taps(name, "报到")
        self.passes(40)
        self.taps(HOST, "开始")

    def fills_in(self, name: str, grade: str = "较好") -> None:
        """Fill in a whole sheet as its buttons lead on, and hand it in."""
        for _ in range(40):
            sheet = next(s for s in reversed(self.phones[name].heard) if s.buttons)
            labels = [label for row in sheet.buttons for label, _ in row]
            fresh = [label for label in labels if not label.startswith("✓") and label != "看整份"]
            label = grade if grade in labels else "交" if "交" in labels else fresh[0]
            self.taps(name, label, private=True)
            if label == "交":
                return
        raise AssertionError(f"the sheet leads nowhere: {labels}")

    # -- time -------------------------------------------------------------------------------------------------------

    def passes(self, seconds: float, step: float = 20.0) -> None:
        """Let time pass, some seconds at a time, each with all that follows from it."""
        while seconds > 0:
            self.clock.forward(min(step, seconds))
            seconds -= step
            self.settle()

    def settle(self, within: float = 60.0) -> None:
        """Wait until all that has come is handled, all that is due has rung, and all that was said has been sent."""
        until = time.monotonic() + within
        while self._busy():
            if time.monotonic() > until:
                raise AssertionError("the bot does not come to rest")
            time.sleep(0.01)

    def _busy(self) -> bool:
        """Whether anything is under way, looked for in the order in which one thing becomes the next."""
        with self.api.world.changed:
            if self.api.world.updates:
                return True
        with self.store.begin() as uow:
            rung = [uow.timers.get(f"drill:{room.id}") for room in uow.rooms.of_chat(self.group.chat.chat_id, KIND)]
            if any(timer is not None and timer.due <= uow.now for timer in rung):
                return True
        with self.store.reading() as connection:
            letters = select(func.count()).select_from(inbox).where(inbox.c.state == "waiting")
            calls = select(func.count()).select_from(outbox).where(outbox.c.state.in_(("queued", "sending")))
            return bool(connection.scalar(letters) or connection.scalar(calls))

    # -- what stands there ------------------------------------------------------------------------------------------

    @property
    def answers(self) -> list[str]:
        """What taps were answered, in order."""
        calls = (call for call in self.api.calls if call.method == "answerCallbackQuery")
        return [str(call.params.get("text", "")) for call in calls]

    @property
    def board(self) -> Shown:
        (board,) = [shown for shown in self.group.heard if shown.text.startswith("【晨会演练】")]
        return board

    @property
    def labels(self) -> list[str]:
        """The buttons under the board."""
        return [label for row in self.board.buttons for label, _ in row]

    @property
    def room(self) -> Room:
        with self.store.begin() as uow:
            drill = load_drill(uow, uow.rooms.of_chat(self.group.chat.chat_id, KIND, limit=1)[0].id)
        assert drill is not None
        return drill.room

    def holder(self, role: str = "客户经理") -> str:
        """Who speaks for a role, by name."""
        return self.room.name(self.room.holder(role))

    @property
    def group_text(self) -> str:
        return "\n".join(shown.text for shown in self.group.heard)

    def read(self, name: str) -> str:
        """All the bot has written to a person."""
        return "\n".join(shown.text for shown in self.phones[name].heard)

    def group_calls(self) -> list[float]:
        """When the group was written to, or a message there changed, by the pushed clock."""
        here = str(self.group.chat.chat_id)
        calls: list[Call] = [call for call in self.api.calls if call.method != "answerCallbackQuery"]
        return [self.clock.at(call.at) for call in calls if str(call.params.get("chat_id")) == here]

    def busiest_minute(self) -> int:
        """The most calls to the group in any minute."""
        calls = self.group_calls()
        return max(sum(start <= at < start + 60 for at in calls) for start in calls)


@contextmanager
def drilling(api: BotApi, address: str, catalogue: Catalogue) -> Iterator[Branch]:
    """A branch whose people are all known to the bot, on the store at that address."""
    clock = PushedClock()
    store = open_database(address, clock=clock)
    try:
        yield Branch(api, store, clock, catalogue)
    finally:
        store.close()
