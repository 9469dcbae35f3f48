"""Register a person: his name and branch, asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.utterances import clean
from bot.store.records import Person

if TYPE_CHECKING:
    from bot.store.contract import UnitOfWork

LONGEST_NAME = 20


class BadNameError(Exception):
    """What was given can't be a name: `str()` says in Chinese what to write instead."""


def register_person(uow: UnitOfWork, rep: int, name: str, branch: str) -> Person:
    """Write down, or correct, who someone is."""
    person = Person(rep, checked(name, "姓名"), checked(branch, "分公司"), uow.now)
    uow.people.save(person)
    return person


def checked(text: str, what: str) -> str:
    """Give the name without what doesn't belong in one; raises BadNameError. `what` is 姓名 or 分公司."""
    name = " ".join(clean(text).split())
    if not name or name.startswith("/"):
        raise BadNameError(f"没看清{what}，请用文字再发一次。")
    if len(name) > LONGEST_NAME:
        raise BadNameError(f"{what}太长了，请不要超过 {LONGEST_NAME} 个字。")
    return name
