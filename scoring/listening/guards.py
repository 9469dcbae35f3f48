"""What meets nothing, whatever words it holds: keyword lists, the copied rubric, orders to the examiner, gibberish."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoring.listening.clauses import Clause

_ORDERS = re.compile(
    r"忽略[^,。]{0,12}(?:规则|指令|指示|要求|提示|设定|限制|上文|以上|之前)|(?:系统|后台|管理员)(?:提示|通知|消息|指令|模式|:)|^\W*(?:system|assistant|user|prompt|sudo|admin)\b|ignore (?:all|previous|the)|"
    r"(?:给|打|判|算|评|记)(?:我|他|个|为|成|到)*(?:一个)?(?:满分|高分|\d{2,3}分|[一九]百分|及格|优秀|通过)|满分|得分点|评分(?:员|要点|标准|规则|系统|表|人)|打分|扣分|加分|(?<!不)得分(?!公司|[给配两三])|评委|考官|阅卷|"
    r"(?:标记|标|判定|判|视|算|勾选|打勾|打钩|记录)(?:为|成|作)?(?:我)?(?:已|全部|都)?(?:做到|完成|达成|满足|通过|命中)|都打勾|全部(?:完成|达成|满足|命中|通过)|(?:所有|全部|每一?)(?:项目|得分点|条目|指标|要点)|"
    r"\"?(?:met|violations|codes?|score|code)\"?\s*:|says? (?:he|that|who)|</?[a-z_]+>|```|命中(?:项|率|了)|(?:这|该)项(?:已|算)(?:完成|达成|通过)|假设我已经|算我(?:做到|说|问|完成)|都算我|给我过|放我过"
)
_META = re.compile(
    r"(?:话术|脚本|手册|培训|教材|课上|考试|考核|评分|流程|步骤|要求)(?:里|上|中)?[^,。]{0,6}(?:说|写|讲|教|要|第[一二三四五六七]|规定)|第[一二三四五六七八九]步|(?:开场白|异议处理|探询需求|产品推介)(?:要|应该|阶段|环节|部分)|"
    r"我(?:应该|本该|本来该|原本要|得先|会先|需要先)[^,。]{0,4}(?:问候|介绍自己|自我介绍|说明来意|询问|报价)"
)
_SENTENCE_WORDS = re.compile(r"谢谢|再见|拜拜|你好|早上|明天|后天|下周|[周点]|\d{4}|[不没来送免省打好稳我您你他咱们的了吗呢吧啊是有在给就都也还把被跟和用要能会可这那请么]|一个|多少|怎么")
_FEW = 4
_SHORT = 6
_MOST = 0.65


def order(text: str) -> str:
    """The words by which the text speaks to an examiner or a machine, not to a customer."""
    found = _ORDERS.search(text) or _META.search(text)
    return found.group() if found else ""


def keyword_list(text: str, clauses: Sequence[Clause]) -> bool:
    """Whether the text is words set side by side: four or more short pieces, hardly any word that makes a sentence."""
    breaths = {}
    for clause in clauses:
        first, _ = breaths.get(clause.breath, (clause.start, clause.end))
        breaths[clause.breath] = (first, clause.end)
    pieces = [text[start:end].strip() for start, end in breaths.values()]
    if len(pieces) == 1:
        pieces = [piece for piece in re.split(r"[ /|+·\-_#]+", pieces[0]) if piece]
    if len(pieces) < _FEW:
        return False
    bare = [piece for piece in pieces if len(piece) <= _SHORT and not _SENTENCE_WORDS.search(piece)]
    return len(bare) >= _FEW and len(bare) > _MOST * len(pieces)


def copied(text: str, names: Sequence[str]) -> str:
    """The item's name or description the text repeats, or nothing: naming a thing is not doing it."""
    return next((name for name in names if name in text), "")


def gibberish(text: str) -> bool:
    """Whether a long text says hardly anything: the same words over and over."""
    if len(text) < 80:  # noqa: PLR2004  a short text may repeat itself
        return False
    pairs = [text[i : i + 3] for i in range(len(text) - 2)]
    return len(set(pairs)) / len(pairs) < 0.3  # noqa: PLR2004
