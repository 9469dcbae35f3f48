"""A host steps in: extra time, an excuse, a void attempt, another account; who did it and why is kept for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.contests.hall import write, write_office
from bot.services.contests.records import ContestError, Participant
from bot.services.contests.roles import need_host, needed_reason
from bot.services.contests.window import set_timers
from scenarios.contest.attempt import Attempt
from scenarios.contest.chain import OFFICE, Happening
from scenarios.contest.draw import replacement
from scenarios.contest.office import OVER, Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.contests.hall import Hall
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from scenarios.contest.chain import Event
    from scenarios.contest.office import Office

MOST_MINUTES = 7 * 24 * 60


def extend(
    uow: UnitOfWork, hall: Hall, contest: int, entries: Sequence[int], *, later: int, longer: int, why: str, by: By
) -> Office:
    """Let people begin `later` and have their window last `longer`, in minutes; a city is all its people."""
    office = _before_the_close(uow, hall, contest, by)
    if not entries or not office.drawn.issuperset(entries):
        raise ContestError("要加时的人里有不在参赛名单里的，请核对编号。")
    if not (0 <= later <= MOST_MINUTES and 0 <= longer <= MOST_MINUTES) or later + longer == 0:
        raise ContestError("请写推迟或延长多少分钟，最多七天；时间只能加，不能减。")
    body = {"entries": sorted(entries), "later": later, "longer": longer, "why": needed_reason(why), "by": by.rep}
    office = write_office(uow, office, Happening("extended", body))
    set_timers(uow, office)
    return office


def excuse(uow: UnitOfWork, hall: Hall, contest: int, entry: int, *, why: str, by: By) -> int | None:
    """Excuse somebody who has not begun; the next by lot takes his place. Gives who, or None if nobody is left."""
    office = _before_the_close(uow, hall, contest, by)
    found = uow.attempts.get(contest, entry)
    if entry not in office.drawn or found is None:
        raise ContestError("这个人不在参赛名单里。")
    if found[0].started is not None:
        raise ContestError("他已经开始答题了，不能再请假。成绩要作废请用“作废”。")
    roster = uow.contests.roster(contest)
    instead = replacement(office.lots, roster, entry, office.drawn, office.excused)
    body = {"entry": entry, "why": needed_reason(why), "replacement": instead, "by": by.rep}
    write_office(uow, office, Happening("excused", body))
    if instead is not None:
        uow.attempts.add([Attempt(contest, instead)])
    return instead


def void(uow: UnitOfWork, hall: Hall, contest: int, entry: int, *, why: str, by: By) -> Office:
    """Take somebody's attempt out of the result; what he answered stays kept."""
    office = hall.office(uow, contest)
    need_host(office, by)
    if entry not in office.drawn or entry in office.voided:
        raise ContestError("这个人不在参赛名单里，或者已经作废过了。")
    return write_office(uow, office, Happening("voided", {"entry": entry, "why": needed_reason(why), "by": by.rep}))


def restore(uow: UnitOfWork, hall: Hall, contest: int, entry: int, *, why: str, by: By) -> Office:
    """Put an attempt back into the result."""
    office = hall.office(uow, contest)
    need_host(office, by)
    if entry not in office.voided:
        raise ContestError("这个人的成绩没有作废过。")
    return write_office(uow, office, Happening("restored", {"entry": entry, "why": needed_reason(why), "by": by.rep}))


def unbind(uow: UnitOfWork, hall: Hall, contest: int, entry: int, *, why: str, by: By) -> Office:
    """Free somebody from the account that used his invite code, and end his sessions; he joins anew."""
    office = hall.office(uow, contest)
    need_host(office, by)
    sitting = hall.sitting(uow, Participant(contest, entry))
    if sitting.attempt.rep is None:
        raise ContestError("这个人还没有登记账号。")
    told = needed_reason(why)
    write(uow, sitting, (Happening("unbound", {"why": told, "by": by.rep}),))
    uow.contest_doors.end_sessions(contest, entry)
    return write_office(uow, office, Happening("rebound", {"entry": entry, "why": told, "by": by.rep}))


def interventions(uow: UnitOfWork, hall: Hall, contest: int, by: By) -> tuple[Event, ...]:
    """Everything hosts did to single people, to the key or to the close, the earliest first."""
    need_host(hall.office(uow, contest), by)
    logged = uow.contest_logs.of(contest, OFFICE)
    return tuple(one for one in logged if one.kind in INTERVENTIONS and (one.kind != "closed" or one.body["why"]))


INTERVENTIONS = {
    "excused": "请假换人",
    "extended": "加时",
    "voided": "成绩作废",
    "restored": "成绩恢复",
    "overridden": "改判",
    "rebound": "解除账号",
    "ruled": "改答案",
    "decided": "裁定申诉",
    "closed": "提前收卷",
    "cancelled": "取消竞赛",
}
"""The kinds of events that are interventions, with their Chinese names."""


def _before_the_close(uow: UnitOfWork, hall: Hall, contest: int, by: By) -> Office:
    office = hall.office(uow, contest)
    need_host(office, by)
    phase = office.phase(uow.now)
    if not office.drawn or phase in OVER or phase is Phase.CANCELLED:
        raise ContestError(f"这场竞赛{phase.chinese}，现在做不了这件事：要在抽签以后、收卷以前。")
    return office
