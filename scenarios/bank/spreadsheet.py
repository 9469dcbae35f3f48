"""Questions as a workbook and back: one row each, Chinese headers; pure, XLSX itself is the bot's business."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

from scenarios.bank.answers import LETTERS, letters_of
from scenarios.bank.checks import Book as WrittenBook
from scenarios.bank.checks import Books, check_items
from scenarios.bank.documents import WrittenItems
from scenarios.bank.item import KINDS
from scripts.problems import Severity
from scripts.rewriting import scalar
from scripts.shape import fit
from scripts.source import read
from scripts.spreadsheet.filled import Address, Fault
from scripts.spreadsheet.sheet import Book, Column, Layout, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scenarios.bank.documents import WrittenItem
    from scenarios.bank.item import Item
    from scripts.problems import Problem
    from scripts.source import Path, Source
    from scripts.spreadsheet.filled import FilledBook, Row
    from scripts.spreadsheet.sheet import Cell

NAME, KIND, STEM, LEFTS, KEY = "名称", "题型", "题干", "左边", "答案"
TOLERANCE, UNIT, DIFFICULTY, SKILL = "误差", "单位", "难度", "类别"
WHERE, WORDS, BECAUSE = "依据位置", "依据原话", "讲解"
_OPTION = tuple(f"选项{letter}" for letter in LETTERS)
_PAIRS = (("name", NAME), ("kind", KIND), ("stem", STEM), ("lefts", LEFTS), ("options", _OPTION[0]), ("key", KEY))
_MORE = (("tolerance", TOLERANCE), ("unit", UNIT), ("difficulty", DIFFICULTY), ("skill", SKILL), ("because", BECAUSE))
_COLUMN_OF: Mapping[str, str] = dict((*_PAIRS, *_MORE, ("from", WORDS)))
"""The column of each key of a written question."""

WRITTEN = Layout(
    "题目",
    (
        Column(NAME, 22, "这道题叫什么，全表不重复"),
        Column(KIND, 8, choices=tuple(KINDS.values())),
        Column(STEM, 50, "题目本身"),
        *(
            Column(title, 24, "单选、多选、排序的选项；配对题的右边", optional=title not in _OPTION[:4])
            for title in _OPTION
        ),
        Column(LEFTS, 24, "只有配对题写，一行一个", optional=True),
        Column(KEY, 10, "单选 B；多选 AC；排序 BDAC；配对按左边的先后写字母；填数写数字"),
        Column(TOLERANCE, 8, "填数题差多少以内也算对", number=True, optional=True),
        Column(UNIT, 8, "填数题的单位，例如 元", optional=True),
        Column(DIFFICULTY, 6, "1 最容易，5 最难", number=True),
        Column(SKILL, 12, "考什么，例如 资费、审批、异议处理"),
        Column(WHERE, 34, "方案里的位置，一行一个，例如 approval/beyond"),
        Column(WORDS, 40, "那里的原话，和依据位置一行对一行"),
        Column(BECAUSE, 50, "为什么这个对，收卷以后给人看"),
    ),
    "自己写的题，一行一道。改完用 duilian bank import 导回去。",
    fixed=3,
)
MADE = Layout(
    "自动出的题",
    (
        Column("编号", 20),
        Column(KIND, 8),
        Column(STEM, 50),
        Column("选项", 50),
        Column(LEFTS, 30),
        Column(KEY, 10),
        Column(DIFFICULTY, 6),
        Column(SKILL, 12),
        Column("方案第几行", 24),
        Column(BECAUSE, 50),
    ),
    "按方案自动出的题，给人看的；改了也不导回去，要改就改方案。",
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a workbook: the YAML of its new and changed questions, how many they are, and every fault.

    The YAML is "" when there are none, and when something is wrong: then nothing is taken.
    """

    yaml: str
    count: int
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()


def exported(books: Books, made: Iterable[Item]) -> Book:
    """The workbook of a plan's questions: those written, to be gone on with, and those made, to be looked at."""
    plan = books.shelf.plan.plan
    rows = tuple(_row_of(entry.item) for entry in books)
    notes = (
        f"方案 {plan} 的题库。「题目」表一行一道题，可以改、可以加；「自动出的题」只给人看。",
        "每道题都要写依据方案哪里的哪句原话：方案改了，对不上的题会停用。",
        "不要写“以上都对”：每个人看到的选项次序不一样。",
    )
    return Book(f"{plan} 题库", (Sheet(WRITTEN, rows), Sheet(MADE, tuple(map(_made_row, made)))), notes)


def imported(filled: FilledBook, books: Books) -> Imported:
    """The questions of a workbook that are not in the bank as they stand there, as a file of the library.

    Everything wrong is told by cell.
    """
    rows = filled.rows(WRITTEN.title)
    faults = [*filled.faults, *_ragged(rows)]
    if not rows and not faults:
        faults.append(Fault(Address(WRITTEN.title), "这张表是空的。", "一行写一道题。"))
    rows = tuple(row for row in rows if not any(_is_in(fault, row) for fault in faults))
    if not rows or any(not fault.at.cell for fault in faults):
        return Imported("", 0, tuple(faults))
    text = _yaml_of(books.shelf.plan.plan, rows)
    source = read("", text)
    document, wrong = fit(WrittenItems, source) if source.readable else (None, ())
    problems: list[Problem] = [*source.problems, *wrong]
    if document is not None:
        beside = Books(books.shelf, books.sources, books.doubts, (WrittenBook(document, source),), books.generated)
        problems.extend(check_items(beside))
    told = [(one.severity, _in_cell(one, source, rows)) for one in problems]
    errors = (*faults, *(fault for severity, fault in told if severity is Severity.ERROR))
    warnings = tuple(fault for severity, fault in told if severity is not Severity.ERROR)
    fresh = _fresh(document, rows, books) if document and not errors else ()
    return Imported(_yaml_of(books.shelf.plan.plan, fresh) if fresh else "", len(fresh), errors, warnings)


