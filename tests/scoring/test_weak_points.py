"""A rep's weak points open, come back, and close by the rules of the design."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from fsrs import Rating

from scoring.report import Missed, Proof, Report, StageScore, Unevaluable, Violation
from scoring.weak_points import Cards, Evidence, WeakPoint, due, evidence_of, learn, rating_of, weak_indices

DAY = date(2026, 3, 16)


def seen(y: float, day: date = DAY, item: str = "ask_cost", *, live: bool = True, violation: bool = False) -> Evidence:
    return Evidence(
        item, "询问现有费用", "小型民营企业", "role-play", y, day, quote="便宜多了", live=live, violation=violation
    )


def report(**parts: object) -> Report:
    stage = StageScore(
        "探询需求",
        50,
        met=(Proof("ask_cost", "询问现有费用", "一个月多少话费", 3),),
        missed=(Missed("ask_decision", "询问决策人与流程", "这事是您定，还是要商量？"),),
        not_evaluable=(Unevaluable("close", "请求成交", "没有谈到这一步"),),
    )
    return Report("广告公司@V1", "约下次", 60, 60, (stage,), **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("y", "rating"),
    [(0.0, Rating.Again), (0.49, Rating.Again), (0.5, Rating.Hard), (0.7, Rating.Good), (0.9, Rating.Easy)],
)
def test_a_mark_becomes_the_rating_the_rules_name(y: float, rating: Rating) -> None:
    assert rating_of(y) is rating


def test_a_report_speaks_of_what_was_met_and_missed_and_is_silent_on_what_could_not_come_up() -> None:
    evidence = {e.item: e for e in evidence_of(report(), "小型民营企业", DAY, live=True)}
    assert {item: e.y for item, e in evidence.items()} == {"ask_cost": 1.0, "ask_decision": 0.0}
    assert evidence["ask_cost"].quote == "一个月多少话费"
    assert evidence["ask_decision"].better == "这事是您定，还是要商量？"
    assert evidence["ask_cost"].script == "广告公司@V1"


def test_a_violation_opens_a_card_with_the_words_and_the_right_sentence() -> None:
    broken = Violation("over_discount", "违规：越权折扣", "给您打六折", 7, "超出权限", "我最多八折", severe=True)
    cards = learn({}, evidence_of(report(violations=(broken,)), "小型民营企业", DAY, live=True))
    card = cards["over_discount", "小型民营企业"]
    assert (card.quote, card.better, card.rule) == ("给您打六折", "我最多八折", True)


def test_a_rule_once_broken_is_learnt_by_keeping_it_in_live_talks() -> None:
    cards = learn({}, [seen(0.0, item="rude", violation=True)])
    kept = evidence_of(report(), "小型民营企业", DAY + timedelta(1), live=True, cards=cards.values())
    assert next(e for e in kept if e.item == "rude").y == 1.0
    drilled = evidence_of(report(), "小型民营企业", DAY + timedelta(1), live=False, cards=cards.values())
    assert "rude" not in {e.item for e in drilled}


def test_only_a_weak_item_opens_a_card_and_it_comes_again_the_next_day() -> None:
    cards = learn({}, [seen(0.0), seen(1.0, item="greeting")])
    assert list(cards) == [("ask_cost", "小型民营企业")]
    assert cards["ask_cost", "小型民营企业"].due == DAY + timedelta(1)


def test_the_second_mark_of_a_day_does_not_move_the_schedule() -> None:
    first = learn({}, [seen(0.0)])
    second = learn(first, [seen(1.0)])
    key = ("ask_cost", "小型民营企业")
    assert second[key].due == first[key].due
    assert second[key].stability == first[key].stability
    assert second[key].last_marks == (0.0, 1.0)


def test_learning_leaves_the_cards_it_was_given_as_they_were() -> None:
    before: Cards = {}
    learn(before, [seen(0.0)])
    assert before == {}


def test_the_interval_grows_with_good_marks_and_never_passes_sixty_days() -> None:
    cards = learn({}, [seen(0.0)])
    gaps = []
    for _ in range(12):
        card = next(iter(cards.values()))
        cards = learn(cards, [seen(0.85, card.due, live=False)])
        gaps.append((next(iter(cards.values())).due - card.due).days)
    assert gaps == sorted(gaps)
    assert gaps[0] < gaps[-1] == 60


def test_a_card_closes_once_it_is_stable_and_the_last_two_live_talks_met_it() -> None:
    cards = learn({}, [seen(0.0)])
    while next(iter(cards.values())).closed is None:
        card = next(iter(cards.values()))
        assert len(card.last_marks) < 2 or (card.stability or 0) < 30 or min(card.last_marks) < 0.8
        cards = learn(cards, [seen(1.0, card.due)])
    assert next(iter(cards.values())).last_marks == (1.0, 1.0)


def test_drills_alone_never_close_a_card() -> None:
    cards = learn({}, [seen(0.0, live=False)])
    for _ in range(15):
        cards = learn(cards, [seen(1.0, next(iter(cards.values())).due, live=False)])
    card = next(iter(cards.values()))
    assert (card.stability or 0) > 30
    assert card.closed is None


def test_a_closed_card_opens_again_when_the_item_is_missed() -> None:
    closed = WeakPoint("ask_cost", "询问现有费用", "小型民营企业", DAY, DAY, 40.0, 5.0, DAY, closed=DAY)
    after = learn({closed.key: closed}, [seen(0.0, DAY + timedelta(30))])[closed.key]
    assert after.closed is None
    assert after.lapses == 1
    assert learn({closed.key: closed}, [seen(1.0, DAY + timedelta(30))])[closed.key] == closed


def test_a_card_forgotten_four_times_is_a_leech_and_waits_for_a_person() -> None:
    cards = learn({}, [seen(0.0)])
    for days in range(1, 5):
        assert not next(iter(cards.values())).leech
        cards = learn(cards, [seen(0.0, DAY + timedelta(days))])
    card = next(iter(cards.values()))
    assert card.leech
    assert due(cards.values(), {}, card.due) == ()


def test_the_weak_index_halves_an_observation_every_three_weeks() -> None:
    old, new = seen(0.0, DAY - timedelta(21)), seen(1.0)
    assert weak_indices([old, new], DAY)["ask_cost", "小型民营企业"] == pytest.approx(1 / 3)
    assert weak_indices([seen(0.25)], DAY)["ask_cost", "小型民营企业"] == pytest.approx(0.75)


def test_a_trainers_word_weighs_more_than_the_reps_own() -> None:
    trainer = Evidence("close", "请求成交", "国企", "trainer", 0.0, DAY)
    own = Evidence("close", "请求成交", "国企", "self", 1.0, DAY)
    assert weak_indices([trainer, own], DAY)["close", "国企"] == pytest.approx(1 / 1.3)


def test_five_cards_a_day_the_weakest_first() -> None:
    cards = [WeakPoint(f"item{n}", f"要点{n}", "国企", DAY, DAY - timedelta(n)) for n in range(7)]
    cards += [WeakPoint("later", "还不到日子", "国企", DAY, DAY + timedelta(1))]
    indices = {card.key: 0.5 for card in cards} | {("item0", "国企"): 0.9}
    chosen = due(cards, indices, DAY)
    assert [card.item for card in chosen] == ["item0", "item6", "item5", "item4", "item3"]
