"""What every key of the bank's files means, in Chinese: shown by editors while a trainer writes."""

from __future__ import annotations

from collections.abc import Mapping

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "WrittenItems": {
        "plan": "属于哪个方案",
        "items": "这个文件里的题；键是题的名字，同一个方案里不重复",
    },
    "WrittenItem": {
        "kind": "题型：single 单选、several 多选、order 排序、number 填数、match 配对",
        "stem": "题干：写成一个真实的场面，问得只有一种答法",
        "options": "选项，最多 8 个；配对题的右边。对的和错的写得一样长、一样具体",
        "lefts": "只有配对题写：左边，三个以上",
        "key": "答案：单选 B，多选 AC，排序 BDAC（正确的先后），配对按左边的先后写字母，填数写数字",
        "tolerance": "填数题差多少以内也算对；不写就要一分不差",
        "unit": "填数题的单位，例如 元",
        "difficulty": "难度，1 最容易、5 最难；一张卷子每个难度都抽",
        "skill": "考什么，例如 资费、优惠权限、审批、赠品、卖点、异议处理；资费、优惠权限和审批不计速度",
        "from": "依据：键是方案里的位置（一层一层用斜杠隔开，points/、objections/ 开头是要点和异议），值是那里的原话",
        "because": "为什么这个对；收卷以后给人看",
    },
    "Doubts": {
        "plan": "属于哪个方案",
        "doubts": "方案自己没有说清的地方；键是给它起的名字",
    },
    "Doubt": {
        "about": "哪里没有说清",
        "asks": "题干里一组词都出现，就算碰上；斜杠隔开的词有一个就行",
        "together": "题干和选项合起来，一组词都出现，就算碰上",
        "unless": "题干里有这些词，就不算",
    },
    "Case": {
        "case": "案例的名字",
        "plan": "属于哪个方案",
        "script": "用哪个脚本的客户，写脚本的名字",
        "version": "版本，例如 V1",
        "about": "一句话说清这个案例练什么",
        "situation": "开谈以前给客户经理看的案情：前面发生了什么，这一场看什么",
        "scene": "什么时间、什么地方、客户在干什么",
        "opening": "客户的第一句话",
        "difficulty": "难度，1 到 3；2 是平常的客户",
        "turns": "客户经理最多说几轮，6 到 10",
        "from": "从哪个环节谈起；不写就是开场白",
        "known": "以前已经问出来的客户情况，写脚本里 facts 的名字",
        "customer": "这个案例里客户和脚本不一样的地方；不写的照脚本",
        "objections": "这一场他会提的异议；不写就照难度抽，写了 counts 的不抽",
        "raises": "他的第一句话提的是哪个异议",
        "counts": "这一场算分的要点；不写就是这个环节往后的全部",
    },
    "CaseCustomer": {
        "name": "怎么称呼；脚本的示范说法里用的是原来的称呼",
        "role": "什么职务",
        "company": "什么单位，多大",
        "background": "什么来历、什么脾气、怕什么",
        "spend": "每月花多少元；要和脚本在同一档",
        "patience": "能忍多少句没有进展的话，2 到 12",
        "trust": "一开始有几分信任，0 到 10",
        "mood": "一开始心情怎样，-3 到 3",
        "facts": "换一种说法的客户情况；键是脚本里 facts 的名字，值是他怎么说",
    },
}
