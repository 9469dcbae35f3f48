"""Step 4b: what stops words from counting: denied, asked, quoted, supposed, ironic, or about another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scoring.listening import lexicon
from scoring.listening.clauses import Clause
from scoring.listening.frames import Span, clause_of
from scoring.listening.negation import negator
from scripts.model import Point

_DENIED = "被否定了"
_SIGNS = re.compile(r"[\s,。!?;:、]")
_BEGINNING = 16
_ENDING = 8
_LEADS_ON = re.compile(r"就|可以|能|都|给您|的话|便|您先|请|我来|我再|占|耽误|麻烦")


def stop(point: Point, text: str, clauses: Sequence[Clause], spans: Sequence[Span]) -> str:
    """Why the words at `spans` do not count for the point, in Chinese; nothing when they do."""
    place = clause_of(clauses, len(text))
    touched = sorted({place[start] for start, _ in spans})
    for number in touched:
        clause = clauses[number]
        here = tuple(span for span in spans if place[span[0]] == number)
        reason = _in_clause(point, text, clause, here)
        if reason:
            return reason
    if reason := _out_of_place(point, text, clauses, touched):
        return reason
    if point.speech_act == "question" and not _asked(clauses, touched):
        return "不是在问"
    return ""


def stop_likeness(point: Point, text: str, clauses: Sequence[Clause], span: Span, *, denying: bool) -> str:
    """The same for a stretch that is only like an item: no word of it is known to be the item's.

    Every negation in it counts, unless the item is usually said with one (`denying`: 不收月租, 不掉线).
    """
    within = [clause for clause in clauses if clause.start < span[1] and span[0] < clause.end]
    reason = stop(point, text, clauses, [(clause.end - 1, clause.end) for clause in within])
    return "" if denying and reason.startswith(_DENIED) else reason


def is_firm(reason: str) -> bool:
    """Whether what stopped the words lies in the sentence (a negation, a question), not in the author's list."""
    return reason.startswith((_DENIED, "是转述", "是问句", "没有说定", "后面又", "只是假设", "说的是不问", "是反话"))


def is_denying(point: Point, sentences: Sequence[tuple[str, Sequence[Clause]]]) -> bool:
    """Whether an item is usually said with a negation: a fifth of its examples are."""
    denied = sum(
        any(negator(text, clause, ((clause.end - 1, clause.end),)) for clause in clauses) for text, clauses in sentences
    )
    return denied * 5 >= len(sentences) > 0 and point.kind == "point"


def _out_of_place(point: Point, text: str, clauses: Sequence[Clause], touched: Sequence[int]) -> str:
    """Whether words that count only at one end of a turn stand elsewhere in it."""
    if point.place == "start":
        before = len(_SIGNS.sub("", text[: clauses[touched[0]].start]))
        if before > _BEGINNING or lexicon.FAREWELL.search(text):
            return "不在开头"
    if point.place == "end":
        after = _SIGNS.sub("", text[clauses[touched[-1]].end :])
        if len(after) > _ENDING and not lexicon.FAREWELL.search(text):
            return "不在结尾"
    return ""


def _in_clause(point: Point, text: str, clause: Clause, spans: tuple[Span, ...]) -> str:
    """The first thing in a clause that stops the words at `spans`, with the words that show it."""
    reasons = [*_for_all(point, text, clause, spans)]
    if point.speech_act == "question":
        reasons.append((clause.unasked, "说的是不问"))
    elif point.speech_act == "request":
        reasons.append((_no_proposal(text, clause), "是问句"))
    elif point.speech_act == "statement":
        reasons += _for_statements(point, text, clause, spans[0][0])
    return next((f"{reason}（{found}）" for found, reason in reasons if found), "")


def _for_all(point: Point, text: str, clause: Clause, spans: tuple[Span, ...]) -> Iterator[tuple[str, str]]:
    reported = clause.attributed and not _turned_own(point, text, clause, spans[0][0])
    small_talk = point.speech_act != "social" and not _own_word(point, clause.foreign)
    yield (clause.attributed if reported else ""), "是转述别人的话"
    yield ("" if _may_deny(point) else negator(text, clause, spans)), _DENIED
    yield clause.denied, "后面又推开了"
    yield clause.irony, "是反话"
    yield (clause.foreign if small_talk else ""), "说的是闲话"


def _for_statements(point: Point, text: str, clause: Clause, at: int) -> Iterator[tuple[str, str]]:
    of_another = point.whose == "ours" and clause.owner not in ("", "ours")
    yield clause.hedge, "没有说定"
    yield clause.question, "是问句"
    yield (clause.condition if clause.condition and supposed(text, clause, at) else ""), "只是假设"
    yield (clause.owner_word if of_another else ""), "说的是别人"


def _no_proposal(text: str, clause: Clause) -> str:
    """The question word of a question that proposes nothing (签过合同吗？)."""
    proposes = clause.question in ("", "？") or lexicon.CALLS_FOR_IT.search(text, clause.start, clause.end)
    return "" if proposes else clause.question


def _turned_own(point: Point, text: str, clause: Clause, at: int) -> bool:
    """Whether the rep speaks for himself again before the place: 您说怕断网，这个我理解."""
    if clause.attributed == lexicon.IN_QUOTES:
        return False
    reported = text.find(clause.attributed, clause.start, clause.end)
    if reported < 0:
        said = text.rfind(clause.attributed, 0, clause.start)
        if said >= 0 and not _SIGNS.search(text, said + len(clause.attributed), clause.start):
            return False
        return point.speech_act == "social" and not lexicon.THIRD.search(text, clause.start, clause.end)
    return bool(lexicon.OWN_AGAIN.search(text, reported + len(clause.attributed), min(clause.end, at + 2)))


def _own_word(point: Point, word: str) -> bool:
    """Whether the author himself uses the word for the item."""
    return any(word in text for text in (point.about, *point.examples))


def _may_deny(point: Point) -> bool:
    """Rude words stay rude under a negation (不签就别来求我)."""
    return point.kind == "violation" and point.speech_act == "social"


def supposed(text: str, clause: Clause, at: int) -> bool:
    """Whether the place lies in the if-part of its clause."""
    start = text.find(clause.condition, clause.start, clause.end)
    return 0 <= start <= at and not _LEADS_ON.search(text[start + len(clause.condition) : at])


def _asked(clauses: Sequence[Clause], touched: Sequence[int]) -> bool:
    sentence = clauses[touched[0]].sentence
    return any(
        clause.asks or (clause.ender in "?？" and clause.ender)
        for number, clause in enumerate(clauses)
        if number in touched or (clause.sentence == sentence and number > touched[0])
    )
