"""What is learned from marked lines, and that the shipped weights are those of the shipped lines."""

from __future__ import annotations

import json

import pytest

from scoring.listening.experience import Experience
from scoring.listening.learned import experience_of
from scoring.listening.learning import corpus_fingerprint, gather, learn, read_corpus
from scripts.loader import shipped_library

ASKS = ["一个月话费多少", "话费大概多少钱", "每个月话费多少", "您话费一个月多少", "话费多少一个月", "上个月话费多少"]
GREETS = ["您好打扰了", "您好您好", "早上好您好", "您好，忙着呢", "哎您好", "您好啊"]
OTHERS = ["今天真热", "楼下堵车", "电梯坏了", "我先走了", "外头下雨", "茶不用倒"]


def marked(lines: list[str], *codes: str, customer: str = "") -> str:
    return "\n".join(
        json.dumps({"text": line, "met": codes, "violations": [], "customer": customer}, ensure_ascii=False)
        for line in lines
    )


def as_is(text: str) -> str:
    return text


@pytest.fixture(scope="module")
def learned() -> Experience:
    text = "\n".join((marked(ASKS, "ask"), marked(GREETS, "greet"), marked(OTHERS)))
    return learn(gather({"lines-a.jsonl": text}), ["ask", "greet"], as_is)


def test_lines_like_the_marked_ones_are_told_apart(learned: Experience) -> None:
    scores = learned.scores("您这儿话费多少")
    assert scores["ask"] > 0 > scores["greet"]
    assert max(learned.scores("电梯又坏了").values()) < 0


def test_the_proof_is_the_stretch_that_says_it(learned: Experience) -> None:
    text = "今天真热，一个月话费多少"
    assert learned.proof(text, "ask", [(0, 4), (5, len(text))]) == (5, len(text))


def test_written_weights_are_read_back_and_judge_alike(learned: Experience) -> None:
    again = Experience.read(learned.written())
    assert again.fingerprint == learned.fingerprint
    for text in (*ASKS, *GREETS, *OTHERS):
        for code, score in learned.scores(text).items():
            assert again.scores(text)[code] == pytest.approx(score, abs=0.05)


def test_the_same_lines_give_the_same_weights(learned: Experience) -> None:
    text = "\n".join((marked(ASKS, "ask"), marked(GREETS, "greet"), marked(OTHERS)))
    again = learn(gather({"lines-a.jsonl": text}), ["ask", "greet"], as_is)
    assert again.written() == learned.written()


def test_a_family_of_lines_says_nothing_of_items_it_was_not_marked_for() -> None:
    texts = {"lines-a.jsonl": marked(ASKS, "ask"), "answers-a.jsonl": marked(["先试用一个月"], "trial")}
    asked, answered = gather(texts)[1], gather(texts)[0]
    assert (answered.says_of("trial"), answered.says_of("ask")) == (1.0, 0.0)
    assert (asked.says_of("ask"), asked.says_of("trial")) == (1.0, 0.0)


def test_a_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match="第 2 行"):
        read_corpus(marked(["您好"], "greet") + "\n{")


def test_bytes_that_hold_no_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="no learned weights"):
        Experience.read(b"PK\x03\x04 nothing")


def test_the_shipped_weights_were_learned_from_the_shipped_lines() -> None:
    """When this fails, lines or items were changed: run `make learn`."""
    for folder in sorted(shipped_library().glob("*/corpus")):
        lines = gather({file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.jsonl")})
        known = experience_of(folder.parent.name)
        assert known is not None
        assert known.fingerprint == corpus_fingerprint(lines, known.codes)
