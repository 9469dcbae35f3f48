"""The sheets of a sales script: the script's own, then the points and objections it shares, then the plan's facts."""

from __future__ import annotations

from scripts.model.meanings import MEANINGS
from scripts.model.script import STAGES
from scripts.spreadsheet.branches import OTHERWISE, TARGETS, When, phrases, with_otherwise, with_target
from scripts.spreadsheet.columns import (
    DECIDED_BY,
    GROUPS,
    LINES,
    NUMBER,
    OUTCOME,
    PLACE,
    POINT_KIND,
    PROOFS,
    REPLIES,
    SPEECH_ACT,
    TEXT,
    WHOSE,
    YES_NO,
    valued,
    whole,
)
from scripts.spreadsheet.kinds import Choice
from scripts.spreadsheet.plan_parts import PLAN, plan_parts
from scripts.spreadsheet.sheet import Column
from scripts.spreadsheet.tables import EACH, Field, Form, Home, Part, Single, Table

SCRIPT, POINTS, OBJECTIONS = "script", "points", "objections"
"""The documents of a workbook; voices and stories stay as they are."""
DOCUMENT_NAMES = {SCRIPT: "脚本", PLAN: "方案", POINTS: "评分要点", OBJECTIONS: "异议库"}

OWN, SHARED, BANK = "本脚本", "方案共用", "异议库"
ALWAYS = "随时"
"""In place of a stage: the branches that go before every stage's own."""

_PROOFS = "由数字决定时，哪一种数才算，例如 种类：价钱；对象：2M；判为：对"
_REPLIES = "客户刚问过什么，这时一句短短的回答也算，例如 客户问：哪位、你是谁；业务员答：我姓、我叫"
_STAGE = Column("环节", 12, "七个环节之一", STAGES)


