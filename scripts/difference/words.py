"""What the parts of documents are called when a difference is told: short nouns, by model and key."""

from __future__ import annotations

from collections.abc import Mapping

NOUNS: Mapping[str, Mapping[str, str]] = {
    "Script": {"about": "介绍", "segment": "客户类型", "version": "版本", "rep-level": "来谈的级别"},
    "Customer": {
        "name": "称呼",
        "role": "职务",
        "company": "单位",
        "background": "来历和脾气",
        "spend": "每月花费",
        "patience": "耐心",
        "trust": "一开始的信任",
        "mood": "一开始的心情",
        "facts": "问到才说的事",
        "cares": "在乎的事",
        "voice": "口气",
    },
    "Fact": {"asked": "要问的要点", "say": "回答", "guarded": "信不过时的回答", "again": "再问时的回答"},
    "Care": {"worth": "分量", "say": "反应"},
    "Opening": {"scene": "场景", "customer": "客户的第一句", "rep": "示范的第一句"},
    "Stage": {
        "goal": "目标",
        "customer": "客户的话",
        "prompts": "客户的催促",
        "asks": "客户的追问",
        "points": "要点",
        "objections": "会提的异议",
        "hint": "提示",
        "next": "分支",
    },
    "StagePoint": {"weight": "分值", "required": "要求", "say": "话术"},
    "Branch": {"customer": "客户的话", "promise": "答应的事"},
    "Objection": {
        "about": "缘由",
        "after": "引出它的要点",
        "after-empty": "没给数字就引出它的要点",
        "raise": "提法",
        "answered-by": "能回答它的要点",
        "half": "答了一半时的话",
        "dodged": "绕开时的追问",
        "settled": "解决后的话",
        "say": "示范回答",
    },
    "Ending": {"outcome": "结果", "customer": "客户的话", "say": "回头看什么"},
    "Point": {
        "code": "代号",
        "about": "说明",
        "kind": "种类",
        "speech-act": "口气",
        "decided-by": "凭什么算",
        "whose": "说的是谁家",
        "place": "位置",
        "claim": "数字的要求",
        "examples": "例句",
        "not": "反例",
        "words": "词组",
        "patterns": "句式",
        "unless": "例外的词",
        "replies": "短答",
        "say": "更好的说法",
        "severe": "严重违规",
    },
    "Plan": {
        "title": "名称",
        "operator": "我们的简称",
        "product-family": "产品",
        "goal": "目标",
        "segments": "客户类型",
        "common-needs": "共同的需求",
        "gradients": "产品梯度",
        "gradient-example": "梯度的例子",
        "tariff": "资费",
        "bands": "折扣档",
        "gift-names": "赠品的叫法",
        "levels": "级别",
        "approval": "审批",
        "selling-points": "卖点",
        "rivals": "竞争对手",
        "ways-of-selling": "销售方式",
        "channels": "渠道",
        "execution": "推开的办法",
    },
    "Segment": {"id": "代号", "companies": "典型单位", "needs": "需求", "price-sensitivity": "对价格敏不敏感"},
    "Gradient": {"voice": "语音", "broadband": "宽带", "offer": "搭配", "for": "卖给谁"},
    "Tariff": {"voice": "固话月租", "broadband": "宽带", "products": "产品", "value-added": "增值业务"},
    "Speed": {"megabits": "兆数", "prices": "价"},
    "Product": {"also": "叫法", "prices": "价", "unit": "单位"},
    "ValueAdded": {"family": "类别", "also": "叫法", "editions": "版本"},
    "Price": {"yuan": "价", "unit": "单位"},
    "Band": {
        "at-least": "下限（含）",
        "above": "下限（不含）",
        "under": "上限（不含）",
        "up-to": "上限（含）",
        "gifts": "赠品",
        "limits": "最低折扣",
    },
    "Approval": {"confirmed-by": "确认人", "beyond": "再低的折扣"},
    "SellingPoint": {"others": "心里的对比", "ours": "讲自己的"},
    "WayOfSelling": {"code": "代号", "rules": "要求"},
}

YES_OR_NO: Mapping[str, tuple[str, str]] = {"required": ("必说", "可说可不说"), "severe": ("严重", "不严重")}
OUTCOMES: Mapping[str, str] = {"won": "成交", "follow-up": "约下次", "lost": "被拒"}


def noun(model: str, key: str) -> str:
    """Return what a key of a model is called; the key itself when it has no name yet."""
    return NOUNS.get(model, {}).get(key, key)
