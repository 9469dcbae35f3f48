"""The sheets of a sales script: the script's own, then the points and objections it shares, then the plan's facts."""

from __future__ import annotations

from scripts.model.meanings import MEANINGS
from scripts.model.script import STAGES
from scripts.spreadsheet.branches import OTHERWISE, TARGETS, When, phrases, with_otherwise, with_target
from scripts.spreadsheet.kinds import Choice, Groups, Kind, Lines, Number, Pairs, Records, Text, YesNo
from scripts.spreadsheet.sheet import Column
from scripts.spreadsheet.tables import EACH, Field, Form, Home, Part, Single, Table

SCRIPT, PLAN, POINTS, OBJECTIONS = "script", "plan", "points", "objections"
"""The documents of a workbook; voices and stories stay as they are."""
DOCUMENT_NAMES = {SCRIPT: "脚本", PLAN: "方案", POINTS: "评分要点", OBJECTIONS: "异议库"}

OWN, SHARED, BANK = "本脚本", "方案共用", "异议库"
ALWAYS = "随时"
"""In place of a stage: the branches that go before every stage's own."""

TEXT, NUMBER, LINES, GROUPS, PAIRS, YES_NO = Text(), Number(), Lines(), Groups(), Pairs(), YesNo()
OUTCOME = Choice({"won": "成交", "follow-up": "约下次", "lost": "被拒"})
POINT_KIND = Choice({"point": "要点", "violation": "违规"})
SPEECH_ACT = Choice({"statement": "陈述", "question": "提问", "request": "请求或提议", "social": "寒暄"})
DECIDED_BY = Choice({"words": "说的话", "numbers": "数字"})
WHOSE = Choice({"ours": "我们的", "rival": "对手的", "any": "都行"})
PLACE = Choice({"anywhere": "哪里都行", "start": "开头", "end": "结尾"})
CLAIM = Choice({"price": "价钱", "discount": "折扣", "gift": "赠品", "saving": "省多少"})
VERDICT = "right 对、wrong 错、beyond-authority 越权、beyond-table 不在表里"
PROOFS = Records(
    {
        "kind": ("种类", CLAIM),
        "of": ("对象", TEXT),
        "yuan": ("元", TEXT),
        "verdict": ("判为", LINES),
        "referred": ("报上级", TEXT),
    }
)
REPLIES = Records({"asked": ("客户问", GROUPS), "said": ("业务员答", GROUPS)})

_STAGE = Column("环节", 12, "七个环节之一", STAGES)
_MANY = "一行一个（Alt+Enter 换行）"


def _field(key: str, title: str, width: int, kind: Kind, model: str) -> Field:
    """Make a column whose note is what the key means, and whose choices are those of its kind."""
    about = MEANINGS[model][key]
    if isinstance(kind, Lines | Groups | Pairs | Records):
        about = f"{about}。{_MANY}"
    if isinstance(kind, Choice):
        column = Column(title, width, about, tuple(kind.names.values()))
    elif isinstance(kind, YesNo):
        column = Column(title, width, about, ("是",), open_=True)
    else:
        column = Column(title, width, about, number=isinstance(kind, Number))
    return Field((key,), column, kind)


def _whole(title: str, width: int, kind: Kind, about: str = "") -> Field:
    """Make the only column of entries that are one value each."""
    return Field((), Column(title, width, about), kind)


