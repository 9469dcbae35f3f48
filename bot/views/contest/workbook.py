"""A contest's result as a workbook: a sheet for people, questions, branches and cities each."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.services.contests.intervene import INTERVENTIONS
from bot.services.days import CHINA
from bot.spreadsheets import Book, Cell, Column, Layout, Sheet, written
from scenarios.bank import KINDS
from scenarios.contest.keys import RULINGS
from scenarios.contest.settings import LEVELS
from scoring.contest.ranking import quiz_score

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.services.contests.dossier import Dossier
    from scenarios.bank import Answer, Item
    from scenarios.contest.results import ItemResult
    from scenarios.contest.standings import Placed
    from scoring.contest.branches import BranchResult

TENTH, PERCENT, WHOLE, SPLIT = "0.0", "0%", "0", "0.00"
_ENOUGH_FOR_CITIES = 2


def _number(title: str, width: int = 10, shown: str = WHOLE, about: str = "") -> Column:
    return Column(title, width, about, number=True, shown=shown)


PEOPLE = Layout(
    "个人",
    (
        _number("名次", 8),
        Column("并列", 8),
        Column("姓名", 12),
        Column("分公司", 18),
        Column("城市", 12),
        Column("区县", 14),
        Column("客户群", 14),
        _number("编号", 8),
        _number("总分", 10, TENTH),
        _number("题目分", 10, TENTH, "只看题目，满分 100，作废的题不算在内。"),
        _number("案例分", 10, TENTH),
        _number("最难三分之一", 14, TENTH, "卷子里最难的三分之一题得了多少分，总分一样时先看它。"),
        _number("全对题数", 10),
        _number("按时作答", 10),
        _number("题数", 8, about="他卷子上算分的题。"),
        _number("答对平均秒数", 14, TENTH),
        Column("状态", 14),
        Column("开始", 18),
        Column("交卷", 18),
        Column("人工干预", 40),
    ),
    "每人一行，含个人成绩，只给省公司。缺考的人没有名次，按 0 分算进分公司；作废的排在最后。",
    fixed=3,
)
ITEMS = Layout(
    "题目",
    (
        Column("题号", 22),
        Column("题型", 8),
        Column("考点", 12),
        Column("题目", 50),
        Column("答案", 36),
        _number("作答人数", 10, about="抽到这道题并且答了，或者到点没有答的。"),
        _number("得分率", 10, PERCENT),
        _number("区分度", 10, SPLIT, "答对这题的人，别的题是不是也好：0.15 以下说明这题分不出高低。人太少不算。"),
        _number("出题难度", 10, about="1 最容易，5 最难。"),
        _number("实测难度", 10, about="按答题结果算的难度，满 60 份答案才有。"),
        Column("请核对", 50),
        Column("裁定", 16),
        Column("出处", 40),
    ),
    "每题一行。“请核对”里有话的，答案可能有问题，公布以前请人看一遍。",
    fixed=1,
)
UNITS = (
    _number("名次", 8),
    Column("名称", 22),
    _number("成绩", 10, TENTH, "抽中的人的平均，人少的向全体平均靠拢。"),
    _number("误差 ±", 10, TENTH, "再抽一批人，成绩大约会在这个范围里变。"),
    _number("下限", 10, TENTH),
    _number("上限", 10, TENTH),
    Column("和第一名分得开吗", 18),
    _number("平均分", 10, TENTH),
    _number("中位数", 10, TENTH),
    _number("到场", 8),
    _number("抽中", 8),
    _number("到场率", 10, PERCENT),
    Column("最弱考点", 14),
)
BRANCHES = Layout("分公司", UNITS, "每个分公司一行。误差范围和第一名重叠的，先后可能只是运气。", fixed=2)
CITIES = Layout("城市", UNITS[:-1], "每个城市一行，算法和分公司一样。", fixed=2)


def result_xlsx(told: Dossier) -> bytes:
    """The workbook's bytes; the sheet of single people only for who may see it."""
    return written(result_book(told))


def result_book(told: Dossier) -> Book:
    """The workbook as sheets."""
    made = told.result
    sheets = [
        Sheet(ITEMS, tuple(_item(told, one) for one in made.items.values())),
        Sheet(BRANCHES, tuple((*_unit(one), one.weakest) for one in made.table.branches)),
    ]
    if len(made.table.cities) >= _ENOUGH_FOR_CITIES:
        sheets.append(Sheet(CITIES, tuple(_unit(one) for one in made.table.cities)))
    if told.people:
        sheets.insert(0, Sheet(PEOPLE, tuple(_people(told))))
    return Book(f"{told.office.settings.name}　成绩", tuple(sheets), tuple(_notes(told)))


