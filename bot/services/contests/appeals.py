"""Appeals: a person objects to an item's key within the time for it; a host decides each, with his reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.contests.hall import write, write_office
from bot.services.contests.records import ContestError, NotNowError, RefusedError
from bot.services.contests.roles import need_host, needed_reason
from bot.services.typed import clean
from bot.store.types import storable
from scenarios.contest.chain import Happening
from scenarios.contest.office import Phase

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.contests.hall import Hall
    from bot.services.contests.records import Participant
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork

LONGEST_APPEAL = 300


@dataclass(frozen=True, slots=True)
class Appeal:
    """One appeal, as its host sees it. `upheld` is None while it waits."""

    entry: int
    name: str
    branch: str
    item: str
    stem: str
    position: int
    words: str
    at: datetime
    upheld: bool | None


def appeal(uow: UnitOfWork, hall: Hall, who: Participant, position: int, words: str) -> None:
    """Object to the key of a question of one's own paper, once each."""
    sitting = hall.sitting(uow, who)
    if sitting.phase is not Phase.APPEALS:
        raise NotNowError("现在不是申诉的时候：收卷以后的申诉期里才能提。")
    if not 1 <= position <= sitting.attempt.served:
        raise RefusedError("这道题您没有答到，不能申诉。")
    told = storable(clean(words))
    if not told:
        raise RefusedError("请写一句理由：您认为哪个答案对，依据是什么。")
    if len(told) > LONGEST_APPEAL:
        raise RefusedError(f"理由太长了，请不要超过 {LONGEST_APPEAL} 个字。")
    item = sitting.paper[position - 1].item
    mine = uow.contest_logs.of(who.contest, who.entry)
    if any(event.kind == "appealed" and event.body["item"] == item for event in mine):
        raise RefusedError("这道题您已经申诉过了，等裁定就行。")
    write(uow, sitting, (Happening("appealed", {"position": position, "item": item, "words": told}),))


def appeals(uow: UnitOfWork, hall: Hall, contest: int, by: By) -> tuple[Appeal, ...]:
    """All appeals of a contest, the earliest first."""
    office = hall.office(uow, contest)
    need_host(office, by)
    found = uow.contest_logs.of_kind(contest, "appealed")
    if not found:
        return ()
    exam, roster = hall.exam(uow, contest), hall.roster(uow, contest)
    return tuple(
        Appeal(
            entry=event.log,
            name=roster[event.log].name,
            branch=roster[event.log].branch,
            item=event.body["item"],
            stem=exam.items[event.body["item"]].stem,
            position=event.body["position"],
            words=event.body["words"],
            at=event.at,
            upheld=office.decided.get((event.log, event.body["item"])),
        )
        for event in found
    )


def reject(uow: UnitOfWork, hall: Hall, contest: int, entry: int, item: str, *, why: str, by: By) -> None:
    """Decide that an appeal is not upheld. One is upheld by changing the key (`keys.rule`)."""
    office = hall.office(uow, contest)
    waiting = [one for one in appeals(uow, hall, contest, by) if one.upheld is None]
    if not any((one.entry, one.item) == (entry, item) for one in waiting):
        raise ContestError("没有这条等裁定的申诉。")
    body = {"entry": entry, "item": item, "upheld": False, "why": needed_reason(why), "by": by.rep}
    write_office(uow, office, Happening("decided", body))
