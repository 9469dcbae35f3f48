"""One event of a room ready to be shown: its JSON line for programs, a spoken line or a page for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.views.page import Page
    from bot.views.talk import Spoken


@dataclass(frozen=True, slots=True)
class Shown:
    """`json` is one line; people read `spoken`, or the `page`."""

    json: str
    spoken: Spoken | None = None
    page: Page = ()
