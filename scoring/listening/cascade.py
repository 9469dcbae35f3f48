"""The listener: normalise, repair, read claims, cut clauses, match words, ask the model, and give a verdict with proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.listening import amounts, claims, clauses, gates, guards
from scoring.listening.acts import acts
from scoring.listening.catalogue import Catalogue
from scoring.listening.claims import Statement
from scoring.listening.clauses import Clause
from scoring.listening.frames import Frames, Span
from scoring.listening.homophones import Homophones, Repair, in_standard_words
from scoring.listening.judgement import judge
from scoring.listening.model import Example, LinearModel, union
from scoring.listening.normalise import Script, normalise
from scoring.listening.numerals import standard_digits
from scoring.listening.small_talk import SMALL_TALK
from scripts.heard import Breach, Claim, Context, Heard, Hit
from scripts.model import Plan, Point

_PLAIN_WORDS = frozenset({"自我介绍", "close", "rude", "bundle", "cheaper"})
"""Names of items that a rep may well say to a customer."""

SURE = 0.15
SUSPECTED = 0.0
_LONGEST_QUOTE = 30
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that speak for an item: text[start:end], why, and what stopped them (nothing: they count)."""

    point: Point
    start: int
    end: int
    why: str
    stopped: str = ""
    suspected: bool = False


