"""Step 2: read a word that is none as the domain term it sounds like (通心费用 → 通信费用), and say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from scoring.listening.normalise import Script

_CHINESE = re.compile(r"[一-鿿]+")
_GRAMMAR = frozenset("的了是在有就都也和给说我您你他她它这那个不没吗呢吧啊呀哦着过把被让对跟为到从很太再又还要会能可想去来上下里大多少几一二三四五六七八九十百千两")
"""Characters that carry a sentence; one of them in place of another is a word of its own, not a slip."""

_SLIPS = {
    "款待": "宽带", "宽代": "宽带", "款带": "宽带", "宽待": "宽带", "千字": "签字", "千个字": "签个字", "千单": "签单", "千约": "签约",
    "和同": "合同", "合通": "合同", "写写您": "谢谢您", "写写": "谢谢", "在见": "再见", "困绑": "捆绑", "固化": "固话", "有限处理": "优先处理",
    "有先": "优先", "优会": "优惠", "多少前": "多少钱", "多少欠": "多少钱", "大慨": "大概", "十照": "十兆", "两照": "两兆", "二照": "二兆",
    "败访": "拜访", "月组": "月租", "月祖": "月租", "月足": "月租", "登计": "登记", "稳顶": "稳定", "稳丁": "稳定", "问鼎": "稳定",
    "点信": "电信", "帖通": "铁通", "连通": "联通", "网同": "网通", "往通": "网通", "旺通": "网通", "忘通": "网通", "增送": "赠送",
    "明片": "名片", "名篇": "名片", "资聊": "资料", "须求": "需求", "孤虑": "顾虑", "固虑": "顾虑", "里解": "理解", "保正": "保证",
    "扶务": "服务", "偏宜": "便宜", "便易": "便宜", "王络": "网络", "往络": "网络", "打哲": "打折", "审皮": "审批", "深批": "审批",
    "经里": "经理", "客户经里": "客户经理", "总布": "总部", "由箱": "邮箱", "幺百": "一百", "短心": "短信", "断信": "短信", "米问题": "没问题",
    "有惠": "优惠", "幽惠": "优惠", "申情": "申请", "深请": "申请", "光先": "光纤", "光仟": "光纤", "划费": "话费", "化费": "话费", "花废": "花费",
    "废用": "费用", "非用": "费用", "长图": "长途", "常途": "长途", "彩玲": "彩铃", "悦玲": "悦铃", "月铃": "悦铃", "来现": "来显", "来县": "来显",
    "传针": "传真", "做机": "座机", "坐机": "座机", "宽频": "宽带", "宽屏带": "宽带", "带快": "带宽", "代宽": "带宽", "运盈商": "运营商", "营运商": "运营商",
    "打搅": "打扰", "打绕": "打扰", "大扰": "打扰", "您号": "您好", "你号": "你好", "宁好": "您好", "拎导": "领导", "零导": "领导", "局定": "决定", "绝定": "决定",
    "麻凡": "麻烦", "但心": "担心", "耽心": "担心", "有虑": "忧虑", "电画": "电话", "店话": "电话", "线录": "线路", "险路": "线路", "价个": "价格",
    "假格": "价格", "介格": "价格", "免非": "免费", "免废": "免费", "包越": "包月", "包约": "包月", "方面吗": "方便吗", "方变": "方便", "访便": "方便",
    "耽无": "耽误", "单误": "耽误", "当误": "耽误", "介召": "介绍", "借绍": "介绍", "结绍": "介绍", "负则": "负责", "附责": "负责", "付责": "负责",
    "全线": "权限", "权线": "权限", "主人批": "主任批", "上机": "上级", "上及": "上级", "请是": "请示", "请试": "请示", "故章": "故障", "古障": "故障",
    "掉现": "掉线", "吊线": "掉线", "断往": "断网", "段网": "断网", "贵冰": "贵宾", "贵斌": "贵宾", "忠点": "重点", "众点": "重点", "专署": "专属", "砖属": "专属",
    "砖人": "专人", "国七": "国企", "国其": "国企", "央七": "央企", "机官": "机关", "积关": "机关", "正府": "政府", "征府": "政府", "国万": "国外", "郭外": "国外",
    "海歪": "海外", "外往": "外网", "企心通": "企信通", "企新通": "企信通", "气信通": "企信通", "起信通": "企信通", "七信通": "企信通", "群法": "群发", "裙发": "群发",
}  # fmt: skip
"""Slips that are words elsewhere, or share no character with what was meant: read so wherever they stand."""

_ONLY_WITH = {
    "款待": r"[兆m]|网|线|电话|办|装|事|业务|元|圆|块",
    "固化": r"宽带|款待|电话|捆|困|一起",
    "上机": r"批|审|领导",
    "连通": r"电信|铁通|线|宽带|哪家|用的",
    "问鼎": r"网|线",
    "写写": r"您|再见|在见",
    "营运商": r"",
    "打搅": r"",
}


@dataclass(frozen=True, slots=True)
class Repair:
    """`heard` at text[start:end] was read as `meant`."""

    start: int
    end: int
    heard: str
    meant: str


@dataclass(frozen=True, slots=True)
class Homophones:
    """The domain's terms by their sound (no tones; zh = z, n = l, ng = n), and words that must stay as they are."""

    by_sound: dict[tuple[str, ...], tuple[str, ...]]
    terms: frozenset[str]
    lengths: tuple[int, ...] = field(default=(4, 3, 2))

    @classmethod
    def of(cls, terms: Iterable[str]) -> Homophones:
        """A table of the terms of two to four Chinese characters."""
        known = frozenset(term for term in terms if 2 <= len(term) <= 4 and _CHINESE.fullmatch(term))  # noqa: PLR2004
        by_sound: dict[tuple[str, ...], tuple[str, ...]] = {}
        for term in sorted(known):
            if not _GRAMMAR.issuperset(term):
                sound = tuple(map(_sound, term))
                by_sound[sound] = (*by_sound.get(sound, ()), term)
        return cls(by_sound, known)

    def repair(self, script: Script) -> tuple[Script, tuple[Repair, ...]]:
        """The script with its slips read as meant, and what was read how."""
        repairs = [*_known_slips(script.text)]
        taken = {index for repair in repairs for index in range(repair.start, repair.end)}
        for run in _CHINESE.finditer(script.text):
            repairs.extend(self._in_run(script.text, run.start(), run.end(), taken))
        if not repairs:
            return script, ()
        text = script.text
        for repair in repairs:
            text = text[: repair.start] + repair.meant + text[repair.end :]
        return script.with_text(text), tuple(sorted(repairs, key=lambda repair: repair.start))

    def _in_run(self, text: str, first: int, last: int, taken: set[int]) -> Iterable[Repair]:
        sounds = [_sound(letter) for letter in text[first:last]]
        for length in self.lengths:
            for start in range(first, last - length + 1):
                terms = self.by_sound.get(tuple(sounds[start - first : start - first + length]))
                if terms is None:
                    continue
                window = text[start : start + length]
                if window in self.terms or window in _words() or not taken.isdisjoint(range(start, start + length)):
                    continue
                meant = next((term for term in terms if _is_slip(text, start, window, term)), None)
                if meant is not None:
                    taken.update(range(start, start + length))
                    yield Repair(start, start + length, window, meant)