def _script_parts() -> tuple[Part, ...]:
    return (
        Form(
            "客户",
            (
                Single("脚本", SCRIPT, ("script",), TEXT, MEANINGS["Script"]["script"]),
                Single("方案", SCRIPT, ("plan",), TEXT, MEANINGS["Script"]["plan"]),
                Single("客户类型", SCRIPT, ("segment",), TEXT, MEANINGS["Script"]["segment"]),
                Single("版本", SCRIPT, ("version",), TEXT, MEANINGS["Script"]["version"]),
                Single("一句话介绍", SCRIPT, ("about",), TEXT, MEANINGS["Script"]["about"]),
                Single("来谈的人", SCRIPT, ("rep-level",), TEXT, MEANINGS["Script"]["rep-level"]),
                *(
                    Single(name, SCRIPT, ("customer", key), TEXT, MEANINGS["Customer"][key])
                    for name, key in (
                        ("称呼", "name"),
                        ("职务", "role"),
                        ("单位", "company"),
                        ("背景", "background"),
                        ("月消费", "spend"),
                        ("耐心", "patience"),
                        ("信任", "trust"),
                        ("心情", "mood"),
                    )
                ),
            ),
            "客户是谁：一项一行，只改“内容”这一列。",
        ),
        Table(
            "被问才说",
            (Home(SCRIPT, ("customer", "facts", EACH)),),
            (Column("情况", 16, "这件事的名字"),),
            (
                _field("asked", "问到哪些要点", 22, LINES, "Fact"),
                _field("say", "他怎么说", 50, LINES, "Fact"),
                _field("guarded", "信不过时怎么挡", 40, LINES, "Fact"),
                _field("again", "再问一遍时", 40, LINES, "Fact"),
            ),
            "问到了客户才说的事。同一件事至少写三种说法。",
        ),
        Table(
            "在乎什么",
            (Home(SCRIPT, ("customer", "cares", EACH)),),
            (Column("要点", 26, "要点名，和“要点”表里的一样"),),
            (
                _field("worth", "值多少", 10, NUMBER, "Care"),
                _field("say", "他怎么说", 70, LINES, "Care"),
            ),
            "一样好处在他眼里值多少：3 正中下怀，0 无所谓，-2 反感。",
        ),
        Table(
            "客户口气",
            (Home(SCRIPT, ("customer", "voice", EACH)),),
            (Column("场合", 18, "场合的代号，照方案里的写"),),
            (_whole("他怎么说", 80, LINES, "这种场合他说什么，一行一种说法"),),
            "这位客户自己的口气，代替方案共用的；不写就用共用的。",
        ),
        Table(
            "开场",
            (Home(SCRIPT, ("openings", EACH)),),
            (Column("销售方式", 14, "方案里的销售方式"),),
            (
                _field("scene", "场景", 46, TEXT, "Opening"),
                _field("customer", "客户第一句", 40, LINES, "Opening"),
                _field("rep", "示范第一句", 46, LINES, "Opening"),
            ),
            "每种销售方式怎么开场。",
        ),
        Table(
            "阶段",
            (Home(SCRIPT, ("stages", EACH)),),
            (_STAGE,),
            (
                _field("goal", "目标", 36, TEXT, "Stage"),
                _field("customer", "客户开口", 40, LINES, "Stage"),
                _field("prompts", "客户催促", 40, LINES, "Stage"),
                _field("objections", "会提的异议", 22, LINES, "Stage"),
                _field("hint", "提示", 36, TEXT, "Stage"),
            ),
            "七个环节，名字和次序不能改。",
        ),
        Table(
            "阶段要点",
            (Home(SCRIPT, ("stages", EACH, "points", EACH)),),
            (_STAGE, Column("要点", 26, "要点名，和“要点”表里的一样")),
            (
                _field("weight", "分值", 8, NUMBER, "StagePoint"),
                _field("required", "必说", 8, YES_NO, "StagePoint"),
                _field("say", "示范说法", 70, LINES, "StagePoint"),
            ),
            "每个环节看哪些要点，占几分，好的说法是什么。",
        ),
        Table(
            "客户追问",
            (Home(SCRIPT, ("stages", EACH, "asks", EACH)),),
            (_STAGE, Column("要点", 26, "还没说到的要点")),
            (_whole("客户怎么问", 70, LINES, "一行一种问法"),),
            "业务员没说到的，客户自己问起。",
        ),
        Table(
            "分支",
            (Home(SCRIPT, ("always",), ALWAYS), Home(SCRIPT, ("stages", EACH, "next"))),
            (Column("环节", 12, f"七个环节之一；“{ALWAYS}”是不管谈到哪里都先看的", (ALWAYS, *STAGES)),),
            (
                Field(
                    ("when",),
                    Column("条件", 36, f"一行一个，都满足才走。能写：{'、'.join(phrases())}", phrases(), open_=True),
                    When(),
                ),
                Field(
                    ("to",),
                    Column("去哪里", 18, MEANINGS["Branch"]["to"], (*TARGETS.values(), *STAGES), open_=True),
                    Choice(TARGETS),
                ),
                _field("customer", "客户说什么", 60, LINES, "Branch"),
                _field("promise", "答应了什么", 14, TEXT, "Branch"),
            ),
            f"什么时候去哪里，同一环节从上往下看，走第一条满足的；每个环节最后一条的条件写“{OTHERWISE}”。",
            listed=True,
            shown=with_target,
            settled=with_otherwise,
        ),
        Table(
            "结局",
            (Home(SCRIPT, ("endings", EACH)),),
            (Column("结局", 14, "结局的名字，分支里用它"),),
            (
                _field("outcome", "结果", 12, OUTCOME, "Ending"),
                _field("customer", "客户说什么", 50, LINES, "Ending"),
                _field("say", "给业务员的话", 50, TEXT, "Ending"),
            ),
            "谈话怎么结束。",
        ),
    )


