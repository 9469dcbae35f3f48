"""Today's cards as they are shown."""

from __future__ import annotations

from datetime import date

from bot.services.todays_practice import Due, Today
from bot.views.page import plain
from bot.views.today import todays_page
from scoring.weak_points import WeakPoint

DAY = date(2026, 3, 16)
CARD = WeakPoint("rude", "违规：施压或失礼", "小型民营企业", DAY, DAY, quote="不签拉倒", better="您再考虑考虑。")
ITEM = WeakPoint("ask_cost", "询问现有费用", "小型民营企业", DAY, DAY, better="您一个月话费大概多少？")


def test_a_card_shows_the_old_line_the_better_one_and_how_to_practise_it() -> None:
    today = Today(DAY, (Due(ITEM, "广告公司", "询问现有费用"), Due(CARD, "广告公司")), None, ())
    text = plain(todays_page(today, with_commands=True))
    assert "duilian practice 广告公司 --target 询问现有费用" in text
    assert "2. 施压或失礼（广告公司）" in text
    assert "上次说的：“不签拉倒”" in text
    assert "duilian practice 广告公司 --mode coached" in text


def test_with_nothing_due_the_next_day_is_named() -> None:
    assert "明天（3月17日）" in plain(todays_page(Today(DAY, (), date(2026, 3, 17), ()), with_commands=False))
    assert "还没有记下薄弱点" in plain(todays_page(Today(DAY, (), None, ()), with_commands=False))


def test_a_leech_is_sent_to_a_person() -> None:
    leech = WeakPoint("close", "请求成交", "国企", DAY, DAY, lapses=4)
    assert "找培训师" in plain(todays_page(Today(DAY, (), None, (leech,)), with_commands=False))
