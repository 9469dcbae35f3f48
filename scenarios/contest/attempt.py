"""One person's attempt: what his log says so far, and what may be written into it next.

`after` is the only way an attempt changes, both when an answer comes in and when everything is computed anew, so that
the standing kept beside the log can't drift from it. The moves give happenings; whoever keeps the log links them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from scenarios.bank import answer_as_json
from scenarios.contest.chain import Happening, Head
from scenarios.contest.papers import seconds_for
from scenarios.contest.settings import read, written
from scoring.contest.clock import GRACE, in_time
from scoring.contest.ranking import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scenarios.bank import Answer
    from scenarios.contest.chain import Event
    from scenarios.contest.exam import Exam
    from scenarios.contest.papers import Slip

Via = Literal["web", "chat"]

REPORT = timedelta(seconds=5)
"""A page may say at most this long after serving that the question is shown; a chat's own sender is believed."""


NO_TIME = timedelta()

NOBODY = Head()


@dataclass(frozen=True, slots=True)
class Attempt:
    """Where one person stands. `served` counts the questions served, `done` those answered or missed.

    `in_time` counts answers that came within their clock; `points`, `hardest` are tenths, `right` and `right_time` are
    of wholly right answers (`scoring.contest.ranking.Tally`), under the key in force. `void` counts questions of his
    paper that no longer count. `case_score` is in hundredths of a point.
    """

    contest: int
    entry: int
    rep: int | None = None
    via: str = ""
    head: Head = NOBODY
    served: int = 0
    done: int = 0
    in_time: int = 0
    served_at: datetime | None = None
    shown_at: datetime | None = None
    started: datetime | None = None
    finished: datetime | None = None
    points: int = 0
    hardest: int = 0
    right: int = 0
    right_time: timedelta = NO_TIME
    void: int = 0
    case_lines: int = 0
    case_score: int | None = None

    @property
    def waits(self) -> bool:
        """Whether a question was served and not answered yet."""
        return self.served > self.done

    def clock_start(self) -> datetime | None:
        """When the clock of the question in front of him began; None: in a chat it is not delivered yet."""
        return self.shown_at or (self.served_at if self.via == "web" else None)

    def overdue(self, seconds: int, now: datetime) -> bool:
        """Whether the question's time is over, so that no answer to it would be in time."""
        start = self.clock_start()
        if start is None:
            return False
        allowed = timedelta(seconds=seconds) + GRACE + (NO_TIME if self.shown_at else REPORT)
        return now > start + allowed


def joined(rep: int) -> Happening:
    """A Telegram account is this person's from now on."""
    return Happening("joined", {"rep": rep})


def served(attempt: Attempt, exam: Exam, via: Via) -> Happening:
    """The next question goes out."""
    slip = exam.paper(attempt.entry)[attempt.served]
    return Happening("served", {"position": slip.position, "item": slip.item, "via": via})


def served_again(attempt: Attempt, exam: Exam) -> Happening:
    """A question that never arrived in his chat goes out over the web: its clock runs from now on."""
    slip = exam.paper(attempt.entry)[attempt.served - 1]
    return Happening("served", {"position": slip.position, "item": slip.item, "via": "web"})


def shown(attempt: Attempt, at: datetime, *, trusted: bool) -> Happening:
    """The question was delivered: a page's word holds within `REPORT` of serving, a chat's sender is believed."""
    served_at = attempt.served_at or at
    start = max(at, served_at) if trusted else min(max(at, served_at), served_at + REPORT)
    return Happening("shown", {"position": attempt.served, "start": written(start)})


def answered(attempt: Attempt, exam: Exam, slip: Slip, answer: Answer, now: datetime) -> Happening:
    """An answer to the question in front of him, in time or late.

    In a chat a tap may come before the sender's word that the message arrived: then nothing is held against him.
    """
    seconds = seconds_for(exam.items[slip.item])
    start = attempt.shown_at or attempt.served_at or now
    elapsed = max(now - start, NO_TIME)
    if attempt.shown_at is not None:
        late = not in_time(elapsed, seconds)
    elif attempt.via == "web":
        late = not in_time(elapsed - REPORT, seconds)
    else:
        elapsed, late = min(elapsed, timedelta(seconds=seconds)), False
    body = {
        "position": slip.position,
        "answer": answer_as_json(answer),
        "elapsed": elapsed // timedelta(microseconds=1),
        "late": late,
    }
    return Happening("answered", body, slip.item)


