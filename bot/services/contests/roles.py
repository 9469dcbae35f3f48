"""Who may do what: admins of the province by the settings, hosts by each contest; everybody by his numeric id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.contests.hall import write_office
from bot.services.contests.records import ContestError
from bot.services.typed import clean
from bot.store.records import LOCAL_REP
from scenarios.contest.chain import Happening

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall
    from bot.store.contract import UnitOfWork
    from scenarios.contest.office import Office

LONGEST_REASON = 200


class NotAllowedError(ContestError):
    """Somebody without the right tried it."""


@dataclass(frozen=True, slots=True)
class By:
    """Who does something: his numeric id, and whether he is an admin of the province.

    Whoever sits at the machine's own terminal is; he has the database anyway.
    """

    rep: int
    province: bool = False

    @property
    def is_admin(self) -> bool:
        """Whether he may begin contests and name hosts."""
        return self.province or self.rep == LOCAL_REP


AT_THE_TERMINAL = By(LOCAL_REP)


def need_admin(by: By) -> None:
    """Raise NotAllowedError unless he is an admin of the province."""
    if not by.is_admin:
        raise NotAllowedError("这件事只有省公司的管理员能做（设置 DUILIAN_ADMINS 里的数字账号）。")


def need_host(office: Office, by: By) -> None:
    """Raise NotAllowedError unless he is an admin or a host of this contest."""
    if not by.is_admin and by.rep not in office.hosts:
        raise NotAllowedError("这件事只有这场竞赛的主办人能做。请省公司的管理员把您加为主办人。")


def needed_reason(why: str) -> str:
    """The reason as it is logged; raises ContestError if there is none."""
    told = clean(why)
    if not told:
        raise ContestError("要写明理由，它会记进竞赛的记录里，谁都查得到。")
    if len(told) > LONGEST_REASON:
        raise ContestError(f"理由太长了，请不要超过 {LONGEST_REASON} 个字。")
    return told


def name_host(
    uow: UnitOfWork, hall: Hall, contest: int, rep: int, name: str, *, by: By, removed: bool = False
) -> Office:
    """Make somebody a host of a contest, or take it back."""
    need_admin(by)
    office = hall.office(uow, contest)
    body = {"rep": rep, "name": clean(name)[:40], "removed": removed, "by": by.rep}
    return write_office(uow, office, Happening("host", body))