def answer_words(item: Item, answer: Answer) -> str:
    """A canonical answer in the words of the question."""
    if isinstance(answer, Decimal):
        return f"{answer:f} {item.unit}".strip()
    if isinstance(answer, int):
        return item.options[answer]
    if item.kind == "match":
        return "；".join(f"{left}——{item.options[right]}" for left, right in zip(item.lefts, answer, strict=True))
    return (" → " if item.kind == "order" else "；").join(item.options[one] for one in answer)


def _notes(told: Dossier) -> Iterable[str]:
    settings, office = told.office.settings, told.office
    yield f"{LEVELS[settings.level]}，方案 {settings.plan}，答题 {_time(settings.opens)} 到 {_time(settings.closes)}。"
    state = "已公布" if told.published else f"还没有公布（{told.phase.chinese}），名次和分数都可能再变"
    yield f"成绩{state}；答案第 {office.key.version} 版。这份表生成于 {_time(told.at)}。"
    yield f"成绩 SHA256：{told.hash}"
    yield f"全部记录的总哈希：{told.head}"
    if not told.people:
        yield "个人成绩那张表只给省公司，这一份里没有。"


def _people(told: Dossier) -> Iterable[tuple[Cell, ...]]:
    for one in told.result.table.people:
        yield _person(told, one)
    for entry in told.result.absent:
        yield _without_place(told, entry, "没有来")
    for entry, why in sorted(told.office.voided.items()):
        yield _without_place(told, entry, f"作废：{why}")


def _person(told: Dossier, one: Placed) -> tuple[Cell, ...]:
    attempt, settings = told.result.attempts[one.entry], told.office.settings
    counted = settings.items - attempt.void
    case = told.exam.case_score(one.entry, attempt.case_score)
    took = attempt.right_time.total_seconds() / attempt.right if attempt.right else None
    through = attempt.done == settings.items and (not settings.case or attempt.case_score is not None)
    return (
        one.rank,
        "并列" if one.shared else "",
        *_who(told, one.entry),
        float(one.score),
        float(quiz_score(attempt.points, counted)),
        (case or 0) / 100 if settings.case else None,
        attempt.hardest / 10,
        attempt.right,
        attempt.in_time,
        counted,
        None if took is None else round(took, 1),
        "答完交卷" if through else "到点收卷",
        _time(attempt.started),
        _time(attempt.finished),
        _steps(told, one.entry),
    )


def _without_place(told: Dossier, entry: int, state: str) -> tuple[Cell, ...]:
    row: tuple[Cell, ...] = (None, "", *_who(told, entry))
    return (*row, *(None for _ in PEOPLE.columns[len(row) : -4]), state, "", "", _steps(told, entry))


def _who(told: Dossier, entry: int) -> tuple[Cell, ...]:
    person = told.roster[entry]
    return (person.name, person.branch, person.city, person.county, person.segment, entry)


def _steps(told: Dossier, entry: int) -> str:
    """What hosts did to this person, and why."""
    mine = (one for one in told.interventions if entry in (one.body.get("entry"), *one.body.get("entries", ())))
    return "；".join(f"{INTERVENTIONS[one.kind]}（{one.body['why']}）" for one in mine if one.kind != "decided")


def _item(told: Dossier, one: ItemResult) -> tuple[Cell, ...]:
    item, review = told.exam.items[one.item], one.review
    ruling = told.exam.rulings.get(one.item)
    also = [answer_words(item, answer) for answer in ruling.also] if ruling else []
    split = review.discrimination if review else None
    return (
        item.id,
        KINDS[item.kind],
        item.skill,
        item.stem,
        "\n也算对：".join((answer_words(item, item.key), *also)),
        one.answers,
        one.credit / one.answers / 1000 if one.answers else None,
        None if split is None else round(split, 2),
        item.difficulty,
        told.levels.get(item.id),
        _doubts(item, one),
        RULINGS[ruling.kind] if ruling else "",
        f"{item.source.file} 第 {item.source.line} 行「{item.source.words}」",
    )


def _doubts(item: Item, one: ItemResult) -> str:
    if one.review is None:
        return ""
    other = one.review.preferred
    told = (f"他们选的是：{answer_words(item, other)}",) if other is not None and _in_range(item, other) else ()
    return "\n".join((*one.review.why, *told))


def _in_range(item: Item, answer: Answer) -> bool:
    """Whether an answer can be said in the question's words."""
    if isinstance(answer, Decimal):
        return True
    told = answer if isinstance(answer, tuple) else (answer,)
    return all(one < len(item.options) for one in told)


def _unit(one: BranchResult) -> tuple[Cell, ...]:
    score, margin = float(one.score), one.give_or_take
    apart = None if margin is None else float(margin)
    return (
        one.rank,
        one.branch,
        score,
        apart,
        None if apart is None else score - apart,
        None if apart is None else score + apart,
        "分不开，可能是运气" if one.level_with_first else "",
        float(one.mean),
        float(one.median),
        one.attended,
        one.drawn,
        one.attended / one.drawn,
    )


def _time(at: datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"
