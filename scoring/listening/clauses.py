"""Step 4: cut an utterance into clauses and say of each whether it asserts, asks, quotes, supposes, and about whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, NamedTuple

from scoring.listening import lexicon

Owner = Literal["ours", "rival", "customer", ""]

_ENDS_SENTENCE = frozenset("。！？；!?;\n")
_LONG = 9
_FIRST_PIECE = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """text[start:end] of an utterance, without its punctuation.

    `breath` numbers the stretch between two punctuation marks (a long one without any is cut softly into several
    clauses), `sentence` the sentence. Each flag holds the words that raised it, or nothing.
    """

    start: int
    end: int
    breath: int
    sentence: int
    ender: str = ""
    question: str = ""
    asks: str = ""
    attributed: str = ""
    condition: str = ""
    irony: str = ""
    denied: str = ""
    hedge: str = ""
    unasked: str = ""
    foreign: str = ""
    owner: Owner = ""
    owner_word: str = ""


def split(text: str, rivals: re.Pattern[str]) -> tuple[Clause, ...]:
    """The clauses of a normalised text, with their flags; `rivals` finds the other operators' names."""
    clauses = list(_cut(text))
    asks = {clause.breath: clause.ender for clause in clauses}
    clauses = [_with_question(text, clause, asks[clause.breath]) for clause in clauses]
    clauses = _with_quotes(text, _with_attribution(text, clauses, rivals))
    clauses = [_with_condition(text, clause) for clause in clauses]
    clauses = _with_denial(text, clauses)
    return tuple(_with_owners(text, clauses, rivals))


def _cut(text: str) -> Iterator[Clause]:
    sentence = breath = 0
    at = 0
    while at < len(text):
        found = _breath(text, at)
        if found is None:
            return
        start, end = found
        after = text[end : end + 2].lstrip(" \"'”’」』)）")
        ender = after[:1]
        for first, last in _pieces(text, start, end):
            yield Clause(first, last, breath, sentence, ender if last == end else "")
        breath += 1
        if ender in _ENDS_SENTENCE:
            sentence += 1
        at = end + 1


_BREATH_END = re.compile(r"[。！？；!?;\n、，“”「」『』\"]|[,:](?!\d)|(?<!\d)[,:]|,(?!\d{3}(?![\dm兆]))|(?<=\d{3}),")


