"""What comes next in somebody's attempt: a question whose time is over is missed, then the next one, or the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.contests.records import NotNowError
from bot.services.days import CHINA
from scenarios.contest.attempt import after, finished, missed, served, served_again
from scenarios.contest.office import OVER, Phase
from scenarios.contest.papers import seconds_for
from scenarios.contest.settings import CLOSING

if TYPE_CHECKING:
    from bot.services.contests.hall import Sitting
    from bot.services.contests.records import Via
    from scenarios.contest.chain import Happening


def onward(sitting: Sitting, via: Via) -> tuple[Happening, ...]:
    """What has to be written so that he has something in front of him, or is through; empty when he has."""
    attempt, exam, now = sitting.attempt, sitting.exam, sitting.now
    if attempt.finished is not None:
        return ()
    closes = sitting.office.window(attempt.entry)[1]
    if attempt.waits:
        seconds = seconds_for(exam.items[sitting.paper[attempt.served - 1].item])
        if not attempt.overdue(seconds, now) and now < closes + CLOSING:
            unseen = via == "web" and attempt.clock_start() is None
            return (served_again(attempt, exam),) if unseen else ()
        gone = missed(attempt, exam)
        passed = replace(sitting, attempt=after(attempt, gone, now, exam))
        return (gone, *onward(passed, via))
    if attempt.served < len(sitting.paper) and now < closes:
        return (served(attempt, exam, via),)
    if attempt.served == len(sitting.paper) and case_waits(sitting):
        return ()
    whole = attempt.done == len(sitting.paper) and (not sitting.office.settings.case or attempt.case_score is not None)
    return (finished("all" if whole else "closed"),)


def case_waits(sitting: Sitting) -> bool:
    """Whether the questions are done and the case is still to be played, or going on."""
    attempt, until = sitting.attempt, sitting.office.window(sitting.attempt.entry)[1]
    if not sitting.office.settings.case or attempt.case_score is not None or attempt.finished is not None:
        return False
    if attempt.case_lines:
        until += CLOSING
    return attempt.done == len(sitting.paper) and sitting.now < until


def refuse_unless_open(sitting: Sitting, via: Via) -> None:
    """Raise NotNowError in Chinese unless he may take part now, or is through and wants to see so."""
    phase, attempt = sitting.phase, sitting.attempt
    opens, closes = sitting.office.window(attempt.entry)
    if phase is Phase.CANCELLED:
        raise NotNowError(f"这场竞赛取消了：{sitting.office.cancelled}")
    if attempt.entry not in sitting.office.drawn:
        raise NotNowError("您不在这次的参赛名单里。有疑问请找主办的人。")
    if attempt.finished is not None:
        return
    if sitting.now < opens:
        raise NotNowError(f"还没开始，{opens.astimezone(CHINA):%m月%d日 %H:%M}开始答题。")
    if phase in OVER or (attempt.started is None and sitting.now >= closes):
        raise NotNowError(f"答题时间已过（{closes.astimezone(CHINA):%m月%d日 %H:%M}截止）。")
    if via == "chat" and sitting.office.settings.timed:
        raise NotNowError("这场竞赛答得快也算分，要在网页里答才公平。请点“打开答题页”。")
