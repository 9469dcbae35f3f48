"""What came in, in our own words: an update of Telegram's becomes one of a few things a person can have done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update
from telegram.constants import ChatType

from bot.services.authoring.sent_files import SentFile
from bot.telegram.documents import CHECKED
from bot.voice.notes import HEARD

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Said:
    """He wrote something in his private chat."""

    chat_id: int
    rep: int
    text: str


@dataclass(frozen=True, slots=True)
class Commanded:
    """He sent a command, without its slash, in his private chat; `argument` is what stood after it."""

    chat_id: int
    rep: int
    command: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Tapped:
    """He tapped a button under message `message_id` (None when Telegram no longer says which)."""

    chat_id: int
    rep: int
    query: str
    data: str
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """He sent something that is no text: `what` is its Chinese name."""

    chat_id: int
    what: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """He sent a voice note that was listened to: `text` is what was heard, or `why` says in Chinese why nothing was."""

    chat_id: int
    rep: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Sent:
    """He sent a file, and this became of it."""

    chat_id: int
    rep: int
    file: SentFile


@dataclass(frozen=True, slots=True)
class Edited:
    """He changed a message that he had sent before."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class CameToGroup:
    """The bot's standing in a group has changed: it came (`new`), or is an administrator now, or is none any more."""

    chat_id: int
    kind: str
    title: str
    admin: bool
    new: bool


@dataclass(frozen=True, slots=True)
class RemovedFromGroup:
    """The bot was taken out of a group: nothing it says there arrives."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class CommandedInGroup:
    """Somebody sent a command in a group (`bot`: the name written after @, in lower case, "" if none).

    `thread` is the topic in which he did, in a group that has topics; `leads` is whether he is an administrator of the
    group, which is asked of Telegram for the command that opens a drill alone.
    """

    chat_id: int
    rep: int
    command: str
    bot: str = ""
    argument: str = ""
    thread: int | None = None
    leads: bool = False


@dataclass(frozen=True, slots=True)
class SaidInGroup:
    """Somebody wrote something in a group; in privacy mode only replies to the bot come here."""

    chat_id: int
    rep: int
    text: str


@dataclass(frozen=True, slots=True)
class SpokeInGroup:
    """Somebody sent a voice note to a group, or another recording of himself."""

    chat_id: int
    rep: int


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Somebody spoke to a bot in the name of the group, or of a channel: who he is cannot be known.

    `command` and `bot` are as in a command, "" where he replied to a bot.
    """

    chat_id: int
    thread: int | None = None
    command: str = ""
    bot: str = ""


@dataclass(frozen=True, slots=True)
class LeftGroup:
    """Somebody left a group."""

    chat_id: int
    rep: int


@dataclass(frozen=True, slots=True)
class TappedInGroup:
    """Somebody tapped a button in a group."""

    chat_id: int
    rep: int
    query: str
    data: str


FromGroup = (
    CameToGroup | RemovedFromGroup | CommandedInGroup | SaidInGroup | SpokeInGroup | Unnamed | LeftGroup | TappedInGroup
)
Incoming = Said | Spoke | Sent | Commanded | Tapped | Unreadable | Edited | FromGroup

LEADS_THE_GROUP = "duilian_leads"
"""Under this key an update that opens a drill says whether its sender is an administrator of the group."""
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_HERE = (ChatMember.MEMBER, ChatMember.ADMINISTRATOR)
_GONE = (ChatMember.LEFT, ChatMember.BANNED)
_KINDS = {
    "voice": "语音",
    "audio": "音频",
    "video_note": "视频",
    "video": "视频",
    "animation": "动图",
    "sticker": "贴纸",
    "photo": "图片",
    "document": "文件",
    "location": "位置",
    "venue": "位置",
    "contact": "名片",
    "poll": "投票",
    "dice": "骰子",
    "story": "动态",
}
"""Kinds of content that are no text, by Telegram's name; the first that a message has names it."""


