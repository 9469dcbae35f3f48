"""The roster: who could take part, read from the rows of a spreadsheet, with everything wrong told by its cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scenarios.contest.chain import canonical, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

COLUMNS: Mapping[str, str] = {
    "city": "城市",
    "county": "区县",
    "branch": "分公司",
    "name": "姓名",
    "segment": "客户群",
    "invite": "Telegram 邀请码",
}
"""The columns of a roster: field → heading."""

NEEDED = ("city", "county", "branch", "name")
MAY_BE_CALLED: Mapping[str, str] = {"邀请码": "invite", "Telegram邀请码": "invite", "地市": "city", "县区": "county"}
LONGEST_CELL = 40
SHORTEST_INVITE, LONGEST_INVITE = 6, 40
"""Characters: a stranger could try all the shorter ones."""
LONGEST_ROSTER = 100_000
HEADING_ROW = 1
_FORMULA = ("=", "#", "@", "+")
"""What a cell begins with that holds a formula or its error; nobody's name or city does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of the roster: `no` counts from 1 in the order of the file; `invite` is empty until one is made."""

    no: int
    city: str
    county: str
    branch: str
    name: str
    segment: str = ""
    invite: str = ""


@dataclass(frozen=True, slots=True)
class RosterFault:
    """Something wrong in one cell: its address (`C7`, "" for the sheet as a whole), and a Chinese sentence."""

    cell: str
    message: str


def published(roster: Sequence[Entry]) -> list[list[Any]]:
    """The roster as it is committed to and published: all but the invite codes, which are secrets."""
    return [[one.no, one.city, one.county, one.branch, one.name, one.segment] for one in roster]


def roster_hash(roster: Sequence[Entry]) -> str:
    """SHA-256 over the canonical JSON of the published roster."""
    return digest(canonical(published(roster)))


def invites_hash(roster: Sequence[Entry]) -> str:
    """SHA-256 over the invite codes: proves that none was exchanged, without telling one."""
    return digest(canonical([[one.no, one.invite] for one in roster]))


def read_roster(rows: Sequence[Sequence[object]]) -> tuple[tuple[Entry, ...], tuple[RosterFault, ...]]:
    """A roster out of a sheet's rows, the first being the headings; the entries count only if there are no faults."""
    columns, wrong = _columns(rows[0] if rows else ())
    if wrong:
        return (), wrong
    entries: list[Entry] = []
    places: list[int] = []
    faults: list[RosterFault] = []
    for row, cells in enumerate(rows[HEADING_ROW:], HEADING_ROW + 1):
        found = {field: _text(cells[at]) if at < len(cells) else "" for field, at in columns.items()}
        if not any(found.values()):
            continue
        faults += _faults_of_row(found, columns, row)
        entries.append(Entry(len(entries) + 1, **found))
        places.append(row)
    faults += _faults_of_all(entries, places, columns)
    return tuple(entries), tuple(sorted(faults, key=_row_of))


def _row_of(fault: RosterFault) -> int:
    """Faults are told from top to bottom, as somebody goes through his sheet."""
    return int(fault.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)


def _columns(headings: Sequence[object]) -> tuple[dict[str, int], tuple[RosterFault, ...]]:
    """Where each field's column is."""
    fields = {heading: field for field, heading in COLUMNS.items()} | dict(MAY_BE_CALLED)
    names = [_text(heading) for heading in headings]
    found: dict[str, int] = {}
    faults = []
    for at, name in enumerate(names):
        field = fields.get(name) or fields.get(name.replace(" ", ""))
        if field is None:
            continue  # a branch's own columns (phone, remarks …) are nobody's fault
        if field in found:
            faults.append(RosterFault(f"{letters(at)}1", f"表头「{name}」写了两遍，请只留一列。"))
        found[field] = at
    missing = [COLUMNS[field] for field in NEEDED if field not in found]
    if missing:
        wanted = "、".join(COLUMNS.values())
        faults.append(RosterFault("A1", f"第一行要是表头，还缺「{'」「'.join(missing)}」。要写的列：{wanted}。"))
    return found, tuple(faults)


def _faults_of_row(found: Mapping[str, str], columns: Mapping[str, int], row: int) -> Iterator[RosterFault]:
    for field, at in columns.items():
        cell, heading, value = f"{letters(at)}{row}", COLUMNS[field], found[field]
        if not value and field in NEEDED:
            merged = "" if field == "name" else "合并的格子要拆开，每一行都写上。"
            yield RosterFault(cell, f"{heading}没有填。{merged}")
        if value.startswith(_FORMULA):
            yield RosterFault(cell, f"{heading}「{value}」像一条公式或者出错的格子，请换成算好的字再导。")
        if len(value) > LONGEST_CELL:
            yield RosterFault(cell, f"{heading}太长了（{len(value)} 个字），请不要超过 {LONGEST_CELL} 个字。")
        if field == "invite" and value and not _is_invite(value):
            what = f"{SHORTEST_INVITE} 到 {LONGEST_INVITE} 个英文字母、数字、减号或下划线"
            yield RosterFault(cell, f"邀请码「{value}」用不了：请写 {what}，或者空着由系统来编。")


def _faults_of_all(
    entries: Sequence[Entry], places: Sequence[int], columns: Mapping[str, int]
) -> Iterator[RosterFault]:
    if not entries:
        yield RosterFault("A2", "表里一个人也没有。")
    if len(entries) > LONGEST_ROSTER:
        yield RosterFault("", f"名单太长了（{len(entries)} 人），最多 {LONGEST_ROSTER} 人。")
    people: dict[tuple[str, ...], int] = {}
    for entry, row in zip(entries, places, strict=True):
        same = people.setdefault((entry.city, entry.county, entry.branch, entry.name), row)
        if same != row and entry.name:
            cell = f"{letters(columns['name'])}{row}"
            yield RosterFault(
                cell, f"{entry.branch}的「{entry.name}」和第 {same} 行重了；真是同名，请在名字后面加个区别。"
            )
    times = Counter(entry.invite for entry in entries if entry.invite)
    first: dict[str, int] = {}
    for entry, row in zip(entries, places, strict=True):
        if times[entry.invite] > 1 and first.setdefault(entry.invite, row) != row:
            cell = f"{letters(columns['invite'])}{row}"
            yield RosterFault(cell, f"邀请码和第 {first[entry.invite]} 行的一样，每人要有自己的。")


def cities(roster: Iterable[Entry]) -> dict[str, int]:
    """How many people each city has, the cities in the order of the roster."""
    return dict(Counter(entry.city for entry in roster))


def letters(at: int) -> str:
    """A column's letters, counted from 0: A to Z, then AA."""
    return (letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)  # noqa: PLR2004  (letters there are)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # a spreadsheet's numbers are floats: an invite code 1234 must not become 1234.0
    return " ".join(str(cell).split())


def _is_invite(value: str) -> bool:
    plain = value.replace("-", "").replace("_", "")
    return SHORTEST_INVITE <= len(value) <= LONGEST_INVITE and plain.isascii() and plain.isalnum()
