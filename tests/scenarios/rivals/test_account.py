"""What a line wins or loses: a proof, a phrase, a claim against the own sheet, a rival run down, an offer, a tie."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scenarios.rivals import BuyerSaid, Rivals
from scenarios.rivals.ledger import BARE_COST, DISPARAGE_COST, DODGE_COST, FALSE_COST, weights
from scoring.marks import SEVERE_CAP
from tests.contest import SEATS, Contest, hearing, score

if TYPE_CHECKING:
    from scenarios.loader import Staged

PROOFS = {
    "网通": ("长途封顶包月", "环网双方向", "双号并行三个月", "夜里切换两小时", "四小时上门"),
    "电信": ("长途打折段", "楼下机房", "号码不用换", "当天办完", "楼里驻点"),
    "铁通": ("长途一口价", "来电转新号", "周末装机", "老板手机"),
}


def proofs(seat: str, count: int) -> tuple[str, ...]:
    return tuple(f"{seat}·{name}" for name in PROOFS[seat][:count])


def answer_to(contest: Contest, *names: str) -> str:
    """What the customer says to 网通's line."""
    happened = contest.say("网通", *names)
    return "".join(event.text for event in happened if isinstance(event, BuyerSaid) and event.to == "网通")


def test_a_proof_earns_its_share_of_the_weight_with_the_words_that_did_it(contest: Contest) -> None:
    report = contest.finish(网通=("网通·长途封顶包月",))
    entry = next(entry for one in report.seats if one.seat == "网通" for entry in one.entries if entry.points > 0)
    # the need weighs 4 of 20, the fact meets it wholly
    assert entry.points == 20
    assert entry.quote == "网通·长途封顶包月"
    assert contest.room.lines[entry.turn - 1].text == "【网通·长途封顶包月】"
    assert "有凭据" in entry.text


def test_a_fact_that_meets_a_need_less_earns_less(contest: Contest) -> None:
    report = contest.finish(网通=("网通·环网双方向",))
    # a need of 3 of 20, a fact worth 2 of 3
    assert any(entry.points == 10 for one in report.seats if one.seat == "网通" for entry in one.entries)


def test_a_phrase_without_proof_costs_until_the_proof_follows(table: Rivals) -> None:
    bare = Contest(table, seed=7)
    bare.all_say(网通=("强调网络稳定",))
    proved = Contest(table, seed=7)
    proved.all_say(网通=("强调网络稳定",))
    bare_report = bare.finish()
    proved.all_say(网通=("网通·环网双方向",))
    proved_report = proved.finish()
    costs = [entry.points for one in bare_report.seats if one.seat == "网通" for entry in one.entries]
    assert -BARE_COST in costs
    costs = [entry.points for one in proved_report.seats if one.seat == "网通" for entry in one.entries]
    assert -BARE_COST not in costs


def test_a_claim_the_own_sheet_denies_costs_more_and_says_what_would_have_been_honest(contest: Contest) -> None:
    report = contest.finish(铁通=("强调网络稳定",))
    entry = next(entry for one in report.seats if one.seat == "铁通" for entry in one.entries if entry.points == -6)
    assert FALSE_COST > BARE_COST
    assert "对不上" in entry.why
    assert entry.instead in contest.table.scenario.seats["铁通"].weaknesses["下午会慢"].say


def test_a_weakness_told_honestly_earns_a_little(contest: Contest) -> None:
    report = contest.finish(铁通=("铁通·下午会慢",))
    assert any("照实" in why and why.startswith("+5") for one in report.seats for why in one.because)


def test_running_a_rival_down_costs_most_every_time(contest: Contest) -> None:
    contest.all_say(网通=(*proofs("网通", 5),))
    contest.all_say(网通=("违规：贬低对手",))
    report = contest.finish(网通=("违规：贬低对手",))
    costs = [entry.points for one in report.seats if one.seat == "网通" for entry in one.entries]
    assert costs.count(-DISPARAGE_COST) == 2
    assert max(FALSE_COST, DODGE_COST, BARE_COST) < DISPARAGE_COST


def test_an_asked_need_that_is_not_answered_costs_and_an_answer_does_not(contest: Contest) -> None:
    contest.all_say()
    need = contest.room.asked
    fact = contest.table.scenario.seats["网通"].facts_for(need)[0].name
    report = contest.finish(网通=(f"网通·{fact}",))
    dodges = {one.seat: sum("没有拿事实回答" in entry.why for entry in one.entries) for one in report.seats}
    assert dodges == {"网通": 1, "电信": 2, "铁通": 2}


