"""Draw: by the seed that was committed to, which is published with it; everybody drawn gets his empty attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.contests.hall import write_office
from bot.services.contests.records import ContestError
from bot.services.contests.roles import need_host
from bot.services.contests.window import set_timers
from scenarios.contest.attempt import Attempt
from scenarios.contest.chain import Happening
from scenarios.contest.draw import commitment, drawn

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from scenarios.contest.office import Office


def draw(uow: UnitOfWork, hall: Hall, contest: int, by: By) -> Office:
    """Draw who takes part, publish the seed, and set the timers of the window."""
    office = hall.office(uow, contest)
    need_host(office, by)
    if not office.commitment:
        raise ContestError("先公布承诺，再抽签：这样谁也改不了名单，也换不了签。")
    if office.seed:
        raise ContestError("已经抽过签了，一场竞赛只抽一次。")
    row, roster = uow.contests.get(contest), uow.contests.roster(contest)
    seed = row.draw_seed if row is not None else ""
    if commitment(seed, roster) != office.commitment:
        raise ContestError("名单或种子和公布的承诺对不上，有人动过数据库。这场竞赛不能抽签，请取消另建。")
    entries = drawn(seed, roster, everyone=office.settings.everyone)
    uow.attempts.add([Attempt(contest, entry) for entry in entries])
    body = {"seed": seed, "entries": list(entries), "by": by.rep}
    office = write_office(uow, office, Happening("drawn", body))
    set_timers(uow, office)
    return office
