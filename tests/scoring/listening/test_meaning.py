"""The extra `semantic`: it adds what others half believe, suspects what it alone believes, and never more than that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from scoring.listening.cascade import Cascade
from scoring.listening.learned import experience_of, meaning_of
from scoring.listening.meaning import BELIEVED, SUSPECTED, Meaning, bundled_encoder
from scripts.heard import Context

if TYPE_CHECKING:
    from collections.abc import Callable

    from scoring.listening.experience import Experience
    from scripts.heard import Heard
    from scripts.model import PlanShelf

PLAN = "office-building"
PARAPHRASE = "有什么事您吱一声，我立马给您办妥"
NUMBER = "2M 的一个月一百二十八"


class Sure:
    """An encoder whose one number is as sure as a test says, of every item alike."""

    def __init__(self, score: float) -> None:
        self.score = score

    def encode(self, texts: object) -> object:
        return np.array([self.score], np.float32)


def untouchable(shelf: PlanShelf) -> set[str]:
    """The items that are decided by numbers, and the violations."""
    return {p.code for p in shelf.points.values() if p.kind == "violation" or p.decided_by == "numbers"}


@pytest.fixture(scope="module")
def hears(shelf: PlanShelf) -> Callable[[str, float, float], Heard]:
    """Hears a line with a meaning so sure of these items, and an experience that gives all of them so much."""
    known = experience_of(PLAN)
    assert known is not None
    cascade = Cascade.of(shelf.plan, shelf.points)
    codes = ("vip_service", *sorted(untouchable(shelf)))

    def hear(line: str, sure: float, experienced: float) -> Heard:
        experience: Experience = replace(
            known,
            codes=codes,
            weights=np.zeros((len(known.weights), len(codes)), np.float32),
            bias=np.full(len(codes), experienced, np.float32),
        )
        weights = np.vstack([np.ones((1, len(codes))), np.zeros((1, len(codes)))]).astype(np.float32)
        meaning = Meaning(Sure(sure), codes, weights)
        return replace(cascade, experience=experience, meaning=meaning).hear(line, Context())

    return hear


def test_an_item_that_both_believe_is_met_and_says_why(hears: Callable[[str, float, float], Heard]) -> None:
    heard = hears(PARAPHRASE, BELIEVED + 0.01, -0.2)
    assert "vip_service" in heard.codes
    assert any("意思相近" in hit.why for hit in heard.met)


def test_what_it_alone_believes_is_suspected_at_most(hears: Callable[[str, float, float], Heard]) -> None:
    assert hears(PARAPHRASE, SUSPECTED + 1, -0.9).codes == ()
    assert "vip_service" in {hit.code for hit in hears(PARAPHRASE, SUSPECTED + 1, -0.9).perhaps}
    assert hears(PARAPHRASE, SUSPECTED - 0.01, -0.9).perhaps == ()


def test_numbers_and_violations_are_none_of_its_business(
    hears: Callable[[str, float, float], Heard], shelf: PlanShelf
) -> None:
    barred = untouchable(shelf)
    for line in (PARAPHRASE, NUMBER, "给您打七折", "别家都不行"):
        plain, helped = hears(line, -1.0, -0.2), hears(line, 1.0, -0.2)
        assert set(helped.codes) & barred == set(plain.codes) & barred
        assert helped.violations == plain.violations
        assert helped.claims == plain.claims
        assert {hit.code for hit in helped.perhaps} & barred == set()


@pytest.mark.parametrize("line", ["有事别找我，我不给您办", "您的意思是有事我立马给您办吗？"])
def test_a_negation_or_question_stops_it_however_sure_it_is(
    hears: Callable[[str, float, float], Heard], line: str
) -> None:
    assert "vip_service" not in hears(line, 1.0, -0.2).codes


def test_a_guarded_utterance_stays_guarded(hears: Callable[[str, float, float], Heard]) -> None:
    assert hears("礼貌问候 自我介绍 说明来意 询问现有费用 请求成交", 1.0, -0.2).codes == ()


def test_what_was_learned_is_of_the_same_lines_as_experience() -> None:
    experience, meaning = experience_of(PLAN), meaning_of(PLAN, Sure(0))
    assert experience is not None
    assert meaning is not None
    assert (meaning.codes, meaning.fingerprint) == (experience.codes, experience.fingerprint)


def test_the_bundled_encoder_knows_a_paraphrase_from_a_stranger() -> None:
    meaning = meaning_of(PLAN, bundled_encoder())
    assert meaning is not None
    asked = meaning.scores("贵公司每个月在通讯上要花销多少")
    stranger = meaning.scores("今天食堂的红烧肉不错")
    assert asked["ask_cost"] > BELIEVED
    assert max(stranger.values()) < asked["ask_cost"]
