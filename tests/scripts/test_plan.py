"""The office-building plan against the source's own tables, printed here again, and the questions asked of it."""

from __future__ import annotations

import pytest

from scripts.loader import shipped_library
from scripts.model import Plan
from scripts.source import read

REP, HEAD, MANAGER = LEVELS = ("客户经理", "分公司市场部主任", "分公司经理")

CALLER_ID, RINGBACK, NAVIGATION = "来电显示", "企业悦铃", "电话导航"
FAX_STANDARD, FAX_BUSINESS = "网络传真（标准版）", "网络传真（商务版）"
MAIL_STANDARD, MAIL_ECONOMY = "企业邮箱（标准版）", "企业邮箱（经济版）"
STORAGE, NEW_FEATURES = "网络存储（专业版2G）", "新业务功能"
VIDEO, MY_WORLD = "企视通（经济版）", "商务我世界（商务版）"

GIFTS_FROM_1000 = {CALLER_ID, RINGBACK, NAVIGATION, FAX_BUSINESS, MAIL_ECONOMY, STORAGE}
GIFTS_FROM_5000 = GIFTS_FROM_1000 | {NEW_FEATURES, VIDEO}

# Monthly spends in yuan, each border and a step to both sides → gifts, and the lowest 折 of each level.
NOTHING = (set[str](), (None, None, None))
FROM_300 = ({CALLER_ID, RINGBACK, FAX_STANDARD}, (9, 8.5, 8))
FROM_500 = ({CALLER_ID, RINGBACK, FAX_STANDARD, MAIL_STANDARD, STORAGE}, (8.5, 8, 7.5))
FROM_1000 = (GIFTS_FROM_1000, (8, 7.5, 7))
FROM_5000 = (GIFTS_FROM_5000, (7.5, 7, 6.5))
OVER_10000 = (GIFTS_FROM_5000 | {MY_WORLD}, (7, 6.5, 6))
SPENDS = [
    (0, NOTHING),
    (299.99, NOTHING),
    (300, FROM_300),
    (499.99, FROM_300),
    (500, FROM_500),
    (999.99, FROM_500),
    (1000, FROM_1000),
    (4999.99, FROM_1000),
    (5000, FROM_5000),
    (9999, FROM_5000),
    (10_000, FROM_5000),
    (10_000.01, OVER_10000),
    (80_000, OVER_10000),
]


@pytest.fixture(scope="module")
def plan() -> Plan:
    file = shipped_library() / "office-building" / "plan.yaml"
    source = read(file.name, file.read_text(encoding="utf-8"))
    assert not source.problems
    return Plan.model_validate(source.data)


def test_the_plan_says_whose_it_is(plan: Plan) -> None:
    assert (plan.plan, plan.title, plan.operator) == ("office-building", "商务楼宇", "网通")
    assert plan.rivals == ("电信", "铁通", "联通")


def test_the_four_segments_have_their_handles_and_the_source_s_companies(plan: Plan) -> None:
    assert {segment.id: name for name, segment in plan.segments.items()} == {
        "international": "国际企业",
        "state-owned": "国有企业",
        "private-large": "大中型民营企业",
        "private-small": "小型民营企业",
    }
    assert [len(segment.companies) for segment in plan.segments.values()] == [4, 3, 2, 6]
    assert "广告公司" in plan.segments["小型民营企业"].companies


def test_every_segment_has_its_selling_points(plan: Plan) -> None:
    assert list(plan.selling_points) == list(plan.segments)


def test_what_the_source_leaves_to_each_city_stays_open(plan: Plan) -> None:
    said = " ".join(one.others + "".join(one.ours) for one in plan.selling_points.values())
    assert all(blank in said for blank in ("XX", "YY", "x%"))
    assert not any(rival in said for rival in plan.rivals)


def test_the_ladder_has_five_steps_and_its_third_and_fourth_voice_step_are_alike(plan: Plan) -> None:
    steps = list(plan.gradients.values())
    assert [step.voice for step in steps] == [
        "固话（CENTREX / PBX / IPPBX）",
        "固话+增值",
        "固话+增值+服务",
        "固话+增值+服务",
        "固话+宽带+数据组网+增值+服务+捆绑销售",
    ]
    assert [step.broadband for step in steps[:4]] == [
        "LAN / DSL / WLAN / 专线",
        "宽带+增值",
        "宽带+增值+服务",
        "宽带+数据组网+增值+服务",
    ]
    assert [step.for_ for step in steps] == [
        ("国企", "私企"),
        ("国企", "私企"),
        ("国企", "私企", "民营企业", "国际企业"),
        ("国企", "民营企业", "国际企业"),
        ("国企", "民营企业", "国际企业"),
    ]


