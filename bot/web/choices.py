"""What a form says was chosen, as the services take it: places of the person's own order, or a number as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.contests.records import RefusedError

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from scenarios.contest.papers import Choice

UNREADABLE = "没看懂您选了什么，请再选一次。"


def choice_of(form: FormData) -> Choice:
    """The choice in a question's form; raises RefusedError for one that no page of ours sends.

    The form says what kind of question it was; a wrong word for it only makes the choice unreadable.
    """
    match form.get("kind"):
        case "number":
            return _text(form, "choice")
        case "single":
            return whole(form, "choice")
        case "several" | "order":
            return [_whole(one) for one in form.getlist("choice")]
        case "match":
            return [whole(form, f"left-{n}") for n in range(whole(form, "lefts"))]
        case _:
            raise RefusedError(UNREADABLE)


def whole(form: FormData, name: str) -> int:
    """A small whole number of a form; raises RefusedError."""
    return _whole(form.get(name))


def text(form: FormData, name: str) -> str:
    """What was written in a field."""
    return _text(form, name)


def _text(form: FormData, name: str) -> str:
    given = form.get(name, "")
    return given if isinstance(given, str) else ""


def _whole(given: object) -> int:
    if not (isinstance(given, str) and given.isascii() and given.isdigit() and len(given) <= 3):  # noqa: PLR2004
        raise RefusedError(UNREADABLE)
    return int(given)
