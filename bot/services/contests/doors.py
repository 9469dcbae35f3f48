"""Coming in: by the roster's invite code in Telegram, by a one-time code or the Mini App in the browser."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.contests.hall import write
from bot.services.contests.records import Invitation, NotHereError, Participant, RefusedError, Session
from bot.store.contests.records import CodeRow, SessionRow
from scenarios.contest.attempt import joined
from scenarios.contest.chain import digest
from scenarios.contest.office import Phase

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.contests.hall import Hall
    from bot.store.contract import UnitOfWork

CODE_LASTS = timedelta(hours=48)
"""How long a one-time code can be used, if the contest doesn't last longer."""

MINI_APP_LASTS = timedelta(hours=2)
"""How long a session of the Mini App lasts: it is made anew whenever the app is opened."""

LONGEST_CODE = 64


def join(uow: UnitOfWork, hall: Hall, code: str, rep: int, contest: int | None = None) -> Participant:
    """Bind a Telegram account to whoever has this invite code, once; raises NotHereError or RefusedError.

    A code that several contests use leads to the newest, or to the one that is asked for.
    """
    found = [Participant(*place) for place in uow.contests.invited(code.strip()[:LONGEST_CODE])]
    if not found:
        raise NotHereError("没有这个邀请码。请照名单上发给您的重新输一遍，注意大小写。")
    going_on = [who for who in found if hall.office(uow, who.contest).phase(uow.now) is not Phase.CANCELLED]
    meant = [who for who in going_on if contest in (None, who.contest)]
    drawn = [who for who in meant if uow.attempts.peek(who.contest, who.entry) is not None]
    if not drawn:
        raise NotHereError("这次抽查没有抽到您，或者还没有抽签。抽到了会通知您。")
    who = drawn[0]
    sitting = hall.sitting(uow, who)
    if sitting.attempt.rep == rep:
        return who
    if sitting.attempt.rep is not None:
        raise RefusedError("这个邀请码已经有人用了。如果不是您，请马上告诉主办的人。")
    if any(one.contest == who.contest for one in uow.attempts.of_rep(rep)):
        raise RefusedError("您的账号在这场竞赛里已经登记成另一个人了。弄错了请找主办的人解除。")
    write(uow, sitting, (joined(rep),))
    return who


def invitations(uow: UnitOfWork, hall: Hall, rep: int) -> tuple[Invitation, ...]:
    """The contests of a Telegram account, the newest first."""
    return tuple(_invitation(uow, hall, one.contest, one.entry, one.finished) for one in uow.attempts.of_rep(rep))


def personal_code(uow: UnitOfWork, hall: Hall, who: Participant) -> str:
    """Make a one-time code that opens somebody's paper in a browser; any earlier one of his ends."""
    sitting = hall.seen(uow, who)
    code = secrets.token_urlsafe(12)
    expires = max(sitting.office.window(who.entry)[1], uow.now + CODE_LASTS)
    uow.contest_doors.add_code(CodeRow(digest(code), who.contest, who.entry, expires))
    return code


def open_session(uow: UnitOfWork, hall: Hall, code: str) -> Session:
    """Use up a one-time code; raises NotHereError when it can't be used (any more)."""
    used = uow.contest_doors.use_code(digest(code[:LONGEST_CODE]), uow.now)
    if used is None:
        raise NotHereError("这个链接用过了，或者过期了。请在机器人里点“打开答题页”，或者找主办的人再要一个。")
    who = Participant(used.contest, used.entry)
    office = hall.office(uow, who.contest)
    appeals = timedelta(hours=office.settings.appeal_hours + 24)
    return session_for(uow, who, max(office.last_close, uow.now) + appeals)


def session_for(uow: UnitOfWork, who: Participant, expires: datetime | None = None) -> Session:
    """Begin a session of somebody who proved who he is."""
    session = Session(secrets.token_urlsafe(32), who, expires or uow.now + MINI_APP_LASTS)
    uow.contest_doors.add_session(SessionRow(digest(session.token), who.contest, who.entry, session.expires))
    return session


def session(uow: UnitOfWork, token: str) -> Participant:
    """Who a browser is; raises NotHereError for a session that ended."""
    found = uow.contest_doors.session(digest(token[:LONGEST_CODE]), uow.now)
    if found is None:
        raise NotHereError("登录过期了，答过的题都在。请重新打开链接，或者在机器人里再点一次“打开答题页”。")
    return Participant(found.contest, found.entry)


def _invitation(uow: UnitOfWork, hall: Hall, contest: int, entry: int, finished: datetime | None) -> Invitation:
    office = hall.office(uow, contest)
    opens, closes = office.window(entry)
    phase = office.phase(uow.now)
    return Invitation(Participant(contest, entry), office.settings.name, phase, opens, closes, finished is not None)
