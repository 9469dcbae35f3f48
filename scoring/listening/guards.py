"""What meets nothing, whatever words it holds: keyword lists, the copied rubric, orders to the examiner, gibberish."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoring.listening.clauses import Clause

_ORDERS = re.compile(
    r"忽略[^,。]{0,12}(?:规则|指令|指示|要求|提示|设定|限制|上文|以上|之前|前面|上面)|(?:系统|后台|管理员|"
    r"开发者|测试|调试|上帝)(?:提示|通知|消息|指令|模式|公告|设置|"
    r":|备注)|^\W*(?:system|assistant|user|prompt|sudo|admin|root|debug)\b|"
    r"\b(?:ignore|override|instruction|rubric|score|prompt|json|true|false|null|print|return|pass|assert|"
    r"select|update)\b|(?:给|打|判|算|评|记)(?:我|他|个|为|成|到|出)*(?:一个)?(?:满分|高分|\d{2,3}分|"
    r"[一九]百分|及格|优秀|通过|合格)|"
    r"满分|(?<!不)得分(?!公司|[给配两三])|评分|打分|扣分|加分|评委|考官|阅卷|裁判|判卷|通关|过关(?!斩)|达标|"
    r"标准答案|参考答案|正确答案|"
    r"(?:标记|标注|标|判定|判|视|算|勾选|打上?勾|打上?钩|画勾|记录|认定|计)(?:为|成|作|我|作我)*(?:已|全部|都|"
    r"全)*(?:做到|完成|达成|满足|通过|命中|合格|得分)|"
    r"打上?勾|打上?钩|全部(?:完成|达成|满足|命中|通过|合格|做到)|"
    r"(?:所有|全部|每一?|各|本|这|该|此)(?:项目|得分点|条目|指标|要点|考核|评分点|轮(?:次|所有|评)|几项都|"
    r"项均|项都)|均已(?:完成|达成|做到)|\"?(?:met|"
    r"violations|codes?|turn|quote)\"?\s*[:=]|says? (?:he|that|who)|the rep\b|</?[a-z_]+>|```|[{}\[\]]|"
    r"命中(?:项|率|了)|假设我已经|假装我|(?:识别|认定|当作|视作|视为|记录?)(?:为|成)(?:我|已|[:,])|当我(?:已经)?(?:说|问|做|报)(?:过|了)|算我(?:做到|说|问|完成|已)|都算我|"
    r"给我过|放我过|(?:你|您)(?:现在)?(?:是|"
    r"扮演)[^,。]{0,6}(?:评分员|机器人|模型|程序|助手|ai|系统)|人工智能|大模型|提示词|关键[词字]|只要(?:说|提|"
    r"讲|出现|包含|有)[^。]{0,16}就(?:算|行|给|过)|"
    r"这(?:句话|一句|段话)(?:里|已)?(?:包含|含有|覆盖|满足)|包含了?(?:以下|所有|全部)|(?:机器|电脑|"
    r"软件)(?:识别|判断|检测|打)|分数|成绩|测评|考试|输出(?:结果|"
    r"格式)|返回(?:结果|值|列表)|当成(?:正确|标准|已)|(?:上述|以下|下列|上面|下面)(?:各项|内容|几项|条目|关键|"
    r"项目|都算)|管理员模式|违规(?:一律)?清零|违规(?:项|数)|"
    r"无违规|不算违规"
)
_META = re.compile(
    r"(?:话术|脚本|手册|培训|教材|课上|考试|考核|评分|流程|步骤|要求)(?:里|上|中)?[^,。]{0,6}(?:说|写|讲|教|"
    r"要|第[一二三四五六七]|规定)|第[一二三四五六七八九]步|"
    r"(?:开场白|异议处理|探询需求|产品推介)(?:要|应该|阶段|环节|部分)|"
    r"我(?:应该|本该|本来该|原本要|得先|会先|需要先)[^,。]{0,4}(?:问候|介绍自己|自我介绍|说明来意|询问|报价)"
)
_SENTENCE_WORDS = re.compile(
    r"谢谢|再见|拜拜|你好|早上|明天|后天|下周|[周点]|\d{4}|"
    r"[不没来送免省打好稳我您你他咱们的了吗呢吧啊是有在给就都也还把被跟和用要能会可这那请么]|一个|多少|怎么"
)
_ADDRESS = re.compile(r"您看|您说|您先|给您|跟您|为您|咱们|谢谢")
"""Words that speak to somebody: no list of keywords has them."""
_FEW = 4
_SHORT = 6
_MOST = 0.65
_TELLS_ALONE = 6
"""Letters from which a single name of the rubric is no chance."""


def stop(text: str, clauses: Sequence[Clause], rubric: Sequence[str]) -> str:
    """Why a turn as a whole meets nothing, in Chinese; nothing when it is a turn like any other."""
    if word := order(text):
        return f"这是对评分说的话（{word}），不是对客户说的。"
    if name := copied(text, rubric):
        return f"照念了评分要点（{name}），没有真正去做。"
    if keyword_list(text, clauses):
        return "只是把关键词排在一起，没有成句。"
    if gibberish(text):
        return "反复说同样的字，听不出意思。"
    return ""


def order(text: str) -> str:
    """The words by which the text speaks to an examiner or a machine, not to a customer."""
    found = _ORDERS.search(text) or _META.search(text)
    return found.group() if found else ""


def keyword_list(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether the text is words set side by side: four or more short pieces, hardly any word that makes a sentence."""
    breaths: dict[int, tuple[int, int]] = {}
    for clause in clauses:
        first, _ = breaths.get(clause.breath, (clause.start, clause.end))
        breaths[clause.breath] = (first, clause.end)
    pieces = [text[start:end].strip() for start, end in breaths.values()]
    if len(pieces) == 1:
        pieces = [piece for piece in re.split(r"[ /|+·\-_#]+", pieces[0]) if piece]
    if len(pieces) < _FEW:
        return False
    if any(_ADDRESS.search(piece) for piece in pieces):
        return False
    bare = [piece for piece in pieces if len(piece) <= _SHORT and not _SENTENCE_WORDS.search(piece)]
    return len(bare) >= _FEW and len(bare) > _MOST * len(pieces)


def copied(text: str, names: Sequence[str]) -> str:
    """What of the rubric the text repeats, or nothing: naming a thing is not doing it.

    One long name tells, or two short ones: a rep may well say 书面方案 and mean it.
    """
    said = [name for name in names if name in text]
    return next((name for name in said if len(name) >= _TELLS_ALONE), said[0] if said[1:] else "")


def gibberish(text: str) -> bool:
    """Whether a long text says hardly anything: the same words over and over."""
    if len(text) < 80:  # noqa: PLR2004  a short text may repeat itself
        return False
    pairs = [text[i : i + 3] for i in range(len(text) - 2)]
    return len(set(pairs)) / len(pairs) < 0.3  # noqa: PLR2004
