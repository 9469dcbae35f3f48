"""Prove a contest: everything computed anew from its events and compared with what stands beside them.

Nothing here is taken from a cache of this process: rows are read as they stand, so that whatever was changed behind the
program's back is found.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot.services.contests.commit import items_hash
from bot.services.contests.hall import exam_of, read_frozen
from bot.services.contests.records import NotHereError
from scenarios.contest.attempt import Attempt, replayed
from scenarios.contest.chain import OFFICE, Head, breaks, canonical, digest, head_of, head_of_all
from scenarios.contest.draw import commitment, drawn, replacement
from scenarios.contest.office import opened_office
from scenarios.contest.results import result_of
from scenarios.contest.roster import invites_hash, roster_hash
from scenarios.contest.standings import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.store.contract import UnitOfWork
    from scenarios.contest.chain import Event
    from scenarios.contest.exam import Exam
    from scenarios.contest.office import Office

_BROKEN = (LookupError, TypeError, ValueError, AttributeError)
"""What reading raises where somebody has changed what was written."""

MOST_TOLD = 50
"""How many findings are listed; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found: `findings` are Chinese sentences, none where all is well; `head` is over all logs."""

    contest: int
    events: int
    logs: int
    head: str
    findings: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What computing every score and rank anew gave: how many people, and every difference as a Chinese sentence."""

    contest: int
    people: int
    answers: int
    differences: tuple[str, ...]

    @property
    def equal(self) -> bool:
        """Whether nothing is different."""
        return not self.differences


@dataclass(frozen=True)
class _Books:
    """Everything of a contest as it stands in the store, and the attempts as its events give them."""

    contest: int
    office: Office
    office_log: tuple[Event, ...]
    attempts: Mapping[int, Attempt]
    again: Mapping[int, Attempt]
    heads: Mapping[int, Head]
    findings: tuple[str, ...]
    events: int
    answers: tuple[Event, ...]
    exam: Exam | None


def verify(uow: UnitOfWork, contest: int) -> Audit:
    """Check every chain, what was committed to, the draw, the papers, the standings and the published results."""
    try:
        books = _books(uow, contest)
    except _BROKEN:
        return Audit(contest, 0, 0, "", ("总账读不通，被改过或删过。",))
    findings = [
        *books.findings,
        *_office_findings(uow, books),
        *_draw_findings(uow, books),
        *_log_findings(books),
        *_differences(books),
        *_result_findings(uow, books),
    ]
    head = head_of_all((log, head) for log, head in books.heads.items())
    return Audit(contest, books.events, len(books.heads), head, _shortened(findings))


def recompute(uow: UnitOfWork, contest: int) -> Recomputed:
    """Rebuild every score and rank from the events alone, and compare them with what is kept and published."""
    try:
        books = _books(uow, contest)
    except _BROKEN:
        return Recomputed(contest, 0, 0, ("总账读不通，被改过或删过。",))
    differences = [*_differences(books), *_rank_differences(uow, books)]
    given = sum(event.kind == "answered" for event in books.answers)  # a missed question is nobody's answer
    return Recomputed(contest, len(books.again), given, _shortened(differences))


def published_head(events: Iterable[Event]) -> str:
    """The head over all logs as these events leave them."""
    heads: dict[int, Head] = {}
    for event in events:
        heads[event.log] = Head(event.n, event.hash)
    return head_of_all(heads.items())


def _books(uow: UnitOfWork, contest: int) -> _Books:
    if uow.contests.get(contest) is None:
        raise NotHereError(f"没有编号是 {contest} 的竞赛。所有竞赛：duilian contest list")
    office_log = tuple(uow.contest_logs.of(contest, OFFICE))
    office = opened_office(contest, office_log)
    findings: list[str] = []
    exam: Exam | None = None
    try:
        exam = exam_of(office, read_frozen(uow, contest, office)) if office.commitment else None
    except _BROKEN:
        findings.append("题目读不通，被改过或删过。")
    again: dict[int, Attempt] = {}
    heads: dict[int, Head] = {}
    answers: list[Event] = []
    count = 0
    for log, group in groupby(uow.contest_logs.every(contest), key=lambda event: event.log):
        events = tuple(group)
        count += len(events)
        heads[log] = head_of(events)
        findings += [f"{_named(one.log)}第 {one.n} 条：{one.why}。" for one in breaks(events)]
        if log != OFFICE and exam is not None:
            answers += [event for event in events if event.item is not None]
            try:
                again[log] = replayed(Attempt(contest, log), events, exam)
            except _BROKEN:
                findings.append(f"{_named(log)}读不通，内容被改过。")
    attempts = {one.entry: one for one in uow.attempts.of(contest)}
    if exam is not None:
        again |= {entry: replayed(Attempt(contest, entry), (), exam) for entry in attempts if entry not in heads}
    return _Books(contest, office, office_log, attempts, again, heads, tuple(findings), count, tuple(answers), exam)


def _office_findings(uow: UnitOfWork, books: _Books) -> Iterator[str]:
    """Roster, items and the contest's own row against what was written down of them."""
    row, office = uow.contests.get(books.contest), books.office
    if row is None or Head(row.revision, row.head) != books.heads.get(OFFICE):
        yield "竞赛的总账和它记下的最后一条对不上，总账末尾被删过或加过。"
    if row is not None and (row.title, row.level, row.plan) != (
        office.settings.name,
        office.settings.level,
        office.settings.plan,
    ):
        yield "竞赛的名称、级别或方案和总账里的不一样。"
    roster = uow.contests.roster(books.contest)
    if office.people and (len(roster) != office.people or roster_hash(roster) != office.roster_hash):
        yield "名单和导入时的哈希对不上，名单被改过。"
    if office.people and invites_hash(roster) != office.invites_hash:
        yield "邀请码和导入时的哈希对不上，邀请码被换过。"
    if not office.commitment or row is None:
        return
    frozen = items_hash(uow.contests.items(books.contest))
    if frozen != office.items_hash:
        yield "题目和承诺时的哈希对不上，题目或答案被改过。"
    if digest(row.papers_seed + frozen) != office.papers_commitment:
        yield "试卷的种子和公布的承诺对不上。"
    if commitment(row.draw_seed, roster) != office.commitment:
        yield "抽签的种子和公布的承诺 SHA256(种子 ‖ SHA256(名单)) 对不上。"


