"""A contest's public board as it is drawn, on the projector and as a picture: its Chinese, its figures, its scale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from bot.services.days import CHINA
from scenarios.contest.office import Phase
from scenarios.contest.settings import LEVELS

if TYPE_CHECKING:
    from scenarios.contest.board import BoardPage, BranchLine, Line

TEN, HUNDRED = Decimal(10), Decimal(100)
BRANCH = "分公司"
MOST_TENS = Decimal(50)
"""A scale of up to this many points is marked at every ten, a longer one at every twenty."""
NARROWEST = Decimal(20)
"""A scale shows at least this many points, so that chance doesn't look like a gap."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The points between which branches are drawn, whole tens from 0 to 100."""

    low: Decimal
    high: Decimal

    def permille(self, score: Decimal) -> int:
        """Where a score stands, 0 at the low end and 1000 at the high one."""
        inside = min(max(score, self.low), self.high)
        return round((inside - self.low) * 1000 / (self.high - self.low))

    @property
    def ticks(self) -> tuple[tuple[int, int], ...]:
        """The points marked on it, every ten or twenty, each with where it stands in permille."""
        step = 10 if self.high - self.low <= MOST_TENS else 20
        first = -(-int(self.low) // step) * step
        return tuple((at, self.permille(Decimal(at))) for at in range(first, int(self.high) + 1, step))


@dataclass(frozen=True, slots=True)
class TopRow:
    """One of the first; `shared` says that another has the same rank."""

    rank: int
    shared: bool
    name: str
    branch: str
    score: str


@dataclass(frozen=True, slots=True)
class BranchRow:
    """One branch: `left`, `mid` and `right` (permille of the scale) are the ends of its interval and its score."""

    rank: str
    name: str
    score: str
    give_or_take: str
    level_with_first: bool
    attendance: str
    left: int
    mid: int
    right: int


@dataclass(frozen=True, slots=True)
class BoardView:
    """Everything a board says. `until` is what its clock runs to, None when nothing runs."""

    contest: int
    title: str
    level: str
    phase: str
    badge: str
    clock: str
    until: datetime | None
    window: str
    drawn: int
    came: int
    handed_in: int
    share: int
    top_title: str
    top: tuple[TopRow, ...]
    branches: tuple[BranchRow, ...]
    scale: Scale
    suspense: str
    told: str
    unfreezing: bool


def board_view(page: BoardPage) -> BoardView:
    """Put a board into words and figures."""
    scale, ending = _scale(page.branches), _common_ending(page.branches)
    clock, until = _clock(page)
    unfreezing = page.phase is Phase.UNFREEZING
    return BoardView(
        contest=page.contest,
        title=page.title,
        level=LEVELS.get(page.level, ""),  # type: ignore[call-overload]
        phase=page.phase.chinese,
        badge=f"封榜 · 榜停在 {page.as_of.astimezone(CHINA):%H:%M}" if page.frozen and page.as_of else "",
        clock=clock,
        until=until,
        window=span(page.opens, page.closes),
        drawn=page.drawn,
        came=page.came,
        handed_in=page.handed_in,
        share=round(100 * page.came / page.drawn) if page.drawn else 0,
        top_title="正在揭榜" if unfreezing and page.hidden else "前五名",
        top=tuple(_top(line) for line in page.top),
        branches=tuple(_branch(line, scale, ending) for line in page.branches),
        scale=scale,
        suspense=_suspense(page),
        told=page.told,
        unfreezing=unfreezing,
    )


def _clock(page: BoardPage) -> tuple[str, datetime | None]:
    if page.phase is Phase.DRAWN:
        return "距开赛", page.opens
    if page.phase in {Phase.OPEN, Phase.FROZEN}:
        return ("距收卷", page.closes) if page.now < page.closes else ("加时中", None)
    return "", None


def _suspense(page: BoardPage) -> str:
    """What is said of those who wait above the part that is open."""
    if not page.hidden:
        return ""
    if page.top:
        return f"前面还有 {page.hidden} 位"
    return f"已揭到第 {page.hidden + 1} 名，后半段不念名字"


def _top(line: Line) -> TopRow:
    return TopRow(line.rank, line.shared, line.name, line.branch, f"{line.score:.1f}")


def _common_ending(branches: tuple[BranchLine, ...]) -> str:
    """The word that need not stand in every row, since it stands over them."""
    return BRANCH if all(one.branch.endswith(BRANCH) and one.branch != BRANCH for one in branches) else ""


def _branch(line: BranchLine, scale: Scale, ending: str) -> BranchRow:
    score, give_or_take = line.score, line.give_or_take or Decimal(0)
    left, mid, right = (0, 0, 0) if score is None else (score - give_or_take, score, score + give_or_take)
    return BranchRow(
        rank="" if line.rank is None else str(line.rank),
        name=line.branch.removesuffix(ending),
        score="" if score is None else f"{score:.1f}",
        give_or_take="" if line.give_or_take is None else f"±{line.give_or_take:.1f}",
        level_with_first=line.level_with_first and line.rank != 1,
        attendance=f"{line.attended}/{line.drawn}",
        left=scale.permille(Decimal(left)),
        mid=scale.permille(Decimal(mid)),
        right=scale.permille(Decimal(right)),
    )


def _scale(branches: tuple[BranchLine, ...]) -> Scale:
    """The tens that hold every interval."""
    spans = [(one.score, one.give_or_take or Decimal(0)) for one in branches if one.score is not None]
    if not spans:
        return Scale(Decimal(0), HUNDRED)
    low = (min(score - off for score, off in spans) / TEN).to_integral_value(ROUND_FLOOR) * TEN
    high = (max(score + off for score, off in spans) / TEN).to_integral_value(ROUND_CEILING) * TEN
    low, high = max(low, Decimal(0)), min(high, HUNDRED)
    if high - low < NARROWEST:
        low, high = (max(high - NARROWEST, Decimal(0)), high) if high >= NARROWEST else (low, low + NARROWEST)
    return Scale(low, high)


def span(opens: datetime, closes: datetime) -> str:
    """A window as people say it; the day only once if it is one: 3月2日 09:30–10:30."""
    first, last = opens.astimezone(CHINA), closes.astimezone(CHINA)
    end = f"{last:%H:%M}" if first.date() == last.date() else f"{last.month}月{last.day}日 {last:%H:%M}"
    return f"{first.month}月{first.day}日 {first:%H:%M}–{end}"
