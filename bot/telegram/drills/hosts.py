"""Whether he who opens a drill leads the group: asked of Telegram before the command is handled.

Anybody the bot knows may host. Only an administrator of the group is its trainer: he alone reads who wrote what, and
his marks weigh as a trainer's. Else everybody could learn who wrote what about whom by opening a drill himself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from bot.telegram.incoming import LEADS_THE_GROUP

if TYPE_CHECKING:
    from collections.abc import Mapping

    Update = Mapping[str, Any]

_OPENS = ("/drill", "/drill@")


class KnowsMembers(Protocol):
    """Whoever can tell; Telegram, or a test."""

    def leads(self, chat: int, person: int) -> bool:
        """Whether the person leads the chat."""


class Hosts:
    """Looks up who opens drills; gives every other update back as it came."""

    def __init__(self, members: KnowsMembers) -> None:
        self._members = members

    def prepare(self, update: Update) -> Update:
        """The update, marked if it is the command to open a drill by somebody who leads the group."""
        message = update.get("message") or {}
        word = str(message.get("text") or "").split(maxsplit=1)[:1]
        opens = bool(word) and (word[0].lower() == _OPENS[0] or word[0].lower().startswith(_OPENS[1]))
        if not opens or "from" not in message or message["chat"]["type"] == "private":
            return update
        return {**update, LEADS_THE_GROUP: self._members.leads(message["chat"]["id"], message["from"]["id"])}
