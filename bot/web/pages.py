"""How pages are made: one Jinja environment, escaped by default, and the Chinese of moments, scores and letters."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.services.days import CHINA
from bot.views.contest.board import span
from bot.web.visitor import WORD, token_of, word_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Pages:
    """Makes whole pages, and the parts of them that htmx puts in place."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._templates.globals |= {"static": static_url, "letters": LETTERS, "span": span}
        self._templates.filters |= {"moment": moment, "day": day, "chosen": chosen, "epoch": epoch}

    def html(self, template: str, **content: Any) -> str:
        """A template filled in."""
        return self._templates.get_template(template).render(content)

    def whole(self, request: Request, template: str, status: int = 200, **content: Any) -> Response:
        """A page; it knows the word of its session."""
        token = token_of(request)
        headers = {WORD: word_of(token)} if token else {}
        return HTMLResponse(self.html(template, headers=headers, **content), status)

    def told(self, request: Request, message: str, status: int = 409) -> Response:
        """Tell somebody something: in the page he has open, or as a page of its own."""
        if "hx-request" not in request.headers:
            return self.whole(request, "told.html", status, message=message)
        put = {"HX-Retarget": "#told", "HX-Reswap": "innerHTML"}
        return HTMLResponse(self.html("_told.html", message=message), status, headers=put)


@cache
def static_url(name: str) -> str:
    """The address of a file of ours, with what it is: browsers may keep it for good."""
    return f"/static/{name}?{sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def moment(at: datetime) -> str:
    """A moment as people in China say it: 3月2日 09:30."""
    local = at.astimezone(CHINA)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def day(at: datetime) -> str:
    """Only the time of a day: 09:30."""
    return f"{at.astimezone(CHINA):%H:%M}"


def epoch(at: datetime) -> int:
    """A moment in milliseconds, as browsers count."""
    return int(at.timestamp() * 1000)


def chosen(
    choice: int | Sequence[int] | str | None, kind: str, options: Sequence[str], lefts: Sequence[str]
) -> tuple[str, ...]:
    """A choice in the words of its question, in parts that stand together: ticked, put in order, matched."""
    match choice:
        case None:
            return ("没有作答",)
        case str():
            return (choice,)
        case int():
            return (options[choice],)
    if kind == "match":
        return tuple(f"{left} → {options[right]}" for left, right in zip(lefts, choice, strict=True))
    if kind == "order":
        return tuple(f"{turn}. {options[one]}" for turn, one in enumerate(choice, 1))
    return tuple(options[one] for one in choice) or ("一个也没选",)
