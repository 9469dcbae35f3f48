"""Open the result from last to first, step by step, then make it final with its hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.contests.appeals import appeals
from bot.services.contests.audit import published_head
from bot.services.contests.hall import write_office
from bot.services.contests.lessons import set_lessons
from bot.services.contests.records import ContestError
from bot.services.contests.review import result
from bot.services.contests.roles import need_host
from bot.services.contests.window import clear_timers
from bot.store.contests.records import ResultRow
from scenarios.contest.board import next_reveal
from scenarios.contest.chain import Happening, canonical, digest
from scenarios.contest.office import Phase

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from scenarios.contest.office import Office


def reveal(uow: UnitOfWork, hall: Hall, contest: int, by: By, *, everything: bool = False) -> Office:
    """Open the next step, or all that is left; everybody before the last ten at once, then one by one."""
    office = _may_open(uow, hall, contest, by)
    seen = hall.public(uow, contest) if office.unfreezing else None
    whole = seen.table if seen is not None else result(uow, hall, contest, by).table
    people, branches = len(whole.people), len(whole.branches)
    revealed = (office.revealed_people, office.revealed_branches)
    after = (people, branches) if everything else next_reveal(people, branches, revealed)
    if after is None or (office.unfreezing and after == revealed):
        raise ContestError("已经全部揭晓了，可以公布成绩：duilian contest final")
    body = {"people": after[0], "branches": after[1], "by": by.rep}
    return write_office(uow, office, Happening("revealed", body))


def finalise(uow: UnitOfWork, hall: Hall, contest: int, by: By) -> Office:
    """Publish the final result: its hash, the head over all logs, and the seed of the papers."""
    office = hall.office(uow, contest)
    need_host(office, by)
    if office.phase(uow.now) is not Phase.UNFREEZING:
        raise ContestError("揭榜以后才能公布成绩。" if office.final is None else "成绩已经公布过了。")
    made = result(uow, hall, contest, by)
    if (office.revealed_people, office.revealed_branches) < (len(made.table.people), len(made.table.branches)):
        raise ContestError("还没有全部揭晓，先把榜揭完。")
    body = made.as_json()
    told = digest(canonical(body))
    row = uow.contests.get(contest)
    number = len(uow.contests.results(contest)) + 1
    uow.contests.add_result(ResultRow(contest, number, office.key.version, uow.now, body, told))
    clear_timers(uow, contest)
    if number == 1:
        set_lessons(uow, contest)
    final = {
        "n": number,
        "result": told,
        "head": published_head(uow.contest_logs.every(contest)),
        "papers_seed": row.papers_seed if row is not None else "",
        "key": office.key.version,
        "by": by.rep,
    }
    return write_office(uow, office, Happening("final", final))


def published(uow: UnitOfWork, hall: Hall, contest: int) -> tuple[ResultRow, ...]:
    """Every result that was published, the oldest first; each stays readable whatever came after it."""
    hall.office(uow, contest)
    return tuple(uow.contests.results(contest))


def _may_open(uow: UnitOfWork, hall: Hall, contest: int, by: By) -> Office:
    office = hall.office(uow, contest)
    need_host(office, by)
    phase = office.phase(uow.now)
    if phase is Phase.APPEALS:
        raise ContestError("申诉期还没有过，过了才能揭榜。")
    if phase not in {Phase.REVIEW, Phase.UNFREEZING}:
        raise ContestError(f"这场竞赛{phase.chinese}，现在不能揭榜。")
    waiting = sum(one.upheld is None for one in appeals(uow, hall, contest, by))
    if waiting:
        raise ContestError(f"还有 {waiting} 条申诉没有裁定，先裁定：duilian contest appeal {contest}")
    return office
