"""What goes out to one chat: rows of the outbox, with their text as HTML and their buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo
from telegram.constants import ParseMode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.contract import UnitOfWork
    from bot.store.records import Attachment
    from bot.views.buttons import Button, Rows


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A chat that is answered. `message_id` is the message whose button was tapped, `query` that tap; else None.

    `thread` is the topic in which new messages are to stand, in a group that has topics.
    """

    uow: UnitOfWork
    chat_id: int
    message_id: int | None = None
    query: str | None = None
    thread: int | None = None

    def say(self, kind: str, html: str | Sequence[str], buttons: Rows = ()) -> None:
        """Send a new message, or several; the buttons stand under the last. `kind` is one of the outbox's kinds."""
        messages = (html,) if isinstance(html, str) else html
        for number, text in enumerate(messages, 1):
            params = _text(text, buttons if number == len(messages) else ())
            self.uow.outbox.reply(self.chat_id, kind, "sendMessage", self._placed(params))

    def send(self, kind: str, file: Attachment, caption: str = "") -> None:
        """Send a file, or a picture as such, with some plain words under it."""
        method = "sendPhoto" if file.field == "photo" else "sendDocument"
        self.uow.outbox.reply(self.chat_id, kind, method, self._placed({"caption": caption}), file=file)

    def show(self, html: str, buttons: Rows = ()) -> None:
        """Show a menu: in place of the one whose button was tapped, or as a new message."""
        if self.message_id is None:
            self.say("menu", html, buttons)
            return
        params = {**_text(html, buttons), "message_id": self.message_id}
        self.uow.outbox.reply(self.chat_id, "menu", "editMessageText", params)

    def draw(self, slot: str, html: str, buttons: Rows = (), *, fresh: bool = False) -> int:
        """Show a message that has a name: in place of what stands under that name, or `fresh` below all else.

        Gives the number of the outbox row.
        """
        method = "sendMessage" if fresh else "editMessageText"
        old = self.uow.outbox.message_id(self.chat_id, slot) if fresh else None
        if old is not None:
            self.uow.outbox.reply(self.chat_id, "notice", "deleteMessage", {"message_id": old})
        return self.uow.outbox.reply(self.chat_id, "menu", method, self._placed(_text(html, buttons)), slot=slot)

    def ask(self, kind: str, html: str) -> None:
        """Send a message that those who are named in it are led to reply to."""
        markup = {"force_reply": True, "selective": True}
        params = {**_text(html, ()), "reply_markup": markup}
        self.uow.outbox.reply(self.chat_id, kind, "sendMessage", self._placed(params))

    def mark(self, buttons: Rows) -> None:
        """Change the buttons under the message whose button was tapped, and leave its words."""
        if self.message_id is not None:
            params = {"message_id": self.message_id, **_keyboard(buttons)}
            self.uow.outbox.reply(self.chat_id, "menu", "editMessageReplyMarkup", params)

    def answer(self, text: str = "", *, alert: bool = False) -> None:
        """Answer the tap, so that the button stops waiting; `alert` makes the person confirm that he has read it."""
        if self.query is None:
            return
        params: dict[str, Any] = {"callback_query_id": self.query}
        if text:
            params |= {"text": text, "show_alert": alert}
        self.uow.outbox.reply(self.chat_id, "notice", "answerCallbackQuery", params)

    def _placed(self, params: dict[str, Any]) -> dict[str, Any]:
        return params if self.thread is None else {**params, "message_thread_id": self.thread}


def _text(html: str, buttons: Rows) -> dict[str, Any]:
    params: dict[str, Any] = {"text": html, "parse_mode": ParseMode.HTML.value}
    return {**params, **_keyboard(buttons)} if buttons else params


def _keyboard(buttons: Rows) -> dict[str, Any]:
    keyboard = [[_button(button) for button in row] for row in buttons]
    return {"reply_markup": InlineKeyboardMarkup(keyboard).to_dict()}


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    if button.app:
        return InlineKeyboardButton(button.label, web_app=WebAppInfo(button.app))
    return InlineKeyboardButton(button.label, callback_data=button.handle)