def _breath(text: str, at: int) -> tuple[int, int] | None:
    """The next stretch of words without punctuation, from `at` on."""
    while at < len(text):
        found = _BREATH_END.search(text, at)
        end = found.start() if found else len(text)
        if text[at:end].strip():
            return at, end
        at = end + 1
    return None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A long breath cut where speech begins anew (…吗|我们…, …|另外…)."""
    if end - start <= _LONG:
        yield start, end
        return
    first = start
    for found in lexicon.FRESH_START.finditer(text, start, end):
        cut = found.start()
        if cut - first >= _FIRST_PIECE and end - cut >= 2:  # noqa: PLR2004  a start of at least two characters
            yield first, cut
            first = cut
    yield first, end


def _with_question(text: str, clause: Clause, breath_ender: str) -> Clause:
    """A question by its mark or particle; in speech typed without punctuation also by its question word."""
    words = text[clause.start : clause.end]
    asks = lexicon.ASKING.search(words)
    question = ""
    tag = lexicon.TAG.search(words)
    body = words[: tag.start()] if tag else words
    if lexicon.RHETORICAL.search(words):
        return replace(clause, asks=asks.group() if asks else "")
    if breath_ender in ("?", "") and (found := lexicon.QUESTION_WORD.search(body)):
        question = found.group()
    elif found := lexicon.QUESTION_END.search(words):
        question = "" if tag else found.group()
    elif clause.ender == "?" and not tag:
        question = "？"
    return replace(clause, question=question, asks=(asks.group() if asks else "") or question)


def _with_attribution(text: str, clauses: list[Clause], rivals: re.Pattern[str]) -> list[Clause]:
    """Words reported of someone else: from the reporting verb to the end of the sentence, or to our own turn."""
    done: list[Clause] = []
    source, sentence = "", -1
    for clause in clauses:
        words = text[clause.start : clause.end]
        if clause.sentence != sentence or lexicon.OWN_TURN.match(words):
            source = ""
        if found := _reported(words, rivals):
            source = found
        done.append(replace(clause, attributed=source))
        sentence = clause.sentence
    return done


def _reported(words: str, rivals: re.Pattern[str]) -> str:
    """The words by which someone else is reported: 客户问我, 电信的人说; not 我跟您说, not 您说得对."""
    if found := _rival_report(words, rivals):
        return found.group()
    found = lexicon.REPORT.search(words)
    if found is None:
        return ""
    own = lexicon.NO_REPORT.search(words)
    third = found.group()[0] not in "您你" and not lexicon.TO_YOU.match(words)
    return "" if own and not (third and found.start() < own.start()) else found.group()


def _with_quotes(text: str, clauses: list[Clause]) -> list[Clause]:
    """Words between quotation marks after 说 (or called 这几个字) are someone's words, not the rep's own."""
    quoted = [
        found.span(1)
        for found in lexicon.QUOTED.finditer(text)
        if lexicon.QUOTES_BEFORE.search(text[: found.start()]) or lexicon.QUOTES_AFTER.match(text[found.end() :])
    ]
    return [
        replace(clause, attributed=lexicon.IN_QUOTES)
        if any(s < clause.end and clause.start < e for s, e in quoted)
        else clause
        for clause in clauses
    ]


def _with_denial(text: str, clauses: list[Clause]) -> list[Clause]:
    """What a clause names, another of its sentence may deny, leave open, or not ask: 永远这两个字，我不敢说."""
    done: list[Clause] = []
    for _, group in groupby(clauses, key=lambda clause: clause.sentence):
        sentence = list(group)
        words = text[sentence[0].start : sentence[-1].end]
        foreign = (
            "" if lexicon.TRADE.search(words) or lexicon.SAVED_FOR.search(words) else _found(lexicon.FOREIGN, words)
        )
        denials = [lexicon.TOPIC_DENIED.match(text, clause.start, clause.end) for clause in sentence]
        unasked = [lexicon.UNASKED.search(text, clause.start, clause.end) for clause in sentence]
        for number, clause in enumerate(sentence):
            mentioned = lexicon.MENTIONED.search(text, clause.start, clause.end)
            denied = mentioned or next((found for found in denials[number + 1 : number + 3] if found), None)
            denied = denied or _closed(text, sentence[number + 1 : number + 2])
            taken_back = next((found for found in unasked[number : number + 4] if found), None)
            done.append(
                replace(
                    clause,
                    denied=denied.group() if denied else "",
                    hedge=_found(lexicon.HEDGE, text[clause.start : clause.end]),
                    unasked=taken_back.group() if taken_back else "",
                    foreign=foreign,
                )
            )
    return done


def _closed(text: str, following: list[Clause]) -> re.Match[str] | None:
    """Whether the next clause is nothing but a denial: 专人服务，我们暂时没有."""
    return lexicon.AT_THE_END.fullmatch(text, following[0].start, following[0].end) if following else None


def _found(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found.group() if found else ""


def _rival_report(words: str, rivals: re.Pattern[str]) -> re.Match[str] | None:
    rival = rivals.search(words)
    return lexicon.RIVAL_REPORT.search(words, rival.start()) if rival else None


def _with_condition(text: str, clause: Clause) -> Clause:
    found = lexicon.CONDITION.search(text, clause.start, clause.end)
    irony = lexicon.IRONY.search(text, clause.start, clause.end)
    return replace(clause, condition=found.group() if found else "", irony=irony.group() if irony else "")


def _with_owners(text: str, clauses: list[Clause], rivals: re.Pattern[str]) -> Iterator[Clause]:
    """Of whom each clause speaks; who is named in one clause is meant in the next of the sentence."""
    owner: Owner = ""
    word, sentence = "", -1
    for clause in clauses:
        words = text[clause.start : clause.end]
        if clause.sentence != sentence and not lexicon.CARRIES_ON.match(words):
            owner, word = "", ""
        named = owners(words, rivals)
        ours = next((one for one in named if one.whose == "ours"), None)
        chosen = ours or next((one for one in named if one.whose == "rival"), None) or (named[0] if named else None)
        if chosen:
            owner, word = chosen.whose, chosen.word
        sentence = clause.sentence
        yield replace(clause, owner=owner, owner_word=word)


class Owned(NamedTuple):
    """Someone spoken of at words[start:end]."""

    start: int
    end: int
    whose: Literal["ours", "rival", "customer"]
    word: str


def owners(words: str, rivals: re.Pattern[str]) -> list[Owned]:
    """Who is spoken of in these words, in order; a rival (or the customer's own line) only compared with is not."""
    found = [Owned(*match.span(), "rival", match.group()) for match in rivals.finditer(words)]
    found += [Owned(*match.span(), "customer", match.group()) for match in lexicon.CUSTOMERS_OWN.finditer(words)]
    found = [one for one in found if not _compared(words, one.start, one.end)]
    found += [Owned(*match.span(), "ours", match.group()) for match in lexicon.OURS.finditer(words)]
    return sorted(found)


def _compared(words: str, start: int, end: int) -> bool:
    return bool(lexicon.COMPARED_BEFORE.search(words[:start]) or lexicon.COMPARED_AFTER.match(words[end:]))