def _shared_parts() -> tuple[Part, ...]:
    return (
        Table(
            "异议",
            (Home(SCRIPT, ("objections", EACH), OWN), Home(OBJECTIONS, ("objections", EACH), BANK)),
            (Column("异议", 20, "异议的名字"),),
            (
                _field("about", "他心里怎么想", 30, TEXT, "Objection"),
                _field("after", "说到这些就提", 20, LINES, "Objection"),
                _field("after-empty", "没给数字就提", 20, LINES, "Objection"),
                _field("raise", "他怎么提", 44, LINES, "Objection"),
                _field("answered-by", "能回答的要点", 20, LINES, "Objection"),
                _field("half", "答了一半时", 36, LINES, "Objection"),
                _field("dodged", "绕开时", 36, LINES, "Objection"),
                _field("settled", "解决以后", 36, LINES, "Objection"),
                _field("say", "示范回答", 50, LINES, "Objection"),
            ),
            f"“{OWN}”是这位客户自己的，“{BANK}”是大家共用的；改共用的，别的脚本也跟着变。",
            where=Column("写在", 10, "写在哪个文件里", (OWN, BANK)),
        ),
        Table(
            "要点",
            (
                Home(SCRIPT, ("points", EACH), OWN),
                Home(POINTS, ("points", EACH), SHARED),
                Home(OBJECTIONS, ("answers", EACH), BANK),
            ),
            (Column("要点", 26, "要点的名字"),),
            (
                _field("code", "代号", 16, TEXT, "Point"),
                _field("about", "什么才算", 34, TEXT, "Point"),
                _field("kind", "类别", 10, POINT_KIND, "Point"),
                _field("speech-act", "口气", 12, SPEECH_ACT, "Point"),
                _field("decided-by", "由什么决定", 12, DECIDED_BY, "Point"),
                _field("whose", "谁家的事", 10, WHOSE, "Point"),
                _field("place", "在哪里才算", 12, PLACE, "Point"),
                _field("severe", "严重", 8, YES_NO, "Point"),
                _field("examples", "例句", 50, LINES, "Point"),
                _field("not", "反例", 44, LINES, "Point"),
                _field("words", "词组", 40, GROUPS, "Point"),
                _field("patterns", "句式", 50, LINES, "Point"),
                _field("unless", "不算的词", 30, GROUPS, "Point"),
                _field("say", "更好的说法", 44, LINES, "Point"),
                _field("claim", "数字依据", 36, PROOFS, "Point"),
                _field("replies", "短回答", 40, REPLIES, "Point"),
            ),
            f"说到什么才算。“{SHARED}”和“{BANK}”的要点大家共用；改了，别的脚本也跟着变。",
            where=Column("写在", 10, "写在哪个文件里", (OWN, SHARED, BANK)),
        ),
        Table(
            "同义词",
            (Home(POINTS, ("synonyms", EACH)),),
            (Column("名字", 14, "在词组和句式里写成 <名字>"),),
            (_whole("词", 90, LINES, "一行一个词"),),
            "词组和句式里的 <名字> 指哪些词。",
        ),
    )


