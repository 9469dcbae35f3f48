"""The quality of listening as tables: totals, groups, kinds, items, talks, the curve of what was tried, and costs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.services.evaluating import HALVES
from bot.views.tables import Table, in_markdown
from scoring.agreement import f1, kappa, precision, recall

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.services.evaluating import Evaluation, Tried
    from scoring.agreement import Interval
    from scoring.evaluation.lines import Figures, LineFigures, Share
    from scoring.evaluation.talks import TalkFigures

_GROUPS = {"all": "全部要点", "words": "靠话判断的", "numbers": "靠数判断的", "violations": "违规"}
_KINDS = {
    "plain": "平常说法",
    "paraphrase": "换个说法",
    "homophone": "同音字",
    "typo": "错别字",
    "traditional": "繁体",
    "stt": "语音转写",
    "number": "数字",
    "negation": "否定",
    "question": "疑问",
    "quotation": "转述",
    "multi": "一句多意",
    "long": "长句",
    "out-of-scope": "题外话",
    "injection": "套话攻击",
}
_MARK = {"good": "好", "middling": "中等", "bad": "差", "adversarial": "钻空子"}


def quality_tables(evaluation: Evaluation) -> tuple[Table, ...]:
    """Give all tables of one evaluation; those of steps and costs only where they were measured."""
    lines, talks = evaluation.lines, evaluation.talks
    return (
        _totals(evaluation),
        *((_curve(evaluation.tried),) if evaluation.tried else ()),
        _kinds(lines),
        _items(lines, evaluation.names),
        _talks(talks),
        _talk_items(talks, evaluation.names),
    )


def quality_page(evaluation: Evaluation, machine: str) -> str:
    """Give one Markdown page of all tables, for `docs/quality.md`."""
    head = (
        "# 听话的质量\n\n"
        f"这一页由 `duilian evaluate --half {evaluation.half} --write docs/quality.md` 写出，不手改。"
        "标准集和两半的分法见 `tests/gold/README.md`：调试半用来改进，报告半只用来报数，改进的人不看。"
        f"在这台机器上量的：{machine}。\n\n"
    )
    return head + in_markdown(quality_tables(evaluation))


def quality_values(evaluation: Evaluation) -> dict[str, Any]:
    """Give everything as plain values, for programs: figures with their intervals, counts, milliseconds."""
    lines, talks = evaluation.lines, evaluation.talks
    return {
        "half": evaluation.half,
        "lines": {
            "count": lines.lines,
            "groups": {name: asdict(figures) for name, figures in lines.groups.items()},
            "items": {code: asdict(figures) for code, figures in lines.items.items()},
            "kinds": {kind: asdict(counts) for kind, counts in lines.kinds.items()},
            "near": asdict(lines.near),
            "near_by_item": {code: asdict(share) for code, share in lines.near_by_item.items()},
            "strayed": asdict(lines.strayed),
            "suspected": asdict(lines.suspected),
            "milliseconds": {"p50": lines.milliseconds[0], "p95": lines.milliseconds[1]},
        },
        "talks": {
            "count": talks.talks,
            "kappa": talks.kappa,
            "pooled_kappa": talks.pooled.figure(kappa),
            "items": {code: counts.figure(kappa) for code, counts in talks.items.items()},
            "close": asdict(talks.close),
            "close_by_marks": asdict(talks.close_by_marks),
            "weighted_kappa": talks.agreement,
            "weighted_kappa_middle": talks.middle,
            "adversarial_passing": list(talks.passing),
            "scores": {one.gold.name: [one.gold.mark, one.score, one.score_by_marks] for one in talks.results},
        },
        "cost": asdict(evaluation.cost),
        "tried": {
            one.name: {
                "groups": {name: asdict(figures.counts) for name, figures in one.lines.groups.items()},
                "near": asdict(one.lines.near),
                "milliseconds": {"p50": one.lines.milliseconds[0], "p95": one.lines.milliseconds[1]},
                "cost": asdict(one.cost),
            }
            for one in evaluation.tried
        },
    }


def _totals(evaluation: Evaluation) -> Table:
    lines = evaluation.lines
    rows = tuple((_GROUPS[name], *_cells(figures)) for name, figures in lines.groups.items())
    near = f"不该听出的听出 {_share(lines.near)}；题外话里误听 {_share(lines.strayed)}"
    suspected = f"“疑似”里真的有 {_share(lines.suspected)}"
    median, slow = lines.milliseconds
    time = f"每句用时：中位数 {median:.2f} 毫秒，95% 的句子在 {slow:.2f} 毫秒以内"
    return Table(
        f"{lines.lines} 句话（{HALVES[evaluation.half]}）",
        ("", "精确率", "召回率", "F1", "κ"),
        rows,
        f"方括号里是 95% 区间（按句自助抽样）。{near}；{suspected}。{time}。"
        f"起动 {evaluation.cost.seconds:.2f} 秒，内存 {_memory(evaluation.cost.megabytes)}。",
    )


def _curve(tried: tuple[Tried, ...]) -> Table:
    rows = tuple(
        (
            one.name,
            *(_percent(one.lines.groups["all"].counts.figure(formula)) for formula in (precision, recall, f1)),
            _percent(one.lines.groups["words"].counts.figure(f1)),
            _percent(_recall_of(one.lines, "paraphrase")),
            _percent(one.lines.near.share),
            f"{one.lines.milliseconds[0]:.2f}",
            f"{one.cost.seconds:.2f}",
            _memory(one.cost.megabytes),
        )
        for one in tried
    )
    head = ("做法", "精确率", "召回率", "F1", "靠话的 F1", "换说法召回", "不该听出的", "毫秒/句", "起动秒", "增加内存")
    note = "同一个进程里一个接一个量：头一个的起动和内存在上一张表里，这里是再加的。"
    return Table("一步一步加上去", head, rows, note)


def _kinds(lines: LineFigures) -> Table:
    rows = tuple(
        (
            _KINDS.get(kind, kind),
            _percent(counts.figure(precision)),
            _percent(counts.figure(recall)),
            _percent(counts.figure(f1)),
            str(counts.missed),
            str(counts.false),
        )
        for kind, counts in lines.kinds.items()
    )
    return Table("按句子的种类", ("种类", "精确率", "召回率", "F1", "漏听", "误听"), rows)


def _items(lines: LineFigures, names: Mapping[str, str]) -> Table:
    rows = tuple(
        (
            names.get(code, code),
            *_cells(figures),
            str(figures.counts.missed),
            str(figures.counts.false),
            _share(lines.near_by_item[code]),
        )
        for code, figures in lines.items.items()
    )
    return Table("逐条要点", ("要点", "精确率", "召回率", "F1", "κ", "漏听", "误听", "不该听出的"), rows)


def _talks(talks: TalkFigures) -> Table:
    rows = tuple(
        (
            one.gold.name.removesuffix(".jsonl"),
            _MARK.get(one.gold.kind, one.gold.kind),
            str(one.gold.mark),
            str(one.score),
            str(one.score_by_marks),
        )
        for one in talks.results
    )
    passing = "、".join(talks.passing) or "没有"
    return Table(
        f"{talks.talks} 场整谈",
        ("谈话", "种类", "人给的分", "机器给的分", "按人标的要点算"),
        rows,
        f"跟人给的分相差 5 分以内：{_share(talks.close)}；"
        f"跟按人标的要点算出的分相差 5 分以内：{_share(talks.close_by_marks)}。"
        f"分数段一致性（平方加权 κ，每 10 分一段）{_number(talks.agreement)}，"
        f"其中 30～79 分的 {_number(talks.middle)}。"
        f"要点 κ：各条平均 {_number(talks.kappa)}，合在一起 {_number(talks.pooled.figure(kappa))}。"
        f"钻空子而及格的：{passing}。",
    )


def _talk_items(talks: TalkFigures, names: Mapping[str, str]) -> Table:
    rows = tuple(
        (names.get(code, code), _number(counts.figure(kappa)), str(counts.missed), str(counts.false))
        for code, counts in talks.items.items()
    )
    return Table("整谈里逐条要点（这场谈到没有）", ("要点", "κ", "漏听", "误听"), rows)


def _cells(figures: Figures) -> tuple[str, ...]:
    return tuple(map(_with_interval, (figures.precision, figures.recall, figures.f1, figures.kappa)))


def _recall_of(lines: LineFigures, kind: str) -> float | None:
    return lines.kinds[kind].figure(recall) if kind in lines.kinds else None


def _with_interval(figure: Interval) -> str:
    if figure.low is None or figure.high is None:
        return _number(figure.value)
    return f"{_number(figure.value)} [{_number(figure.low)}, {_number(figure.high)}]"


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:.1%}"


def _share(share: Share) -> str:
    return f"{share.part}/{share.whole}" + (f"（{share.share:.1%}）" if share.share is not None else "")


def _memory(megabytes: float | None) -> str:
    # What was freed meanwhile can outweigh a little that was added: then nobody can tell.
    return "—" if megabytes is None or megabytes < 1 else f"{megabytes:.0f} MB"
