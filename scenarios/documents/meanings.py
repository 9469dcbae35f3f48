"""What every key of a scenario and of its story means, in Chinese: shown by editors while a trainer writes.

By the name of the model and the key as it is written in the file. A test fails until a new key is explained here.
"""

from __future__ import annotations

from collections.abc import Mapping

from scripts.model.meanings import MEANINGS as OF_SCRIPTS

_HEAD = {
    "kind": "哪一种对练：panel 一对多，rivals 多对一",
    "scenario": "场景的名字，别和现成的一样",
    "plan": "属于哪个方案，写方案的代号",
    "script": "客户是哪个脚本里的：他的账单、要点、资费和权限都从那里来",
    "version": "版本，例如 V1",
    "about": "一句话说清楚是怎么回事",
    "scene": "什么时候、在哪儿、桌上有什么",
}
_STORY = {
    "story": "这个对话测试叫什么",
    "scenario": "测哪个场景，写场景的名字",
    "about": "想证明什么",
    "seed": "随机种子：同一个数、同样的话，各人的反应一字不差",
    "talk": "一句一句怎么说",
    "result": "结果应该是什么",
}

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "Fact": OF_SCRIPTS["Fact"],
    "Care": OF_SCRIPTS["Care"],
    "Panel": {
        **_HEAD,
        "turns": "业务员最多说几轮，6 到 40",
        "people": "在座的人，按坐的次序；键是名字",
        "voice": "大家共用的口气；谁没有自己的说法就用这里的，键是场合",
        "decision": "怎么算通过；开演前就给业务员看",
        "rep": "示范的说法：怎么开口、怎么请客户定、每个要点怎么讲",
    },
    "Person": {
        "role": "什么职务，也是一种叫法",
        "also": "还可以怎么叫他",
        "about": "他管什么、最在意什么、最烦什么",
        "weight": "说话的分量，1 到 10；最大的人主持会议",
        "veto": "能不能一票否决",
        "stance": "开场的态度，0 坚决不要，50 无所谓，100 今天就要",
        "mood": "开场的心情，-3 到 3",
        "patience": "被晾着、被绕开几次就不听了，1 到 12",
        "steps": "他的问题要几步才算答好：认同、回答、确认，1 到 3",
        "opening": "他主持的时候头一句说什么，三种以上",
        "facts": "他知道的事，被问到才说；键是这件事的名字",
        "cares": "一样好处在他眼里值多少；键是要点名",
        "must-answer": "他非问不可的事；键是这个问题的名字",
        "worry": "没说出口的担心，可以不写",
        "interrupts": "什么时候忍不住插话",
        "voice": "他自己的口气；键是场合",
    },
    "Concern": {
        **OF_SCRIPTS["Objection"],
        "weight": "答好加几分态度，会上没答好扣一半，1 到 30；越大他问得越早",
        "agree": "哪位同事附和、怎么说；答好一起加分，没答好一起扣",
        "contradict": "哪位同事唱反调、怎么说",
    },
    "Worry": {
        "about": "他到底怕什么；会后报告里才揭开",
        "shows": "他漏出来的半句，三种以上",
        "eased-by": "当面对他说到哪个要点，他就放心",
        "eased": "放心以后他怎么说",
        "say": "示范：一句让他放心的话",
        "weight": "说中了加几分态度，1 到 30",
    },
    "Interrupt": {
        "when": "条件，都满足他才插话",
        "says": "他插什么话，三种以上",
        "mood": "插完话他自己的心情变多少，-3 到 3",
        "stance": "插完话他自己的态度变多少，-20 到 20",
        "times": "最多插几次，1 到 5",
    },
    "Decision": {
        "line": "按分量加权平均到几分通过",
        "veto-below": "有一票否决的人低于几分，通不过",
        "later": "到几分再议，再低否决",
        "says": "宣布的时候怎么说；通过、再议、否决各写三种以上",
    },
    "RepLines": {
        "opening": "示范的第一句话；〔姓名〕会换成业务员的名字",
        "close": "示范怎么请客户定下来",
        "points": "每个要点示范怎么讲；键是要点名",
    },
    "RivalsScenario": {
        **_HEAD,
        "order": "这一单要什么：宽带写速率，电话写固话，别的写资费表里的名字；后面是数量",
        "budget": "客户心里的价",
        "customer": "这位客户当评委时说的话",
        "needs": "客户要什么，四到六样；键是这一样的名字",
        "seats": "桌上有哪几家，各带一张事实表；键是运营商的名字",
        "rounds": "三轮的规矩：亮相、攻防、最后报价",
        "tie": "分数一样怎么分出来，一条一条往下比，最后写抽签",
    },
    "Need": {
        "weight": "分量，1 到 10；演完才公开",
        "about": "客户心里怎么想的",
        "points": "说到哪个要点，就算说到了这件事；一个要点只放一处",
        "ask": "他当众怎么问，三种以上，各家都要答",
        "pleased": "有凭据时他怎么说",
        "doubt": "只有说法、没有凭据时他怎么说",
        "bare": "没准备的人会怎么空口说",
    },
    "SheetFact": {
        "for": "对着客户的哪一样，写 needs 里的名字",
        "say": "怎么说，三种以上；要有数、有名字、有日子",
        "words": "听到哪几个词就算：同一句里都要有，斜杠表示任一个",
        "bare": "没准备的人会怎么空口说这一条；不写就用那一样需求的",
        "worth": "凭据有多硬：3 正中要害，2 够用，1 勉强；弱项照实说都算 1",
    },
    "Seat": {
        "about": "一句话说清楚这一家",
        "prices": "每样东西一个月多少元；本网的按方案，不写",
        "discount": "最低能打几折；本网的按方案，不写",
        "gifts": "能送什么；本网的按方案，不写",
        "strengths": "拿得出的凭据；键是给这条起的名",
        "weaknesses": "做不到的，写一句老实话；键是给这条起的名",
        "intro": "机器坐这一家时亮相的第一句，三种以上",
        "rebut": "机器反驳的第一句；〔对手〕会换成那一家",
        "offer": "机器的报价；〔价目〕〔折扣〕〔总价〕由程序填",
    },
    "Round": {
        "seconds": "这一步开多久，15 到 600 秒；一个人练的时候不算",
        "characters": "每家最多说几个字，40 到 600",
        "questions": "攻防问几样，1 到 4",
    },
    "Budget": {
        "good": "整单每月多少元以内他满意",
        "most": "整单每月到多少元免谈",
        "weight": "价格的分量，1 到 10",
    },
    "Buyer": {
        "opening": "开场怎么说",
        "disparaged": "有人骂对手时怎么说",
        "caught": "有人说自己没有的好处时怎么说",
        "honest": "有人老实说弱项时怎么说",
        "dodged": "问了没答时怎么说",
        "absent": "轮到的一家没说话时怎么说",
        "offers": "请各家写报价时怎么说",
        "no-offer": "有人报价没写数时怎么说",
        "decides": "拍板怎么说；〔中标〕会换成那一家",
    },
    "PanelStory": _STORY,
    "PanelTurn": {
        "rep": "业务员说的话；对一个人说，写 @采购 ……",
        "heard": "这一句必须听到哪些要点或违规",
        "not": "这一句不能听到哪些",
        "speaks": "这一句之后必须开口的人",
        "says": "他们的话里必须有的字",
    },
    "PanelResult": {
        "decision": "会上的决定：通过、再议、否决",
        "score": "总分，写一个数或一段，例如 85-100",
        "people": "各人的态度：赞成、观望、反对；键是名字",
        "missed": "报告里必须算没说到的",
        "violations": "必须判的违规，一项不多一项不少；不写就是一项也不能判",
    },
    "RivalsStory": {**_STORY, "seat": "从哪一家的位子上看；别的没写到的座位由机器坐"},
    "RivalsTurn": {
        "seat": "谁说的；不写就是上面那一家",
        "say": "说的话",
        "proves": "这一句必须拿出凭据的需求",
        "bare": "这一句只算空口说的需求",
        "says": "客户和别家的回话里必须有的字",
    },
    "RivalsResult": {
        "winner": "哪一家中标",
        "scores": "各家多少分，写一个数或一段；键是座位",
        "offers": "各家整单每月报多少元；键是座位",
        "violations": "人坐的座位必须判的违规，一项不多一项不少；不写就是一项也不能判",
    },
}
