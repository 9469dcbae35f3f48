"""Begin a contest, change its settings while nothing is committed, or call it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.contests.hall import write_office
from bot.services.contests.records import ContestError
from bot.services.contests.roles import need_admin, need_host, needed_reason
from bot.services.contests.window import clear_timers
from scenarios.contest.chain import Happening, Head
from scenarios.contest.office import Office, Phase
from scenarios.contest.settings import faults, tidied

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from scenarios.contest.settings import Settings


def create(uow: UnitOfWork, settings: Settings, by: By) -> Office:
    """Begin a contest; raises ContestError with everything that is wrong with the settings."""
    need_admin(by)
    settings = _usable(uow, settings)
    row = uow.contests.add(settings.name, settings.level, settings.plan, uow.now)
    empty = Office(row.id, settings, Head())
    return write_office(uow, empty, Happening("created", {"settings": settings.as_json(), "by": by.rep}))


def change(uow: UnitOfWork, hall: Hall, contest: int, settings: Settings, by: By) -> Office:
    """Change a contest's settings; after the commitment nothing of them can be changed any more."""
    office = hall.office(uow, contest)
    need_host(office, by)
    if office.commitment:
        raise ContestError("承诺已经公布，名称和设置都不能再改了。确实要改，请取消这场，另建一场。")
    settings = _usable(uow, settings)
    uow.contests.rename(contest, settings.name, settings.level, settings.plan)
    return write_office(uow, office, Happening("changed", {"settings": settings.as_json(), "by": by.rep}))


def cancel(uow: UnitOfWork, hall: Hall, contest: int, why: str, by: By) -> Office:
    """Call a contest off, whatever phase it is in but the final; everything said and done stays kept."""
    office = hall.office(uow, contest)
    need_host(office, by)
    if office.phase(uow.now) in {Phase.CANCELLED, Phase.FINAL}:
        raise ContestError("这场竞赛已经结束，不能取消了。")
    clear_timers(uow, contest)
    return write_office(uow, office, Happening("cancelled", {"why": needed_reason(why), "by": by.rep}))


def _usable(uow: UnitOfWork, settings: Settings) -> Settings:
    settings = tidied(settings)
    wrong = faults(settings, uow.now)
    if wrong:
        raise ContestError("\n".join(wrong))
    return settings
