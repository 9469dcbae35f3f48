"""Telegram's side: people and groups, their messages, the updates that wait, the calls that were made."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

PATIENCE = 60.0
"""Seconds a test waits for what must come: a busy machine may take its time, a working bot needs a moment."""


@dataclass(slots=True)
class Shown:
    """A message as the chat shows it now: edits done, HTML read; `buttons` are rows of (text, callback data or URL)."""

    message_id: int
    text: str
    html: str
    mine: bool
    markup: dict[str, Any] | None = None
    file: tuple[str, bytes] | None = None
    edits: int = 0
    thread: int | None = None
    deleted: bool = False

    @property
    def buttons(self) -> list[list[tuple[str, str]]]:
        """The inline buttons, row by row."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [[(b["text"], b.get("callback_data") or b.get("url", "")) for b in row] for row in rows]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Bot API that was carried out: `at` is the server's monotonic clock."""

    method: str
    params: dict[str, Any]
    at: float
    ok: bool
    result: Any = None


@dataclass(slots=True)
class ChatRoom:
    """A chat on Telegram's side. Unless it `hears_all`, the bot of a group gets only commands and replies to itself.

    `admins` are the people who lead a group, `topics` the threads of one that has topics.
    """

    chat_id: int
    kind: str
    title: str
    messages: dict[int, Shown] = field(default_factory=dict)
    blocked: bool = False
    moved_to: int | None = None
    hears_all: bool = False
    admins: set[int] = field(default_factory=set)
    topics: set[int] = field(default_factory=set)

    def as_json(self) -> dict[str, Any]:
        """The Chat object of the Bot API."""
        name = "first_name" if self.kind == "private" else "title"
        return {"id": self.chat_id, "type": self.kind, name: self.title}


class World:
    """Everything, behind one lock; `changed` is notified whenever something happened."""

    def __init__(self, bot_id: int) -> None:
        self.bot = {"id": bot_id, "is_bot": True, "first_name": "对练", "username": "duilian_bot"}
        self.changed = threading.Condition(threading.RLock())
        self.chats: dict[int, ChatRoom] = {}
        self.updates: dict[int, dict[str, Any]] = {}
        self.kept: dict[int, dict[str, Any]] = {}
        self.open_queries: set[str] = set()
        self.answers: dict[str, str] = {}
        self.calls: list[Call] = []
        self.files: dict[str, bytes] = {}
        self._update_id = 500_000
        self._message_id = 0

    def push(self, kind: str, content: dict[str, Any]) -> int:
        """Queue an update for the bot; returns its update_id."""
        with self.changed:
            self._update_id += 1
            update = {"update_id": self._update_id, kind: content}
            self.updates[self._update_id] = self.kept[self._update_id] = update
            self.changed.notify_all()
            return self._update_id

    def redeliver(self, update_id: int) -> None:
        """Deliver an update once more, as Telegram does when it did not see the answer."""
        with self.changed:
            self.updates[update_id] = self.kept[update_id]
            self.changed.notify_all()

    def confirm_before(self, offset: int) -> None:
        """Forget the updates below the offset."""
        with self.changed:
            for number in [number for number in self.updates if number < offset]:
                del self.updates[number]

    def next_message_id(self) -> int:
        """A number no message has had."""
        with self.changed:
            self._message_id += 1
            return self._message_id

    def wait_for(self, happened: Callable[[], object], seconds: float = PATIENCE) -> bool:
        """Wait until `happened()` is true; False if it is not within the seconds."""
        until = time.monotonic() + seconds
        with self.changed:
            while not happened():
                left = until - time.monotonic()
                if left <= 0:
                    return False
                self.changed.wait(min(left, 0.1))
            return True


