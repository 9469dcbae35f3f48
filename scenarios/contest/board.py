"""What boards and own pages may show: the top, one's own neighbours, branches; nothing of the frozen part, ever.

Everything on a page comes out of one table of standings, taken as of the freeze until the province opens the result, so
that no part of a page can know more than another. The lower half stands there without names, whoever asks.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from scenarios.contest.office import OVER, Phase
from scenarios.contest.standings import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scenarios.contest.attempt import Attempt
    from scenarios.contest.office import Office
    from scenarios.contest.roster import Entry
    from scenarios.contest.standings import Placed, Table
    from scoring.contest.branches import BranchResult

TOP = 5
NEIGHBOURS = 2
SHOWN_ONE_BY_ONE = 10
"""The last ranks of an unfreeze, opened one by one; those before come all at once."""

NAMELESS = "—"


@dataclass(frozen=True, slots=True)
class Line:
    """One person on a board; `name` and `branch` are `NAMELESS` in the lower half. `own`: the reader himself."""

    rank: int
    shared: bool
    name: str
    branch: str
    score: Decimal
    own: bool = False


@dataclass(frozen=True, slots=True)
class BranchLine:
    """One branch: its score with `give_or_take` to either side, and how many of its drawn people have come.

    `level_with_first`: its interval overlaps that of the first, so their order may be chance. `score` is None while
    nobody of it has handed in.
    """

    rank: int | None
    branch: str
    score: Decimal | None
    give_or_take: Decimal | None
    level_with_first: bool
    attended: int
    drawn: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """The public board at one moment. `frozen` shows the badge; the figures are then those of `as_of`.

    `told` is a Chinese sentence when there is nothing to rank yet. `hidden` is how many people above the opened part of
    an unfreeze still wait, None unless one is going on.
    """

    contest: int
    title: str
    level: str
    phase: Phase
    opens: datetime
    freezes: datetime
    closes: datetime
    now: datetime
    frozen: bool
    as_of: datetime | None
    drawn: int
    came: int
    handed_in: int
    top: tuple[Line, ...]
    branches: tuple[BranchLine, ...]
    hidden: int | None
    told: str


@dataclass(frozen=True, slots=True)
class PhonePage:
    """One person's own place and up to two neighbours each way, with the same public figures as the board.

    `own` is None while he has no place on the public board; `told` says why.
    """

    board: BoardPage
    own: Line | None
    near: tuple[Line, ...]
    told: str


@dataclass(frozen=True)
class Public:
    """The table that may be shown now, and how much of it: made once for all who look at the same moment.

    `shown` are the places that are open, first to last, `places` where in them everybody stands, `named` the ranks that
    may have a name.
    """

    office: Office
    phase: Phase
    table: Table
    shown: tuple[Placed, ...]
    places: Mapping[int, int]
    frozen: bool
    opened_branches: bool
    branches: tuple[BranchResult, ...]
    named: frozenset[int]


def public(
    office: Office, attempts: Iterable[Attempt], roster: Mapping[int, Entry], now: datetime, result: Table | None = None
) -> Public:
    """What may be shown at `now`. `result` is the table at the end, if it was made already."""
    phase = office.phase(now)
    attempts = tuple(attempts)
    opened = phase in {Phase.UNFREEZING, Phase.FINAL}
    until = None if opened else office.settings.freezes
    whole = result if opened and result is not None else table(office, attempts, roster, until=until)
    shown, branches = whole.people, whole.branches
    if phase is Phase.UNFREEZING:
        shown = whole.people[len(whole.people) - office.revealed_people :] if office.revealed_people else ()
        branches = whole.branches[len(whole.branches) - office.revealed_branches :] if office.revealed_branches else ()
    return Public(
        office=office,
        phase=phase,
        table=whole,
        shown=shown,
        places={one.entry: n for n, one in enumerate(shown)},
        frozen=phase in {Phase.FROZEN, Phase.CLOSING, Phase.APPEALS, Phase.REVIEW},
        opened_branches=opened,
        branches=branches,
        named=_upper_half(whole.people),
    )


def board_page(seen: Public, roster: Mapping[int, Entry], now: datetime) -> BoardPage:
    """The projector's page."""
    office, settings = seen.office, seen.office.settings
    hidden = len(seen.table.people) - len(seen.shown) if seen.phase is Phase.UNFREEZING else None
    top = tuple(_line(seen, one, roster) for one in seen.shown[:TOP] if _named(seen, one))
    return BoardPage(
        contest=office.contest,
        title=settings.name,
        level=settings.level,
        phase=seen.phase,
        opens=settings.opens,
        freezes=settings.freezes,
        closes=settings.closes,
        now=now,
        frozen=seen.frozen,
        as_of=min(settings.freezes, office.closed or settings.freezes) if seen.frozen else None,
        drawn=seen.table.drawn,
        came=seen.table.came,
        handed_in=seen.table.handed_in,
        top=top,
        branches=_branch_lines(seen, roster),
        hidden=hidden,
        told=_nothing_yet(seen),
    )