def test_a_severe_violation_caps_the_score_and_is_shown(contest: Contest) -> None:
    contest.all_say(网通=proofs("网通", 5))
    contest.reach("offer")
    contest.utter("网通", "【违规：越权折扣】【打八折】")
    report = contest.finish()
    result = next(one for one in report.seats if one.seat == "网通")
    assert result.score <= SEVERE_CAP
    assert result.offer is None
    assert any(str(SEVERE_CAP) in why for why in result.because)


def test_the_weights_are_opened_and_all_points_together_are_a_hundred(table: Rivals) -> None:
    contest = Contest(table, seed=7)
    report = contest.finish()
    assert report.weights == weights(table.scenario)
    assert dict(report.weights)["价格"] == table.scenario.budget.weight
    shares = sum(100 * weight / sum(dict(report.weights).values()) for _, weight in report.weights)
    assert round(shares) == 100


def test_who_proves_more_wins_from_any_seat(table: Rivals) -> None:
    for seat in SEATS:
        others = {other: proofs(other, 1) for other in SEATS if other != seat}
        report = Contest(table, seed=7).finish(**{**others, seat: proofs(seat, 4)})
        assert report.winner == seat
        assert score(report, seat) > max(score(report, other) for other in others)


# -- ties ----------------------------------------------------------------------------------------------------------


def test_equal_scores_are_parted_by_the_rules_in_their_order(table: Rivals, staged: Staged) -> None:
    alike = Contest(table, seed=7)
    alike.all_say()
    for _ in range(20):
        alike.did(table.close_round(alike.room))
    assert alike.report.tie == "抽签"

    def least(rule: str, **names: tuple[str, ...]) -> tuple[str, str]:
        ruled = replace(staged, document=staged.document.model_copy(update={"tie": (rule, "抽签")}))
        contest = Contest(Rivals(ruled.document, ruled, hearing), seed=7)  # type: ignore[arg-type]
        report = contest.finish(**names)
        return report.winner, report.tie

    # All stand at 0: they dodge both questions; 网通 and 电信 also break a rule.
    worse = {"网通": ("违规：贬低对手",), "电信": ("违规：绝对化承诺",)}
    assert least("少违规", **worse) == ("铁通", "少违规")


def test_a_draw_hangs_on_the_seed_alone_and_favours_nobody(table: Rivals) -> None:
    winners = []
    for seed in range(60):
        contest = Contest(table, seed=seed)
        contest.all_say()
        while not contest.room.ended:
            contest.did(table.close_round(contest.room))
        winners.append(contest.room.winner)
    assert all(winners.count(seat) >= 10 for seat in SEATS)


def test_where_no_seat_says_a_word_nobody_wins_and_the_customer_says_so(table: Rivals) -> None:
    silent = Contest(table, seed=7)
    while not silent.room.ended:
        silent.did(table.close_round(silent.room))
    assert silent.report.winner == "没有一家"
    assert silent.report.tie == ""
    assert "我跟谁签" in "".join(event.text for event in silent.events if isinstance(event, BuyerSaid))
    again, _ = table.replay(silent.room)
    assert again == silent.room


# -- the customer's word -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "situation"),
    [
        (("违规：贬低对手", "网通·环网双方向"), "disparage"),
        (("违规：绝对化承诺",), "absolute"),
        (("违规：施压或失礼",), "rude"),
    ],
)
def test_he_answers_an_offence_first(contest: Contest, names: tuple[str, ...], situation: str) -> None:
    assert answer_to(contest, *names) in contest.table.buyer.voice(situation)


def test_he_doubts_a_phrase_and_takes_a_proof(table: Rivals) -> None:
    need = table.scenario.needs["网络稳定"]
    assert answer_to(Contest(table, seed=7), "强调网络稳定") in need.doubt
    assert answer_to(Contest(table, seed=7), "强调网络稳定", "网通·环网双方向") in need.pleased


def test_he_notices_who_does_not_answer_his_question(contest: Contest) -> None:
    contest.all_say()
    assert answer_to(contest) in contest.table.scenario.customer.dodged


def test_he_tells_a_fact_to_who_asks_for_it_once(contest: Contest) -> None:
    facts = contest.table.buyer.script.customer.facts
    assert answer_to(contest, "询问现有费用") in facts["月消费"].say
    happened = contest.say("电信", "询问现有费用")
    assert not any(event.text in facts["月消费"].say for event in happened if isinstance(event, BuyerSaid))


def test_he_has_the_same_word_for_the_same_line_of_any_seat(table: Rivals) -> None:
    for seat in SEATS:
        contest = Contest(table, seed=7)
        happened = contest.say(seat, "违规：贬低对手")
        word = next(event.text for event in happened if isinstance(event, BuyerSaid))
        assert word in table.buyer.voice("disparage")