def _known_slips(text: str) -> Iterable[Repair]:
    for found in _slip_pattern().finditer(text):
        heard = found.group()
        company = _ONLY_WITH.get(heard)
        if company is None or re.search(company, text[: found.start()] + text[found.end() :]):
            yield Repair(found.start(), found.end(), heard, _SLIPS[heard])


@cache
def _slip_pattern() -> re.Pattern[str]:
    same_length = [slip for slip, meant in _SLIPS.items() if len(slip) == len(meant)]
    return re.compile("|".join(sorted(same_length, key=len, reverse=True)))


def _is_slip(text: str, start: int, window: str, term: str) -> bool:
    """Whether the window is the term mistyped: one character at least the same, the others no words of grammar.

    A changed character that makes a word with its neighbour outside the window (每月组织 is no 月租) stays.
    """
    changed = [index for index, (heard, meant) in enumerate(zip(window, term, strict=True)) if heard != meant]
    if len(changed) == len(window) or any(window[index] in _GRAMMAR for index in changed):
        return False
    before, after = text[start - 1 : start + 1], text[start + len(window) - 1 : start + len(window) + 1]
    words = _words()
    return not (0 in changed and before in words) and not (len(window) - 1 in changed and after in words)


@cache
def _words() -> frozenset[str]:
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415  loads in 0.15 s, only when first needed

    return frozenset(phrases_dict)


@cache
def _sound(letter: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  as above

    sound = lazy_pinyin(letter)[0]
    for spelled, heard in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if sound.startswith(spelled):
            sound = heard + sound[2:]
    if sound.startswith("n"):
        sound = "l" + sound[1:]
    return sound[:-1] if sound.endswith("ng") else sound
