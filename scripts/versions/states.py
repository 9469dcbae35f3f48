"""The four states of a script version, who is meant by a pilot, and one step of its life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a version stands. A draft is only its author's; nobody begins a new talk by a retired one."""

    DRAFT = "draft"
    PILOT = "pilot"
    PUBLISHED = "published"
    RETIRED = "retired"

    @property
    def chinese(self) -> str:
        """The word people see."""
        return {"draft": "草稿", "pilot": "试销", "published": "正式", "retired": "停用"}[self.value]


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a version is for besides its author: named branches, and people by their numbers. Neither: everybody."""

    branches: tuple[str, ...] = ()
    people: tuple[int, ...] = ()

    def includes(self, rep: int, branch: str) -> bool:
        """Whether a person of that branch is named."""
        return rep in self.people or branch in self.branches


EVERYBODY = Audience()
PROGRAM = "程序"
"""Who has put into force what was in use before anybody minded versions."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who takes a step, why, and when."""

    by: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a version's life, with who took it. The steps are only ever added to.

    `snapshot` is the hash of what the version was at this step. A step from retired back to published is a roll-back.
    """

    script: str
    version: str
    snapshot: str
    before: State
    after: State
    signed: Signed
    audience: Audience = EVERYBODY

    @property
    def ref(self) -> str:
        """The script and its version in one word: 广告公司@V2."""
        return f"{self.script}@{self.version}"

    @property
    def founds(self) -> bool:
        """Whether this takes for published what everybody used before anybody minded versions."""
        return self.signed.by == PROGRAM

    @property
    def rolls_back(self) -> bool:
        """Whether an earlier version came back by this step."""
        return self.before is State.RETIRED and self.after is State.PUBLISHED
