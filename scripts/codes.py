"""Every problem code with its severity and Chinese title; `docs/problems/` has a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

ERROR, WARNING, ADVICE, TODO = Severity


class Code(NamedTuple):
    """How much a kind of problem matters, and its title for people."""

    severity: Severity
    title: str


CODES: Mapping[str, Code] = {
    # The file itself.
    "no-such-path": Code(ERROR, "找不到文件或文件夹"),
    "unreadable-file": Code(ERROR, "文件打不开"),
    "encoding": Code(ERROR, "文件不是 UTF-8 编码"),
    "file-too-big": Code(ERROR, "文件太大"),
    "empty-file": Code(ERROR, "文件是空的"),
    "hidden-character": Code(ERROR, "夹着看不见的字符"),
    # Keyboard slips and YAML.
    "fullwidth-colon": Code(ERROR, "全角冒号"),
    "fullwidth-comma": Code(ERROR, "全角逗号"),
    "fullwidth-quote": Code(ERROR, "全角引号"),
    "fullwidth-blank": Code(ERROR, "全角空格"),
    "fullwidth-bracket": Code(ERROR, "全角括号"),
    "tab": Code(ERROR, "用 Tab 缩进"),
    "dash-blank": Code(ERROR, "减号后面缺空格"),
    "colon-blank": Code(ERROR, "冒号后面缺空格"),
    "missing-colon": Code(ERROR, "缺冒号"),
    "colon-in-value": Code(ERROR, "文字里有冒号加空格"),
    "special-first": Code(ERROR, "文字以特殊符号开头"),
    "unpaired-quote": Code(ERROR, "引号没有配对"),
    "unpaired-bracket": Code(ERROR, "括号没有配对"),
    "bracket-in-value": Code(ERROR, "列表里的文字有半角括号"),
    "hash-cut": Code(WARNING, "「#」截断了文字"),
    "duplicate-key": Code(ERROR, "同一个名字写了两次"),
    "anchor": Code(ERROR, "用了锚点、别名或标签"),
    "indent": Code(ERROR, "缩进对不齐"),
    "too-deep": Code(ERROR, "嵌套太深"),
    "second-document": Code(ERROR, "一个文件里有两份文档"),
    "yaml-syntax": Code(ERROR, "写法读不通"),
    # The shape of a document.
    "unknown-key": Code(ERROR, "不认识的项"),
    "missing-key": Code(ERROR, "缺了必写的项"),
    "wrong-type": Code(ERROR, "写法和这一项要的不一样"),
    "wrong-choice": Code(ERROR, "不在可选的词里"),
    "out-of-range": Code(ERROR, "数字超出范围"),
    "empty-text": Code(ERROR, "没有写内容"),
    # The library.
    "outside-plan": Code(ERROR, "文件不在方案文件夹里"),
    "missing-file": Code(ERROR, "方案缺文件"),
    "misplaced-file": Code(WARNING, "没人读的文件"),
    "wrong-plan": Code(ERROR, "写的方案和所在的文件夹不是一个"),
    "duplicate-script": Code(ERROR, "两个剧本同名"),
    # References.
    "unknown-point": Code(ERROR, "没有这个要点"),
    "unknown-objection": Code(ERROR, "没有这个异议"),
    "unknown-segment": Code(ERROR, "没有这类客户"),
    "unknown-way": Code(ERROR, "没有这种销售方式"),
    "unknown-level": Code(ERROR, "没有这个级别"),
    "unknown-situation": Code(ERROR, "没有这种场合"),
    "unknown-fact": Code(ERROR, "客户没有这个情况"),
    "unknown-promise": Code(ERROR, "没有哪条分支让客户答应这件事"),
    "unknown-gift": Code(ERROR, "赠品名对不上"),
    # Conditions.
    "unknown-condition": Code(ERROR, "没有这个条件"),
    "wrong-argument": Code(ERROR, "条件后面写得不对"),
    "always-true": Code(WARNING, "条件永远成立"),
    # The graph of stages.
    "unknown-stage": Code(ERROR, "环节名不对"),
    "missing-stage": Code(ERROR, "缺环节"),
    "stage-order": Code(ERROR, "环节顺序不对"),
    "unknown-target": Code(ERROR, "分支去的地方不存在"),
    "two-targets": Code(ERROR, "一条分支写了两个去处"),
    "missing-otherwise": Code(ERROR, "分支缺 otherwise"),
    "two-unconditional": Code(ERROR, "有两条无条件的分支"),
    "dead-end": Code(ERROR, "走进去出不来的环节"),
    "endless-loop": Code(ERROR, "几个环节来回转"),
    "unreachable-stage": Code(ERROR, "走不到的环节"),
    "unreachable-ending": Code(WARNING, "走不到的结局"),
    "unasked-skip": Code(WARNING, "没写条件就跳过了环节"),
    "no-objections-here": Code(ERROR, "没有异议可提"),
    # Facts of the plan.
    "price-not-in-tariff": Code(WARNING, "价格不在资费表里"),
    "discount-beyond-level": Code(ERROR, "折扣超出权限"),
    "gift-not-in-band": Code(ERROR, "赠品不在这一档里"),
    "missing-limit": Code(WARNING, "折扣档没有写这一级"),
    # Points.
    "duplicate-code": Code(ERROR, "代码重复"),
    "duplicate-point": Code(ERROR, "两处写了同名的要点"),
    "no-examples": Code(ERROR, "要点没有例句"),
    "few-examples": Code(ADVICE, "例句偏少"),
    "long-example": Code(WARNING, "例句太长"),
    "bad-pattern": Code(ERROR, "正则写错了"),
    "slow-pattern": Code(ERROR, "正则会卡死"),
    "example-not-heard": Code(ERROR, "自己的例句听不出来"),
    "counter-example-heard": Code(ERROR, "反例被听成了说到"),
    "easily-confused": Code(ADVICE, "两个要点容易混"),
    # Stories.
    "unknown-script": Code(ERROR, "没有这个脚本"),
    "unknown-ending": Code(ERROR, "没有这个结局"),
    "wrong-score": Code(ERROR, "分数写得不对"),
    "heard-and-not": Code(ERROR, "同一个要点又要听到又要听不到"),
    "duplicate-story": Code(ERROR, "两个对话测试同名"),
    # A city's changes.
    "unknown-base": Code(ERROR, "改的是哪一份，对不上"),
    "old-base": Code(WARNING, "照旧版改的"),
    "wrong-city": Code(ERROR, "一个文件夹里写了两个市"),
    "duplicate-overlay": Code(ERROR, "同一份改了两遍"),
    "unknown-path": Code(ERROR, "省里没有这一处"),
    "fixed-path": Code(ERROR, "各市不能改的地方"),
    "add-exists": Code(ERROR, "要加的已经有了"),
    "parts-dropped": Code(ERROR, "只想改一处，却把整个换掉了"),
    "patched-twice": Code(ERROR, "同一处改了两回"),
    "stale-patch": Code(ERROR, "省里改过了，本地的改动过期"),
    "missing-was": Code(ADVICE, "没有记下省里原来的话"),
    "no-reason": Code(ERROR, "没有写为什么改"),
    "no-change": Code(WARNING, "改了跟没改一样"),
    # Style.
    "few-variants": Code(WARNING, "客户的话说法太少"),
    "few-objections": Code(ADVICE, "异议太少"),
    "unused-objection": Code(ADVICE, "异议没有用到"),
    "missing-opening": Code(WARNING, "缺一种销售方式的开场"),
    "missing-outcome": Code(ADVICE, "缺一种结局"),
    "long-line": Code(ADVICE, "一句话太长"),
    "wrapped-in-quotes": Code(ADVICE, "整句套着引号"),
    "unbalanced-weight": Code(ADVICE, "一个环节占分太多"),
    "to-do": Code(TODO, "留着待办"),
}


def problem(code: str, place: Place, message: str, hint: str = "") -> Problem:
    """Make a problem of a known code; its severity is the code's."""
    return Problem(code, CODES[code].severity, place, message, hint)