@dataclass(frozen=True)
class Cascade:
    """A listener for one plan and its points; built once, it keeps no state between utterances."""

    catalogue: Catalogue
    points: Mapping[str, Point]
    frames: Frames
    replies: Frames
    homophones: Homophones
    model: LinearModel
    rubric: tuple[str, ...]

    @classmethod
    def of(cls, plan: Plan, points: Mapping[str, Point]) -> Cascade:
        """Compile the points' words and train the model on their examples."""
        catalogue = Catalogue(plan)
        by_code = {point.code: point for point in points.values()}
        names = {
            "增值业务": sorted(catalogue.service_names),
            "对手": sorted(plan.rivals),
            "网通": [plan.operator],
        }
        frames = Frames.of(by_code.values(), names)
        replies = Frames.of(_reply_points(by_code.values()), names)
        homophones = Homophones.of([*catalogue.service_names, *plan.rivals, plan.operator], listed=frames.words)
        worded = [code for code, point in by_code.items() if point.decided_by == "words"]
        model = LinearModel.trained(worded, _sentences(by_code.values()))
        rubric = tuple(
            normalise(text).text
            for point in by_code.values()
            for text in (point.name, point.about, point.code)
            if len(text) >= 4 and text not in _PLAIN_WORDS  # noqa: PLR2004
        )
        return cls(catalogue, by_code, frames, replies, homophones, model, rubric)

    def hear(self, utterance: str, context: Context = Context()) -> Heard:  # noqa: B008  frozen: shared safely
        """Everything the utterance says, in the context of the talk."""
        script, repairs = self._read(utterance)
        text = script.text
        cut = clauses.split(text, self.catalogue.rivals)
        if not cut:
            return Heard(utterance, acts=("empty",))
        statements = self._statements(text, cut, context)
        judged = [(statement, judge(statement, script, self.catalogue, context)) for statement in statements]
        blocked = self._guard(utterance, text, cut)
        evidence = [] if blocked else self._evidence(text, cut, judged, context)
        return self._verdict(script, repairs, cut, judged, evidence, blocked)

    def _read(self, utterance: str) -> tuple[Script, tuple[Repair, ...]]:
        script = normalise(utterance)
        script = script.with_text(in_standard_words(standard_digits(script.text)))
        return self.homophones.repair(script)

    def _statements(self, text: str, cut: Sequence[Clause], context: Context) -> list[Statement]:
        said_before = normalise(context.customer_said).text if context.customer_said else ""
        return claims.read(claims.scene(text, cut, amounts.find(text), self.catalogue, said_before))

    def _guard(self, utterance: str, text: str, cut: Sequence[Clause]) -> str:
        if word := guards.order(text):
            return f"这是对评分说的话（{word}），不是对客户说的"
        if name := guards.copied(text, self.rubric):
            return f"照念了评分要点（{name}），没有真正去做"
        if guards.keyword_list(text, cut):
            return "只是把关键词排在一起，没有成句"
        if guards.gibberish(text):
            return "反复说同样的字，听不出意思"
        return ""

    # --- evidence -----------------------------------------------------------------------------------------------------

    def _evidence(
        self, text: str, cut: Sequence[Clause], judged: Sequence[tuple[Statement, Claim]], context: Context
    ) -> list[Evidence]:
        found = [*self._by_claims(judged), *self._by_words(text, cut, judged), *self._by_reply(text, cut, context)]
        proved = {one.point.code for one in found}
        return [*found, *self._by_model(text, cut, proved)]

    def _by_claims(self, judged: Sequence[tuple[Statement, Claim]]) -> Iterable[Evidence]:
        for point in self.points.values():
            for proof in point.claim:
                for statement, claim in judged:
                    if (
                        proof.kind == claim.kind
                        and (not proof.of or proof.of == statement.product)
                        and (not proof.verdict or claim.verdict in proof.verdict)
                        and (proof.yuan is None or _is_price(statement, proof.yuan))
                        and claim.owner == "ours"
                    ):
                        if proof.referred and statement.referred:
                            yield Evidence(point, statement.start, statement.end, f"听到「{statement.referred}」")
                        elif not proof.referred:
                            why = claim.why or f"「{claim.quote}」是一个明确的数"
                            yield Evidence(point, statement.start, statement.end, why.rstrip("。"), statement.stopped)

    def _by_words(
        self, text: str, cut: Sequence[Clause], judged: Sequence[tuple[Statement, Claim]]
    ) -> Iterable[Evidence]:
        found = self.frames.scan(text, {**_placeholders(text, amounts.find(text)), **_ends(cut)}, cut)
        for match in self.frames.matches(found, cut, len(text)):
            point = self.points[match.frame.code]
            start, end = min(s for s, _ in match.spans), max(e for _, e in match.spans)
            if any(proof.kind == "saving" for proof in point.claim) and _overlaps(judged, start, end):
                continue  # 给您优惠一半 is a discount, not a comparison
            heard = "…".join(text[s:e] for s, e in sorted(match.spans))
            stopped = gates.stop(point, text, cut, match.spans)
            if not stopped:
                area = _around(cut, start, end)
                word = self.frames.stopped(point.code, text, found, *area)
                if word:
                    stopped = f"同一句里有「{text[word[0] : word[1]]}」"
            yield Evidence(point, *_phrase(cut, start, end), f"听到「{heard}」", stopped)

    def _by_reply(self, text: str, cut: Sequence[Clause], context: Context) -> Iterable[Evidence]:
        if not context.customer_said or len(text) > 24:  # noqa: PLR2004  a longer turn speaks for itself
            return
        before = self._read(context.customer_said)[0].text[-80:]
        asked_cut = clauses.split(before, self.catalogue.rivals)
        asked = {
            match.frame.code
            for match in self.replies.matches(
                self.replies.scan(before, _placeholders(before, amounts.find(before))), asked_cut, len(before)
            )
            if match.frame.code.endswith("?")
        }
        if not asked:
            return
        found = self.replies.scan(text, _placeholders(text, amounts.find(text)))
        for match in self.replies.matches(found, cut, len(text)):
            code, _, side = match.frame.code.rpartition("#")
            if side.endswith("!") and f"{code}#{side[:-1]}?" in asked:
                point = self.points[code]
                start, end = min(s for s, _ in match.spans), max(e for _, e in match.spans)
                stopped = gates.stop(point, text, cut, match.spans) if point.speech_act != "question" else ""
                yield Evidence(point, start, end, f"客户刚问「{context.customer_said[-20:]}」，这句是回答", stopped)

    def _by_model(self, text: str, cut: Sequence[Clause], proved: set[str]) -> Iterable[Evidence]:
        best: dict[str, tuple[float, Span]] = {}
        for start, end in _stretches(cut):
            words = text[start:end]
            scores = self.model.scores(words)
            for index in (scores > SUSPECTED).nonzero()[0]:
                code, score = self.model.codes[index], float(scores[index])
                if code not in proved and score > best.get(code, (0.0, (0, 0)))[0]:
                    best[code] = (score, (start, end))
        for code, (score, (start, end)) in best.items():
            point = self.points[code]
            stopped = gates.stop(point, text, cut, ((start, end),))
            nearest, _ = self.model.nearest(text[start:end], code)
            sure = score >= SURE and point.kind == "point"
            why = f"和例句「{nearest}」很像（{score:.2f}）" if nearest else f"模型估计（{score:.2f}）"
            yield Evidence(point, start, end, why, stopped, suspected=not sure)

    # --- verdict ------------------------------------------------------------------------------------------------------

    def _verdict(
        self,
        script: Script,
        repairs: Sequence[Repair],
        cut: Sequence[Clause],
        judged: Sequence[tuple[Statement, Claim]],
        evidence: Sequence[Evidence],
        blocked: str,
    ) -> Heard:
        met: dict[str, Evidence] = {}
        perhaps: dict[str, Evidence] = {}
        dismissed: dict[str, Evidence] = {}
        for one in evidence:
            shelf = dismissed if one.stopped else perhaps if one.suspected else met
            shelf.setdefault(one.point.code, one)
        hits = [self._hit(script, repairs, one) for one in met.values() if one.point.kind == "point"]
        hits = sorted(hits, key=lambda hit: (hit.start, hit.end))[: max(1, len(cut)) + 1]
        suspected = [self._hit(script, repairs, one) for code, one in perhaps.items() if code not in met]
        stopped = [
            self._hit(script, repairs, one, f"，但{one.stopped}")
            for code, one in dismissed.items()
            if code not in met and code not in perhaps
        ]
        breaches = [self._breach(script, repairs, one) for one in met.values() if one.point.kind == "violation"]
        claimed = tuple(claim for _, claim in judged)
        if blocked:
            stopped = [Hit("", "", script.raw[:40], 0, min(40, len(script.raw)), blocked)]
        return Heard(
            text=script.raw,
            acts=acts(script.text, cut, hits, claimed, self.points),
            met=tuple(hits),
            perhaps=tuple(suspected),
            violations=tuple(sorted(breaches, key=lambda breach: breach.start)),
            claims=claimed,
            dismissed=tuple(stopped),
        )

    def _hit(self, script: Script, repairs: Sequence[Repair], one: Evidence, but: str = "") -> Hit:
        start, end = script.span(one.start, one.end)
        why = one.why + _readings(repairs, one.start, one.end) + but + "。"
        return Hit(one.point.code, one.point.name, script.raw[start:end], start, end, why)

    def _breach(self, script: Script, repairs: Sequence[Repair], one: Evidence) -> Breach:
        hit = self._hit(script, repairs, one)
        instead = one.point.say[0] if one.point.say else ""
        return Breach(hit.code, hit.name, hit.quote, hit.start, hit.end, hit.why, instead, one.point.severe)


