"""Steps 5 and 6: what in a turn speaks for an item: a claim, words, a reply, likeness to examples, experience."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.listening import amounts, clauses, gates
from scoring.listening.catalogue import Catalogue
from scoring.listening.clauses import Clause
from scoring.listening.experience import Experience
from scoring.listening.frames import Frames, Span
from scoring.listening.model import LinearModel, bare
from scoring.listening.scene import Statement
from scoring.listening.turn import Turn
from scripts.model import Point

SURE = 0.05
"""A score of the examples' model from which an item of words is met; from 0 it is suspected."""

LEARNED = -0.2
"""A score of experience from which an item is met that no words foresaw (+1 surely, -1 surely not)."""

LEARNED_AGAINST = 0.3
"""The same, where words were found but another word of the author's stopped them."""

LEARNED_ANYHOW = 1.0
"""The same, where a negation, question or quotation stands in the sentence: hardly ever."""

DOUBTED = -0.65
"""A score of experience below which words alone do not count; a violation needs a stronger doubt."""

DOUBTED_VIOLATION = -0.8

_A_REPLY = 24
_SHORTEST = 4
_NEAR = 0.51
_PLACEHOLDERS = {
    "discount": "<折扣>", "yuan": "<价钱>", "megabits": "<带宽>", "time": "<时间>", "phone": "<电话号码>",
    "minutes": "<时长>", "share": "<一成>", "bare": "<数字>",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that speak for an item: text[start:end], why, and what stopped them (nothing: they count).

    `answer`: a short reply, which only the customer's question makes mean anything; `word_for_word`: one of the
    author's examples. No experience can doubt either.
    """

    point: Point
    start: int
    end: int
    why: str
    stopped: str = ""
    suspected: bool = False
    answer: bool = False
    word_for_word: bool = False


# --- claims -------------------------------------------------------------------------------------------------


def by_claims(points: Iterable[Point], turn: Turn) -> Iterator[Evidence]:
    """Items that numbers prove, and discounts left to a superior."""
    for point in points:
        for proof in point.claim:
            for statement, claim in turn.claimed:
                fits = (
                    proof.kind == claim.kind
                    and claim.owner == "ours"
                    and (not proof.of or proof.of == statement.product)
                    and (not proof.verdict or claim.verdict in proof.verdict)
                    and (proof.yuan is None or _is_price(statement, proof.yuan))
                )
                if not fits:
                    continue
                span = turn.phrase(statement.start, statement.end)
                if proof.referred and statement.referred:
                    yield Evidence(point, *span, f"听到「{statement.referred}」")
                elif not proof.referred:
                    why = claim.why.rstrip("。") or f"「{claim.quote}」是一个明确的数"
                    yield Evidence(point, *span, why, statement.stopped)


def _is_price(statement: Statement, yuan: float) -> bool:
    return statement.exact and statement.value is not None and abs(statement.value / statement.months - yuan) < _NEAR


# --- words --------------------------------------------------------------------------------------------------


def by_words(points: Mapping[str, Point], frames: Frames, turn: Turn) -> Iterator[Evidence]:
    """Items whose words and patterns stand in the turn, with what stops them; the first words that count are enough."""
    counted: set[str] = set()
    found = frames.scan(turn.text, {**_places(turn.amounts), **_ends(turn.clauses)}, turn.clauses)
    for match in frames.matches(found, turn.clauses, len(turn.text)):
        point = points[match.frame.code]
        if point.code in counted:
            continue
        start, end = _bounds(match.spans)
        if any(proof.kind == "saving" for proof in point.claim) and turn.discounts(start, end):
            continue  # 给您优惠一半 is a discount, not a comparison
        stopped = gates.stop(point, turn.text, turn.clauses, match.spans)
        if not stopped and (word := frames.stopped(point.code, turn.text, found, *turn.around(start, end))):
            stopped = f"同一句里有「{turn.text[word[0] : word[1]]}」"
        if not stopped:
            counted.add(point.code)
        heard = "…".join(turn.text[s:e] for s, e in sorted(match.spans) if s < e)
        yield Evidence(point, *turn.phrase(start, end), f"听到「{heard}」", stopped)


def _bounds(spans: Sequence[Span]) -> Span:
    return min(start for start, _ in spans), max(end for _, end in spans)


def _places(found: Sequence[amounts.Amount]) -> dict[str, list[Span]]:
    """Where the numbers' placeholders stand."""
    places: dict[str, list[Span]] = {}
    for amount in found:
        name = _PLACEHOLDERS.get(amount.kind)
        if name and amount.unit != "hotline":
            places.setdefault(name, []).append((amount.start, amount.end))
    return places


def _ends(cut: Sequence[Clause]) -> dict[str, list[Span]]:
    """Where breaths end: a comma or question mark among a pattern's words means "and there the clause ends"."""
    last = {clause.breath: clause for clause in cut}
    ends = [(clause.end, clause.end) for clause in last.values()]
    asked = [(clause.end, clause.end) for clause in last.values() if clause.ender == "?"]
    return {"，": ends, "。": ends, "！": ends, "：": ends, ":": ends, "？": asked, "?": asked}


# --- replies ------------------------------------------------------------------------------------------------


def reply_points(points: Iterable[Point]) -> Iterator[Point]:
    """Each side of each reply as a point of its own (`code#0?` asked, `code#0!` said), for one matcher to find both."""
    for point in points:
        for number, reply in enumerate(point.replies):
            for side, groups in (("?", reply.asked), ("!", reply.said)):
                changed = {"code": f"{point.code}#{number}{side}", "words": groups, "patterns": (), "unless": ()}
                yield point.model_copy(update=changed)


def by_reply(points: Mapping[str, Point], replies: Frames, turn: Turn, catalogue: Catalogue) -> Iterator[Evidence]:
    """Short answers that mean an item only after what the customer asked."""
    if not turn.asked or len(turn.text) > _A_REPLY:
        return
    cut = clauses.split(turn.asked, catalogue.rivals)
    heard = replies.scan(turn.asked, _places(amounts.find(turn.asked)), cut)
    asked = {match.frame.code for match in replies.matches(heard, cut, len(turn.asked)) if match.frame.code[-1] == "?"}
    if not asked:
        return
    found = replies.scan(turn.text, _places(turn.amounts), turn.clauses)
    for match in replies.matches(found, turn.clauses, len(turn.text)):
        if match.frame.code[-1] == "!" and f"{match.frame.code[:-1]}?" in asked:
            point = points[match.frame.code.rpartition("#")[0]]
            question = point.speech_act == "question"
            stopped = "" if question else gates.stop(point, turn.text, turn.clauses, match.spans)
            span = turn.phrase(*_bounds(match.spans))
            yield Evidence(
                point, *span, f"客户刚问「{turn.context.customer_said[-20:]}」，这句是回答", stopped, answer=True
            )


# --- likeness -----------------------------------------------------------------------------------------------


def by_heart(points: Mapping[str, Point], known: Mapping[str, frozenset[str]], turn: Turn) -> Iterator[Evidence]:
    """Items of which an example was said as it is written; as the whole of a turn nothing can stop it.

    `known` holds the codes of each example by its letters alone (`bare`), as the steps of spelling read it.
    """
    whole = (turn.clauses[0].start, turn.clauses[-1].end)
    for start, end in (whole, *stretches(turn.clauses, shortest=1)):
        said = turn.text[start:end]
        for code in sorted(known.get(bare(said), ())):
            point = points[code]
            stopped = "" if (start, end) == whole else gates.stop(point, turn.text, turn.clauses, ((start, end),))
            yield Evidence(point, start, end, f"就是例句「{said}」", stopped, word_for_word=True)


def without(refused: frozenset[str], found: Iterable[Evidence]) -> Iterator[Evidence]:
    """The evidence, stopped where the turn is word for word a counter-example of the item."""
    for one in found:
        yield replace(one, stopped="就是写明不算的反例") if one.point.code in refused and not one.stopped else one


def by_examples(
    points: Mapping[str, Point], model: LinearModel, turn: Turn, proved: set[str], denying: frozenset[str]
) -> Iterator[Evidence]:
    """Items whose examples a stretch of the turn is like; the nearest example is named."""
    best: dict[str, tuple[float, Span]] = {}
    for start, end in stretches(turn.clauses):
        scores = model.scores(turn.text[start:end])
        for index in (scores > 0).nonzero()[0]:
            code, score = model.codes[index], float(scores[index])
            if code not in proved and score > best.get(code, (0.0, (0, 0)))[0]:
                best[code] = (score, (start, end))
    for code, (score, span) in best.items():
        point = points[code]
        nearest, _ = model.nearest(turn.text[span[0] : span[1]], code)
        stopped = gates.stop_likeness(point, turn.text, turn.clauses, span, denying=code in denying)
        sure = score >= SURE and point.kind == "point"
        yield Evidence(point, *span, f"和例句「{nearest}」很像（{score:.2f}）", stopped, suspected=not sure)


def stretches(cut: Sequence[Clause], *, shortest: int = _SHORTEST) -> list[Span]:
    """What likeness looks at: each clause, each breath, each two breaths of a sentence."""
    breaths: dict[int, list[Clause]] = {}
    for clause in cut:
        breaths.setdefault(clause.breath, []).append(clause)
    whole = [(group[0].start, group[-1].end, group[0].sentence) for group in breaths.values()]
    spans = [(clause.start, clause.end) for clause in cut]
    spans += [(start, end) for start, end, _ in whole]
    spans += [(a[0], b[1]) for a, b in itertools.pairwise(whole) if a[2] == b[2]]
    return [span for span in dict.fromkeys(spans) if span[1] - span[0] >= shortest]


# --- experience ---------------------------------------------------------------------------------------------


def with_experience(
    points: Mapping[str, Point], experience: Experience, turn: Turn, found: Sequence[Evidence], denying: frozenset[str]
) -> list[Evidence]:
    """The evidence, doubted where experience is sure that it is none, and what experience adds.

    Numbers are never touched; a violation may be doubted, never added.
    """
    scores = experience.scores(turn.text, turn.asked)
    evidence = [_doubted(one, scores) for one in found]
    met = {one.point.code for one in evidence if not one.stopped and not one.suspected}
    against = {one.point.code for one in found if one.stopped}
    firmly = {one.point.code for one in found if gates.is_firm(one.stopped)}
    spans = stretches(turn.clauses) or [(turn.clauses[0].start, turn.clauses[-1].end)]
    for code, score in scores.items():
        point = points.get(code)
        if point is None or code in met or point.kind == "violation" or point.decided_by == "numbers":
            continue
        if score >= (LEARNED_AGAINST if code in against else LEARNED):
            span = experience.proof(turn.text, code, spans)
            stopped = gates.stop_likeness(point, turn.text, turn.clauses, span, denying=code in denying)
            if code in firmly and not stopped:
                stopped = "同样的话前面被挡下了"
            if score >= LEARNED_ANYHOW:
                stopped = ""
            evidence.append(Evidence(point, *span, f"和标注过的很多说法相近（{score:.2f}）", stopped))
    return evidence


def _doubted(one: Evidence, scores: Mapping[str, float]) -> Evidence:
    if (
        one.stopped
        or one.word_for_word
        or one.answer
        or one.point.decided_by == "numbers"
        or one.point.code not in scores
    ):
        return one
    score = scores[one.point.code]
    if score < (DOUBTED_VIOLATION if one.point.kind == "violation" else DOUBTED):
        return replace(one, stopped=f"和标注过的说法对不上（{score:.2f}）")
    return one
