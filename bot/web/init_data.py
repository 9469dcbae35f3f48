"""Who opened the Mini App: Telegram's `initData`, believed only with its HMAC and while it is young."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl

LONGEST = 8_192
AHEAD = timedelta(seconds=60)
"""How far Telegram's clock may be before ours."""

NOT_PROVED = "没能确认您的身份。请从机器人的按钮重新打开答题页，不要转发或收藏这个页面。"
TOO_OLD = "这个页面打开太久了。请关掉，从机器人的按钮重新打开。"


class InitDataError(Exception):
    """Nobody is proved by this: `str()` says in Chinese what to do."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Who opened the app (his numeric id), and with what parameter the app was started."""

    rep: int
    start: str


def proved(init_data: str, token: str, *, now: datetime, lasts: timedelta) -> Opened:
    """Check `initData` as Telegram describes it: core.telegram.org/bots/webapps, "Validating data".

    Every field but `hash` counts, also ones we don't know. Raises InitDataError.
    """
    fields = _fields(init_data)
    told = fields.pop("hash", "")
    if not hmac.compare_digest(signature_of(fields, token).encode(), told.encode()):
        raise InitDataError(NOT_PROVED)
    signed = _moment(fields.get("auth_date", ""))
    if not now - lasts <= signed <= now + AHEAD:
        raise InitDataError(TOO_OLD)
    return Opened(_number(fields.get("user", "")), fields.get("start_param", ""))


def _fields(init_data: str) -> dict[str, str]:
    if len(init_data) > LONGEST:
        raise InitDataError(NOT_PROVED)
    try:
        pairs = parse_qsl(init_data, keep_blank_values=True, strict_parsing=True, max_num_fields=40)
    except ValueError:
        raise InitDataError(NOT_PROVED) from None
    fields = dict(pairs)
    if len(fields) != len(pairs):  # a field twice: which one was signed?
        raise InitDataError(NOT_PROVED)
    return fields


def signature_of(fields: dict[str, str], token: str) -> str:
    """The `hash` that Telegram gives these fields."""
    secret = hmac.new(b"WebAppData", token.encode(), sha256).digest()
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    return hmac.new(secret, lines.encode(), sha256).hexdigest()


def _moment(seconds: str) -> datetime:
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 11):  # noqa: PLR2004  (enough until 5138)
        raise InitDataError(NOT_PROVED)
    return datetime.fromtimestamp(int(seconds), UTC)


def _number(user: str) -> int:
    try:
        content: Any = json.loads(user)
    except (ValueError, RecursionError):
        raise InitDataError(NOT_PROVED) from None
    number = content.get("id") if isinstance(content, dict) else None
    if isinstance(number, bool) or not isinstance(number, int) or number <= 0:
        raise InitDataError(NOT_PROVED)
    return number