def _script_parts() -> tuple[Part, ...]:
    return (
        Form(
            "客户",
            (
                Single("脚本", SCRIPT, ("script",), TEXT, MEANINGS["Script"]["script"]),
                Single("方案", SCRIPT, ("plan",), TEXT, MEANINGS["Script"]["plan"]),
                Single("客户类型", SCRIPT, ("segment",), TEXT, "哪一类客户，写“客户分类”表里的代号"),
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
                valued("asked", "问到哪些要点", 22, LINES, "Fact"),
                valued("say", "他怎么说", 50, LINES, "Fact"),
                valued("guarded", "信不过时怎么挡", 40, LINES, "Fact"),
                valued("again", "再问一遍时", 40, LINES, "Fact"),
            ),
            "问到了客户才说的事。同一件事至少写三种说法。",
        ),
        Table(
            "在乎什么",
            (Home(SCRIPT, ("customer", "cares", EACH)),),
            (Column("要点", 26, "要点名，和“要点”表里的一样"),),
            (
                valued("worth", "值多少", 10, NUMBER, "Care"),
                valued("say", "他怎么说", 70, LINES, "Care"),
            ),
            "一样好处在他眼里值多少：3 正中下怀，0 无所谓，-2 反感。",
        ),
        Table(
            "客户口气",
            (Home(SCRIPT, ("customer", "voice", EACH)),),
            (Column("场合", 18, "场合的代号，照方案里的写"),),
            (whole("他怎么说", 80, LINES, "这种场合他说什么，一行一种说法"),),
            "这位客户自己的口气，代替方案共用的；不写就用共用的。",
        ),
        Table(
            "开场",
            (Home(SCRIPT, ("openings", EACH)),),
            (Column("销售方式", 14, "方案里的销售方式"),),
            (
                valued("scene", "场景", 46, TEXT, "Opening"),
                valued("customer", "客户第一句", 40, LINES, "Opening"),
                valued("rep", "示范第一句", 46, LINES, "Opening"),
            ),
            "每种销售方式怎么开场。",
        ),
        Table(
            "阶段",
            (Home(SCRIPT, ("stages", EACH)),),
            (_STAGE,),
            (
                valued("goal", "目标", 36, TEXT, "Stage"),
                valued("customer", "客户开口", 40, LINES, "Stage"),
                valued("prompts", "客户催促", 40, LINES, "Stage"),
                valued("objections", "会提的异议", 22, LINES, "Stage"),
                valued("hint", "提示", 36, TEXT, "Stage"),
            ),
            "七个环节，名字和次序不能改。",
        ),
        Table(
            "阶段要点",
            (Home(SCRIPT, ("stages", EACH, "points", EACH)),),
            (_STAGE, Column("要点", 26, "要点名，和“要点”表里的一样")),
            (
                valued("weight", "分值", 8, NUMBER, "StagePoint"),
                valued("required", "必说", 8, YES_NO, "StagePoint", about="写“是”就是必说：没说到，本环节不算完"),
                valued("say", "示范说法", 70, LINES, "StagePoint"),
            ),
            "每个环节看哪些要点，占几分，好的说法是什么。",
        ),
        Table(
            "客户追问",
            (Home(SCRIPT, ("stages", EACH, "asks", EACH)),),
            (_STAGE, Column("要点", 26, "还没说到的要点")),
            (whole("客户怎么问", 70, LINES, "一行一种问法"),),
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
                    Column(
                        "去哪里",
                        18,
                        "环节、结局，或者列表里的；空着就是留在本环节",
                        (*TARGETS.values(), *STAGES),
                        open_=True,
                    ),
                    Choice(TARGETS),
                ),
                valued("customer", "客户说什么", 60, LINES, "Branch"),
                valued("promise", "答应了什么", 14, TEXT, "Branch", about="后面的条件“客户答应的是…”看它"),
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
                valued("outcome", "结果", 12, OUTCOME, "Ending", about="这个结局算什么"),
                valued("customer", "客户说什么", 50, LINES, "Ending"),
                valued("say", "给业务员的话", 50, TEXT, "Ending"),
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
                valued("about", "他心里怎么想", 30, TEXT, "Objection"),
                valued("after", "说到这些就提", 20, LINES, "Objection"),
                valued("after-empty", "没给数字就提", 20, LINES, "Objection"),
                valued("raise", "他怎么提", 44, LINES, "Objection"),
                valued("answered-by", "能回答的要点", 20, LINES, "Objection"),
                valued("half", "答了一半时", 36, LINES, "Objection"),
                valued("dodged", "绕开时", 36, LINES, "Objection"),
                valued("settled", "解决以后", 36, LINES, "Objection"),
                valued("say", "示范回答", 50, LINES, "Objection"),
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
                valued("code", "代号", 16, TEXT, "Point"),
                valued("about", "什么才算", 34, TEXT, "Point"),
                valued("kind", "类别", 10, POINT_KIND, "Point", about="空着就是要点"),
                valued("speech-act", "口气", 12, SPEECH_ACT, "Point", about="这句话的口气；空着就是陈述"),
                valued("decided-by", "由什么决定", 12, DECIDED_BY, "Point", about="空着就是由说的话决定"),
                valued("whose", "谁家的事", 10, WHOSE, "Point", about="要说的是谁家的事；空着就是我们的"),
                valued("place", "在哪里才算", 12, PLACE, "Point", about="这些词在一句话的哪里才算；空着就是哪里都行"),
                valued("severe", "严重", 8, YES_NO, "Point", about="写“是”就是严重违规：整场最多 59 分"),
                valued("examples", "例句", 50, LINES, "Point"),
                valued("not", "反例", 44, LINES, "Point"),
                valued("words", "词组", 40, GROUPS, "Point"),
                valued("patterns", "句式", 50, LINES, "Point"),
                valued("unless", "不算的词", 30, GROUPS, "Point"),
                valued("say", "更好的说法", 44, LINES, "Point"),
                valued("claim", "数字依据", 36, PROOFS, "Point", about=_PROOFS),
                valued("replies", "短回答", 40, REPLIES, "Point", about=_REPLIES),
            ),
            f"说到什么才算。“{SHARED}”和“{BANK}”的要点大家共用；改了，别的脚本也跟着变。",
            where=Column("写在", 10, "写在哪个文件里", (OWN, SHARED, BANK)),
        ),
        Table(
            "同义词",
            (Home(POINTS, ("synonyms", EACH)),),
            (Column("名字", 14, "在词组和句式里写成 <名字>"),),
            (whole("词", 90, LINES, "一行一个词"),),
            "词组和句式里的 <名字> 指哪些词。",
        ),
    )


LISTENED = frozenset({"要点", "同义词"})
"""The sheets on which it depends whether an example is heard; every sheet of the plan counts as well."""
PARTS: tuple[Part, ...] = (*_script_parts(), *_shared_parts(), *plan_parts())
"""Every sheet, in the order of the workbook."""
