"""The face of the competition to the handler: taps, words, files, deep links, timers; keeps nothing itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.services.contests.records import ContestError
from bot.services.contests.window import KIND, tick
from bot.telegram.contest import answering, asking, clock, inviting, own
from bot.telegram.contest.caller import Caller, PassedError
from bot.telegram.handles import meant, number
from bot.telegram.outgoing import Outgoing
from bot.telegram.visit import StaleButtonError
from bot.views.buttons import Button, handle, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.store.contract import UnitOfWork
    from bot.store.records import Json, Timer
    from bot.telegram.contest.caller import House
    from bot.telegram.handles import Act

BUTTONS: Mapping[str, Act] = {
    "contests": (inviting.show_own, ()),
    "contest": (inviting.show_lobby, (number,)),
    "cjoin": (inviting.accept, (number, number)),
    "clink": (inviting.send_link, (number,)),
    "cpaper": (answering.go_on, (number,)),
    "cpick": (answering.pick, (number, number, number, number)),
    "credo": (answering.pick_anew, (number, number)),
    "cgive": (answering.give, (number, number)),
    "cone": (answering.give_one, (number, number, number)),
    "cend": (answering.end_case, (number,)),
    "csure": (answering.end_case_surely, (number,)),
    "cmine": (own.show_mine, (number, number)),
    "cappeal": (own.begin_appeal, (number, number)),
    "cboard": (own.show_board, (number,)),
}
"""Every verb of a rep's buttons: what it does, and a reader for each of its parts."""

ANSWERS: Mapping[str, Callable[[Caller, Json, str], None]] = {"appeal": own.take_appeal}
"""What becomes of a typed answer, by what was asked."""


class ContestDesk:
    """Answers for contests."""

    def __init__(self, house: House) -> None:
        self.house = house

    def tap(self, chat: Outgoing, rep: int, data: str) -> bool:
        """Answer a tap; False for a button that is not a contest's."""
        try:
            act = meant(BUTTONS, data)
        except StaleButtonError:
            return False
        if act is None:
            return False
        caller = Caller(self.house, chat, rep)
        if asking.asked(caller) is not None:
            asking.forget(caller)
        try:
            said = act[0](caller, *act[1])
        except ContestError as refused:
            chat.answer(str(refused)[:200], alert=not isinstance(refused, PassedError))
        else:
            chat.answer(said or "")
        return True

    def hear(self, chat: Outgoing, rep: int, text: str) -> bool:
        """Take words in a private chat that a contest waits for; False when they are meant for something else."""
        caller = Caller(self.house, chat, rep)
        waits = asking.asked(caller)
        try:
            if waits is not None:
                ANSWERS[waits[0]](caller, waits[1], text)
                return True
            return answering.hear(caller, text) or inviting.take_code(caller, text)
        except ContestError as refused:
            chat.say("notice", escape(str(refused), quote=False))
            return True

    def arrive(self, chat: Outgoing, rep: int, word: str) -> bool:
        """Somebody came by a deep link; False when its word is nobody's invite code."""
        try:
            return inviting.take_code(Caller(self.house, chat, rep), word)
        except ContestError as refused:
            chat.say("notice", escape(str(refused), quote=False))
            return True

    def offer(self, chat: Outgoing, rep: int) -> None:
        """Point out the contests of a person, if there are any for him."""
        if chat.uow.attempts.of_rep(rep):
            chat.say("menu", "案例竞赛", rows(Button("我的竞赛", handle("contests"))))

    def timers(self) -> Mapping[str, Callable[[Timer, UnitOfWork], None]]:
        """What to do with each kind of timer that contests set."""
        return {KIND: self._edge, clock.KIND: self._question}

    def _edge(self, timer: Timer, uow: UnitOfWork) -> None:
        told = tick(uow, self.house.hall, timer.payload["contest"], timer.payload["what"])
        if told is not None:
            inviting.announce(self.house, Outgoing(uow, 0), told)

    def _question(self, timer: Timer, uow: UnitOfWork) -> None:
        if timer.chat_id is not None:
            answering.ring(Caller(self.house, Outgoing(uow, timer.chat_id), timer.chat_id), timer)
