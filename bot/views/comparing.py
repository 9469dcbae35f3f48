"""Two versions beside each other in plain sentences: what can be concluded, and what can't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.tables import Table
from scoring.pilot import compare, ground_of
from scoring.pilot.comparing import FEWEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.pilots import Evidence
    from scoring.pilot import Comparison, Ground, Share


def comparing_table(after: Evidence, before: Evidence) -> Table:
    """Give a row for each share of the two versions: what it is of, both values, the difference, and the verdict."""
    within = "95% 区间"
    head = ("比什么", before.version, within, after.version, within, "相差几个百分点", "能说什么")
    pairs = (
        ("实地拜访成交", before.volume.success, after.volume.success),
        ("练习谈完的里成交", before.figures.won, after.figures.won),
    )
    return Table("", head, tuple(_row(what, compare(old, new), after.version) for what, old, new in pairs))


def cautions(after: Evidence, before: Evidence) -> tuple[str, ...]:
    """Say what else may have made a difference, whatever the numbers are."""
    return tuple(_cautions(ground_of(before.used, after.used), before.version, after.version))


def _row(what: str, found: Comparison, new: str) -> tuple[str, ...]:
    low, high = found.difference
    known = found.before.of and found.after.of
    apart = f"{_points(low)} 到 {_points(high)}" if known else "还比不了"
    said = _SAID[found.verdict].format(new=new) if known else "还没有数据"
    shares = (*_share(found.before, found.before_within), *_share(found.after, found.after_within))
    return what, *shares, apart, said


_SAID = {
    "too-few": f"次数太少（每版至少 {FEWEST} 次），现在什么也说不准，接着记",
    "unclear": "区间跨过 0：看不出谁好，差别可能是碰巧",
    "better": "{new} 高，不像是碰巧",
    "worse": "{new} 低，不像是碰巧",
}


def _share(share: Share, bounds: tuple[float, float]) -> tuple[str, str]:
    if share.value is None:
        return "还没有", ""
    return f"{share.value:.0%}（{share.count}/{share.of}）", f"{bounds[0]:.0%}–{bounds[1]:.0%}"


def _points(share: float) -> str:
    return f"{100 * share:+.0f}".replace("-", "−")


def _cautions(ground: Ground, old: str, new: str) -> Iterator[str]:
    if not (ground.before and ground.after):
        yield f"{old if not ground.before else new} 还没有数据，两版没法比。"
        return
    yield "试销的人是挑出来的，不是抽签分的：就算数字有差别，也说不清是脚本好还是人强，只能当线索。"
    if not ground.both:
        both = f"{old} {ground.before} 人，{new} {ground.after} 人，没有人两版都用过"
        yield f"两版是两拨人用的（{both}），人的高低也算在里面了。"
    else:
        yield f"{old} {ground.before} 人、{new} {ground.after} 人用过，其中 {ground.both} 人两版都用过。"
    if ground.apart:
        yield f"{old} 用完了才用 {new}：这段时间行情、季节、熟练程度也在变。"
    yield "要说得准：两版同时用，人和楼抽签分，每版至少几十次拜访。"
