"""How the simulated customer takes what is said to him."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.model import STAGES
from scripts.talk import LEVELS, TalkState
from tests.conversation import Conversation
from tests.spoken import CLAIMS, saying

if TYPE_CHECKING:
    from scripts.talk import SimulatedCustomer


@pytest.fixture
def talk(boss: SimulatedCustomer) -> Conversation:
    return Conversation(boss, seed=7)


@pytest.fixture
def asking(talk: Conversation) -> Conversation:
    """A talk that has come to 探询需求 in good manners."""
    talk.say("礼貌问候", "自我介绍", "征求时间", "说明来意")
    assert talk.state.stage == "探询需求"
    return talk


def lines_of(customer: SimulatedCustomer, situation: str) -> tuple[str, ...]:
    return customer.voice(situation)


def says_one_of(answer: str, lines: tuple[str, ...]) -> bool:
    return any(line in answer for line in lines)


# -- facts ---------------------------------------------------------------------------------------------------------


def test_he_tells_a_fact_only_when_asked_for_it(asking: Conversation) -> None:
    facts = asking.customer.script.customer.facts
    answer = asking.say("询问现有费用")
    assert says_one_of(answer, facts["月消费"].say)
    assert not says_one_of(answer, facts["运营商"].say + facts["决策人"].say)
    assert asking.state.told == ("月消费",)


def test_he_does_not_open_up_to_a_stranger_but_does_when_asked_again(talk: Conversation) -> None:
    bill = talk.customer.script.customer.facts["月消费"]
    assert says_one_of(talk.say("询问现有费用"), bill.guarded)
    assert talk.state.told == ()
    assert says_one_of(talk.say("询问现有费用"), bill.say)


def test_a_hard_customer_does_not_open_up_by_pressing(boss: SimulatedCustomer) -> None:
    talk = Conversation(boss, difficulty=3, seed=7)
    talk.say("询问现有费用")
    talk.say("询问现有费用")
    assert talk.state.told == ()


def test_he_minds_being_asked_the_same_thing_twice(asking: Conversation) -> None:
    asking.say("询问现有费用")
    answer = asking.say("询问现有费用")
    assert says_one_of(answer, asking.customer.script.customer.facts["月消费"].again)


# -- offences ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("violation", "situation"),
    [
        ("违规：贬低对手", "disparage"),
        ("违规：施压或失礼", "rude"),
        ("违规：报错资费", "wrong-price"),
        ("违规：越权折扣", "over-discount"),
        ("违规：绝对化承诺", "absolute"),
    ],
)
def test_he_notices_what_breaks_a_rule_and_trusts_less(asking: Conversation, violation: str, situation: str) -> None:
    before = asking.state.trust
    answer = asking.say(violation, "强调价格优惠")
    assert says_one_of(answer, lines_of(asking.customer, situation))
    assert asking.state.trust < before


def test_who_asks_for_the_order_before_anything_was_said_is_put_off(asking: Conversation) -> None:
    answer = asking.say("请求成交")
    assert says_one_of(answer, lines_of(asking.customer, "too-early"))
    assert asking.state.stage == "探询需求"


def test_who_keeps_pressing_is_thrown_out(talk: Conversation) -> None:
    for _ in range(4):
        talk.say("违规：施压或失礼")
    assert talk.state.ending == "被拒"


def test_who_says_nothing_loses_him(talk: Conversation) -> None:
    for _ in range(8):
        talk.utter("")
    assert talk.state.ending == "被拒"


# -- objections ----------------------------------------------------------------------------------------------------


def objecting(boss: SimulatedCustomer, difficulty: int = 2, seed: int = 7) -> Conversation:
    """A talk in which an objection has just been raised and waits."""
    talk = Conversation(boss, difficulty=difficulty, seed=seed)
    talk.say("礼貌问候", "自我介绍", "说明来意")
    talk.say("询问现有费用", "询问需求与不满")
    for _ in range(12):
        if talk.state.open_objection or talk.state.ending:
            break
        talk.say("推荐组合方案")
    assert talk.state.open_objection is not None
    return talk


def answer_to(talk: Conversation) -> str:
    handled = talk.state.open_objection
    assert handled is not None
    return talk.customer.objections[handled.name].answered_by[0]


def test_acknowledge_answer_check_settles_an_objection(boss: SimulatedCustomer) -> None:
    talk = objecting(boss)
    name = talk.state.open_objection.name
    talk.say("认同客户顾虑", answer_to(talk), "确认")
    handled = next(one for one in talk.state.handled if one.name == name)
    assert handled.outcome == "settled"
    assert (handled.acknowledged and handled.answered and handled.checked) is not None


def test_an_answer_alone_half_settles_a_normal_customer(boss: SimulatedCustomer) -> None:
    talk = objecting(boss)
    handled = talk.state.open_objection
    assert handled is not None
    answer = talk.say(answer_to(talk))
    assert says_one_of(answer, talk.customer.objections[handled.name].half)
    assert talk.state.open_objection is not None


def test_an_answer_alone_is_enough_for_an_easy_one(boss: SimulatedCustomer) -> None:
    talk = objecting(boss, difficulty=1)
    handled = talk.state.open_objection
    assert handled is not None
    talk.say(answer_to(talk))
    assert next(one for one in talk.state.handled if one.name == handled.name).outcome == "settled"


def test_he_comes_back_to_an_objection_that_was_dodged(boss: SimulatedCustomer) -> None:
    talk = objecting(boss)
    handled = talk.state.open_objection
    assert handled is not None
    answer = talk.say("强调国际访问快")
    assert says_one_of(answer, talk.customer.objections[handled.name].dodged)


def test_an_objection_nobody_answers_is_dropped_and_costs_trust(boss: SimulatedCustomer) -> None:
    talk = objecting(boss)
    handled = talk.state.open_objection
    assert handled is not None
    before = talk.state.trust
    for _ in range(LEVELS[2].dodges + 1):
        talk.say("强调国企合作基础")
    assert next(one for one in talk.state.handled if one.name == handled.name).outcome == "dropped"
    assert talk.state.trust < before


def test_one_objection_is_open_at_a_time(boss: SimulatedCustomer) -> None:
    talk = objecting(boss, difficulty=3)
    for _ in range(6):
        talk.say("推荐组合方案", "强调价格优惠")
        assert sum(one.outcome == "open" for one in talk.state.handled) <= 1


def test_a_claim_without_a_figure_is_doubted(asking: Conversation) -> None:
    answer = asking.say("强调价格优惠")
    assert says_one_of(answer, asking.customer.objections["凭什么信你"].raises)


def test_a_claim_with_a_figure_is_not(asking: Conversation) -> None:
    asking.say("强调价格优惠", "省四百")
    assert "凭什么信你" not in asking.state.raised


def test_too_expensive_is_never_said_before_a_price(boss: SimulatedCustomer) -> None:
    for seed in range(30):
        talk = objecting(boss, difficulty=3, seed=seed)
        while not talk.state.ending and talk.state.stage != "报价":
            talk.say("认同客户顾虑", *([answer_to(talk)] if talk.state.open_objection else []), "确认")
        assert "太贵了" not in talk.state.raised


# -- benefits and prices -------------------------------------------------------------------------------------------


def test_what_he_cares_about_wins_him_and_what_he_does_not_bores_him(asking: Conversation) -> None:
    cares = asking.customer.script.customer.cares
    trust = asking.state.trust
    assert says_one_of(asking.say("说明免月租或包月话费"), cares["说明免月租或包月话费"].say)
    assert asking.state.trust > trust
    trust = asking.state.trust
    assert says_one_of(asking.say("强调国际访问快"), cares["强调国际访问快"].say)
    assert asking.state.trust == trust


def test_a_benefit_told_twice_does_not_count_twice(asking: Conversation) -> None:
    asking.say("说明免月租或包月话费")
    trust = asking.state.trust
    assert says_one_of(asking.say("说明免月租或包月话费"), lines_of(asking.customer, "heard-before"))
    assert asking.state.trust == trust


def test_a_price_means_nothing_to_him_while_nobody_knows_his_bill(asking: Conversation) -> None:
    assert says_one_of(asking.say("报价"), lines_of(asking.customer, "price-blind"))


def test_a_reckoning_with_his_own_bill_wins_trust(asking: Conversation) -> None:
    asking.say("询问现有费用")
    trust = asking.state.trust
    asking.say("省四百")
    assert asking.state.trust == trust + 2


# -- what nobody understands ---------------------------------------------------------------------------------------


def test_not_understood_twice_he_changes_the_subject_himself(talk: Conversation) -> None:
    assert says_one_of(talk.utter("呜啦呜啦"), lines_of(talk.customer, "unclear"))
    answer = talk.utter("叽里咕噜")
    assert says_one_of(answer, lines_of(talk.customer, "unclear-again"))
    assert says_one_of(answer, talk.customer.script.stages["开场白"].prompts)


# -- the whole -----------------------------------------------------------------------------------------------------


def test_the_same_seed_and_words_give_the_same_talk(boss: SimulatedCustomer) -> None:
    def played(seed: int) -> list[str]:
        talk = Conversation(boss, seed=seed)
        names = ["自我介绍", "说明来意", "询问现有费用", "强调网络稳定", "推荐组合方案"]
        return [talk.answer, *(talk.say(name) for name in names)]

    assert played(3) == played(3)
    assert len({tuple(played(seed)) for seed in range(10)}) > 5


def test_a_talk_stored_and_taken_up_again_is_the_same_talk(boss: SimulatedCustomer) -> None:
    talk = objecting(boss)
    stored = TalkState.from_json(json.loads(json.dumps(talk.state.as_json(), ensure_ascii=False)))
    assert stored == talk.state


def test_a_harder_level_brings_more_objections(boss: SimulatedCustomer) -> None:
    planned = [len(Conversation(boss, difficulty=level, seed=1).state.planned) for level in (1, 2, 3)]
    assert planned == [LEVELS[1].objections, LEVELS[2].objections, LEVELS[3].objections]
    assert planned[0] < planned[1] < planned[2]


def test_after_the_end_nothing_more_is_said(talk: Conversation) -> None:
    while not talk.state.ending:
        talk.utter("")
    assert talk.say("自我介绍") == ""


NAMES = [*CLAIMS, "确认", "自我介绍", "说明来意", "询问现有费用", "询问需求与不满", "推荐组合方案", "强调价格优惠"]
NAMES += [
    "强调网络稳定",
    "认同客户顾虑",
    "老号码过渡",
    "装机安排",
    "合同衔接",
    "权限内折扣",
    "报价 128元/2M",
    "请求成交",
]
NAMES += ["预约下次", "感谢与道别", "违规：贬低对手", "违规：施压或失礼", "询问现用运营商或线路"]
UTTERANCE = st.one_of(
    st.lists(st.sampled_from(NAMES), max_size=4).map(lambda names: saying(*names)), st.text(max_size=20)
)


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 10_000), st.sampled_from([1, 2, 3]), st.lists(UTTERANCE, min_size=40, max_size=90))
def test_whatever_is_said_the_talk_waits_or_ends_and_he_never_repeats_himself(
    boss: SimulatedCustomer, seed: int, difficulty: int, utterances: list[str]
) -> None:
    talk = Conversation(boss, seed=seed, difficulty=difficulty)
    order = [*STAGES, *boss.script.endings]
    said = [talk.answer]
    for utterance in utterances:
        before = talk.state.stage
        talk.utter(utterance)
        if talk.state.ending:
            break
        assert talk.answer
        said.append(talk.answer)
        steps = [before, *(one.stage for one in talk.reply.said)]
        assert all(order.index(b) - order.index(a) <= 1 for a, b in pairwise(steps))
    assert talk.state.ending
    assert len(said) == len(set(said))
    assert len(talk.state.spoken) == len(set(talk.state.spoken))


def test_who_shows_the_rep_out_does_not_ask_him_to_go_on_in_the_same_breath(boss: SimulatedCustomer) -> None:
    talk = Conversation(boss, difficulty=3, seed=7)
    while not talk.state.ending:
        answer = talk.utter("")
    assert says_one_of(answer, boss.script.endings["被拒"].customer) or len(talk.reply.said) == 1
    assert not says_one_of(answer, (*lines_of(boss, "impatient"), *lines_of(boss, "silence")))