def _draw_findings(uow: UnitOfWork, books: _Books) -> Iterator[str]:
    """The draw and every replacement, drawn again from the published seed."""
    roster = uow.contests.roster(books.contest)
    taking_part: set[int] = set()
    excused: set[int] = set()
    for event in books.office_log:
        if event.kind == "drawn":
            taking_part = set(event.body["entries"])
            if bool(books.office.number) != bool(books.office.public):
                yield "承诺里说好的公开号码，和抽签用的对不上。"
            if commitment(event.body["seed"], roster) != books.office.commitment:
                yield "公布的抽签种子和承诺对不上。"
            if list(drawn(books.office.lots, roster, everyone=books.office.settings.everyone)) != event.body["entries"]:
                yield "照公布的种子重抽一遍，结果和名单上的不一样。"
        if event.kind == "excused":
            entry, instead = event.body["entry"], event.body["replacement"]
            known = any(one.no == entry for one in roster)
            if known and replacement(books.office.lots, roster, entry, taking_part, excused) != instead:
                yield f"第 {entry} 号请假后补进来的人，不是抽签顺序里的下一个。"
            taking_part = (taking_part - {entry}) | ({instead} - {None})
            excused.add(entry)
    ever = taking_part | excused
    if set(books.attempts) != ever and books.office.seed:
        yield "参赛的人和抽签结果对不上，有人被加进来或被拿掉了。"


def _log_findings(books: _Books) -> Iterator[str]:
    """Each attempt's kept head against its log, and everything served against the paper of the seed."""
    for entry, attempt in books.attempts.items():
        if attempt.head != books.heads.get(entry, Head()):
            yield f"{_named(entry)}和记下的最后一条对不上，末尾的记录被删过或加过。"
    for log in books.heads:
        if log != OFFICE and log not in books.attempts:
            yield f"{_named(log)}不属于任何参赛的人。"
    for event in books.answers:
        if books.exam is not None and not _on_paper(books.exam, event):
            yield f"{_named(event.log)}第 {event.n} 条：这道题不在种子给他的卷子上。"


def _on_paper(exam: Exam, event: Event) -> bool:
    paper, position = exam.paper(event.log), event.body.get("position", 0)
    return isinstance(position, int) and 1 <= position <= len(paper) and paper[position - 1].item == event.item


def _differences(books: _Books) -> Iterator[str]:
    """Kept standings against those of the events."""
    for entry, kept in books.attempts.items():
        anew = books.again.get(entry)
        if anew is None:
            yield f"第 {entry} 号：成绩没法从记录里重算。"
        elif replace(anew, head=kept.head) != kept:
            yield f"第 {entry} 号：记着 {_told(kept)}，重算是 {_told(anew)}。"


def _rank_differences(uow: UnitOfWork, books: _Books) -> Iterator[str]:
    """Places and branches out of both, and out of the published result if there is one in force."""
    if books.exam is None:
        return
    roster = {one.no: one for one in uow.contests.roster(books.contest)}
    office = books.office
    kept, anew = (table(office, which.values(), roster) for which in (books.attempts, books.again))
    if kept.people != anew.people:
        yield "重算的名次和现在的不一样。"
    if kept.branches != anew.branches:
        yield "重算的分公司成绩和现在的不一样。"
    if office.final is not None:
        made = result_of(office, books.exam, books.again.values(), books.answers, roster).as_json()
        if digest(canonical(made)) != office.final["result"]:
            yield "重算的最终成绩和公布的哈希对不上。"


def _result_findings(uow: UnitOfWork, books: _Books) -> Iterator[str]:
    """Every published result against its hash in the office's log, and the last one against the events."""
    told = {event.body["n"]: event for event in books.office_log if event.kind == "final"}
    kept = {row.n: row for row in uow.contests.results(books.contest)}
    if told.keys() != kept.keys():
        yield "公布过的成绩少了或多了。"
    for number, row in kept.items():
        if number in told and not digest(canonical(row.body)) == row.hash == told[number].body["result"]:
            yield f"第 {number} 次公布的成绩和它的哈希对不上，被改过。"
    if told:
        last = told[max(told)]
        if _head_before(uow, books.contest, last) != last.body["head"]:
            yield "公布成绩以前的记录和当时公布的总哈希对不上。"
        yield from _rank_differences(uow, books)


def _head_before(uow: UnitOfWork, contest: int, final: Event) -> str:
    """The head over all logs as they stood when a result was published."""
    return published_head(
        event
        for event in uow.contest_logs.every(contest)
        if (event.n < final.n if event.log == OFFICE else event.at <= final.at)
    )


def _told(attempt: Attempt) -> str:
    return f"{attempt.points / 10:.1f} 分、答对 {attempt.right} 题、做完 {attempt.done} 题"


def _named(log: int) -> str:
    return "总账" if log == OFFICE else f"第 {log} 号的记录"


def _shortened(findings: Sequence[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(findings))
    if len(found) <= MOST_TOLD:
        return found
    return (*found[:MOST_TOLD], f"……另外还有 {len(found) - MOST_TOLD} 处。")
