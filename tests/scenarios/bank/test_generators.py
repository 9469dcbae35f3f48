"""Each kind of fact gives its questions: one of each generator, with the answer that the plan gives."""

from __future__ import annotations

import pytest

from scenarios.bank.generators import GENERATORS
from scenarios.bank.item import answer_as_json
from tests.banks import HOTEL, OFFICE, ground, loaded, made, right

ASKED = {
    "voice": ("标准资费里，固话月费列了哪几档", "30元/月 50元/月 80元/月"),
    "speed": ("10M 宽带在标准资费里印了两个价，低的那个", "888元/月"),
    "price": ("“企视通（经济版）怎么收费", "700元/月"),
    "pricematch": ("按标准月费从便宜到贵", "来电显示 网络存储（专业版） 网络传真（普通版） 网络传真（商务版）"),
    "family": ("资费表里列作语音增值业务", "集团悦铃 电话导航 来电显示"),
    "sum": ("来电显示、网络传真（商务版），不打折", "30"),
    "band": ("月消费正好 999 元", "500-1000元"),
    "limit": ("客户月消费 750 元，分公司市场部主任最低能打几折", "8折"),
    "edge": ("499 元，客户经理最低", "9折"),
    "within": ("哪几位客户经理自己就能答应", None),
    "limitmatch": ("月消费 7000 元的客户，各级最低", None),
    "pays": ("月消费 2000 元，全部按客户经理", "1600"),
    "saves": ("一个月花 3000，", "7200"),
    "order": ("2 部 30 元的固话、一条标准价 998 元的 10M 宽带，再加一项商务我世界", "1086.4"),
    "gifts": ("360 元，问能送点什么", "来电显示 企业悦铃 网络传真（标准版）"),
    "giftfrom": ("企业悦铃从哪一档起", "月消费 300 元起"),
    "edition": ("月消费 6500 元的客户，网络传真送不送", "商务版"),
    "more": ("从 3500 元涨到 6500 元", "企视通（经济版）"),
    "giftedge": ("客户月消费 999 元，还差 1 元", "电话导航"),
    "needs": ("月消费 9000 元的客户咬定要 6折", "哪一级都不够，要走特批"),
    "says": ("月消费 3000 元，让客户经理给个痛快话", "给您打 8折，再送您网络存储（专业版2G）"),
    "confirm": ("从最低的一级往上排好", "客户经理 分公司市场部主任 分公司经理 省公司市场部主任"),
    "signs": ("月消费 13000 元的客户要 6折", "省公司市场部主任"),
    "beyond": ("连分公司经理的权限也不够", "一律从OA上报，省公司审核通过以后才能执行"),
    "step": ("宽带的第四梯度是哪一种", "宽带+数据组网+增值+服务"),
    "rung": ("宽带从第三梯度升到第四梯度", "数据组网"),
    "ladder": ("宽带这一列的产品梯度，从低到高", None),
    "access": ("语音第一梯度写了哪几种", "CENTREX PBX IPPBX"),
    "kind": ("“广告公司”备课", "小型民营企业"),
    "need": ("“讲究人际关系”", "国有企业"),
    "sensitive": ("“对价格比较敏感”写的是", "大中型民营企业"),
    "common": ("办公自动化、财务、客户管理", "各类客户都要"),
    "pitch": ("“访问国外网站快”", "国际企业"),
    "pitches": ("方案给国际企业列了哪几条", "带宽最高可到10M 访问国外网站快"),
    "pitchmatch": ("见什么客户讲什么卖点", None),
    "way": ("“带齐宣传品、礼品和能当场受理的单据”——说的", "现场办公"),
    "count": ("每天面谈不少于＿＿客户", "10个"),
    "channel": ("辅助渠道是哪几个", "10060热线 代理商 营业厅"),
    "lists": ("试销期间市场部统计＿＿", "成功率 业务量 经典案例 改进建议"),
    "rollout": ("方案里说的“多对一”", "几位客户经理扮不同运营商的客户经理，抢一个客户"),
    "trainings": ("“培训”分几次做", "业务知识 销售技巧 经验分享"),
    "rivals": ("竞争对手是哪几家", "铁通 联通 电信"),
}


@pytest.mark.parametrize("code", [one.code for one in GENERATORS])
def test_a_kind_of_fact_is_asked_and_answered(code: str) -> None:
    stem, answer = ASKED[code]
    found = [item for item in loaded().bank.items.values() if item.id.startswith(f"{code}-") and stem in item.stem]
    assert found, [item.stem for item in loaded().bank.items.values() if item.id.startswith(f"{code}-")]
    if answer is None:
        return
    item = found[0]
    told = str(answer_as_json(item.key)) if item.kind == "number" else " ".join(right(item))
    assert (told if item.kind in ("order", "number", "single") else set(told.split())) == (
        answer if item.kind in ("order", "number", "single") else set(answer.split())
    )


def test_no_two_generators_have_one_code_and_each_says_what_it_asks() -> None:
    codes = [one.code for one in GENERATORS]
    assert len(codes) == len(set(codes))
    assert all(one.about and one.run.__doc__ for one in GENERATORS)


@pytest.mark.parametrize("plan", [OFFICE, HOTEL])
def test_the_same_plan_gives_the_same_questions_again(plan: str) -> None:
    once, again = ([draft for one in GENERATORS for draft in one.run(ground(plan))] for _ in range(2))
    assert once == again


def test_another_plan_of_the_same_trade_is_asked_about_without_a_line_of_program() -> None:
    hotel = made(loaded(HOTEL).bank.items.values())
    assert len(hotel) > 100
    assert {"confirm", "limit", "gifts", "price", "band"} <= {item.id.rpartition("-")[0] for item in hotel}
