"""The methods of the Bot API that the bot uses, each as Telegram carries it out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from tests.bot_api.limits import (
    MOST_ANSWER,
    MOST_CAPTION,
    ApiError,
    Rates,
    checked_markup,
    checked_text,
)
from tests.bot_api.world import ChatRoom, Shown, World

Params = dict[str, Any]
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


class Methods:
    """Carries out one call at a time, under the world's lock."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rates: Rates | None = None
        self.webhook: Params = {}
        self.commands: list[Any] = []
        self.known: dict[str, Callable[[Params], Any]] = {
            "getMe": lambda _: self.world.bot,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": lambda _: {
                "url": self.webhook.get("url", ""),
                "pending_update_count": len(world.updates),
            },
            "sendMessage": self._send_message,
            "sendDocument": lambda params: self._send_file(params, "document"),
            "sendPhoto": lambda params: self._send_file(params, "photo"),
            "getFile": self._get_file,
            "editMessageText": self._edit_text,
            "editMessageReplyMarkup": self._edit_markup,
            "deleteMessage": self._delete,
            "answerCallbackQuery": self._answer,
            "setMyCommands": self._set_commands,
            "getChat": lambda params: self._chat(params).as_json(),
            "getChatMember": self._member,
        }

    def carry_out(self, method: str, params: Params) -> Any:
        """The method's result; raises ApiError as Telegram would."""
        if method not in self.known:
            raise ApiError(404, "Not Found: method not found")
        return self.known[method](params)

    def _chat(self, params: Params) -> ChatRoom:
        chat = self.world.chats.get(int(params.get("chat_id", 0)))
        if chat is None:
            raise ApiError(400, "Bad Request: chat not found")
        if chat.moved_to is not None:
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise ApiError(400, text, migrate_to_chat_id=chat.moved_to)
        if chat.blocked:
            who = "user" if chat.kind == "private" else "group"
            raise ApiError(
                403, "Forbidden: bot was blocked by the user" if who == "user" else "Forbidden: bot was kicked"
            )
        return chat

    def _stand(self, chat: ChatRoom, shown: Shown, params: Params) -> Params:
        if self.rates is not None:
            self.rates.take(chat.chat_id, time.monotonic())
        thread = params.get("message_thread_id")
        shown.thread = None if thread is None else int(thread)
        if shown.thread is not None and shown.thread not in chat.topics:
            raise ApiError(400, "Bad Request: message thread not found")
        chat.messages[shown.message_id] = shown
        return self._as_json(chat, shown)

    def _as_json(self, chat: ChatRoom, shown: Shown) -> Params:
        message = {
            "message_id": shown.message_id,
            "date": int(time.time()),
            "chat": chat.as_json(),
            "from": self.world.bot,
        }
        return {**message, "text": shown.text} if shown.file is None else {**message, "caption": shown.text}

    def _send_message(self, params: Params) -> Params:
        chat, text, markup = self._chat(params), checked_text(params), checked_markup(params)
        shown = Shown(self.world.next_message_id(), text, str(params["text"]), mine=True, markup=markup)
        return self._stand(chat, shown, params)

    def _send_file(self, params: Params, field: str) -> Params:
        chat, markup = self._chat(params), checked_markup(params)
        caption = checked_text(params, "caption", MOST_CAPTION)
        file = params.get(field)
        if not isinstance(file, tuple):
            raise ApiError(400, f"Bad Request: there is no {field} in the request")
        shown = Shown(
            self.world.next_message_id(), caption, str(params.get("caption", "")), mine=True, markup=markup, file=file
        )
        return self._stand(chat, shown, params)

    def _get_file(self, params: Params) -> Params:
        file_id = str(params.get("file_id", ""))
        if file_id not in self.world.files:
            raise ApiError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        return {"file_id": file_id, "file_unique_id": file_id, "file_path": f"documents/{file_id}"}

    def _own(self, params: Params) -> tuple[ChatRoom, Shown]:
        chat = self._chat(params)
        shown = chat.messages.get(int(params.get("message_id", 0)))
        if shown is None or shown.deleted:
            raise ApiError(400, "Bad Request: message to edit not found")
        if not shown.mine:
            raise ApiError(400, "Bad Request: message can't be edited")
        return chat, shown

    def _edit_text(self, params: Params) -> Params:
        chat, shown = self._own(params)
        text, markup = checked_text(params), checked_markup(params)
        if (shown.html, shown.markup) == (params["text"], markup):
            raise ApiError(400, NOT_MODIFIED)
        shown.text, shown.html, shown.markup = text, str(params["text"]), markup
        shown.edits += 1
        return self._as_json(chat, shown)

    def _edit_markup(self, params: Params) -> Params:
        chat, shown = self._own(params)
        markup = checked_markup(params)
        if shown.markup == markup:
            raise ApiError(400, NOT_MODIFIED)
        shown.markup = markup
        shown.edits += 1
        return self._as_json(chat, shown)

    def _delete(self, params: Params) -> bool:
        _, shown = self._own(params)
        shown.deleted = True
        return True

    def _answer(self, params: Params) -> bool:
        query = str(params.get("callback_query_id", ""))
        if query not in self.world.open_queries:
            raise ApiError(400, TOO_OLD)
        if len(str(params.get("text", ""))) > MOST_ANSWER:
            raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
        self.world.open_queries.discard(query)
        self.world.answers[query] = str(params.get("text", ""))
        return True

    def _set_commands(self, params: Params) -> bool:
        commands = params.get("commands", [])
        self.commands = json.loads(commands) if isinstance(commands, str) else commands
        return True

    def _set_webhook(self, params: Params) -> bool:
        self.webhook = dict(params)
        return True

    def _delete_webhook(self, params: Params) -> bool:
        self.webhook = {}
        if params.get("drop_pending_updates"):
            self.world.updates.clear()
        return True

    def _member(self, params: Params) -> Params:
        leads = int(params.get("user_id", 0)) in self._chat(params).admins
        return {
            "status": "administrator" if leads else "member",
            "user": {"id": params.get("user_id"), "is_bot": False, "first_name": "某人"},
        }
