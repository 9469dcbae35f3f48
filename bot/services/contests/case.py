"""The case of a contest: a talk after the questions, each line kept for good, the score at its end.

A case's state is never stored: it follows from the case, the person's seed and his own lines in his log.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.services.contests.hall import write
from bot.services.contests.onward import case_waits, onward, refuse_unless_open
from bot.services.contests.records import CaseHeard, CaseLine, HandedIn, NotNowError, OpenCase, RefusedError
from bot.services.contests.scene import Scene
from bot.services.days import china_day
from bot.store.types import storable
from scenarios.contest.attempt import finished
from scenarios.contest.chain import Happening
from scenarios.events import CoachSaid, CustomerSaid, Ended

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.services.contests.hall import Hall, Sitting
    from bot.services.contests.records import Participant, Via
    from bot.store.contract import UnitOfWork
    from scenarios.cases import CasePlay, CaseState
    from scenarios.events import Event

_HUNDREDTHS = 100


def say(uow: UnitOfWork, hall: Hall, who: Participant, n: int, text: str) -> CaseHeard:
    """Keep line `n` (from 0) of the person and what follows it; the same line again is acknowledged again."""
    sitting = hall.sitting(uow, who)
    scene, text = scene_of(uow, hall, sitting), storable(text).strip()
    if n < len(scene.said):
        if scene.said[n] != text:
            raise RefusedError("这一句已经说过了，说出去的话收不回来。")
        return CaseHeard((), again=True, next=in_front_of_case(uow, hall, sitting))
    refuse_unless_open(sitting, "web")
    if not case_waits(sitting):
        raise NotNowError("案例已经结束了，这一句没有记上。")
    if n > len(scene.said):
        raise RefusedError("前面还有一句没有记上，请刷新后再说。")
    state, events = scene.play.hear(scene.state, text, china_day(uow.now))
    replies = _lines(events)
    if state == scene.state:  # an empty or far too long line counts for nothing
        return CaseHeard(replies, again=False, next=_open(sitting, scene))
    body = {"n": n, "text": text, "replies": [[one.speaker, one.text] for one in replies]}
    end = (_scored(scene, state), finished("all")) if state.over else ()
    moved = write(uow, sitting, (Happening("case-said", body), *end))
    hall.keep_scene(who, scene.with_line(text, replies, state))
    return CaseHeard(replies, again=False, next=in_front_of_case(uow, hall, replace(sitting, attempt=moved)))


def finish(uow: UnitOfWork, hall: Hall, who: Participant) -> HandedIn:
    """The person ends the case himself; it is scored by what was said so far."""
    sitting = hall.sitting(uow, who)
    if case_waits(sitting):
        refuse_unless_open(sitting, "web")
        sitting = replace(sitting, attempt=write(uow, sitting, (score_now(uow, hall, sitting), finished("all"))))
    front = in_front_of_case(uow, hall, sitting)
    if isinstance(front, OpenCase):
        raise NotNowError("题目还没有答完。")
    return front


def steps(uow: UnitOfWork, hall: Hall, sitting: Sitting, via: Via) -> tuple[Happening, ...]:
    """What comes next for him; a case that was begun is scored before the clock ends his attempt."""
    happenings, attempt = onward(sitting, via), sitting.attempt
    ends = bool(happenings) and happenings[-1].kind == "finished"
    if not ends or not attempt.case_lines or attempt.case_score is not None:
        return happenings
    return (*happenings[:-1], score_now(uow, hall, sitting), happenings[-1])


def score_now(uow: UnitOfWork, hall: Hall, sitting: Sitting) -> Happening:
    """The score of what was said so far, as it is written down when the person or the clock ends the case."""
    scene = scene_of(uow, hall, sitting)
    return _scored(scene, scene.state)


def in_front_of_case(uow: UnitOfWork, hall: Hall, sitting: Sitting) -> OpenCase | HandedIn:
    """The case, or that everything is handed in."""
    attempt = sitting.attempt
    if attempt.finished is not None:
        return HandedIn(attempt.contest, attempt.entry, attempt.in_time, len(sitting.paper), attempt.finished)
    return _open(sitting, scene_of(uow, hall, sitting))


def scene_of(uow: UnitOfWork, hall: Hall, sitting: Sitting) -> Scene:
    """The case as it stands for this person: what this process remembers, or played again out of his log."""
    attempt = sitting.attempt
    known = hall.scene(attempt.contest, attempt.entry)
    if known is not None and len(known.said) == attempt.case_lines:
        return known
    name, play = hall.case_for(uow, attempt.contest, attempt.entry)
    logged = uow.contest_logs.of(attempt.contest, attempt.entry)
    lines = tuple(event.body["text"] for event in logged if event.kind == "case-said")
    return played(name, play, case_seed(uow, attempt.contest, attempt.entry), lines, sitting)


def played(name: str, play: CasePlay, seed: int, lines: Sequence[str], sitting: Sitting) -> Scene:
    """Play a case from its beginning with these lines of the person."""
    day = china_day(sitting.now)
    state, events = play.open(seed, sitting.person.name)
    told = _lines(event for event in events if not (isinstance(event, CoachSaid) and event.topic == "goal"))
    for line in lines:
        state, events = play.hear(state, line, day)
        told = (*told, CaseLine("rep", line), *_lines(events))
    return Scene(name, play, state, told, tuple(lines))


def case_seed(uow: UnitOfWork, contest: int, entry: int) -> int:
    """The seed of a person's customer."""
    row = uow.contests.get(contest)
    seed = row.papers_seed if row is not None else ""
    return int.from_bytes(sha256(f"{seed}:{entry}:case".encode()).digest()[:4], "big")


def _open(sitting: Sitting, scene: Scene) -> OpenCase:
    case = scene.play.staged.case
    return OpenCase(
        contest=sitting.attempt.contest,
        entry=sitting.attempt.entry,
        title=case.case,
        situation=case.situation,
        task=case.about,
        lines=scene.lines,
        n=len(scene.said),
        left=scene.play.turns_left(scene.state),
    )


def _scored(scene: Scene, state: CaseState) -> Happening:
    """The score written down with what it stands on."""
    body = {"case": scene.name, "fingerprint": state.fingerprint, "score": scene.play.score(state) * _HUNDREDTHS}
    return Happening("case-finished", body)


def _lines(events: Iterable[Event]) -> tuple[CaseLine, ...]:
    """What a person sees of these events; his own words he knows, the report comes after the close."""
    shown = []
    for event in events:
        match event:
            case CustomerSaid(text=text):
                shown.append(CaseLine("customer", text))
            case CoachSaid(text=text):
                shown.append(CaseLine("coach", text))
            case Ended() | _:
                continue
    return tuple(shown)
