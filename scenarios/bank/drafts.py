"""A question before it has its number: what a generator says of one fact, and how that becomes an item.

The difficulty of a generated item follows one rule: the number of places in the plan that have to be brought together,
one more when guessing is hard (several answers, an order, a number, a match), one more when it has a trap (a spend on
the edge of a band, a twin among the options); at most 5.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from scenarios.bank.item import HARDEST, Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scenarios.bank.ground import Ground
    from scenarios.bank.item import Answer, ItemKind
    from scripts.source import Path

FEWEST = 3
"""Of how many options a single is chosen, an order made or a match paired, at the least."""
UNTIMED = frozenset({"资费", "优惠权限", "审批"})
"""Skills in which speed never counts: a rep should look a price up rather than be quick (source: rules, part 4)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question on the facts at `facts`. `handle` names what is asked, and never changes with the wording.

    `steps` is how many places in the plan have to be brought together, `trap` whether one is laid.
    """

    handle: str
    kind: ItemKind
    skill: str
    stem: str
    key: Answer
    because: str
    facts: tuple[Path, ...]
    options: tuple[str, ...] = ()
    lefts: tuple[str, ...] = ()
    tolerance: Decimal = field(default_factory=Decimal)
    unit: str = ""
    steps: int = 1
    trap: bool = False

    @property
    def difficulty(self) -> int:
        """1 to 5, by the rule of this module."""
        return min(HARDEST, self.steps + (self.kind != "single") + self.trap)

    @property
    def askable(self) -> bool:
        """Whether there is something to choose from: a plan with few facts, or equal ones, may not give it."""
        if len(set(self.options)) < len(self.options):
            return False
        if self.kind == "several":
            return isinstance(self.key, tuple) and 1 < len(self.key) < len(self.options)
        if self.kind == "match":
            return len(self.lefts) >= FEWEST
        return self.kind == "number" or len(self.options) >= FEWEST


@dataclass(frozen=True, slots=True)
class Topic:
    """What all drafts of one question share: its handle, skill and facts, and how hard it is."""

    handle: str
    skill: str
    facts: tuple[Path, ...]
    steps: int = 1
    trap: bool = False

    def single(self, stem: str, right: str, wrong: Iterable[str], because: str) -> Draft:
        """One answer out of several; figures stand in rising order, words in one that tells nothing."""
        options = self._arranged((right, *wrong))
        return self._draft("single", stem, options.index(right), because, options=options)

    def several(self, stem: str, right: Iterable[str], wrong: Iterable[str], because: str) -> Draft:
        """All that are right out of several."""
        chosen = frozenset(right)
        options = self._arranged((*chosen, *wrong))
        key = tuple(index for index, option in enumerate(options) if option in chosen)
        return self._draft("several", stem, key, because, options=options)

    def order(self, stem: str, rising: Sequence[str], because: str) -> Draft:
        """Things to be put into the order given."""
        options = self._stirred(rising)
        if options == tuple(rising):  # else the key would be the order on the page
            options = (*options[1:], options[0])
        return self._draft("order", stem, tuple(options.index(one) for one in rising), because, options=options)

    def number(self, stem: str, key: Decimal, unit: str, because: str) -> Draft:
        """A figure to be worked out, right to the cent."""
        return self._draft("number", stem, key.normalize() + 0, because, unit=unit, tolerance=Decimal("0.01"))

    def match(self, stem: str, pairs: Sequence[tuple[str, str]], because: str, spare: Iterable[str] = ()) -> Draft:
        """Lefts and rights to be paired, one to one; `spare` rights belong to no left.

        Where both sides rise together (the more a customer spends, the lower the discount) spares are needed, or
        sorting both sides would do.
        """
        rights = self._stirred([*(right for _, right in pairs), *spare])
        key = tuple(rights.index(right) for _, right in pairs)
        return self._draft("match", stem, key, because, options=rights, lefts=tuple(left for left, _ in pairs))

    def pick(self, count: int) -> int:
        """A number below `count`, always the same one for this topic."""
        return self._digest(b"pick") % count

    def worded(self, *wordings: str) -> str:
        """One of several wordings of the same question, always the same one for this topic."""
        return wordings[self._digest(b"wording") % len(wordings)]

    def _draft(
        self,
        kind: ItemKind,
        stem: str,
        key: Answer,
        because: str,
        *,
        options: tuple[str, ...] = (),
        lefts: tuple[str, ...] = (),
        unit: str = "",
        tolerance: Decimal = Decimal(),
    ) -> Draft:
        return Draft(
            self.handle, kind, self.skill, stem, key, because, self.facts, options, lefts, tolerance, unit, self.steps,
            self.trap,
        )  # fmt: skip

    def _arranged(self, options: Iterable[str]) -> tuple[str, ...]:
        """Figures by size, with one word (不能打折) at their end; words stirred."""
        listed = list(dict.fromkeys(options))
        figures = {option: _leading_figure(option) for option in listed}
        words = [option for option in listed if figures[option] is None]
        if len(words) > 1:
            return self._stirred(listed)
        return (*sorted(figures.keys() - words, key=lambda option: (figures[option] or 0, option)), *words)

    def _stirred(self, options: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(options, key=lambda option: self._digest(option.encode())))

    def _digest(self, salt: bytes) -> int:
        return int.from_bytes(sha256(self.handle.encode() + b"\0" + salt).digest()[:8])


def _leading_figure(option: str) -> float | None:
    """The figure an option begins with (8.5折, 128元/月), None for words; 300元以内 goes before 300-500元."""
    digits = option[: next((i for i, char in enumerate(option) if char not in "0123456789."), len(option))]
    return float(digits) - ("以内" in option) / 2 if digits.strip(".") else None


def item_of(draft: Draft, code: str, ground: Ground) -> Item:
    """The draft as an item; its id comes from what is asked and the facts alone."""
    source = ground.source_of(*draft.facts)
    named = sha256(f"{draft.handle}\n{draft.kind}\n{source.fingerprint}".encode()).hexdigest()
    return Item(
        id=f"{code}-{named[:10]}",
        kind=draft.kind,
        stem=draft.stem,
        options=draft.options,
        lefts=draft.lefts,
        key=draft.key,
        tolerance=draft.tolerance,
        unit=draft.unit,
        difficulty=draft.difficulty,
        skill=draft.skill,
        timed=draft.skill not in UNTIMED,
        source=source,
        because=draft.because,
    )
