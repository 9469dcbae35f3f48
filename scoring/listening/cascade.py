"""The listener: spelling, claims, clauses, words, likeness, experience, and a verdict with its proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scoring.listening import evidence, gates, guards, turn, verdict
from scoring.listening.catalogue import Catalogue
from scoring.listening.clauses import split
from scoring.listening.experience import Experience
from scoring.listening.frames import Frames
from scoring.listening.homophones import Homophones
from scoring.listening.meaning import Meaning
from scoring.listening.model import Example, LinearModel, bare, union
from scoring.listening.normalise import normalise
from scoring.listening.small_talk import SMALL_TALK
from scripts.heard import Context, Heard
from scripts.model import Plan, Point

_PLAIN_WORDS = frozenset({"自我介绍", "close", "rude", "bundle", "cheaper"})
"""Names of items that a rep may well say to a customer."""

_TELLING = 4


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
    known: Mapping[str, frozenset[str]]
    refused: Mapping[str, frozenset[str]]
    denying: frozenset[str]
    experience: Experience | None = None
    meaning: Meaning | None = None

    @classmethod
    def of(
        cls,
        plan: Plan,
        points: Mapping[str, Point],
        experience: Experience | None = None,
        meaning: Meaning | None = None,
    ) -> Cascade:
        """Compile the points' words and train the model on their examples."""
        catalogue = Catalogue(plan)
        by_code = {point.code: point for point in points.values()}
        names = {"增值业务": sorted(catalogue.service_names), "对手": sorted(plan.rivals), "网通": [plan.operator]}
        frames = Frames.of(by_code.values(), names)
        spoken = [*catalogue.service_names, *plan.rivals, plan.operator]
        homophones = Homophones.of(spoken, listed=frames.words)
        worded = [code for code, point in by_code.items() if point.decided_by == "words"]
        return cls(
            catalogue=catalogue,
            points=by_code,
            frames=frames,
            replies=Frames.of(evidence.reply_points(by_code.values()), names),
            homophones=homophones,
            model=LinearModel.trained(worded, _sentences(by_code.values())),
            rubric=_rubric(by_code.values()),
            known=_known(((p.code, p.examples) for p in by_code.values() if p.decided_by == "words"), homophones),
            refused=_known(((point.code, point.not_) for point in by_code.values()), homophones),
            denying=_denying(by_code.values(), catalogue),
            experience=experience,
            meaning=meaning,
        )

    def hear(self, utterance: str, context: Context = Context()) -> Heard:  # noqa: B008  frozen: shared safely
        """Everything the utterance says, in the context of the talk."""
        heard = turn.read(utterance, context, self.homophones, self.catalogue)
        if not heard.clauses:
            return Heard(utterance, acts=("empty",))
        if why := guards.stop(heard.text, heard.clauses, self.rubric):
            return verdict.nothing(heard, why, self.points)
        found = [
            *evidence.by_heart(self.points, self.known, heard),
            *evidence.by_claims(self.points.values(), heard),
            *evidence.by_words(self.points, self.frames, heard),
            *evidence.by_reply(self.points, self.replies, heard, self.catalogue),
        ]
        proved = {one.point.code for one in found}
        found.extend(evidence.by_examples(self.points, self.model, heard, proved, self.denying))
        if self.experience is not None:
            found = evidence.with_experience(self.points, self.experience, heard, found, self.denying)
            if self.meaning is not None:
                found += self.meaning.evidence(self.points, self.experience, heard, found, self.denying)
        refused = self.refused.get(bare(heard.text), frozenset())
        return verdict.conclude(heard, evidence.without(refused, found), self.points)

    def reading(self, line: str) -> str:
        """A line as the steps after spelling read it; what experience is learned from."""
        return turn.spell(line, self.homophones).script.text


def _rubric(points: Iterable[Point]) -> tuple[str, ...]:
    """The items' names, codes and descriptions: who reads them aloud does none of them."""
    return tuple(
        normalise(text).text
        for point in points
        for text in (point.name, point.about, point.code)
        if len(text) >= _TELLING and text not in _PLAIN_WORDS
    )


def _known(lists: Iterable[tuple[str, Iterable[str]]], homophones: Homophones) -> Mapping[str, frozenset[str]]:
    """The codes of each sentence listed under them, by its letters as an utterance's are read."""
    known: dict[str, frozenset[str]] = {}
    for code, sentences in lists:
        for text in sentences:
            letters = bare(turn.spell(text, homophones).script.text)
            known[letters] = known.get(letters, frozenset()) | {code}
    return known


def _denying(points: Iterable[Point], catalogue: Catalogue) -> frozenset[str]:
    """The items usually said with a negation (不收月租)."""
    return frozenset(point.code for point in points if _is_denying(point, catalogue.rivals))


@lru_cache(maxsize=1024)  # the scripts of a plan share nearly all their points
def _is_denying(point: Point, rivals: re.Pattern[str]) -> bool:
    return gates.is_denying(
        point, [(text, split(text, rivals)) for text in (normalise(one).text for one in point.examples)]
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
