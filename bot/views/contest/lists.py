"""A contest in Chinese words: boards, effects of a ruling, appeals, lists, as tables that each medium sets its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.days import CHINA
from bot.views.tables import Table
from scenarios.bank import KINDS
from scenarios.contest.office import Phase
from scenarios.contest.settings import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from decimal import Decimal

    from bot.services.contests.appeals import Appeal
    from bot.services.contests.boards import Listed
    from bot.services.contests.review import Suspect
    from bot.store.contests.records import ResultRow
    from scenarios.bank import Item
    from scenarios.contest.board import BoardPage, Line
    from scenarios.contest.effect import Change, Effect
    from scenarios.contest.office import Office
    from scoring.contest.flags import Flag

MOST_CHANGES = 40


def moment(at: datetime) -> str:
    """An instant as people in China read it: 03月02日 09:30."""
    return f"{at.astimezone(CHINA):%m月%d日 %H:%M}"


def board_tables(page: BoardPage) -> tuple[Table, ...]:
    """The public board: the top, then the branches."""
    top = Table("前五名", ("名次", "姓名", "分公司", "成绩"), tuple(_person(one) for one in page.top))
    note = "± 是把握范围；标“≈”的和第一名的范围重叠，先后可能只是运气。" if page.branches else ""
    rows = tuple(
        (
            "" if one.rank is None else str(one.rank),
            one.branch,
            _interval(one.score, one.give_or_take) + ("≈" if one.level_with_first else ""),
            f"{one.attended}/{one.drawn}",
        )
        for one in page.branches
    )
    branches = Table("分公司", ("名次", "分公司", "成绩", "到场"), rows, note)
    return tuple(table for table in (top, branches) if table.rows)


def board_head(page: BoardPage) -> str:
    """The lines over the board: what it is, how far it is, and the freeze."""
    lines = [f"{page.title}（{LEVELS[page.level]}）　{page.phase.chinese}"]  # type: ignore[index]
    lines.append(f"抽中 {page.drawn} 人，到场 {page.came}，交卷 {page.handed_in}")
    if page.frozen and page.as_of is not None:
        lines.append(f"【封榜】以下是 {moment(page.as_of)} 的情形，揭榜时见分晓。")
    if page.hidden:
        lines.append(f"还有 {page.hidden} 人没有揭晓。")
    return "\n".join((*lines, page.told) if page.told else lines)


def listed_table(contests: Iterable[Listed]) -> Table:
    """All contests."""
    rows = tuple(
        (
            str(one.contest),
            one.title,
            LEVELS[one.level],  # type: ignore[index]
            one.phase.chinese,
            f"{moment(one.opens)} 到 {moment(one.closes)}",
            str(one.drawn or ""),
        )
        for one in contests
    )
    return Table("竞赛", ("编号", "名称", "级别", "进度", "答题时间", "参赛"), rows)


def status_lines(office: Office, phase: Phase, now: datetime) -> tuple[str, ...]:
    """Where a contest stands, with the hashes that were published, and what comes next."""
    settings = office.settings
    kind = "题目和案例" if settings.case else "题目"
    weighed = f"，题目占 {settings.quiz_weight}%" if settings.case else ""
    speed = "，答得快另有分" if settings.timed else ""
    lines = [
        f"{settings.name}（{LEVELS[settings.level]}，编号 {office.contest}）：{phase.chinese}",
        f"考{kind}，每人 {settings.items} 题{weighed}{speed}。方案：{settings.plan}",
        f"答题 {moment(settings.opens)} 到 {moment(settings.closes)}，{moment(settings.freezes)} 起封榜。",
    ]
    if office.people:
        lines.append(f"名单 {office.people} 人，SHA256 {office.roster_hash}")
    if office.commitment:
        lines.append(f"抽签承诺 {office.commitment}")
        lines.append(f"试卷承诺 {office.papers_commitment}")
    if office.public:
        number = f"开出 {office.number}" if office.number else "还没有开"
        lines.append(f"抽签另加公开号码：{office.public}，{number}")
    if office.seed:
        lines.append(f"抽签种子 {office.seed}，抽中 {len(office.drawn)} 人")
    if len(office.keys) > 1:
        lines.append(f"答案第 {office.key.version} 版：{office.key.why}")
    if office.final is not None:
        lines.append(f"成绩 SHA256 {office.final['result']}")
        lines.append(f"全部记录的总哈希 {office.final['head']}")
        lines.append(f"试卷种子 {office.final['papers_seed']}")
    return (*lines, _next_step(office, phase, now))


def item_lines(item: Item) -> tuple[str, ...]:
    """A question with its key, its options numbered as a host names them in a ruling."""
    lefts = (f"  左 {number}. {text}" for number, text in enumerate(item.lefts, 1))
    options = (f"  {number}. {text}" for number, text in enumerate(item.options, 1))
    source = f"出处：{item.source.file} 第 {item.source.line} 行「{item.source.words}」"
    return (
        f"{item.id}（{KINDS[item.kind]}）{item.stem}",
        *lefts,
        *options,
        f"答案：{_key(item)}",
        item.because,
        source,
    )


def effect_tables(told: Effect) -> tuple[Table, ...]:
    """Everything a ruling changes."""
    tables = (
        _changes("分数或名次有变的人", ("姓名", "分公司"), told.people),
        _changes("有变的分公司", ("分公司",), told.branches),
        _changes("有变的城市", ("城市",), told.cities),
    )
    return tuple(table for table in tables if table.rows)


def result_table(result: ResultRow) -> Table:
    """A published result by its branches; its people stand in the workbook and the JSON."""
    rows = tuple(
        (str(one["rank"]), one["branch"], one["score"], f"{one['attended']}/{one['drawn']}")
        for one in result.body["branches"]
    )
    title = f"第 {result.n} 次公布，{moment(result.at)}，答案第 {result.key} 版，{len(result.body['people'])} 人有成绩"
    return Table(title, ("名次", "分公司", "成绩", "到场"), rows, f"SHA256 {result.hash}")


def appeals_table(appeals: Sequence[Appeal]) -> Table:
    """The appeals, for their host."""
    states = {None: "等裁定", True: "成立", False: "不成立"}
    rows = tuple(
        (f"{one.entry} {one.name}", one.branch, one.item, one.stem, one.words, states[one.upheld]) for one in appeals
    )
    return Table("申诉", ("谁", "分公司", "题号", "题目", "理由", "裁定"), rows)


def suspects_table(found: Sequence[Suspect]) -> Table:
    """The items whose key should be looked at."""
    rows = tuple((one.item.id, one.item.stem, "".join(one.review.why)) for one in found)
    return Table("答案要核对的题", ("题号", "题目", "为什么"), rows)


def flags_table(found: Sequence[Flag]) -> Table:
    """What a person should look at; nothing follows by itself."""
    rows = tuple(("、".join(one.people), str(len(one.items)), one.why) for one in found)
    return Table("请人看一看", ("谁", "题数", "为什么"), rows, "这些只是线索，不扣分，也不算作弊，请找当事人问清楚。")


def _key(item: Item) -> str:
    """The key in the numbers of `item_lines`: for a match, the right of each left in turn."""
    if isinstance(item.key, tuple):
        return ",".join(str(one + 1) for one in item.key)
    return f"{item.key + 1}" if isinstance(item.key, int) else f"{item.key}{item.unit}"


def _changes(title: str, heads: tuple[str, ...], changes: Sequence[Change]) -> Table:
    rows = tuple(
        (
            *((one.name, one.where) if one.where else (one.name,)),
            f"{one.score} → {one.new_score}",
            f"{one.rank} → {one.new_rank}",
        )
        for one in changes[:MOST_CHANGES]
    )
    more = len(changes) - MOST_CHANGES
    return Table(title, (*heads, "成绩", "名次"), rows, f"另外还有 {more} 个，--json 列出全部。" if more > 0 else "")


def _person(one: Line) -> tuple[str, ...]:
    return (f"{one.rank}{'（并列）' if one.shared else ''}", one.name, one.branch, str(one.score))


def _interval(score: Decimal | None, margin: Decimal | None) -> str:
    if score is None:
        return "还没有人交卷"
    return f"{score}" if margin is None else f"{score} ±{margin}"


def _next_step(office: Office, phase: Phase, now: datetime) -> str:
    number, until = office.contest, office.appeals_until
    steps = {
        Phase.DRAFT: f"下一步，导入名单：duilian contest roster {number} 名单.xlsx",
        Phase.ROSTER: f"下一步，公布承诺：duilian contest commit {number}",
        Phase.COMMITTED: f"下一步，抽签：duilian contest draw {number}",
        Phase.DRAWN: f"到 {moment(office.settings.opens)} 自动开始。",
        Phase.OPEN: f"{moment(office.last_close)} 收卷。看榜：duilian contest board {number}",
        Phase.FROZEN: f"{moment(office.last_close)} 收卷。",
        Phase.CLOSING: "到点了，机器人会自己收卷；"
        + ("现在就收：" if office.may_close(now) else "两分钟后可以手动收：")
        + f"duilian contest close {number}",
        Phase.APPEALS: f"申诉到 {moment(until) if until else ''} 为止。核对答案：duilian contest review {number}",
        Phase.REVIEW: f"核对答案：duilian contest review {number}；揭榜：duilian contest unfreeze {number}",
        Phase.UNFREEZING: f"继续揭榜：duilian contest unfreeze {number}；揭完公布：duilian contest final {number}",
        Phase.FINAL: f"核验：duilian contest verify {number}；重算：duilian contest recompute {number}",
        Phase.CANCELLED: f"理由：{office.cancelled}",
    }
    return steps[phase]
