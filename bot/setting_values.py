"""How the text of a setting becomes its value; a ValueError carries the rest of a Chinese sentence after the name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

PUBLIC_API = "https://api.telegram.org"


def plain(value: str) -> str:
    """Any text."""
    return value


def token(value: str) -> str:
    """A bot's token, as @BotFather gives it."""
    number, _, secret = value.partition(":")
    if not (number.isascii() and number.isdigit() and secret and secret.isascii() and not any(map(str.isspace, value))):
        raise ValueError("不像机器人的令牌。令牌由 @BotFather 发给您，样子是“一串数字:一串字母和数字”，请整段复制。")
    return value


def base_url(value: str) -> str:
    """An address without a path."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError(f"的值“{value}”不对：只写协议、主机和端口，如 {PUBLIC_API}，后面不要加 /bot。")
    return value.rstrip("/")


def web_url(value: str) -> str:
    """The address people reach our pages by."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError(f"的值“{value}”不对：只写协议和主机（端口），如 https://contest.example.cn，后面不要加路径。")
    return value.rstrip("/")


def proxy(value: str) -> str:
    """The address of a proxy."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https", "socks5", "socks5h"} or not parts.hostname:
        raise ValueError("的值不对：请写成 http://主机:端口 或 socks5://主机:端口。")
    return value


def webhook_url(value: str) -> str:
    """An address that Telegram can reach."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(
            f"的值“{value}”不对：请写 Telegram 从外面访问得到的完整地址，如 https://bot.example.cn/telegram。"
        )
    return value


def webhook_secret(value: str) -> str:
    """A secret of the letters Telegram takes in its header."""
    if not (value.isascii() and value.replace("-", "").replace("_", "").isalnum() and len(value) <= 256):  # noqa: PLR2004  (Telegram's limit)
        raise ValueError("的值不对：只能用英文字母、数字、下划线和减号，最长 256 个字。")
    return value


def model_url(value: str) -> str:
    """The base address of an OpenAI-compatible endpoint."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(
            f"的值“{value}”不对：请写接口的基本地址，如 http://127.0.0.1:8000/v1，后面不用加 /chat/completions。"
        )
    return value.rstrip("/").removesuffix("/chat/completions")


def model_key(value: str) -> str:
    """A key that fits a header."""
    if not value.isascii() or any(map(str.isspace, value)):
        raise ValueError("不像接口的密钥：里面不能有空格和中文，请整段复制。")
    return value


def listen(value: str) -> tuple[str, int]:
    """HOST:PORT."""
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:  # noqa: PLR2004  (ports of TCP)
        raise ValueError(f"的值“{value}”不对：请写成 主机:端口，如 127.0.0.1:8080。")
    return host.strip("[]"), int(port)


def folder(value: str) -> Path:
    """A folder that exists."""
    folder = Path(value).expanduser()
    if not folder.is_dir():
        raise ValueError(f"指的文件夹 {folder} 不存在。请检查路径，里面应该是一个个方案文件夹，各有 plan.yaml。")
    return folder


def ids(value: str) -> frozenset[int]:
    """Numeric ids, separated by commas."""
    parts = value.replace("，", ",").replace(" ", ",").split(",")
    wrong = [part for part in parts if part and not (part.isascii() and part.isdigit())]
    if wrong:
        raise ValueError(f"里的“{wrong[0]}”不是数字。请写 Telegram 的数字账号，用逗号隔开；用户名（@……）不行，它会变。")
    return frozenset(int(part) for part in parts if part)


def number_between(least: float, most: float, unit: str) -> Callable[[str], float]:
    """A reader of numbers within bounds."""

    def read(value: str) -> float:
        try:
            found = float(value)
        except ValueError:
            found = least - 1
        if not least <= found <= most:
            raise ValueError(f"的值“{value}”不对：请写 {least:g} 到 {most:g} 之间的数字，单位是{unit}。")
        return found

    return read


def threads(value: str) -> int:
    """How many threads."""
    if not value.isdigit() or not 1 <= int(value) <= 64:  # noqa: PLR2004  (more threads than that only wait)
        raise ValueError(f"的值“{value}”不对：请写 1 到 64 之间的整数。")
    return int(value)


def yes_no(value: str) -> bool:
    """Yes or no."""
    known = {"yes": True, "true": True, "1": True, "是": True, "no": False, "false": False, "0": False, "否": False}
    if value.lower() not in known:
        raise ValueError(f"的值“{value}”不对：请写 yes 或 no。")
    return known[value.lower()]
