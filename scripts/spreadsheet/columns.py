"""The columns that sheets are made of: each kind of cell by its name, and a column for a key of a trainer's file."""

from __future__ import annotations

from scripts.model.meanings import MEANINGS
from scripts.spreadsheet.kinds import Choice, Choices, Groups, Kind, Lines, Number, Pairs, Records, Text, YesNo
from scripts.spreadsheet.sheet import Column
from scripts.spreadsheet.tables import Field

TEXT, NUMBER, LINES, GROUPS, PAIRS, YES_NO = Text(), Number(), Lines(), Groups(), Pairs(), YesNo()
OUTCOME = Choice({"won": "成交", "follow-up": "约下次", "lost": "被拒"})
POINT_KIND = Choice({"point": "要点", "violation": "违规"})
SPEECH_ACT = Choice({"statement": "陈述", "question": "提问", "request": "请求或提议", "social": "寒暄"})
DECIDED_BY = Choice({"words": "说的话", "numbers": "数字"})
WHOSE = Choice({"ours": "我们的", "rival": "对手的", "any": "都行"})
PLACE = Choice({"anywhere": "哪里都行", "start": "开头", "end": "结尾"})
CLAIM = Choice({"price": "价钱", "discount": "折扣", "gift": "赠品", "saving": "省多少"})
VERDICTS = Choices({"right": "对", "wrong": "错", "beyond-authority": "越权", "beyond-table": "不在表里"})
PROOFS = Records(
    {
        "kind": ("种类", CLAIM),
        "of": ("对象", TEXT),
        "yuan": ("元", TEXT),
        "verdict": ("判为", VERDICTS),
        "referred": ("报上级", Choice({"yes": "是", "no": "否"})),
    }
)
REPLIES = Records({"asked": ("客户问", GROUPS), "said": ("业务员答", GROUPS)})

_MANY = "一行一个（Alt+Enter 换行）"


def valued(key: str, title: str, width: int, kind: Kind, model: str, *, about: str = "") -> Field:
    """Make a column whose note is what the key means, unless told otherwise; its choices are those of its kind."""
    about = about or MEANINGS[model][key]
    if isinstance(kind, Lines | Groups | Pairs | Records):
        about = f"{about}。{_MANY}"
    if isinstance(kind, Choice):
        column = Column(title, width, about, tuple(kind.names.values()))
    elif isinstance(kind, YesNo):
        column = Column(title, width, about, ("是",), open_=True)
    else:
        column = Column(title, width, about, number=isinstance(kind, Number))
    return Field((key,), column, kind)


def whole(title: str, width: int, kind: Kind, about: str = "") -> Field:
    """Make the only column of entries that are one value each."""
    return Field((), Column(title, width, about), kind)
