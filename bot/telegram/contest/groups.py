"""The public board in a group: one message, changed in place while the contest goes on and while it is unfrozen."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.services.contests.boards import board
from bot.services.contests.unfreeze import reveal
from bot.store.records import Timer
from bot.telegram.contest.making import hosted_office
from bot.telegram.outgoing import Outgoing
from bot.views.buttons import Button, handle, rows
from bot.views.contest.chat import board_html
from bot.views.contest.hosting import back
from scenarios.contest.office import Phase

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall
    from bot.store.contract import UnitOfWork
    from bot.telegram.contest.caller import Caller
    from bot.views.buttons import Rows
    from scenarios.contest.board import BoardPage

KIND = "contest-board"
START = "board"
"""Begins the word of the link that brings a board into a group; the contest's number follows."""
QUICK, USUAL = timedelta(seconds=5), timedelta(minutes=1)
"""How often a board is looked at: when the result is about to be opened or is, and at any other time."""
ENDED = frozenset({Phase.FINAL, Phase.CANCELLED})


def offer_group(caller: Caller, contest: int) -> None:
    """Give the host a link by which he chooses the group."""
    hosted_office(caller, contest)
    link = caller.house.link(f"{START}{contest}", group=True)
    text = "点下面选一个群，我就在那里放一块榜，自己更新；揭榜时也能在群里一步一步揭。"
    caller.chat.show(text, (*rows(Button("选一个群", url=link)), (back(contest),)))


def put_board(caller: Caller, contest: int) -> None:
    """A host brought the board into this group: it stands below all else, and is kept up to date."""
    hosted_office(caller, contest)
    draw_board(caller.hall, caller.chat, contest, fresh=True)


def reveal_here(caller: Caller, contest: int) -> None:
    """A host opens the next step in front of the group."""
    reveal(caller.uow, caller.hall, contest, caller.by)
    draw_board(caller.hall, caller.chat, contest)


def ring(hall: Hall, timer: Timer, uow: UnitOfWork) -> None:
    """Look whether the board of a group has changed."""
    if timer.chat_id is not None and uow.timers.get(timer.key) is None:
        chat = Outgoing(uow, timer.chat_id)
        draw_board(hall, chat, timer.payload["contest"], known=timer.payload["state"])


def draw_board(hall: Hall, chat: Outgoing, contest: int, known: str = "", *, fresh: bool = False) -> None:
    """Draw the board, unless it is the one that stands there, and look again in a while."""
    page = board(chat.uow, hall, contest)
    html = board_html(page)
    state = sha256(html.encode()).hexdigest()
    if state != known:
        chat.draw(f"board:{contest}", html, _buttons(page), fresh=fresh)
    if page.phase not in ENDED:
        payload = {"contest": contest, "state": state}
        key = f"contest:{contest}:board:{chat.chat_id}"
        chat.uow.timers.set(Timer(key, KIND, chat.uow.now + _again(page), chat.chat_id, payload))


def _again(page: BoardPage) -> timedelta:
    return QUICK if page.phase in {Phase.REVIEW, Phase.UNFREEZING} else USUAL


def _buttons(page: BoardPage) -> Rows:
    if page.phase in {Phase.REVIEW, Phase.UNFREEZING}:
        label = "揭下一步（主办人按）" if page.hidden or page.phase is Phase.REVIEW else "揭分公司（主办人按）"
        return rows(Button(label, handle("greveal", page.contest)))
    return ()
