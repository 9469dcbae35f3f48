"""Step 4: is what stands at a place denied? Finds the negator, its scope, and the words that only look like one."""

from __future__ import annotations

from scoring.listening import lexicon
from scoring.listening.clauses import Clause

_TIGHT_SCOPE = 4
_AFTER_SCOPE = 6


def negator(text: str, clause: Clause, spans: tuple[tuple[int, int], ...]) -> str:
    """The words that deny what stands at `spans` of the clause, or nothing.

    不错, 没问题, 不过 deny nothing; a negator inside a span (不掉线) is part of what is said; 不能, 不会, 没有 reach to
    the end of the clause, a bare 不 a few characters; 给不了, 要不来 come after.
    """
    harmless = [found.span() for found in lexicon.NO_NEGATION.finditer(text, clause.start, clause.end)]
    inside = [*spans, *harmless]
    first = min(start for start, _ in spans)
    last = max(end for _, end in spans)
    if (double := lexicon.DOUBLE_NEGATION.search(text, clause.start, last)) and not _within(double.span(), spans):
        return double.group()
    for found in lexicon.WIDE_NEGATION.finditer(text, clause.start, last):
        if found.start() < last and not _overlaps(found.span(), inside):
            return found.group()
    for found in lexicon.TIGHT_NEGATION.finditer(text, clause.start, last):
        if first - found.end() <= _TIGHT_SCOPE and not _overlaps(found.span(), inside):
            return found.group()
    found_after = lexicon.AFTER_NEGATION.search(text, last, min(clause.end, last + _AFTER_SCOPE + 4))
    if found_after and found_after.start() - last <= _AFTER_SCOPE and not _overlaps(found_after.span(), harmless):
        return found_after.group()
    if (cannot := lexicon.CANNOT.match(text, last, clause.end)) and not _overlaps(cannot.span(), harmless):
        return cannot.group()
    closing = lexicon.AT_THE_END.search(text, last, clause.end)
    if closing and not _overlaps(closing.span(), inside):
        return closing.group()
    return ""


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _within(span: tuple[int, int], others: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)
