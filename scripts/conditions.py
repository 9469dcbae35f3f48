"""The closed vocabulary of branch conditions: what may stand after `when`, what it takes, and when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Argument = str | int | tuple[str, ...]
Names = Literal["points", "violations", "facts", "promises"]

YES = ("yes", "true", "是")
ANY, NONE = "any", "none"
_WORDS = {ANY: "任何一项", NONE: "什么都没有"}


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a talk stands after a rep's turn: all that a branch may ask about.

    `met` are the names of points met in the whole talk, `met_now` in this turn, `required` those this stage needs,
    `new_violations` the names (or codes) broken in this turn. `stage_turns` counts the rep's turns in this stage;
    `objections_open` are raised and not settled, `objections_left` still to be raised in this stage. `told` are the
    facts the customer has told, `promise` is what he has agreed to, "" if nothing.
    """

    met: frozenset[str] = frozenset()
    met_now: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    new_violations: frozenset[str] = frozenset()
    stage_turns: int = 0
    trust: int = 0
    mood: int = 0
    patience: int = 0
    objections_open: int = 0
    objections_left: int = 0
    told: frozenset[str] = frozenset()
    promise: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One word of the vocabulary.

    `about` is its Chinese meaning, `phrase` says it with its argument in {}, as flow charts show it. `parse` turns what
    the author wrote into the predicate's argument (ValueError with a Chinese sentence when it cannot), `names` tells
    what kind of thing the argument names, if any.
    """

    key: str
    about: str
    phrase: str
    parse: Callable[[Argument], Any]
    test: Callable[[Situation, Any], bool]
    names: Names | None = None

    def said(self, argument: Argument) -> str:
        """The condition with its argument as a short Chinese phrase."""
        shown = "、".join(argument) if isinstance(argument, tuple) else str(argument)
        return self.phrase.format(_WORDS.get(shown, shown))

    def holds(self, argument: Argument, situation: Situation) -> bool:
        """Whether the condition, written with `argument`, is true now."""
        return self.test(situation, self.parse(argument))


def _yes(argument: Argument) -> bool:
    if argument not in YES:
        raise ValueError("这个条件后面只写 yes")
    return True


def _number(least: int, most: int) -> Callable[[Argument], int]:
    def parse(argument: Argument) -> int:
        try:
            number = int(argument) if isinstance(argument, str | int) else None
        except ValueError:
            number = None
        if number is None or not least <= number <= most:
            raise ValueError(f"这个条件后面要写一个整数，从 {least} 到 {most}")
        return number

    return parse


def _names(argument: Argument) -> frozenset[str]:
    names = argument if isinstance(argument, tuple) else (str(argument),)
    if not names or not all(names):
        raise ValueError("这个条件后面要写名字，可以写几个：[甲, 乙]")
    return frozenset(names)


def _name(argument: Argument) -> str:
    names = _names(argument)
    if len(names) > 1:
        raise ValueError("这个条件后面只写一个名字")
    return next(iter(names))


def _violation(situation: Situation, name: str) -> bool:
    return bool(situation.new_violations) if name == ANY else name in situation.new_violations


def _promise(situation: Situation, name: str) -> bool:
    return {ANY: situation.promise != "", NONE: situation.promise == ""}.get(name, situation.promise == name)


_TURNS, _MOOD, _TRUST = _number(0, 30), _number(-3, 3), _number(0, 10)

CONDITIONS: Mapping[str, Condition] = {
    condition.key: condition
    for condition in (
        Condition(
            "all-required", "本环节必说的要点都说到了", "必说的都说到了", _yes, lambda now, _: now.required <= now.met
        ),
        Condition(
            "said",
            "列出的要点全都说到了（整场对话里）",
            "说到过{}",
            _names,
            lambda now, names: names <= now.met,
            "points",
        ),
        Condition(
            "said-any",
            "列出的要点至少说到了一个",
            "说到过{}之一",
            _names,
            lambda now, names: not names.isdisjoint(now.met),
            "points",
        ),
        Condition(
            "said-now",
            "列出的要点在刚才这一句里全说到了",
            "这一句说到{}",
            _names,
            lambda now, names: names <= now.met_now,
            "points",
        ),
        Condition(
            "violation",
            "这一句违规了：any 是任何违规，也可以写违规项的名字",
            "这一句违规（{}）",
            _name,
            _violation,
            "violations",
        ),
        Condition(
            "turns-over",
            "业务员在本环节说的句数超过了 n",
            "说了超过 {} 句",
            _TURNS,
            lambda now, n: now.stage_turns > n,
        ),
        Condition("mood-below", "客户的心情低于 n（从 -3 到 3）", "心情低于 {}", _MOOD, lambda now, n: now.mood < n),
        Condition(
            "mood-at-least", "客户的心情不低于 n（从 -3 到 3）", "心情不低于 {}", _MOOD, lambda now, n: now.mood >= n
        ),
        Condition("trust-below", "客户的信任低于 n（从 0 到 10）", "信任低于 {}", _TRUST, lambda now, n: now.trust < n),
        Condition(
            "trust-at-least", "客户的信任不低于 n（从 0 到 10）", "信任不低于 {}", _TRUST, lambda now, n: now.trust >= n
        ),
        Condition("patience-out", "客户的耐心用完了", "耐心用完", _yes, lambda now, _: now.patience <= 0),
        Condition(
            "objections-settled",
            "本环节的异议都提过了，也都解决了",
            "异议都解决了",
            _yes,
            lambda now, _: now.objections_open == 0 and now.objections_left == 0,
        ),
        Condition(
            "told",
            "列出的情况客户全都说出来了",
            "客户说出了{}",
            _names,
            lambda now, names: names <= now.told,
            "facts",
        ),
        Condition(
            "promise",
            "客户已经答应的事：any 是任何一件，none 是什么都没答应",
            "客户答应的是{}",
            _name,
            _promise,
            "promises",
        ),
    )
}
"""Every condition an author may write, by its key; `docs/conditions.md` explains each."""


def described(when: Mapping[str, Argument]) -> str:
    """Say in Chinese when a branch is taken; "其他情况" for one without conditions. Raises KeyError as `holds` does."""
    return "，".join(CONDITIONS[key].said(argument) for key, argument in when.items()) or "其他情况"


def holds(when: Mapping[str, Argument], situation: Situation) -> bool:
    """Whether all conditions of a branch are true now; an empty `when` always is.

    Raises KeyError for an unknown condition and ValueError for a wrong argument: `check` refuses such scripts before.
    """
    return all(CONDITIONS[key].holds(argument, situation) for key, argument in when.items())
