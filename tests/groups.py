"""A branch's group before the bot without any network: what people do goes in, what stands in the chats comes out.

It works on every store; time passes only when a test lets it, and timers ring then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.services.drills.kept import KIND, load_drill, running_in
from bot.store.database import Database
from bot.store.memory import MemoryStore
from bot.store.records import Person
from bot.store.tables import outbox
from bot.telegram.drills.screen import Screen
from bot.telegram.incoming import LEADS_THE_GROUP

if TYPE_CHECKING:
    from bot.services.drills.kept import Drill
    from bot.store.contract import Store
    from bot.telegram.handler import Handler
    from tests.stores import HandClock

GROUP = -4001
HOST = "王老师"
TEAM = ("小李", "小王", "小张", "小赵", "小陈", "小孙", "小周")
BRANCH = "鼓楼分公司"
NUMBERS = {name: number for number, name in enumerate((HOST, *TEAM, "小吴", "小郑"), 101)}


@dataclass
class Message:
    """A message as its chat shows it now; `calls` counts how often it was sent or edited."""

    method: str
    html: str
    buttons: list[tuple[str, str]]
    file: tuple[str, bytes] | None = None
    asks_reply: bool = False

    @property
    def text(self) -> str:
        """What is read: without tags."""
        return re.sub(r"<[^>]+>", "", self.html)


@dataclass
class Branch:
    """The people of a branch, their group and their private chats; `alert` is the last answer to a tap."""

    handler: Handler
    store: Store
    clock: HandClock
    group: int = GROUP
    hears: bool = False
    updates: int = 0
    queries: dict[str, str] = field(default_factory=dict)

    # -- what people do ---------------------------------------------------------------------------------------------

    def introduce(self, *names: str) -> None:
        """Everybody has told the bot his name in private."""
        with self.store.begin() as uow:
            for name in names or (HOST, *TEAM):
                uow.people.save(Person(NUMBERS[name], name, BRANCH, uow.now))

    def writes(self, name: str, text: str) -> str:
        """A private message; gives what the bot answers there."""
        before = len(self.chat(name))
        self.gets(message=self._message(NUMBERS[name], name, text, private=True))
        return "\n".join(message.text for message in self.chat(name)[before:])

    def says(self, name: str, text: str) -> str:
        """A message in the group, or a reply to the bot there; gives what the bot says in the group."""
        before = len(self.chat())
        leads = {LEADS_THE_GROUP: True} if name == HOST else {}
        self.gets(message=self._message(NUMBERS[name], name, text, private=False), **leads)
        return "\n".join(message.text for message in self.chat()[before:])

    def taps(self, name: str, label: str, *, private: bool = False) -> str:
        """Tap the newest button of that label; gives the answer to the tap."""
        messages = self.chat(name) if private else self.chat()
        for message in reversed(messages):
            for text, handle in message.buttons:
                if text == label:
                    return self.forges(name, handle, private=private)
        raise AssertionError(f"no button {label!r}; there are {[m.buttons for m in messages[-3:]]}")

    def forges(self, name: str, handle: str, *, private: bool = False) -> str:
        """Tap a button whatever it is; gives the answer to the tap, which every tap must have once."""
        self.updates += 1
        query = f"q{self.updates}"
        message = self._message(4242, "对练", "按钮", private=private, chat=NUMBERS[name] if private else self.group)
        sender = {"id": NUMBERS[name], "is_bot": False, "first_name": name}
        given = {"id": query, "from": sender, "chat_instance": "1", "data": handle, "message": message}
        self.gets(callback_query=given)
        answers = [row for row in self._rows() if row["params"].get("callback_query_id") == query]
        assert len(answers) == 1, f"{len(answers)} answers to {handle}"
        return str(answers[0]["params"].get("text", ""))

    def leaves(self, name: str) -> None:
        """Leave the group."""
        message = self._message(NUMBERS[name], name, "", private=False)
        self.gets(message={**message, "left_chat_member": message["from"]})

    def passes(self, seconds: float) -> None:
        """Let time pass, five seconds at a time, ringing what comes due."""
        while seconds > 0:
            self.clock.forward(min(5.0, seconds))
            seconds -= 5.0
            self.ring()

    def ring(self) -> None:
        """Ring the clock of every drill that is due."""
        with self.store.begin() as uow:
            for room in uow.rooms.of_chat(self.group, KIND):
                timer = uow.timers.get(f"drill:{room.id}")
                if timer is not None and timer.due <= uow.now:
                    uow.timers.cancel(timer.key)
                    self.handler.desk.ring(timer, uow)

    # -- what stands there ------------------------------------------------------------------------------------------

    def chat(self, name: str = "") -> list[Message]:
        """The bot's messages in a person's private chat, or in the group, in order."""
        number = NUMBERS[name] if name else self.group
        shown: dict[Any, Message] = {}
        for row in self._rows():
            params = row["params"]
            if row["chat_id"] != number or row["method"] == "answerCallbackQuery":
                continue
            place = row["slot"] or row["id"]
            if row["method"] == "sendMessage":
                shown.pop(place, None)
            markup = params.get("reply_markup", {})
            rows = (button for line in markup.get("inline_keyboard", ()) for button in line)
            buttons = [(button["text"], button.get("callback_data") or button["url"]) for button in rows]
            message = Message(row["method"], params.get("text", ""), buttons, row["file"], "force_reply" in markup)
            shown[place] = message
        return list(shown.values())

    def text(self, name: str = "") -> str:
        """All that stands in a chat."""
        return "\n".join(message.text for message in self.chat(name))

    @property
    def board(self) -> Message:
        """The newest board."""
        return next(message for message in reversed(self.chat()) if "【晨会演练】" in message.text)

    @property
    def drill(self) -> Drill:
        """The latest drill, running or over."""
        with self.store.begin() as uow:
            drill = load_drill(uow, uow.rooms.of_chat(self.group, KIND, limit=1)[0].id)
        assert drill is not None
        return drill

    @property
    def running(self) -> bool:
        """Whether a drill runs in the group."""
        with self.store.begin() as uow:
            return running_in(uow, self.group) is not None

    @property
    def screen(self) -> Screen:
        """What the screens of the latest drill remember."""
        return Screen.from_json(self.drill.screen)

    def holder(self, role: str = "客户经理") -> str:
        """Who speaks for a role now, by name."""
        room = self.drill.room
        return room.name(room.holder(role))

    # -- a whole part of a drill ------------------------------------------------------------------------------------

    def opens(self, form: str, scenario: str, *people: str) -> None:
        """/drill, the form, the scenario, everybody is there, begin."""
        self.says(HOST, "/drill@duilian_bot")
        self.taps(HOST, "选形式")
        self.taps(HOST, next(label for label, _ in self.board.buttons if label.startswith(form)))
        self.passes(20)
        self.taps(HOST, scenario)
        if form != "一对一":
            self.taps(HOST, "选好了")
        for name in people or TEAM:
            self.taps(name, "报到")
        self.passes(40)
        self.taps(HOST, "开始")

    def fills_in(self, name: str, grade: str = "较好") -> None:
        """Fill in a whole sheet by its buttons, as it leads on, and hand it in."""
        for _ in range(40):
            labels = [label for label, _ in self.sheet(name).buttons]
            if grade in labels:
                label = grade
            elif "自己写一句" in labels:
                label = labels[0]
            elif "交" in labels:
                label = "交"
            else:
                label = next(label for label in labels if not label.startswith("✓") and label != "看整份")
            self.taps(name, label, private=True)
            if label == "交":
                return
        raise AssertionError(f"the sheet leads nowhere: {labels}")

    def sheet(self, name: str) -> Message:
        """The sheet a person fills in."""
        number = self.drill.number
        return next(m for m in reversed(self.chat(name)) if any(f":{number}" in handle for _, handle in m.buttons))

    # -- updates ----------------------------------------------------------------------------------------------------

    def _message(self, number: int, name: str, text: str, *, private: bool, chat: int | None = None) -> dict[str, Any]:
        self.updates += 1
        place = {"id": chat or number, "type": "private", "first_name": name}
        if not private:
            place = {"id": self.group, "type": "supergroup", "title": "城东分公司"}
        sender = {"id": number, "is_bot": number == 4242, "first_name": name}
        return {"message_id": self.updates, "date": 1773622800, "chat": place, "from": sender, "text": text}

    def gets(self, **update: Any) -> None:
        """An update, as Telegram sends it."""
        self.updates += 1
        with self.store.begin() as uow:
            self.handler({"update_id": self.updates, **update}, uow)

    def _rows(self) -> list[dict[str, Any]]:
        if isinstance(self.store, MemoryStore):
            queued = self.store.outbox
            return [
                {"id": q.number, "chat_id": q.chat_id, "method": q.method, "params": q.params, "slot": q.slot,
                 "file": (q.file.name, q.file.data) if q.file else None}
                for q in queued
            ]  # fmt: skip
        assert isinstance(self.store, Database)
        with self.store.reading() as connection:
            rows = connection.execute(select(outbox).order_by(outbox.c.id)).all()
        return [
            {**row._asdict(), "file": (row.file_name, row.file_data) if row.file_data is not None else None}
            for row in rows
        ]
