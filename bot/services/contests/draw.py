"""Draw: by the seed that was committed to, which is published with it; everybody drawn gets his empty attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.contests.hall import write_office
from bot.services.contests.records import ContestError
from bot.services.contests.roles import need_host
from bot.services.contests.window import set_timers
from bot.services.typed import clean
from scenarios.contest.attempt import Attempt
from scenarios.contest.chain import Happening
from scenarios.contest.draw import commitment, drawn, mixed

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from scenarios.contest.office import Office

LONGEST_NUMBER = 60


def draw(uow: UnitOfWork, hall: Hall, contest: int, by: By, number: str = "") -> Office:
    """Draw who takes part, publish the seed, and set the timers of the window.

    `number` is the public one, where the commitment named one: its digits and letters count, blanks don't.
    """
    office = hall.office(uow, contest)
    need_host(office, by)
    if not office.commitment:
        raise ContestError("先公布承诺，再抽签：这样谁也改不了名单，也换不了签。")
    if office.seed:
        raise ContestError("已经抽过签了，一场竞赛只抽一次。")
    number = _public(office, number)
    row, roster = uow.contests.get(contest), uow.contests.roster(contest)
    seed = row.draw_seed if row is not None else ""
    if commitment(seed, roster) != office.commitment:
        raise ContestError("名单或种子和公布的承诺对不上，有人动过数据库。这场竞赛不能抽签，请取消另建。")
    entries = drawn(mixed(seed, number), roster, everyone=office.settings.everyone)
    uow.attempts.add([Attempt(contest, entry) for entry in entries])
    body = {"seed": seed, "number": number, "entries": list(entries), "by": by.rep}
    office = write_office(uow, office, Happening("drawn", body))
    set_timers(uow, office)
    return office


def _public(office: Office, number: str) -> str:
    """The public number as it goes into the lots; raises ContestError where one is missing, too many, or unreadable."""
    told = "".join(clean(number).split())
    if not office.public:
        if told:
            raise ContestError("公布承诺时没有说要用公开号码，现在不能再加：那样就可以挑号码了。")
        return ""
    if not told:
        raise ContestError(f"承诺里说好抽签要用{office.public}的号码，等它开出来，加上 --public-number 再抽。")
    if len(told) > LONGEST_NUMBER or not told.isascii() or not told.isalnum():
        raise ContestError(f"号码请只写数字或字母，不超过 {LONGEST_NUMBER} 个，按开出来的顺序连着写。")
    return told
