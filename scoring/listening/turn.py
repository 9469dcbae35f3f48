"""One turn of the rep as every step reads it: its spelling, clauses, amounts, and the claims already judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.listening import amounts, claims, clauses
from scoring.listening.amounts import Amount
from scoring.listening.catalogue import Catalogue
from scoring.listening.clauses import Clause
from scoring.listening.frames import Span
from scoring.listening.homophones import Homophones, Repair, in_standard_words
from scoring.listening.judgement import judge
from scoring.listening.normalise import Script, normalise
from scoring.listening.numerals import standard_digits
from scoring.listening.scene import Statement, scene
from scripts.heard import Claim, Context

_ASKED = 80
"""Characters of the customer's last line that can still be answered: its end."""

_LONGEST_QUOTE = 30


@dataclass(frozen=True, slots=True)
class Spelling:
    """A line in one spelling, its slips read as meant."""

    script: Script
    repairs: tuple[Repair, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything known of an utterance before items are looked for; `asked` is the customer's line, spelt alike."""

    script: Script
    repairs: tuple[Repair, ...]
    clauses: tuple[Clause, ...]
    amounts: tuple[Amount, ...]
    claimed: tuple[tuple[Statement, Claim], ...]
    context: Context
    asked: str = ""

    @property
    def text(self) -> str:
        """The words as all steps read them."""
        return self.script.text

    def around(self, start: int, end: int) -> Span:
        """The whole clauses that start:end touches."""
        touched = [clause for clause in self.clauses if clause.start < end and start < clause.end]
        return (min(c.start for c in touched), max(c.end for c in touched)) if touched else (start, end)

    def phrase(self, start: int, end: int) -> Span:
        """The words' whole clause, so that a quote reads as it was said; of a very long one the words alone."""
        first, last = self.around(start, end)
        return (first, last) if last - first <= _LONGEST_QUOTE else (start, end)

    def discounts(self, start: int, end: int) -> bool:
        """Whether a discount of ours was said in these words."""
        return any(
            s.kind == "discount" and s.owner == "ours" and s.start < end and start < s.end for s, _ in self.claimed
        )


def spell(line: str, homophones: Homophones) -> Spelling:
    """Steps 1 and 2: one spelling, dialect and slips read as meant."""
    script = normalise(line)
    script = script.with_text(in_standard_words(standard_digits(script.text)))
    return Spelling(*homophones.repair(script))


def read(utterance: str, context: Context, homophones: Homophones, catalogue: Catalogue) -> Turn:
    """Steps 1 to 4 for an utterance in its context."""
    spelt = spell(utterance, homophones)
    text = spelt.script.text
    cut = clauses.split(text, catalogue.rivals)
    found = tuple(amounts.find(text))
    asked = spell(context.customer_said, homophones).script.text[-_ASKED:] if context.customer_said else ""
    statements: Sequence[Statement] = claims.read(scene(text, cut, found, catalogue, asked)) if cut else ()
    claimed = tuple((statement, judge(statement, spelt.script, catalogue, context)) for statement in statements)
    return Turn(spelt.script, spelt.repairs, cut, found, claimed, context, asked)