def _plan_parts() -> tuple[Part, ...]:
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
                _field("id", "代号", 16, TEXT, "Segment"),
                _field("companies", "典型单位", 40, LINES, "Segment"),
                _field("needs", "要什么", 40, LINES, "Segment"),
                _field("price-sensitivity", "价格敏感", 24, TEXT, "Segment"),
            ),
            "客户分几类。",
        ),
        Table(
            "产品梯度",
            (Home(PLAN, ("gradients", EACH)),),
            (Column("梯度", 14),),
            (
                _field("voice", "语音", 36, TEXT, "Gradient"),
                _field("broadband", "宽带", 36, TEXT, "Gradient"),
                _field("offer", "一起卖什么", 36, TEXT, "Gradient"),
                _field("for", "卖给谁", 24, LINES, "Gradient"),
            ),
            meaning["gradients"] + "。",
        ),
        Table(
            "宽带资费",
            (Home(PLAN, ("tariff", "broadband", EACH)),),
            (Column("速率", 12),),
            (
                _field("megabits", "兆", 10, NUMBER, "Speed"),
                _field("prices", "标准价", 16, LINES, "Speed"),
            ),
            "宽带按速率的标准价，元/月。",
        ),
        Table(
            "产品资费",
            (Home(PLAN, ("tariff", "products", EACH)),),
            (Column("产品", 20),),
            (
                _field("also", "还怎么叫", 30, LINES, "Product"),
                _field("prices", "标准价", 16, LINES, "Product"),
                _field("unit", "按什么收", 12, TEXT, "Product"),
            ),
            "别的行业卖的东西和价，元。",
        ),
        Table(
            "增值业务",
            (Home(PLAN, ("tariff", "value-added", EACH)),),
            (Column("业务", 18),),
            (
                _field("family", "类别", 12, TEXT, "ValueAdded"),
                _field("also", "还怎么叫", 40, LINES, "ValueAdded"),
            ),
            "增值业务或附加服务；各版本的价在下一张表。",
        ),
        Table(
            "增值业务价",
            (Home(PLAN, ("tariff", "value-added", EACH, "editions", EACH)),),
            (Column("业务", 18), Column("版本", 18)),
            (
                _field("yuan", "元", 10, NUMBER, "Price"),
                _field("unit", "按什么收", 30, TEXT, "Price"),
            ),
            "增值业务各版本的标准价。",
        ),
        Table(
            "折扣档",
            (Home(PLAN, ("bands", EACH)),),
            (Column("档", 18),),
            (
                _field("at-least", "不少于", 10, NUMBER, "Band"),
                _field("above", "超过", 10, NUMBER, "Band"),
                _field("under", "少于", 10, NUMBER, "Band"),
                _field("up-to", "不超过", 10, NUMBER, "Band"),
                _field("gifts", "能送什么", 30, LINES, "Band"),
                _field("limits", "最低折扣", 30, PAIRS, "Band"),
            ),
            "按客户每月花多少钱分档：送什么，各级最低打几折（8.5 就是八五折）。",
        ),
        Table(
            "赠品叫法",
            (Home(PLAN, ("gift-names", EACH)),),
            (Column("赠品", 24),),
            (_whole("口头怎么叫", 60, LINES, "一行一种叫法"),),
            "赠品在口头上怎么叫，听话时按它认。",
        ),
        Table(
            "审批",
            (Home(PLAN, ("approval", "confirmed-by", EACH)),),
            (Column("谁打的折", 24),),
            (_whole("由谁确认", 30, TEXT),),
            "哪一级打的折，由谁确认。",
        ),
        Table(
            "卖点",
            (Home(PLAN, ("selling-points", EACH)),),
            (Column("客户类型", 18),),
            (
                _field("ours", "我们讲什么", 60, LINES, "SellingPoint"),
                _field("others", "心里的对比", 40, TEXT, "SellingPoint"),
            ),
            "对每类客户讲什么。心里的对比不要照着说给客户听。",
        ),
        Table(
            "销售方式",
            (Home(PLAN, ("ways-of-selling", EACH)),),
            (Column("方式", 14),),
            (
                _field("code", "代号", 12, TEXT, "WayOfSelling"),
                _field("rules", "要做到什么", 80, LINES, "WayOfSelling"),
            ),
            "怎么跟客户见面。",
        ),
    )


LISTENED = frozenset({"要点", "同义词"})
"""The sheets on which it depends whether an example is heard; every sheet of the plan counts as well."""
PARTS: tuple[Part, ...] = (*_script_parts(), *_shared_parts(), *_plan_parts())
"""Every sheet, in the order of the workbook."""
