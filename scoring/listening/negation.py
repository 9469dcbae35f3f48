"""Step 4: is what stands at a place denied? Finds the negator, its scope, and the words that only look like one."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.listening import lexicon
from scoring.listening.clauses import Clause

Span = tuple[int, int]

_TIGHT_SCOPE = 4
_AFTER_SCOPE = 6


def negator(text: str, clause: Clause, spans: tuple[Span, ...]) -> str:
    """The words that deny what stands at `spans` of the clause, or nothing.

    不错, 没问题, 不过 deny nothing; a negator inside a span (不掉线) is part of what is said; 不能, 不会, 没有 reach to
    the end of the clause, a bare 不 a few characters; 给不了, 要不来 come after.
    """
    harmless = [found.span() for found in lexicon.NO_NEGATION.finditer(text, clause.start, clause.end)]
    return next((word for word in _negators(text, clause, spans, harmless) if word), "")


def _negators(text: str, clause: Clause, spans: tuple[Span, ...], harmless: list[Span]) -> Iterator[str]:
    inside = [*spans, *harmless]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    double = lexicon.DOUBLE_NEGATION.search(text, clause.start, last)
    if double and not any(start <= double.start() and double.end() <= end for start, end in spans):
        yield double.group()
    for found in lexicon.WIDE_NEGATION.finditer(text, clause.start, last):
        yield "" if _overlaps(found.span(), inside) else found.group()
    for found in lexicon.TIGHT_NEGATION.finditer(text, clause.start, last):
        near = first - found.end() <= _TIGHT_SCOPE
        yield found.group() if near and not _overlaps(found.span(), inside) else ""
    after = lexicon.AFTER_NEGATION.search(text, last, min(clause.end, last + 2 * _AFTER_SCOPE))
    if after and after.start() - last <= _AFTER_SCOPE:
        yield "" if _overlaps(after.span(), harmless) else after.group()
    for pattern in (lexicon.CANNOT.match, lexicon.AT_THE_END.search):
        closing = pattern(text, last, clause.end)
        yield closing.group() if closing and not _overlaps(closing.span(), inside) else ""


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