def incoming(update: Mapping[str, Any]) -> Incoming | None:
    """Say what an update means to us, or None for what needs no answer (channels, service messages, news of others)."""
    read = Update.de_json(dict(update), bot=None)
    if read.callback_query is not None:
        return _tapped(read.callback_query)
    if read.message is not None:
        return _prepared(_message(read.message), update, read.message)
    edited = read.edited_message
    if edited is not None and edited.chat.type == ChatType.PRIVATE:
        return Edited(edited.chat.id)
    member = read.my_chat_member
    if member is not None and member.chat.type in _GROUPS:
        return _standing(member)
    return None


def _prepared(meant: Incoming | None, update: Mapping[str, Any], message: Message) -> Incoming | None:
    """What was made of a voice note or a file before the update came here, in place of the note or file."""
    if isinstance(meant, CommandedInGroup):
        return replace(meant, leads=bool(update.get(LEADS_THE_GROUP)))
    if not isinstance(meant, Unreadable) or message.from_user is None:
        return meant
    if heard := update.get(HEARD):
        return Spoke(meant.chat_id, message.from_user.id, heard.get("text", ""), heard.get("why", ""))
    return Sent(meant.chat_id, message.from_user.id, update[CHECKED]) if CHECKED in update else meant


def _tapped(query: CallbackQuery) -> Incoming | None:
    message = query.message
    if message is None:
        return Tapped(query.from_user.id, query.from_user.id, query.id, query.data or "", None)
    if message.chat.type != ChatType.PRIVATE:
        return TappedInGroup(message.chat.id, query.from_user.id, query.id, query.data or "")
    return Tapped(message.chat.id, query.from_user.id, query.id, query.data or "", message.message_id)


def _message(message: Message) -> Incoming | None:
    sender, chat, text = message.from_user, message.chat, message.text or ""
    if chat.type in _GROUPS and message.sender_chat is not None:
        return _unnamed(message, text)
    if sender is None or sender.is_bot:
        return None
    if chat.type != ChatType.PRIVATE:
        return _in_group(message, sender.id, text) if chat.type in _GROUPS else None
    if text.startswith("/"):
        command, argument = (*text[1:].split(maxsplit=1), "", "")[:2]
        return Commanded(chat.id, sender.id, command.partition("@")[0].lower(), argument.strip())
    if text:
        return Said(chat.id, sender.id, text)
    return next((Unreadable(chat.id, name) for kind, name in _KINDS.items() if getattr(message, kind, None)), None)


def _thread(message: Message) -> int | None:
    """The topic of a group that has topics; replies elsewhere carry a number too, under which nothing can be sent."""
    return message.message_thread_id if message.is_topic_message else None


def _unnamed(message: Message, text: str) -> Incoming | None:
    answered = message.reply_to_message.from_user if message.reply_to_message else None
    if text.startswith("/"):
        command, _, bot = text[1:].split(maxsplit=1)[0].lower().partition("@") if text[1:].strip() else ("", "", "")
        return Unnamed(message.chat.id, _thread(message), command, bot) if command else None
    return Unnamed(message.chat.id, _thread(message)) if answered is not None and answered.is_bot else None


def _in_group(message: Message, rep: int, text: str) -> Incoming | None:
    if message.left_chat_member is not None:
        return LeftGroup(message.chat.id, message.left_chat_member.id)
    if text.startswith("/"):
        words, argument = (*text[1:].split(maxsplit=1), "", "")[:2]
        command, _, bot = words.lower().partition("@")
        return CommandedInGroup(message.chat.id, rep, command, bot, argument.strip(), _thread(message))
    if text:
        return SaidInGroup(message.chat.id, rep, text)
    return SpokeInGroup(message.chat.id, rep) if message.voice or message.audio or message.video_note else None


def _standing(member: ChatMemberUpdated) -> Incoming | None:
    if member.new_chat_member.status not in _HERE:
        return RemovedFromGroup(member.chat.id) if member.new_chat_member.status in _GONE else None
    admin = member.new_chat_member.status == ChatMember.ADMINISTRATOR
    new = member.old_chat_member.status not in _HERE
    return CameToGroup(member.chat.id, member.chat.type, member.chat.title or "", admin, new)
