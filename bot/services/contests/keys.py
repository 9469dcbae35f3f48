"""Change what counts as right, after the close: a dry run lists every change, then the next version takes effect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.contests.hall import exam_of, write_office
from bot.services.contests.records import ContestError
from bot.services.contests.roles import need_host, needed_reason
from scenarios.contest.attempt import reruled
from scenarios.contest.chain import Happening
from scenarios.contest.effect import Effect, effect
from scenarios.contest.office import OVER
from scenarios.contest.said import CASE
from scenarios.contest.standings import table
from scoring.contest.credit import FULL, credit

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from scenarios.bank import Answer, Item
    from scenarios.contest.attempt import Attempt
    from scenarios.contest.exam import Exam
    from scenarios.contest.keys import KeyVersion, Ruling
    from scenarios.contest.office import Office

MOST_OF_A_CASE = 10_000
"""A case's full score, in hundredths of a point."""


def look_at(uow: UnitOfWork, hall: Hall, contest: int, item: str, by: By) -> Item:
    """An item with its key, for hosts, after the close."""
    need_host(_over(uow, hall, contest), by)
    found = hall.exam(uow, contest).items.get(item)
    if found is None:
        raise ContestError(f"这场竞赛里没有编号是 {item} 的题。")
    return found


def dry_run(uow: UnitOfWork, hall: Hall, contest: int, ruling: Ruling, by: By) -> Effect:
    """What a ruling would change, by person, branch and city; nothing is written. For hosts: it tells scores."""
    office = _over(uow, hall, contest)
    need_host(office, by)
    _refuse_senseless(hall.exam(uow, contest), ruling)
    wanted = replace(office, keys=(*office.keys, office.key.ruled(ruling, "", 0)))
    return _tried(uow, hall, office, wanted, item=ruling.item)[1]


def rule(uow: UnitOfWork, hall: Hall, contest: int, ruling: Ruling, *, why: str, by: By) -> Effect:
    """Make the next key version; the result goes back behind the freeze and is opened anew.

    Every open appeal at this item counts as upheld.
    """
    office = _over(uow, hall, contest)
    need_host(office, by)
    _refuse_senseless(hall.exam(uow, contest), ruling)
    return _take_effect(uow, hall, office, office.key.ruled(ruling, needed_reason(why), by.rep), ruling.item)


def take_back(uow: UnitOfWork, hall: Hall, contest: int, item: str, *, why: str, by: By) -> Effect:
    """Cancel what was ruled about an item, by a next version in which nothing is."""
    office = _over(uow, hall, contest)
    need_host(office, by)
    if item not in office.key.by_item:
        raise ContestError("这道题没有裁定过，没有什么可撤回的。")
    return _take_effect(uow, hall, office, office.key.without(item, needed_reason(why), by.rep), item)


def override(
    uow: UnitOfWork, hall: Hall, contest: int, *, entry: int, item: str, given: int, why: str, by: By
) -> Effect:
    """Decide one person's credit at one item (thousandths), or his case (`case`, hundredths of a point)."""
    office = hall.office(uow, contest)
    need_host(office, by)
    exam = hall.exam(uow, contest)
    if entry not in office.drawn or not (item == CASE or any(one.item == item for one in exam.paper(entry))):
        raise ContestError("这个人的卷子上没有这道题。")
    if not 0 <= given <= (MOST_OF_A_CASE if item == CASE else FULL):
        raise ContestError("给分超出了范围：一道题 0 到 100%，案例 0 到 100 分。")
    body = {"entry": entry, "item": item, "credit": given, "why": needed_reason(why), "by": by.rep}
    wanted = replace(office, overrides={**office.overrides, (entry, item): given})
    changed, told = _tried(uow, hall, office, wanted, item=item, only=entry)
    uow.attempts.save_all(changed)
    write_office(uow, office, Happening("overridden", body))
    return told


def _take_effect(uow: UnitOfWork, hall: Hall, office: Office, key: KeyVersion, item: str) -> Effect:
    changed, told = _tried(uow, hall, office, replace(office, keys=(*office.keys, key)), item=item)
    uow.attempts.save_all(changed)
    asked = [event for event in uow.contest_logs.of_kind(office.contest, "appealed") if event.body["item"] == item]
    waiting = [event.log for event in asked if (event.log, item) not in office.decided]
    ruled = Happening("ruled", {"key": key.as_json(), "item": item, "why": key.why, "by": key.by})
    upheld = [
        Happening("decided", {"entry": entry, "item": item, "upheld": True, "why": key.why, "by": key.by})
        for entry in waiting
        if item in key.by_item
    ]
    write_office(uow, office, ruled, *upheld)
    return told


def _tried(
    uow: UnitOfWork, hall: Hall, office: Office, wanted: Office, *, item: str, only: int | None = None
) -> tuple[list[Attempt], Effect]:
    """The attempts that would be marked otherwise, and everything that would follow."""
    frozen = hall.frozen(uow, office.contest)
    before, now = exam_of(office, frozen), exam_of(wanted, frozen)
    bodies = {event.log: event.body for event in uow.contest_logs.answers_to(office.contest, item)}
    attempts = uow.attempts.of(office.contest)
    moved = [
        reruled(one, item, bodies.get(one.entry, {}), before, now)
        if only in {None, one.entry} and (one.entry in bodies or _unreached(one, item, now))
        else one
        for one in attempts
    ]
    changed = [new for new, old in zip(moved, attempts, strict=True) if new != old]
    old_table = table(office, attempts, frozen.roster, cities=True)
    return changed, effect(old_table, table(wanted, moved, frozen.roster, cities=True), frozen.roster)


def _unreached(attempt: Attempt, item: str, exam: Exam) -> bool:
    """Whether the item is on his paper, but he never came to it."""
    paper = exam.paper(attempt.entry) if item != CASE else ()
    return attempt.done < len(paper) and any(slip.item == item for slip in paper)


def _over(uow: UnitOfWork, hall: Hall, contest: int) -> Office:
    office = hall.office(uow, contest)
    if office.phase(uow.now) not in OVER:
        raise ContestError("收卷以后才能动答案：现在改，先答的和后答的人就不一样了。")
    return office


def _refuse_senseless(exam: Exam, ruling: Ruling) -> None:
    """Raise ContestError for a ruling that can't be about this item."""
    item = exam.items.get(ruling.item)
    if item is None:
        raise ContestError(f"这场竞赛里没有编号是 {ruling.item} 的题。")
    if ruling.kind != "accept":
        return
    if not ruling.also:
        raise ContestError("要写明另外哪个答案也算对。")
    if not all(_can_be_key(item, answer) for answer in ruling.also):
        raise ContestError("这个答案和题型对不上，请照题目选项重新写。")


def _can_be_key(item: Item, answer: Answer) -> bool:
    """Whether an answer has the form of a whole answer to this item."""
    if isinstance(answer, tuple):
        whole = {"order": len(item.options), "match": len(item.lefts)}.get(item.kind, len(answer))
        if len(answer) != whole or (item.kind != "match" and len(set(answer)) != whole):
            return False
    return credit(item.kind, answer, answer, len(item.options), item.tolerance) == FULL
