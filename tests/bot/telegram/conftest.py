"""One person in a private chat with the bot, without any network: what he does goes in, what is queued comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.telegram.handler import Handler

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.services.catalogue import Catalogue
    from bot.store.memory import MemoryStore, Queued

Update = dict[str, Any]


class PrivateChat:
    """A person who writes and taps; `sent` are the calls that his last act queued."""

    def __init__(self, handler: Handler, store: MemoryStore, number: int = 101) -> None:
        self.handler = handler
        self.store = store
        self.user = {"id": number, "is_bot": False, "first_name": "小李"}
        self.chat = {"id": number, "type": "private", "first_name": "小李"}
        self.sent: list[Queued] = []
        self.messages = 0

    def message(self, **content: Any) -> Update:
        self.messages += 1  # an edit of a message that has another edit waiting would take that one's place
        return {"message_id": self.messages, "date": 1773622800, "chat": self.chat, "from": self.user, **content}

    def gets(self, **update: Any) -> list[Queued]:
        before = len(self.store.outbox)
        with self.store.begin() as uow:
            self.handler({"update_id": 1, **update}, uow)
        self.sent = list(self.store.outbox[before:])
        return self.sent

    def says(self, text: str) -> str:
        self.gets(message=self.message(text=text))
        return self.text

    def taps(self, data: str) -> str:
        query = {"id": "9", "from": self.user, "chat_instance": "1", "data": data, "message": self.message(text="菜单")}
        self.gets(callback_query=query)
        return self.text

    def presses(self, label: str) -> str:
        """Tap the button of that label among those the last answer showed."""
        handles = {button["text"]: button.get("callback_data", "") for button in self.buttons}
        return self.taps(handles[label])

    @property
    def text(self) -> str:
        said = (call for call in self.sent if call.method != "answerCallbackQuery")
        return "\n".join(call.params["text"] for call in said if "text" in call.params)

    @property
    def toast(self) -> Mapping[str, Any]:
        """The answer to the tap."""
        (answer,) = [call.params for call in self.sent if call.method == "answerCallbackQuery"]
        return answer

    @property
    def buttons(self) -> list[Mapping[str, str]]:
        rows = (row for call in self.sent for row in call.params.get("reply_markup", {}).get("inline_keyboard", ()))
        return [button for row in rows for button in row]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in self.buttons]


@pytest.fixture
def stranger(catalogue: Catalogue, store: MemoryStore) -> PrivateChat:
    return PrivateChat(Handler(catalogue, "Duilian_bot"), store)


@pytest.fixture
def rep(stranger: PrivateChat) -> PrivateChat:
    for words in ("/start", "李明", "鼓楼分公司"):
        stranger.says(words)
    return stranger


@pytest.fixture
def talking(rep: PrivateChat) -> PrivateChat:
    """A rep in the middle of a coached talk with the advertising boss."""
    rep.says("/practice")
    for label in ("广告公司", "扫楼", "跟练", "2 平常"):
        rep.presses(label)
    return rep