def phone_page(seen: Public, page: BoardPage, roster: Mapping[int, Entry], attempt: Attempt) -> PhonePage:
    """One person's page; `page` is the board of the same moment."""
    entry = attempt.entry
    at = seen.places.get(entry)
    if at is None:
        return PhonePage(page, None, (), _why_no_place(seen, attempt))
    near = seen.shown[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
    lines = tuple(_line(seen, one, roster, own=one.entry == entry) for one in near)
    return PhonePage(page, next(line for line in lines if line.own), lines, "")


def next_reveal(people: int, branches: int, revealed: tuple[int, int]) -> tuple[int, int] | None:
    """How many of the people, then of the branches, are open after the next step; None when all is open.

    From last to first: all but the last ten at once, then one by one; the branches after that likewise.
    """
    people_open, branches_open = revealed
    if people_open < people:
        return _stepped(people, people_open), branches_open
    if branches_open < branches:
        return people_open, _stepped(branches, branches_open)
    return None


def _stepped(total: int, opened: int) -> int:
    return max(opened + 1, total - SHOWN_ONE_BY_ONE)


def _upper_half(people: Sequence[Placed]) -> frozenset[int]:
    """The ranks that may have names: those that lie wholly in the upper half, and the first whoever shares it."""
    sizes = Counter(one.rank for one in people)
    return frozenset(rank for rank, size in sizes.items() if rank == 1 or rank + size - 1 <= (len(people) + 1) // 2)


def _named(seen: Public, one: Placed) -> bool:
    """Whether a person may be named."""
    return one.rank in seen.named


def _line(seen: Public, one: Placed, roster: Mapping[int, Entry], *, own: bool = False) -> Line:
    person = roster[one.entry]
    if own or _named(seen, one):
        return Line(one.rank, one.shared, person.name, person.branch, one.score, own)
    return Line(one.rank, one.shared, NAMELESS, NAMELESS, one.score)


def _branch_lines(seen: Public, roster: Mapping[int, Entry]) -> tuple[BranchLine, ...]:
    lines = tuple(
        BranchLine(one.rank, one.branch, one.score, one.give_or_take, one.level_with_first, one.attended, one.drawn)
        for one in seen.branches
    )
    if seen.opened_branches:
        return lines
    ranked = {one.branch for one in lines}
    waiting: dict[str, int] = {}
    for entry in sorted(seen.office.counted):
        branch = roster[entry].branch
        if branch not in ranked:
            waiting[branch] = waiting.get(branch, 0) + 1
    here = seen.table.attended
    rest = (
        BranchLine(None, name, None, None, level_with_first=False, attended=here.get(name, 0), drawn=drawn)
        for name, drawn in waiting.items()
    )
    return (*lines, *sorted(rest, key=lambda one: one.branch))


def _nothing_yet(seen: Public) -> str:
    if seen.phase is Phase.CANCELLED:
        return f"这场竞赛取消了：{seen.office.cancelled}"
    if seen.phase is Phase.UNFREEZING and not seen.shown:
        return "马上揭榜，从后往前。"
    if seen.shown or seen.branches:
        return ""
    if seen.phase in OVER:
        return "没有人交卷。"
    return "还没有人交卷。交了卷才上榜，这样榜上看不出哪一题答对没有。"


def _why_no_place(seen: Public, attempt: Attempt) -> str:
    entry = attempt.entry
    reasons = {
        entry in seen.office.voided: "您这次的成绩被作废了，不参加排名。有疑问请找主办的人。",
        entry not in seen.office.drawn: "您不在这次的参赛名单里。",
        seen.phase is Phase.UNFREEZING: "正在从后往前揭榜，还没揭到您。",
        attempt.finished is None and seen.phase in OVER: "您没有交卷。" if attempt.started else "您这次没有参加。",
        attempt.finished is None: "交了卷就上榜。",
        seen.frozen: "您是封榜以后交的卷，名次揭榜时见。",
    }
    return reasons.get(True, "")


def same(one: BoardPage, other: BoardPage) -> bool:
    """Whether two boards show the same, but for the moment: then nothing needs to be sent."""
    return replace(one, now=other.now) == other