def _overlaps(judged: Sequence[tuple[Statement, Claim]], start: int, end: int) -> bool:
    """Whether a discount was said in these words."""
    return any(s.kind == "discount" and s.owner == "ours" and s.start < end and start < s.end for s, _ in judged)


def _readings(repairs: Sequence[Repair], start: int, end: int) -> str:
    said = [f"「{r.heard}」按「{r.meant}」理解" for r in repairs if r.start < end and start < r.end]
    return "，" + "，".join(said) if said else ""


def _is_price(statement: Statement, yuan: float) -> bool:
    return statement.value is not None and abs(statement.value / statement.months - yuan) < 0.51 and statement.exact  # noqa: PLR2004


def _around(cut: Sequence[Clause], start: int, end: int) -> Span:
    touched = [clause for clause in cut if clause.start < end and start < clause.end]
    return (min(c.start for c in touched), max(c.end for c in touched)) if touched else (start, end)


def _phrase(cut: Sequence[Clause], start: int, end: int) -> Span:
    """The words' whole clause, so that the quote reads as it was said; in a very long one the words alone."""
    first, last = _around(cut, start, end)
    return (first, last) if last - first <= _LONGEST_QUOTE else (start, end)


def _stretches(cut: Sequence[Clause]) -> list[Span]:
    """What the model looks at: each clause, each breath, each two breaths of a sentence."""
    breaths: dict[int, list[Clause]] = {}
    for clause in cut:
        breaths.setdefault(clause.breath, []).append(clause)
    whole = [(group[0].start, group[-1].end, group[0].sentence) for group in breaths.values()]
    spans = [(clause.start, clause.end) for clause in cut]
    spans += [(start, end) for start, end, _ in whole]
    spans += [(a[0], b[1]) for a, b in zip(whole, whole[1:], strict=False) if a[2] == b[2]]
    return [span for span in dict.fromkeys(spans) if span[1] - span[0] >= _SHORTEST]


_PLACEHOLDERS = {
    "discount": "<折扣>", "yuan": "<价钱>", "megabits": "<带宽>", "time": "<时间>", "phone": "<电话号码>",
    "minutes": "<时长>", "share": "<一成>", "bare": "<数字>",
}  # fmt: skip


def _placeholders(text: str, found: Sequence[amounts.Amount]) -> dict[str, list[Span]]:
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
    asked = [(clause.end, clause.end) for clause in last.values() if clause.ender in ("?", "？")]
    return {"，": ends, "。": ends, "！": ends, "：": ends, ":": ends, "？": asked, "?": asked}


def _reply_points(points: Iterable[Point]) -> Iterable[Point]:
    """Each side of each reply as a point of its own, so that the same matcher finds both."""
    for point in points:
        for number, reply in enumerate(point.replies):
            for side, groups in (("?", reply.asked), ("!", reply.said)):
                yield point.model_copy(
                    update={"code": f"{point.code}#{number}{side}", "words": groups, "patterns": (), "unless": ()}
                )


def _sentences(points: Iterable[Point]) -> list[Example]:
    listed = list(points)
    sentences = [
        Example(re.sub(r"\s", "", normalise(text).text), frozenset({point.code}))
        for point in listed
        for text in point.examples
    ]
    sentences += [Example(normalise(text).text, frozenset()) for point in listed for text in point.not_]
    sentences += [Example(text, frozenset()) for text in SMALL_TALK]
    return union(sentences)
