"""What a province relies on in its bank: enough questions, none ambiguous, none that a changed plan leaves behind."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import combinations

import pytest

from scenarios.bank.alike import plain
from scenarios.bank.bank import build_bank, generated
from scenarios.bank.drafts import UNTIMED
from scenarios.bank.generators import GENERATORS
from scenarios.bank.item import KINDS, Item
from tests.banks import HOTEL, OFFICE, doubts, ground, loaded, made, right, shelf

ITEMS = list(loaded().bank.items.values())
BOTH = [*ITEMS, *loaded(HOTEL).bank.items.values()]


def test_there_are_three_hundred_generated_questions_and_forty_written_ones_of_every_kind() -> None:
    assert len(made(ITEMS)) >= 300
    assert len(ITEMS) - len(made(ITEMS)) >= 40
    assert {item.kind for item in ITEMS} == set(KINDS)
    assert len(loaded().bank.cases) >= 8
    assert not loaded().report.errors


def test_every_difficulty_has_enough_for_a_paper_of_thirty() -> None:
    counts = Counter(item.difficulty for item in ITEMS)
    assert set(counts) == {1, 2, 3, 4, 5}
    assert min(counts.values()) >= 12


def test_no_question_is_asked_twice() -> None:
    asked = Counter((plain(item.stem), frozenset(map(plain, item.options)), item.lefts) for item in ITEMS)
    assert [one for one, count in asked.items() if count > 1] == []


def test_every_question_names_a_line_of_the_plan_that_says_so() -> None:
    text = {item.source.file for item in made(ITEMS)}
    assert text == {"office-building/plan.yaml"}
    assert all(item.source.line > 1 and item.source.words and len(item.source.fingerprint) == 64 for item in ITEMS)
    limit = next(item for item in ITEMS if item.id.startswith("limit-") and "750 元" in item.stem)
    assert limit.source.path == "bands/500-1000元/limits/分公司市场部主任"
    assert "分公司市场部主任: 8" in limit.source.words


def test_ids_are_short_plain_and_stable() -> None:
    again = build_bank(ground())
    assert [item.id for item in made(ITEMS)] == list(again.items)
    assert all(re.fullmatch(r"[a-z]+-[0-9a-f]{10}", item.id) for item in ITEMS)


def test_every_question_survives_being_stored() -> None:
    for item in ITEMS:
        assert Item.from_json(json.loads(json.dumps(item.as_json(), ensure_ascii=False))) == item


def test_prices_and_authority_have_no_clock_that_counts() -> None:
    assert all(item.timed == (item.skill not in UNTIMED) for item in ITEMS)
    assert {"资费", "优惠权限", "审批"} == UNTIMED


@pytest.mark.parametrize("item", BOTH, ids=lambda item: item.id)
def test_a_question_can_be_answered(item: Item) -> None:
    if item.kind == "number":
        assert item.options == ()
        assert item.unit
        return
    assert len(set(map(plain, item.options))) == len(item.options)
    key = item.key if isinstance(item.key, tuple) else (item.key,)
    assert set(key) <= set(range(len(item.options)))
    if item.kind == "single":
        assert len(item.options) >= 3
    if item.kind == "several":
        assert 1 < len(key) < len(item.options)
        assert list(key) == sorted(set(key))
    if item.kind == "order":
        assert sorted(key) == list(range(len(item.options)))
        assert key != tuple(range(len(item.options)))
    if item.kind == "match":
        assert len(key) == len(item.lefts) == len(set(key))


def test_no_answer_gives_itself_away_by_its_length_or_speaks_of_the_others() -> None:
    for item in ITEMS:
        if item.kind == "single":
            wrong = [option for option in item.options if option not in right(item)]
            assert len(right(item)[0]) < max(12, 1.6 * max(map(len, wrong))), item.stem
        assert not any(re.search("以上都|都对|都不对", option) for option in item.options), item.stem


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    places = Counter(item.key for item in made(ITEMS) if item.kind == "single" and len(item.options) == 4)
    assert max(places.values()) < 0.4 * places.total()


# -- what the plan leaves open -----------------------------------------------------------------------------------------


AMBIGUOUS = {
    "一种速率两个价": "2M 宽带每月多少钱？",
    "固话三档的内容": "30元的固话包含多少分钟？",
    "正好一万元": "月消费 10000 元的客户，客户经理最低几折？",
    "正好五千元": "客户月消费 5000 元，客户经理最低几折？",
    "标准版没有价": "网络传真标准版每月多少元？",
    "标准版是不是普通版": "网络传真送的是普通版还是标准版？",
    "存储的2G": "网络存储（专业版2G）值多少元？",
    "悦铃按什么收": "集团悦铃每月多少元？",
    "新业务功能": "10000元以上送不送新业务功能？",
    "企信通没有价": "企信通每月多少钱？",
    "语音三四梯度一样": "语音的第四梯度是什么？",
    "梯度给谁": "第三梯度适合哪类客户？",
    "竞争对手的代号": "XX 是哪一家？",
    "楼道贴的日期": "楼道贴要在几月几日前贴完？",
    "便宜这一条": "“价格比别家优惠”是讲给小型民营企业的吗？",
    "稳定这一条": "“网络稳定”讲给国际企业合适吗？",
    "增值业务这一条": "“免费送多种增值业务”讲给国际企业吗？",
    "民营企业这一行": "“服务比别家好”讲给小型民营企业吗？",
    "固话和宽带这一条": "“以固话和宽带为主”说的是哪一类？",
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_a_question_on_an_open_place_is_known_for_what_it_is(name: str) -> None:
    found = doubts().touched(AMBIGUOUS[name])
    assert found is not None
    assert found.name == name


def test_every_open_place_is_tried() -> None:
    assert set(AMBIGUOUS) == set(doubts().doubts)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_no_question_hangs_on_an_open_place(item: Item) -> None:
    assert doubts().touched(item.stem, (*item.lefts, *item.options)) is None
    assert not re.search(r"XX|YY|x%|新业务功能", f"{item.stem}{item.options}{item.lefts}")


def test_an_open_place_that_a_trainer_adds_takes_its_questions_out() -> None:
    unaware = {item.stem for item in generated(ground(open_places=False))}
    aware = {item.stem for item in generated(ground())}
    assert any("消费 5000 元" in stem or "花 5000 元" in stem for stem in unaware)
    assert not any("消费 5000 元" in stem or "花 5000 元" in stem for stem in aware)


# -- a changed plan ----------------------------------------------------------------------------------------------------


def test_a_changed_fact_retires_its_questions_and_no_others() -> None:
    plan = shelf().plan
    band = plan.bands["500-1000元"]
    lower = band.model_copy(update={"limits": {**band.limits, "客户经理": 8.0}})
    changed = plan.model_copy(update={"bands": {**plan.bands, band.name: lower}})
    after = build_bank(ground(changed=changed))
    before = [item.id for item in made(ITEMS)]
    gone = after.retired(before)
    stems = {loaded().bank.items[one].stem for one in gone}
    assert any("客户经理" in stem and "650 元" in stem for stem in stems)
    assert all(item.id in after.items for item in made(ITEMS) if item.skill in ("资费", "卖点", "渠道", "产品梯度"))
    assert 0 < len(gone) < 60


def test_a_new_wording_of_other_lines_retires_nothing() -> None:
    plan = shelf().plan
    changed = plan.model_copy(update={"goal": "换一句话"})
    assert build_bank(ground(changed=changed)).retired(item.id for item in made(ITEMS)) == ()


@pytest.mark.parametrize("plan", [OFFICE, HOTEL])
def test_no_generator_makes_two_questions_of_one_id(plan: str) -> None:
    ids = [item.id for item in generated(ground(plan))]
    assert len(ids) == len(set(ids))


def test_levels_with_equal_limits_are_asked_about_where_the_answer_is_still_one() -> None:
    plan = shelf().plan
    equal = {
        name: band.model_copy(update={"limits": dict.fromkeys(band.limits, 8.0)}) for name, band in plan.bands.items()
    }
    items = generated(ground(changed=plan.model_copy(update={"bands": equal})))
    needs = [item for item in items if item.id.startswith("needs-") and "8折" in item.stem]
    assert needs
    assert {right(item)[0] for item in needs} == {"客户经理"}
    assert not [item for item in items if item.id.startswith(("signs-", "limitmatch-"))]


def test_every_generator_stays_quiet_where_a_plan_has_nothing_of_its_kind() -> None:
    plan = shelf(HOTEL).plan.model_copy(update={"gradients": {}, "channels": (), "execution": (), "rivals": ("电信",)})
    drafts = [draft for one in GENERATORS for draft in one.run(ground(HOTEL, changed=plan))]
    assert not {draft.skill for draft in drafts} & {"产品梯度", "渠道", "执行"}


def test_questions_with_the_same_stem_offer_different_things() -> None:
    same = [pair for pair in combinations(made(ITEMS), 2) if plain(pair[0].stem) == plain(pair[1].stem)]
    assert all(set(one.options) != set(other.options) or one.lefts != other.lefts for one, other in same)


def test_the_plan_it_is_made_of_is_named() -> None:
    assert loaded().bank.plan == OFFICE