def test_the_tariff_is_the_source_s_table(plan: Plan) -> None:
    assert plan.tariff.voice == (30, 50, 80)
    assert {speed.megabits: speed.prices for speed in plan.tariff.broadband.values()} == {
        2: (128, 168),
        10: (888, 998),
        100: (3000, 3500),
    }


def test_every_value_added_service_has_the_price_of_each_printed_edition(plan: Plan) -> None:
    priced = {
        (name, edition): price.yuan
        for name, service in plan.tariff.value_added.items()
        for edition, price in service.editions.items()
    }
    assert priced == {
        ("来电显示", "不分版本"): 5,
        ("集团悦铃", "不分版本"): 6,
        ("电话导航", "不分版本"): 10,
        ("网络传真", "普通版"): 15,
        ("网络传真", "商务版"): 25,
        ("网络存储", "专业版"): 10,
        ("企业邮箱", "经济版"): 100,
        ("企视通", "经济版"): 700,
        ("商务我世界", "商务版"): 300,
    }
    assert plan.tariff.value_added["集团悦铃"].editions["不分版本"].unit == "号"


def test_no_two_services_answer_to_one_name(plan: Plan) -> None:
    names = [called for name, service in plan.tariff.value_added.items() for called in (name, *service.also)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("spend", "expected"), SPENDS)
def test_a_spend_gets_the_gifts_and_limits_of_the_source_s_row(
    plan: Plan, spend: float, expected: tuple[set[str], tuple[float | None, ...]]
) -> None:
    gifts, limits = expected
    band = plan.band_for(spend)
    assert band is not None
    assert set(band.gifts) == gifts
    assert tuple(plan.lowest_discount(level, spend) for level in LEVELS) == limits


@pytest.mark.parametrize("spend", [spend for spend, _ in SPENDS])
def test_a_spend_belongs_to_exactly_one_band(plan: Plan, spend: float) -> None:
    assert sum(band.holds(spend) for band in plan.bands.values()) == 1


def test_an_unknown_spend_has_no_band_and_is_judged_by_the_widest_limit_of_the_level(plan: Plan) -> None:
    assert plan.band_for(None) is None
    assert [plan.lowest_discount(level, None) for level in LEVELS] == [7, 6.5, 6]


@pytest.mark.parametrize("spend", [None, 400, 20_000])
def test_a_level_the_plan_does_not_know_may_grant_nothing(plan: Plan, spend: float | None) -> None:
    assert plan.lowest_discount("实习生", spend) is None


def test_every_gift_can_be_called_by_name_and_no_other_thing_can(plan: Plan) -> None:
    given = {gift for band in plan.bands.values() for gift in band.gifts}
    assert set(plan.gift_names) == given
    assert all(plan.gift_names.values())


def test_a_name_without_an_edition_means_a_gift_of_each_band_that_has_one(plan: Plan) -> None:
    called = {gift for gift, names in plan.gift_names.items() if "网络传真" in names}
    assert called == {FAX_STANDARD, FAX_BUSINESS}


def test_each_level_s_discount_is_confirmed_by_the_next(plan: Plan) -> None:
    assert plan.levels == LEVELS
    assert plan.approval.confirmed_by == {REP: HEAD, HEAD: MANAGER, MANAGER: "省公司市场部主任"}
    assert "OA" in plan.approval.beyond
    assert "省公司" in plan.approval.beyond


def test_the_three_ways_of_selling_have_their_handles_and_figures(plan: Plan) -> None:
    ways = {way.code: way for way in plan.ways_of_selling.values()}
    assert {code: way.name for code, way in ways.items()} == {"visit": "扫楼", "stand": "现场办公", "phone": "电话销售"}
    assert any("不少于10个客户" in rule for rule in ways["visit"].rules)
    assert any("8:30到10:00" in rule for rule in ways["phone"].rules)


def test_channels_and_execution_keep_what_the_source_names(plan: Plan) -> None:
    channels, execution = " ".join(plan.channels), " ".join(plan.execution)
    assert all(name in channels for name in ("客户经理", "代理商", "营业厅", "10060"))
    assert all(
        name in execution
        for name in ("本地化", "培训", "案例竞赛", "多对一", "一对多", "批评与自我批评", "目标客户分派", "试销", "V3")
    )