class Group:
    """A group, as a test sees it."""

    def __init__(self, world: World, chat: ChatRoom) -> None:
        self._world = world
        self.chat = chat

    @property
    def shown(self) -> list[Shown]:
        """What stands in the chat now, in order, other people's messages too."""
        with self._world.changed:
            return [message for message in self.chat.messages.values() if not message.deleted]

    @property
    def heard(self) -> list[Shown]:
        """What the bot has written here, in order."""
        return [message for message in self.shown if message.mine]

    @property
    def last(self) -> Shown:
        """The bot's newest message."""
        return self.heard[-1]

    def waits_for(self, text: str, seconds: float = PATIENCE) -> Shown:
        """Wait until some message of the bot has this text in it, and return the newest such."""
        if not self._world.wait_for(lambda: any(text in m.text for m in self.heard), seconds):
            raise AssertionError(f"no message with {text!r}; shown: {[m.text for m in self.heard]}")
        return [message for message in self.heard if text in message.text][-1]

    def _says(self, sender: dict[str, Any], content: dict[str, Any]) -> int:
        number = self._world.next_message_id()
        text = str(content.get("text", ""))
        self.chat.messages[number] = Shown(number, text, text, mine=False)
        message: dict[str, Any] = {
            "message_id": number,
            "date": int(time.time()),
            "chat": self.chat.as_json(),
            "from": sender,
            **content,
        }
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return self._world.push("message", message) if self._reaches_the_bot(message) else 0

    def _reaches_the_bot(self, message: dict[str, Any]) -> bool:
        """Whether the bot gets a message: in privacy mode not what people say among themselves."""
        answered = message.get("reply_to_message", {}).get("from", {})
        to_bot = answered.get("id") == self._world.bot["id"]
        service = "text" not in message
        return self.chat.hears_all or self.chat.chat_id > 0 or to_bot or service or message["text"].startswith("/")

    def bot_comes(self, by: dict[str, Any], *, admin: bool = False) -> None:
        """Somebody brings the bot into the group, or makes it an administrator."""
        was = "member" if self.chat.hears_all or self.heard else "left"
        self.chat.hears_all = admin
        me = {"user": self._world.bot}
        rights = {"can_be_edited": False, "is_anonymous": False, "can_manage_chat": True, "can_delete_messages": True,
                  "can_manage_video_chats": False, "can_restrict_members": False, "can_promote_members": False,
                  "can_change_info": False, "can_invite_users": True, "can_post_stories": False,
                  "can_edit_stories": False, "can_delete_stories": False}  # fmt: skip
        now = {**me, "status": "administrator", **rights} if admin else {**me, "status": "member"}
        change = {"chat": self.chat.as_json(), "from": by, "date": int(time.time())}
        self._world.push("my_chat_member", {**change, "old_chat_member": {**me, "status": was}, "new_chat_member": now})

    def _taps(self, sender: dict[str, Any], button: str, message: Shown | None) -> int:
        with self._world.changed:
            for shown in [message] if message else reversed(self.heard):
                for text, data in (pair for row in shown.buttons for pair in row):
                    if button in {text, data}:
                        return self.taps_forged(sender, shown.message_id, data)
        raise AssertionError(f"no button {button!r}; shown: {[(m.text, m.buttons) for m in self.heard[-3:]]}")

    def taps_forged(self, sender: dict[str, Any], message_id: int, data: str) -> int:
        """A tap with any data whatever."""
        with self._world.changed:
            query = f"q{len(self._world.answers) + len(self._world.open_queries) + 1}"
            self._world.open_queries.add(query)
            shown = self.chat.messages.get(message_id)
            return self._world.push(
                "callback_query",
                {
                    "id": query,
                    "from": sender,
                    "chat_instance": str(self.chat.chat_id),
                    "data": data,
                    "message": {
                        "message_id": message_id,
                        "date": int(time.time()),
                        "chat": self.chat.as_json(),
                        "from": self._world.bot,
                        "text": shown.text if shown else "",
                    },
                },
            )


class User(Group):
    """A person in his private chat with the bot, as a test sees it; he can also speak in groups."""

    def __init__(self, world: World, chat: ChatRoom) -> None:
        super().__init__(world, chat)
        self.as_sender = {"id": chat.chat_id, "is_bot": False, "first_name": chat.title, "language_code": "zh-hans"}

    def says(self, text: str, where: Group | None = None, **more: Any) -> int:
        """Send a message; `more` are further fields of the Message object. Returns the update_id."""
        return (where or self)._says(self.as_sender, {"text": text, **more})

    def replies(self, text: str, to: Shown, where: Group) -> int:
        """Reply to a message of the bot's in a group."""
        bot = self._world.bot
        answered = {"message_id": to.message_id, "date": 1, "chat": where.chat.as_json(), "from": bot, "text": to.text}
        return self.says(text, where, reply_to_message=answered)

    def sends(self, where: Group | None = None, **content: Any) -> int:
        """Send something that is no text: `photo=[…]`, `sticker={…}`, `voice={…}`."""
        return (where or self)._says(self.as_sender, content)

    def sends_file(self, name: str, content: bytes, *, size: int | None = None) -> int:
        """Send a document; `size` is what Telegram says of it, when that is not the truth."""
        with self._world.changed:
            file_id = f"file-{len(self._world.files) + 1}"
            self._world.files[file_id] = content
            told = {"file_id": file_id, "file_unique_id": file_id, "file_name": name}
            return self.sends(document={**told, "file_size": len(content) if size is None else size})

    def edits(self, text: str) -> int:
        """Edit one's own last message."""
        with self._world.changed:
            own = [message for message in self.shown if not message.mine][-1]
            own.text = own.html = text
            message = {
                "message_id": own.message_id,
                "date": int(time.time()),
                "edit_date": int(time.time()),
                "text": text,
            }
            return self._world.push("edited_message", {**message, "chat": self.chat.as_json(), "from": self.as_sender})

    def taps(self, button: str, message: Shown | None = None, where: Group | None = None) -> int:
        """Tap the button of that text or data, on the newest message that has it or on the one given."""
        return (where or self)._taps(self.as_sender, button, message)

    def forges(self, data: str, message_id: int = 1) -> int:
        """Tap a button that the bot never made."""
        return self.taps_forged(self.as_sender, message_id, data)

    def deletes(self, message: Shown) -> None:
        """Delete a message from the chat."""
        with self._world.changed:
            message.deleted = True
