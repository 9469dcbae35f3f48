"""A contest's result as a report of one to three pages: how it went, how sure that is, what to look at."""

from __future__ import annotations

from collections import Counter
from statistics import fmean, median
from typing import TYPE_CHECKING

from bot.services.contests.intervene import INTERVENTIONS
from bot.views.contest.lists import moment
from bot.views.paper import FONT, INK, MARGIN, QUIET, Colour, Paper
from scenarios.contest.settings import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.services.contests.dossier import Dossier
    from scoring.contest.branches import BranchResult

TOP, MOST_UNITS, MOST_SKILLS, MOST_LISTED = 5, 26, 6, 6
ROW = 6.6
BAR: Colour = (159, 208, 211)
SCORE: Colour = (10, 108, 116)
FAINT: Colour = (216, 223, 230)
BAR_LEFT, BAR_WIDTH = 66.0, 78.0
HOW_TO_READ = "横条是误差范围：再抽一批人，成绩大约会落在里面。和第一名重叠的（≈），先后可能只是运气。"
_NARROWEST_SCALE = 10
_WORDS_IN_A_ROW = 13


def result_pdf(told: Dossier) -> bytes:
    """The report's bytes."""
    settings = told.office.settings
    paper = Paper(f"{settings.name}　成绩报告")
    paper.line_of_text(settings.name, 19, INK, 10)
    state = "成绩已公布" if told.published else f"还没有公布（{told.phase.chinese}），以下都可能再变"
    about = f"{LEVELS[settings.level]}　{moment(settings.opens)} 到 {moment(settings.closes)}　{state}"
    paper.line_of_text(about, 10, QUIET, 6)
    _figures(paper, told)
    _top(paper, told)
    _units(paper, told)
    _skills(paper, told)
    _listed(paper, "答案请核对一遍的题", tuple(_doubts(told)), "没有看出可疑的答案。")
    flags = tuple(f"{'、'.join(one.people)}：{one.why}" for one in told.flags)
    _listed(paper, "请人看一看的答卷", flags, "没有看出异常。")
    if flags:
        paper.line_of_text("这些只是线索，不扣分，也不算作弊，请找当事人问清楚。", 9, QUIET, 5.5)
    _proof(paper, told)
    return paper.whole()


def _figures(paper: Paper, told: Dossier) -> None:
    """Four numbers to begin with."""
    whole = told.result.table
    scores = [float(one.score) for one in whole.people]
    figures = (
        (f"{whole.drawn}", "抽中"),
        (f"{whole.came}（{whole.came / whole.drawn:.0%}）", "到场"),
        (f"{fmean(scores):.1f}" if scores else "—", "到场的人平均分"),
        (f"{median(scores):.1f}" if scores else "—", "中位数"),
    )
    paper.ln(3)
    width, top = (paper.w - 2 * MARGIN) / len(figures), paper.get_y()
    for n, (figure, label) in enumerate(figures):
        _put(paper, MARGIN + n * width, top, figure, 17, SCORE)
        _put(paper, MARGIN + n * width, top + 8, label, 9, QUIET)
    paper.set_y(top + 14)