def _fresh(document: WrittenItems, rows: tuple[Row, ...], books: Books) -> tuple[Row, ...]:
    """The rows whose questions are new or were changed."""
    known = {entry.item.name: entry.item for entry in books}
    return tuple(row for row in rows if document.items[row[NAME]] != known.get(row[NAME]))


def _row_of(item: WrittenItem) -> tuple[Cell, ...]:
    options = (*item.options, *[""] * (len(_OPTION) - len(item.options)))
    tolerance = float(item.tolerance) if item.kind == "number" else None
    return (
        item.name,
        KINDS[item.kind],
        item.stem,
        *options,
        "\n".join(item.lefts),
        item.key,
        tolerance,
        item.unit,
        item.difficulty,
        item.skill,
        "\n".join(item.from_),
        "\n".join(item.from_.values()),
        item.because,
    )


def _made_row(item: Item) -> tuple[Cell, ...]:
    options = "\n".join(f"{letter}. {option}" for letter, option in zip(LETTERS, item.options, strict=False))
    where = f"{item.source.file} 第 {item.source.line} 行"
    lefts = "\n".join(item.lefts)
    key = f"{letters_of(item.key)}{item.unit}"
    return item.id, KINDS[item.kind], item.stem, options, lefts, key, item.difficulty, item.skill, where, item.because


def _ragged(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Rows that cannot be written as a question: without a name, with one used before, with words for no place."""
    seen: set[str] = set()
    for row in rows:
        if not row[NAME]:
            yield row.fault(NAME, "没有写名称。", "给这道题起个短名字，全表不重复。")
        elif row[NAME] in seen:
            yield row.fault(NAME, f"「{row[NAME]}」上面已经有一道了。", "换一个名称。")
        seen.add(row[NAME])
        where, words = row[WHERE].splitlines(), row[WORDS].splitlines()
        if len(where) != len(words):
            message = f"依据位置有 {len(where)} 行，依据原话有 {len(words)} 行。"
            yield row.fault(WORDS, message, "两格里一行对一行。")


def _is_in(fault: Fault, row: Row) -> bool:
    """Whether a fault is of one of the row's cells."""
    return fault.at.cell.lstrip(ascii_uppercase) == str(row.number)


def _yaml_of(plan: str, rows: tuple[Row, ...]) -> str:
    lines = [f"plan: {plan}", "", "items:"]
    for row in rows:
        lines.extend(_item_lines(row))
    return "\n".join(lines) + "\n"


def _item_lines(row: Row) -> Iterator[str]:
    kinds = {name: kind for kind, name in KINDS.items()}
    yield f"  {scalar(row[NAME])}:"
    plain = {"kind": kinds.get(row[KIND], row[KIND]), "stem": row[STEM]}
    yield from _plain_lines(plain)
    for key, texts in (
        ("options", [row[title] for title in _OPTION if row[title]]),
        ("lefts", row[LEFTS].splitlines()),
    ):
        if texts:
            yield f"    {key}:"
            yield from (f"      - {scalar(text)}" for text in texts)
    yield from _plain_lines(
        {
            "key": row[KEY],
            "tolerance": row[TOLERANCE],
            "unit": row[UNIT],
            "difficulty": row[DIFFICULTY],
            "skill": row[SKILL],
        }
    )
    if row[WHERE]:
        yield "    from:"
        for where, words in zip(row[WHERE].splitlines(), row[WORDS].splitlines(), strict=True):
            yield f"      {scalar(where)}: {scalar(words)}"
    yield from _plain_lines({"because": row[BECAUSE]})


def _plain_lines(values: Mapping[str, str]) -> Iterator[str]:
    return (f"    {key}: {scalar(text.replace(chr(10), ' '))}" for key, text in values.items() if text)


def _in_cell(problem: Problem, source: Source, rows: tuple[Row, ...]) -> Fault:
    """A problem of the made file, told of the cell it came from."""
    path = _path_at(source, problem)
    row = next((row for row in rows if len(path) > 1 and row[NAME] == path[1]), None)
    if row is None:
        return Fault(Address(WRITTEN.title), problem.message, problem.hint)
    column = _COLUMN_OF.get(str(path[2]), NAME) if len(path) > 2 else NAME  # noqa: PLR2004 - items, its name, the key
    if path[2:3] == ("options",) and len(path) > 3:  # noqa: PLR2004 - and the option's number
        filled = [title for title in _OPTION if row[title]]
        column = filled[int(path[3])]
    return row.fault(column, problem.message, problem.hint)


def _path_at(source: Source, problem: Problem) -> Path:
    """The longest path of the file that stands where the problem is."""
    at = (problem.place.line, problem.place.column)
    there = [path for places in (source.values, source.keys) for path, place in places.items() if place == at]
    return max(there, key=len, default=())
