"""A stand-in for Telegram's Bot API, a real HTTP server: what people do, what chats show, what goes wrong."""

from __future__ import annotations

from tests.bot_api.faults import Fault
from tests.bot_api.server import BotApi
from tests.bot_api.world import Call, Group, Shown, User

__all__ = ["BotApi", "Call", "Fault", "Group", "Shown", "User"]
