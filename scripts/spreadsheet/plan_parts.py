"""The sheets of a plan's facts: kinds of customers, prices, discounts, gifts, what to say and how to meet."""

from __future__ import annotations

from scripts.model.meanings import MEANINGS
from scripts.spreadsheet.columns import LINES, NUMBER, PAIRS, TEXT, valued, whole
from scripts.spreadsheet.sheet import Column
from scripts.spreadsheet.tables import EACH, Form, Home, Part, Single, Table

PLAN = "plan"
"""The document these sheets stand for."""


def plan_parts() -> tuple[Part, ...]:
    """Give the sheets, in their order."""
    meaning = MEANINGS["Plan"]
    return (
        Form(
            "方案",
            (
                *(
                    Single(name, PLAN, (key,), kind, meaning[key])
                    for name, key, kind in (
                        ("代号", "plan", TEXT),
                        ("方案名", "title", TEXT),
                        ("我们的简称", "operator", TEXT),
                        ("卖的是哪一类", "product-family", TEXT),
                        ("目标", "goal", TEXT),
                        ("共同的需求", "common-needs", LINES),
                        ("产品梯度举例", "gradient-example", TEXT),
                        ("有折扣权限的级别", "levels", LINES),
                        ("对手", "rivals", LINES),
                        ("渠道", "channels", LINES),
                        ("怎么推开", "execution", LINES),
                    )
                ),
                Single("固话月租", PLAN, ("tariff", "voice"), LINES, MEANINGS["Tariff"]["voice"]),
                Single("更低的折扣", PLAN, ("approval", "beyond"), TEXT, MEANINGS["Approval"]["beyond"]),
            ),
            "方案的基本情况。有几个的，一行一个。",
        ),
        Table(
            "客户分类",
            (Home(PLAN, ("segments", EACH)),),
            (Column("客户类型", 18),),
            (
                valued("id", "代号", 16, TEXT, "Segment", about="英文代号，“客户”表里的客户类型写它"),
                valued("companies", "典型单位", 40, LINES, "Segment"),
                valued("needs", "要什么", 40, LINES, "Segment"),
                valued("price-sensitivity", "价格敏感", 24, TEXT, "Segment"),
            ),
            "客户分几类。",
        ),
        Table(
            "产品梯度",
            (Home(PLAN, ("gradients", EACH)),),
            (Column("梯度", 14),),
            (
                valued("voice", "语音", 36, TEXT, "Gradient"),
                valued("broadband", "宽带", 36, TEXT, "Gradient"),
                valued("offer", "一起卖什么", 36, TEXT, "Gradient"),
                valued("for", "卖给谁", 24, LINES, "Gradient"),
            ),
            "产品梯度：从简单到完整，一级一级往上卖。",
        ),
        Table(
            "宽带资费",
            (Home(PLAN, ("tariff", "broadband", EACH)),),
            (Column("速率", 12),),
            (
                valued("megabits", "兆", 10, NUMBER, "Speed"),
                valued("prices", "标准价", 16, LINES, "Speed"),
            ),
            "宽带按速率的标准价，元/月。",
        ),
        Table(
            "产品资费",
            (Home(PLAN, ("tariff", "products", EACH)),),
            (Column("产品", 20),),
            (
                valued("also", "还怎么叫", 30, LINES, "Product"),
                valued("prices", "标准价", 16, LINES, "Product"),
                valued("unit", "按什么收", 12, TEXT, "Product"),
            ),
            "别的行业卖的东西和价，元。",
        ),
        Table(
            "增值业务",
            (Home(PLAN, ("tariff", "value-added", EACH)),),
            (Column("业务", 18),),
            (
                valued("family", "类别", 12, TEXT, "ValueAdded"),
                valued("also", "还怎么叫", 40, LINES, "ValueAdded"),
            ),
            "增值业务或附加服务；各版本的价在下一张表。",
        ),
        Table(
            "增值业务价",
            (Home(PLAN, ("tariff", "value-added", EACH, "editions", EACH)),),
            (Column("业务", 18), Column("版本", 18)),
            (
                valued("yuan", "元", 10, NUMBER, "Price"),
                valued("unit", "按什么收", 30, TEXT, "Price"),
            ),
            "增值业务各版本的标准价。",
        ),
        Table(
            "折扣档",
            (Home(PLAN, ("bands", EACH)),),
            (Column("档", 18),),
            (
                valued("at-least", "不少于", 10, NUMBER, "Band"),
                valued("above", "超过", 10, NUMBER, "Band"),
                valued("under", "少于", 10, NUMBER, "Band"),
                valued("up-to", "不超过", 10, NUMBER, "Band"),
                valued("gifts", "能送什么", 30, LINES, "Band", about="这一档能送什么，照“赠品叫法”表里的名字写"),
                valued(
                    "limits",
                    "最低折扣",
                    30,
                    PAIRS,
                    "Band",
                    about="各级最低能打几折，例如 客户经理：8.5；不写就不能打",
                ),
            ),
            "按客户每月花多少钱分档：送什么，各级最低打几折（8.5 就是八五折）。",
        ),
        Table(
            "赠品叫法",
            (Home(PLAN, ("gift-names", EACH)),),
            (Column("赠品", 24),),
            (whole("口头怎么叫", 60, LINES, "一行一种叫法"),),
            "赠品在口头上怎么叫，听话时按它认。",
        ),
        Table(
            "审批",
            (Home(PLAN, ("approval", "confirmed-by", EACH)),),
            (Column("谁打的折", 24),),
            (whole("由谁确认", 30, TEXT),),
            "哪一级打的折，由谁确认。",
        ),
        Table(
            "卖点",
            (Home(PLAN, ("selling-points", EACH)),),
            (Column("客户类型", 18),),
            (
                valued("ours", "我们讲什么", 60, LINES, "SellingPoint"),
                valued("others", "心里的对比", 40, TEXT, "SellingPoint"),
            ),
            "对每类客户讲什么。心里的对比不要照着说给客户听。",
        ),
        Table(
            "销售方式",
            (Home(PLAN, ("ways-of-selling", EACH)),),
            (Column("方式", 14),),
            (
                valued("code", "代号", 12, TEXT, "WayOfSelling", about="英文代号，定了就不要改"),
                valued("rules", "要做到什么", 80, LINES, "WayOfSelling"),
            ),
            "怎么跟客户见面。",
        ),
    )