def _top(paper: Paper, told: Dossier) -> None:
    """The first five, as on every board; where few took part, none of the lower half."""
    everybody = told.result.table.people
    people = [one for one in everybody[:TOP] if one.rank <= (len(everybody) + 1) // 2]
    if not people:
        return
    paper.chapter_title("前五名")
    for one in people:
        y, person = paper.get_y(), told.roster[one.entry]
        _put(paper, MARGIN, y, f"{one.rank}", 11, SCORE)
        _put(paper, MARGIN + 12, y, person.name + ("（并列）" if one.shared else ""), 11, INK)
        _put(paper, BAR_LEFT + MARGIN - 18, y, person.branch, 10, QUIET)
        _put(paper, paper.w - MARGIN - 20, y, f"{one.score}", 11, INK, align="R", width=20)
        paper.set_y(y + ROW)


def _units(paper: Paper, told: Dossier) -> None:
    """Cities where there are several, then branches, each with its interval drawn; and who didn't all come."""
    whole = told.result.table
    tables = (("城市成绩", whole.cities if len(whole.cities) > 1 else ()), ("分公司成绩", whole.branches))
    for title, units in tables:
        if not units:
            continue
        paper.chapter_title(title)
        paper.line_of_text(HOW_TO_READ, 9, QUIET, 5.5)
        scale = _scale(units)
        for one in units[:MOST_UNITS]:
            _unit(paper, one, scale)
        if len(units) > MOST_UNITS:
            paper.line_of_text(f"另外还有 {len(units) - MOST_UNITS} 个，见成绩表格。", 9, QUIET, 5.5)
    away = sorted((one for one in whole.branches if one.attended < one.drawn), key=_attendance)
    if away:
        lowest = "，".join(f"{one.branch} {one.attended}/{one.drawn}" for one in away[:TOP])
        paper.line_of_text(f"有 {len(away)} 个分公司没有到齐，到场最少的：{lowest}。没来的按 0 分算。", 10, INK, 6)


def _attendance(one: BranchResult) -> tuple[float, str]:
    return one.attended / one.drawn, one.branch


def _unit(paper: Paper, one: BranchResult, scale: tuple[float, float]) -> None:
    if paper.will_page_break(ROW):
        paper.add_page()
    y, middle = paper.get_y(), paper.get_y() + ROW / 2
    _put(paper, MARGIN, y, f"{one.rank}", 10, SCORE)
    _put(paper, MARGIN + 9, y, _cut(one.branch), 10, INK)
    low, high = _ends(one)
    paper.set_draw_color(*FAINT)
    paper.line(BAR_LEFT, middle, BAR_LEFT + BAR_WIDTH, middle)
    paper.set_fill_color(*BAR)
    paper.rect(_at(low, scale), middle - 1.4, max(0.6, _at(high, scale) - _at(low, scale)), 2.8, style="F")
    paper.set_fill_color(*SCORE)
    paper.rect(_at(float(one.score), scale) - 0.5, middle - 2.2, 1, 4.4, style="F")
    margin = "" if one.give_or_take is None else f" ±{one.give_or_take}"
    right = f"{one.score}{margin}{'≈' if one.level_with_first else ''}"
    _put(paper, BAR_LEFT + BAR_WIDTH + 2, y, right, 9.5, INK)
    _put(paper, paper.w - MARGIN - 20, y, f"{one.attended}/{one.drawn}", 9, QUIET, align="R", width=20)
    paper.set_y(y + ROW)


def _skills(paper: Paper, told: Dossier) -> None:
    """The weakest skills of all, and the share of the points each brought."""
    if not told.skills:
        return
    paper.chapter_title("最弱的考点")
    for skill, share in told.skills[:MOST_SKILLS]:
        if paper.will_page_break(ROW):
            paper.add_page()
        y, part = paper.get_y(), float(share)
        _put(paper, MARGIN, y, skill, 10, INK)
        paper.set_fill_color(*FAINT)
        paper.rect(BAR_LEFT, y + 2, BAR_WIDTH, 2.8, style="F")
        paper.set_fill_color(*SCORE)
        paper.rect(BAR_LEFT, y + 2, BAR_WIDTH * part, 2.8, style="F")
        _put(paper, BAR_LEFT + BAR_WIDTH + 2, y, f"得分率 {part:.0%}", 9.5, INK)
        paper.set_y(y + ROW)
    weakest = Counter(one.weakest for one in told.result.table.branches if one.weakest)
    if weakest:
        counted = "，".join(f"{skill} {count} 个" for skill, count in weakest.most_common(TOP))
        paper.line_of_text(f"各分公司自己最弱的：{counted}。", 10, INK, 6)


def _doubts(told: Dossier) -> Iterator[str]:
    """Each question whose key should be looked at, with what was decided about it, if anything was."""
    for one in told.suspects:
        ruled = "（已裁定）" if one.item.id in told.exam.rulings else ""
        yield f"{one.item.id}{ruled} {one.item.stem}　{''.join(one.review.why)}"


def _listed(paper: Paper, title: str, lines: Sequence[str], nothing: str) -> None:
    paper.chapter_title(title)
    for line in lines[:MOST_LISTED]:
        paper.line_of_text(f"· {line}", 10, INK, 6)
    if len(lines) > MOST_LISTED:
        paper.line_of_text(f"另外还有 {len(lines) - MOST_LISTED} 条，见 duilian contest review。", 9, QUIET, 5.5)
    if not lines:
        paper.line_of_text(nothing, 10, QUIET, 6)


def _proof(paper: Paper, told: Dossier) -> None:
    """What hosts did, and the hashes anybody can hold the result to."""
    office = told.office
    paper.chapter_title("人工干预和核验")
    done = Counter(INTERVENTIONS[one.kind] for one in told.interventions)
    steps = "，".join(f"{kind} {count} 次" for kind, count in done.items()) or "没有"
    paper.line_of_text(f"人工干预：{steps}。每一次是谁、为什么：duilian contest log {office.contest}", 10, INK, 6)
    for name, value in (
        ("名单", office.roster_hash),
        ("抽签承诺", office.commitment),
        ("抽签种子", office.seed),
        ("试卷承诺", office.papers_commitment),
        (f"成绩（答案第 {office.key.version} 版）", told.hash),
        ("全部记录", told.head),
    ):
        paper.line_of_text(f"{name}　{value}", 8, QUIET, 4.6)
    how = f"duilian contest verify {office.contest}，或者用审计档案里的 verify.py"
    paper.line_of_text(f"核验：{how}。", 10, INK, 6)


def _scale(units: Sequence[BranchResult]) -> tuple[float, float]:
    """The least and the greatest score the bars show."""
    ends = [_ends(one) for one in units]
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    return (low, high) if high - low >= _NARROWEST_SCALE else (low - _NARROWEST_SCALE / 2, high + _NARROWEST_SCALE / 2)


def _ends(one: BranchResult) -> tuple[float, float]:
    margin = float(one.give_or_take or 0)
    return float(one.score) - margin, float(one.score) + margin


def _at(score: float, scale: tuple[float, float]) -> float:
    low, high = scale
    return BAR_LEFT + BAR_WIDTH * (score - low) / (high - low)


def _cut(name: str) -> str:
    return name if len(name) <= _WORDS_IN_A_ROW else f"{name[: _WORDS_IN_A_ROW - 1]}…"


def _put(  # noqa: PLR0917  (where, what, how: as everything that draws here)
    paper: Paper, x: float, y: float, text: str, size: float, colour: Colour, *, align: str = "L", width: float = 0
) -> None:
    """Set one line of text at a place."""
    paper.set_xy(x, y)
    paper.set_font(FONT, size=size)
    paper.set_text_color(*colour)
    paper.cell(width, ROW, text, align=align)