def missed(attempt: Attempt, exam: Exam) -> Happening:
    """The question in front of him ran out of time, or the contest closed over it."""
    slip = exam.paper(attempt.entry)[attempt.served - 1]
    return Happening("missed", {"position": slip.position}, slip.item)


def finished(why: Literal["all", "closed"]) -> Happening:
    """The attempt is over: everything is done, or the contest has closed."""
    return Happening("finished", {"why": why})


def after(attempt: Attempt, happening: Happening | Event, at: datetime, exam: Exam) -> Attempt:
    """The attempt after something was written into its log."""
    body = happening.body
    match happening.kind:
        case "joined":
            changed: dict[str, Any] = {"rep": body["rep"]}
        case "unbound":
            changed = {"rep": None}
        case "served":
            changed = {"started": attempt.started or at, "served_at": at, "shown_at": None}
            changed |= {"served": body["position"], "via": body["via"]}
        case "shown":
            changed = {"shown_at": read(body["start"])}
        case "answered" | "missed":
            changed = {"done": attempt.done + 1, "in_time": attempt.in_time + int(body.get("late") is False)}
            changed |= _marked(attempt, exam, happening.item or "", body)
        case "case-said":
            changed = {"case_lines": attempt.case_lines + 1}
        case "case-finished":
            changed = {"case_score": body["score"]}
        case "finished":
            changed = {"finished": at}
        case _:  # an appeal says something, but changes nothing of the attempt
            return attempt
    return replace(attempt, **changed)


def replayed(attempt: Attempt, events: Iterable[Event], exam: Exam) -> Attempt:
    """The attempt out of its events, from the very beginning, marked under the exam's key.

    `attempt` is an empty one, with nothing but the contest and the entry.
    """
    bodies: dict[str, Mapping[str, Any]] = {}
    for event in events:
        attempt = replace(after(attempt, event, event.at, exam), head=Head(event.n, event.hash))
        if event.item is not None:
            bodies[event.item] = event.body
    return rescored(attempt, bodies, exam)


def rescored(attempt: Attempt, bodies: Mapping[str, Mapping[str, Any]], exam: Exam) -> Attempt:
    """The attempt with its whole paper marked anew: `bodies` are those of its answered and missed items."""
    total, void = Tally(), 0
    for slip in exam.paper(attempt.entry):
        mark = exam.mark(attempt.entry, slip.item, bodies.get(slip.item, {}))
        if mark is None:
            void += 1
        else:
            total += mark
    return replace(attempt, void=void, **_columns(total))


def reruled(attempt: Attempt, item: str, body: Mapping[str, Any], before: Exam, now: Exam) -> Attempt:
    """The attempt after something was decided about one question of its paper; `body` is empty if it wasn't reached."""
    old, new = (exam.mark(attempt.entry, item, body) for exam in (before, now))
    void = attempt.void + (new is None) - (old is None)
    old, new = old or Tally(), new or Tally()
    return replace(attempt, void=void, **_columns(_less(_tally(attempt) + new, old)))


def _marked(attempt: Attempt, exam: Exam, item: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What changes with one more question marked; what it counted before it was answered is taken back."""
    mark, unanswered = exam.mark(attempt.entry, item, body), exam.mark(attempt.entry, item, {})
    if mark is None or unanswered is None:
        return {}
    return _columns(_less(_tally(attempt) + mark, unanswered))


def _tally(attempt: Attempt) -> Tally:
    return Tally(attempt.points, attempt.hardest, attempt.right, attempt.right_time)


def _less(tally: Tally, other: Tally) -> Tally:
    return Tally(
        tally.points - other.points,
        tally.hardest - other.hardest,
        tally.correct - other.correct,
        tally.time - other.time,
    )


def _columns(tally: Tally) -> dict[str, Any]:
    return {
        "points": tally.points,
        "hardest": tally.hardest,
        "right": tally.correct,
        "right_time": tally.time,
    }
