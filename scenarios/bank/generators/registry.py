"""The registry of generators: each makes the questions of one kind of fact, out of any plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from scenarios.bank.drafts import Draft
from scenarios.bank.ground import Ground

Generate = Callable[[Ground], Iterator[Draft]]
G = TypeVar("G", bound=Generate)


class Generator(NamedTuple):
    """One generator: `code` begins the ids of its items, `about` says in Chinese what it asks."""

    code: str
    about: str
    run: Generate


GENERATORS: list[Generator] = []


def generator(code: str, about: str) -> Callable[[G], G]:
    """Register a generator of one kind of fact."""

    def register(generate: G) -> G:
        GENERATORS.append(Generator(code, about, generate))
        return generate

    return register
