"""Register a person: his name and branch, asked once, and again only when he wants to correct them."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from bot.services.typed import clean
from bot.store.records import Person

if TYPE_CHECKING:
    from bot.store.contract import UnitOfWork

LONGEST_NAME = 20


class Asked(Enum):
    """What a person still has to say of himself: the question that is open, by its Chinese name."""

    NAME = "姓名"
    BRANCH = "分公司"


class BadNameError(Exception):
    """What was given can't be a name: `str()` says in Chinese what to write instead."""


def still_asked(person: Person) -> Asked | None:
    """Give what is still to be asked of a person, or None when he is known."""
    if not person.name:
        return Asked.NAME
    return None if person.branch else Asked.BRANCH


def meet(uow: UnitOfWork, rep: int) -> Person:
    """Give the person; a stranger is written down with nothing but his id, so that his next words are his name."""
    person = uow.people.get(rep)
    if person is None:
        person = Person(rep, "", "", uow.now)
        uow.people.save(person)
    return person


def answer(uow: UnitOfWork, person: Person, text: str) -> Person:
    """Take his answer to the question that is open; raises BadNameError when it is none."""
    asked = still_asked(person)
    if asked is None:
        return person
    name = _checked(text, asked.value)
    person = replace(person, name=name) if asked is Asked.NAME else replace(person, branch=name)
    uow.people.save(person)
    return person


def ask_again(uow: UnitOfWork, person: Person, what: Asked) -> Person:
    """Open a question again, to correct what is known."""
    person = replace(person, name="") if what is Asked.NAME else replace(person, branch="")
    uow.people.save(person)
    return person


def _checked(text: str, what: str) -> str:
    name = " ".join(clean(text).split())
    if not name:
        raise BadNameError(f"没看清{what}，请用文字再发一次。")
    if len(name) > LONGEST_NAME:
        raise BadNameError(f"{what}太长了，请不要超过 {LONGEST_NAME} 个字。")
    return name
