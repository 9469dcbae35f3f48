"""What was heard in one utterance of a rep: the shape that listening hands to the talk, to marks and to people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Act = Literal[
    "greeting", "question", "check", "statement", "request", "farewell", "small-talk", "recital", "unclear", "empty"
]
"""What an utterance does; `check` asks whether he is satisfied ("您看这样行吗？"), `recital` is too much at once."""
ClaimKind = Literal["price", "discount", "gift", "saving", "bandwidth", "duration", "count"]
ClaimVerdict = Literal["right", "wrong", "beyond-authority", "beyond-table", "not-ours", "unjudged"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rubric item met or suspected: `quote` is utterance[start:end], `why` the Chinese explanation."""

    code: str
    name: str
    quote: str
    start: int
    end: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Breach:
    """A violation with its proof; `why` names the rule (and who must approve), `instead` is the right sentence."""

    code: str
    name: str
    quote: str
    start: int
    end: int
    why: str = ""
    instead: str = ""
    severe: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A number the rep said and what it is about.

    `value` is yuan (price), 折 as 8.5 (discount), share as 0.4 (saving), megabits (bandwidth), months (duration);
    `about` names the product or service; `owner` is whose offer it speaks of; `verdict` is the judgement by the plan.
    `stopped` tells, in Chinese, why the number is no offer: denied, asked, quoted, only to be applied for.
    """

    kind: ClaimKind
    value: float | None
    about: str
    quote: str
    start: int
    end: int
    owner: Literal["ours", "rival", "customer"] = "ours"
    verdict: ClaimVerdict = "unjudged"
    why: str = ""
    stopped: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything one utterance says, each part with the words that prove it.

    `dismissed` are items whose words were there but which something stopped (negation, question, quotation):
    (code, quote, why), for the explanation only.
    """

    text: str
    acts: tuple[Act, ...] = ()
    met: tuple[Hit, ...] = ()
    perhaps: tuple[Hit, ...] = ()
    violations: tuple[Breach, ...] = ()
    claims: tuple[Claim, ...] = ()
    dismissed: tuple[Hit, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the items met."""
        return tuple(hit.code for hit in self.met)

    @property
    def violation_codes(self) -> tuple[str, ...]:
        """The codes of the violations."""
        return tuple(breach.code for breach in self.violations)


@dataclass(frozen=True, slots=True)
class Context:
    """What the talk knows when an utterance is heard; every part may be unknown.

    `customer_said` is the customer's last line (a bare "128" answers its question); `objection` the name of the open
    objection and `answers` the codes that would answer it; `spend` yuan a month; `level` the rep's own level.
    """

    stage: str = ""
    customer_said: str = ""
    objection: str = ""
    answers: tuple[str, ...] = ()
    spend: float | None = None
    level: str = "客户经理"
