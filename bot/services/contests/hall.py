"""What the use cases of all contests share in one process: what is frozen is read once, the office when it has changed.

Every attempt is read together with its contest's revision, so that a change made by another process is never missed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.services.contests.records import ContestError, NotHereError
from scenarios.bank import Item
from scenarios.contest.attempt import after
from scenarios.contest.board import public
from scenarios.contest.chain import OFFICE, Head, digest, linked
from scenarios.contest.exam import Exam, papers_of
from scenarios.contest.office import WINDOW, applied, opened_office

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.services.contests.records import Participant
    from bot.services.contests.scene import Scene
    from bot.store.contract import UnitOfWork
    from scenarios.cases import CasePlay
    from scenarios.contest.attempt import Attempt
    from scenarios.contest.board import Public
    from scenarios.contest.chain import Happening
    from scenarios.contest.office import Office, Phase
    from scenarios.contest.papers import Slip
    from scenarios.contest.roster import Entry

if TYPE_CHECKING:
    Cases = Callable[[str], Mapping[str, CasePlay]]
    """The cases of a plan, by name, ready to be played."""

CASE_PREFIX = "case:"
"""Begins the id of a case among the frozen items."""

SCENES_KEPT = 1000
"""How many cases in play a process remembers; any other is played again out of its log."""

FRESH = timedelta(seconds=1)
"""How old a board may be while answers come in."""

UNDER_WAY = timedelta(seconds=60)
"""How long after its moment something may still be committed."""


@dataclass(frozen=True)
class Frozen:
    """What the commitment froze: items, papers, roster."""

    items: Mapping[str, Item]
    cases: Mapping[str, Mapping[str, object]]
    paper: Callable[[int], tuple[Slip, ...]]
    roster: Mapping[int, Entry]


@dataclass(frozen=True)
class Sitting:
    """Somebody in his contest: where he stands, the office, what he is marked by, and who he is."""

    attempt: Attempt
    office: Office
    exam: Exam
    frozen: Frozen
    now: datetime

    @property
    def person(self) -> Entry:
        """His entry in the roster."""
        return self.frozen.roster[self.attempt.entry]

    @property
    def paper(self) -> tuple[Slip, ...]:
        """His paper."""
        return self.exam.paper(self.attempt.entry)

    @property
    def phase(self) -> Phase:
        """Where the contest stands."""
        return self.office.phase(self.now)


class Hall:
    """The contests in use by this process; safe to share between threads, since what it keeps is only ever replaced.

    `cases` gives the cases of a plan, ready to be played, by name. `fresh`: how old a board may be while the window is
    open.
    """

    def __init__(self, cases: Cases, fresh: timedelta = FRESH) -> None:
        self._cases = cases
        self._fresh = fresh
        self._scenes: dict[tuple[int, int], Scene] = {}
        self._frozen: dict[int, Frozen] = {}
        self._offices: dict[int, tuple[Office, Exam | None]] = {}
        self._standing: dict[int, tuple[Head, datetime, dict[int, Attempt]]] = {}
        self._boards: dict[int, tuple[datetime, Phase, Head, Public]] = {}

    def office(self, uow: UnitOfWork, contest: int, head: Head | None = None) -> Office:
        """The office as it stands; raises NotHereError if there is no such contest."""
        return self._opened(uow, contest, head)[0]

    def exam(self, uow: UnitOfWork, contest: int) -> Exam:
        """What attempts are marked by now; the contest must be committed."""
        exam = self._opened(uow, contest, None)[1]
        if exam is None:
            raise NotHereError("这场竞赛还没有公布承诺，还没有试卷。")
        return exam

    def roster(self, uow: UnitOfWork, contest: int) -> Mapping[int, Entry]:
        """The roster by number."""
        if self.office(uow, contest).commitment:
            return self.frozen(uow, contest).roster
        return {one.no: one for one in uow.contests.roster(contest)}

    def frozen(self, uow: UnitOfWork, contest: int) -> Frozen:
        """What the commitment froze; read once."""
        known = self._frozen.get(contest)
        if known is None:
            known = self._frozen[contest] = read_frozen(uow, contest, self._offices[contest][0])
        return known

    def sitting(self, uow: UnitOfWork, who: Participant) -> Sitting:
        """Somebody in his contest, his attempt locked for this unit of work; raises NotHereError."""
        return self._sitting(uow, who, uow.attempts.get(who.contest, who.entry))

    def seen(self, uow: UnitOfWork, who: Participant) -> Sitting:
        """The same to look at only."""
        return self._sitting(uow, who, uow.attempts.peek(who.contest, who.entry))

    def _sitting(self, uow: UnitOfWork, who: Participant, found: tuple[Attempt, Head] | None) -> Sitting:
        if found is None:
            raise NotHereError("您不在这场竞赛的参赛名单里。")
        attempt, head = found
        office, exam = self._opened(uow, who.contest, head)
        if exam is None:
            raise NotHereError("这场竞赛还没有准备好。")
        return Sitting(attempt, office, exam, self.frozen(uow, who.contest), uow.now)

    def public(self, uow: UnitOfWork, contest: int) -> Public:
        """What may be shown now, at most `fresh` old while answers come in, else until something is decided."""
        office = self.office(uow, contest)
        phase, known = office.phase(uow.now), self._boards.get(contest)
        if known is not None:
            made, then, head, seen = known
            young = phase not in WINDOW or uow.now - made < self._fresh
            if head == office.head and phase is then and young:
                return seen
        seen = public(office, self._attempts(uow, office), self.roster(uow, contest), uow.now)
        self._boards[contest] = (uow.now, phase, office.head, seen)
        return seen

    def _attempts(self, uow: UnitOfWork, office: Office) -> Iterable[Attempt]:
        """Every attempt as a board needs it: one that was begun or handed in is read again, all after a decision.

        Between the two its own figures are not current, and nobody's board shows them.
        """
        known = self._standing.get(office.contest)
        if known is None or known[0] != office.head:
            found = {one.entry: one for one in uow.attempts.of(office.contest)}
        else:
            found = known[2] | {one.entry: one for one in uow.attempts.of(office.contest, known[1] - UNDER_WAY)}
        self._standing[office.contest] = (office.head, uow.now, found)
        return found.values()

    def case_for(self, uow: UnitOfWork, contest: int, entry: int) -> tuple[str, CasePlay]:
        """The case this person plays; raises ContestError if its file is not what was committed to."""
        frozen, row = self.frozen(uow, contest), uow.contests.get(contest)
        plan, seed = (row.plan, row.papers_seed) if row is not None else ("", "")
        names = sorted(frozen.cases)
        name = names[int(digest(f"{seed}:{entry}:which case")[:8], 16) % len(names)]
        play = self._cases(plan).get(name)
        if play is None or play.staged.fingerprint != frozen.cases[name]["fingerprint"]:
            raise ContestError(f"案例「{name}」的文件和公布承诺时不一样了，请主办的人把它恢复原样；答过的都在。")
        return name, play

    def scene(self, contest: int, entry: int) -> Scene | None:
        """A case this process has played, as far as it remembers."""
        return self._scenes.get((contest, entry))

    def keep_scene(self, who: Participant, scene: Scene) -> None:
        """Remember a case that was just played on; the oldest ones are forgotten."""
        self._scenes.pop((who.contest, who.entry), None)
        self._scenes[who.contest, who.entry] = scene
        while len(self._scenes) > SCENES_KEPT:
            self._scenes.pop(next(iter(self._scenes)), None)

    def _opened(self, uow: UnitOfWork, contest: int, head: Head | None) -> tuple[Office, Exam | None]:
        if head is None:
            row = uow.contests.get(contest)
            if row is None:
                raise NotHereError(f"没有编号是 {contest} 的竞赛。所有竞赛：duilian contest list")
            head = Head(row.revision, row.head)
        known = self._offices.get(contest)
        if known is not None and known[0].head == head:
            return known
        office = opened_office(contest, uow.contest_logs.of(contest, OFFICE))
        self._offices[contest] = (office, None)
        if office.commitment:
            self._offices[contest] = (office, exam_of(office, self.frozen(uow, contest)))
        return self._offices[contest]


def read_frozen(uow: UnitOfWork, contest: int, office: Office) -> Frozen:
    """Read what the commitment froze out of the store."""
    kept = uow.contests.items(contest)
    items = {name: Item.from_json(body) for name, body in kept.items() if not name.startswith(CASE_PREFIX)}
    cases = {name.removeprefix(CASE_PREFIX): body for name, body in kept.items() if name.startswith(CASE_PREFIX)}
    row = uow.contests.get(contest)
    seed = row.papers_seed if row is not None else ""
    paper = papers_of(seed, items, office.settings.items, office.settings.rules)
    return Frozen(items, cases, paper, {one.no: one for one in uow.contests.roster(contest)})


def exam_of(office: Office, frozen: Frozen) -> Exam:
    """What attempts are marked by, as the office stands."""
    return Exam(frozen.items, frozen.paper, office.settings.timed, office.key, office.overrides)


def write(uow: UnitOfWork, sitting: Sitting, happenings: Sequence[Happening]) -> Attempt:
    """Add to a person's log and move his attempt along, in this unit of work; gives the attempt afterwards."""
    attempt, known = sitting.attempt, sitting.attempt.head.n
    if not happenings:
        return attempt
    events, head = linked(attempt.contest, attempt.entry, attempt.head, uow.now, happenings)
    for one in happenings:
        attempt = after(attempt, one, uow.now, sitting.exam)
    attempt = replace(attempt, head=head)
    uow.contest_logs.append(events)
    uow.attempts.save(attempt, known)
    return attempt


def write_office(uow: UnitOfWork, office: Office, *happenings: Happening) -> Office:
    """Add to the office's log; gives the office afterwards."""
    events, head = linked(office.contest, OFFICE, office.head, uow.now, happenings)
    uow.contest_logs.append(events)
    uow.contest_logs.office_moved(office.contest, office.head.n, head)
    for event in events:
        office = applied(office, event)
    return replace(office, head=head)
