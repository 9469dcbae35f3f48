"""What came back with a tap: the handle taken apart, each part read as what it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.telegram.visit import StaleButtonError
from bot.views.buttons import read_handle

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

MARK_LENGTH = 8
HIGHEST = 2**63

Act = tuple["Callable[..., str | None]", tuple["Callable[[str], Any]", ...]]
"""What a verb does (it may give words to say in passing), and a reader for each of its parts."""


def mark(text: str) -> str:
    """Read what stands for a name."""
    if len(text) != MARK_LENGTH or not text.isalnum():
        raise StaleButtonError
    return text


def number(text: str) -> int:
    """Read a number that a database can hold."""
    if not text.isdecimal() or int(text) >= HIGHEST:
        raise StaleButtonError
    return int(text)


def one_of(choices: Collection[str]) -> Callable[[str], str]:
    """Make a reader of one of a few words."""

    def read(text: str) -> str:
        if text not in choices:
            raise StaleButtonError
        return text

    return read


def meant(table: Mapping[str, Act], data: str) -> tuple[Callable[..., str | None], list[Any]] | None:
    """Say what a handle asks for: the act and its arguments; None for a verb that is not in the table.

    Raises StaleButtonError for a handle that nobody made, or whose parts are not what they must be.
    """
    read = read_handle(data)
    if read is None:
        raise StaleButtonError
    verb, parts = read
    if verb not in table:
        return None
    act, readers = table[verb]
    if len(parts) != len(readers):
        raise StaleButtonError
    return act, [reader(part) for reader, part in zip(readers, parts, strict=True)]
