"""Who leads a group, as Telegram knows it: asked when it matters, and not kept."""

from __future__ import annotations

import logging

import httpx

log = logging.getLogger(__name__)

SECONDS_TO_ASK = 5.0
_LEADING = ("creator", "administrator")


class Members:
    """The members of groups for one bot, at the address that is configured."""

    def __init__(self, base_url: str, token: str, proxy: str | None = None) -> None:
        self._method = f"{base_url}/bot{token}/getChatMember"
        self._proxy = proxy

    def leads(self, chat: int, person: int) -> bool:
        """Whether he is an administrator of the group, or its owner; False when that can't be learnt now."""
        try:
            with httpx.Client(proxy=self._proxy, timeout=SECONDS_TO_ASK) as client:
                given = {"chat_id": chat, "user_id": person}
                told = client.post(self._method, json=given).raise_for_status().json()
            return told["result"]["status"] in _LEADING
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, LookupError, TypeError) as error:
            log.warning("getChatMember failed: %s", type(error).__name__)  # its text has the token in it
            return False
