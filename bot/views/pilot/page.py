"""A pilot's report to the province: what it shows and what it can't, as parts that every medium dresses its own way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.days import CHINA
from bot.views.choices import RESULTS
from bot.views.comparing import cautions, comparing_table
from bot.views.tables import Table, in_markdown
from scoring.pilot import STAYED, wilson
from scripts.versions import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.services.pilots import Evidence
    from scoring.pilot import Share, Volume

MOST_LINES = 30
MOST_LOST = 8
MOST_MISSED = 10
MOST_NOTES = 6


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report: sentences, and a table where there is one."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class PilotReport:
    """The whole report, ready to be dressed."""

    title: str
    parts: tuple[Part, ...]


def pilot_report(evidence: Evidence, against: Evidence | None = None) -> PilotReport:
    """Write the report on one version, beside another if there is one to compare with."""
    parts = (
        Part("试销情况", tuple(_head(evidence))),
        *((_compared(evidence, against),) if against else ()),
        _business(evidence),
        _endings(evidence),
        _stages(evidence),
        _lost(evidence),
        _missed(evidence),
        _lines(evidence),
        _cases(evidence),
        _ideas(evidence),
    )
    branch = f"{evidence.branch} " if evidence.branch else ""
    return PilotReport(f"{branch}{evidence.script} {evidence.version} 试销报告", parts)


def as_markdown(report: PilotReport) -> str:
    """Give the report as Markdown."""
    return "\n\n".join((f"# {report.title}", *(_markdown(part) for part in report.parts))) + "\n"


def within(share: Share) -> str:
    """Give a share with its interval: 41%（7/17，95% 区间 22%–64%）."""
    if share.value is None:
        return "还没有"
    low, high = wilson(share)
    return f"{share.value:.0%}（{share.count}/{share.of}，95% 区间 {low:.0%}–{high:.0%}）"


def _head(evidence: Evidence) -> Iterator[str]:
    for move in evidence.moves:
        whom = "、".join((*move.audience.branches, *(["指定的人"] if move.audience.people else [])))
        what = f"试销，给{whom}" if move.after is State.PILOT else move.after.chinese
        yield f"{move.signed.at.astimezone(CHINA):%Y-%m-%d} {move.signed.by}：{what}。{move.signed.why}"
    days = sorted(one.day for one in evidence.used)
    if days:
        yield f"数据从 {days[0]:%Y-%m-%d} 到 {days[-1]:%Y-%m-%d}。"
    people = {one.rep for one in evidence.used}
    yield f"用过的客户经理 {len(people)} 人，练习 {len(evidence.talks)} 场，实地拜访 {len(evidence.visits)} 次。"


def _compared(evidence: Evidence, against: Evidence) -> Part:
    title = f"{evidence.version} 和 {against.version} 比"
    table = comparing_table(evidence, against)
    verdicts = tuple(f"{row[0]}：{row[-1]}。" for row in table.rows)
    return Part(title, (*verdicts, *cautions(evidence, against)), table)


def _business(evidence: Evidence) -> Part:
    volume = evidence.volume
    if not volume.visits:
        return Part("业务量和成功率", ("还没有记过实地拜访。",))
    head = ("拜访", "成交", "在谈", "没成", "成功率")
    row = (*(str(n) for n in (volume.visits, volume.won, volume.open, volume.lost)), within(volume.success))
    return Part("业务量和成功率", tuple(_amounts(volume)), Table("", head, (row,)))


def _amounts(volume: Volume) -> Iterator[str]:
    if volume.won:
        untold = f"（另有 {volume.untold} 单没有报金额）" if volume.untold else ""
        yield f"成交的每月合计 {volume.yuan:g} 元{untold}，由 {volume.reps} 位客户经理跑出来。"


def _endings(evidence: Evidence) -> Part:
    figures = evidence.figures
    if not figures.talks:
        return Part("练习结果", ("还没有人用这一版练过整场（实战或跟练）。",))
    rows = tuple((ending, str(n), f"{n / figures.talks:.0%}") for ending, n in figures.endings.items())
    mean = f"平均 {figures.score:.0f} 分" if figures.score is not None else ""
    won = f"谈完的 {figures.finished} 场里成交 {within(figures.won)}" if figures.finished else "还没有一场谈完"
    lines = (f"{figures.talks} 场，{figures.reps} 人，{mean}；{won}。",)
    return Part("练习结果", lines, Table("", ("结局", "场次", "占"), rows))


def _stages(evidence: Evidence) -> Part:
    rows = tuple((flow.stage, str(flow.reached), _ways(flow.went_to)) for flow in evidence.figures.stages)
    return _table("每个环节之后去了哪里", ("环节", "到过的场次", "之后"), rows)


def _lost(evidence: Evidence) -> Part:
    rows = tuple((one.stage, one.rep, one.customer) for one in evidence.figures.lost[:MOST_LOST])
    more = len(evidence.figures.lost) - len(rows)
    note = (f"另有 {more} 场没有列出。",) if more > 0 else ()
    return _table("客户是在哪儿丢的", ("环节", "最后一句", "客户怎么说"), rows, note)


def _missed(evidence: Evidence) -> Part:
    rows = tuple(
        (one.point, f"{one.share.count}/{one.share.of}", one.better) for one in evidence.figures.missed[:MOST_MISSED]
    )
    return _table("最常没说到的", ("要点", "没说到的场次", "脚本里的说法"), rows)


def _lines(evidence: Evidence) -> Part:
    rows = tuple(
        (one.stage, one.point, str(one.talks), _ways(one.went_to), f"“{one.quote}”")
        for one in evidence.figures.lines[:MOST_LINES]
    )
    return _table("每句话说了之后", ("环节", "要点", "场次", "之后", "有人这样说"), rows)


def _cases(evidence: Evidence) -> Part:
    talked = [
        f"练习，{case.ending}，{case.score} 分：" + "；".join(f"“{quote}”（{point}）" for point, quote in case.lines)
        for case in evidence.figures.cases
        if case.lines
    ]
    noted = [one for one in evidence.visits if one.note]
    noted.sort(key=lambda one: ("won", "lost", "open").index(one.result))
    visited = dict.fromkeys(f"拜访，{RESULTS[one.result]}：{one.note}" for one in noted)
    return Part("经典案例", (*talked, *list(visited)[:MOST_NOTES]) or ("还没有。",))


def _ideas(evidence: Evidence) -> Part:
    rows = tuple((idea.text, str(idea.votes)) for idea in evidence.ideas)
    return _table("改进建议", ("建议", "同意的人"), rows)


def _table(title: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], lines: tuple[str, ...] = ()) -> Part:
    return Part(title, lines, Table("", head, rows)) if rows else Part(title, ("还没有。",))


def _ways(went_to: Mapping[str, int]) -> str:
    return "，".join(f"{'还在这个环节' if where == STAYED else where} {n}" for where, n in went_to.items())


def _markdown(part: Part) -> str:
    table = () if part.table is None else (in_markdown((part.table,)).partition("\n\n")[2].rstrip(),)
    return "\n\n".join((f"## {part.title}", *part.lines, *table))
