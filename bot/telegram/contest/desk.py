"""The face of the competition to the handler: taps, words, files, deep links, timers; keeps nothing itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.services.contests import last_question, lessons
from bot.services.contests.records import ContestError, Participant
from bot.services.contests.window import KIND, tick
from bot.telegram.contest import answering, asking, clock, filing, groups, inviting, judging, leading, making, own
from bot.telegram.contest.caller import Caller, PassedError
from bot.telegram.contest.times import WINDOWS
from bot.telegram.handles import mark, meant, number, one_of
from bot.telegram.incoming import CommandedInGroup, TappedInGroup
from bot.telegram.outgoing import Outgoing
from bot.telegram.visit import StaleButtonError
from bot.views.buttons import Button, handle, rows
from bot.views.contest.hosting import PEOPLE, STEPS, SWITCHES
from scenarios.contest.keys import RULINGS
from scenarios.contest.settings import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.services.authoring.sent_files import SentFile
    from bot.store.contract import UnitOfWork
    from bot.store.records import Json, Timer
    from bot.telegram.contest.caller import House
    from bot.telegram.handles import Act
    from bot.telegram.incoming import FromGroup

LONGEST_TOAST = 200
"""Characters Telegram shows in the answer to a tap."""


def whom(text: str) -> str:
    """Read a person's number, or the mark of a city after a `c`."""
    return f"c{mark(text[1:])}" if text.startswith("c") else str(number(text))


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

HOSTS: Mapping[str, Act] = {
    "hosting": (making.show_hosting, ()),
    "hcontest": (making.show_contest, (number,)),
    "hnew": (making.choose_level, ()),
    "hlevel": (making.choose_plan, (one_of(LEVELS),)),
    "hplan": (making.choose_window, (one_of(LEVELS), mark)),
    "hmake": (making.make, (one_of(LEVELS), mark, one_of(WINDOWS))),
    "hsettings": (making.show_settings, (number,)),
    "hchange": (making.change_one, (number, one_of(("items", "appeal", *SWITCHES)))),
    "hname": (making.ask_name, (number,)),
    "htimes": (making.ask_times, (number,)),
    "hroster": (making.ask_roster, (number,)),
    "hsure": (making.ask_sure, (number, one_of(STEPS))),
    "hstep": (making.do_step, (number, one_of(STEPS))),
    "hstatus": (leading.show_status, (number,)),
    "hboard": (leading.show_board, (number,)),
    "hpicture": (leading.send_picture, (number,)),
    "hlinks": (leading.send_links, (number,)),
    "hfiles": (filing.send_files, (number,)),
    "hpeople": (leading.show_people, (number,)),
    "hperson": (leading.ask_whom, (number, one_of(PEOPLE))),
    "hwhom": (leading.choose, (number, one_of(PEOPLE), number)),
    "hcities": (leading.show_cities, (number,)),
    "hcity": (leading.choose_city, (number, mark)),
    "hminutes": (leading.choose_minutes, (number, whom, number)),
    "hclose": (leading.ask_close, (number,)),
    "hcancel": (leading.ask_cancel, (number,)),
    "hlog": (leading.show_log, (number,)),
    "hhost": (leading.ask_host, (number,)),
    "hreview": (judging.show_suspect, (number, number)),
    "hflags": (judging.show_flags, (number,)),
    "happeal": (judging.show_appeal, (number, number)),
    "hreject": (judging.ask_reject, (number, number, mark)),
    "hrule": (judging.try_ruling, (number, mark, one_of(RULINGS), number)),
    "htake": (judging.ask_take_back, (number, mark)),
    "hgroup": (groups.offer_group, (number,)),
}
"""Every verb of a host's buttons."""

IN_GROUPS: Mapping[str, Act] = {"greveal": (groups.reveal_here, (number,))}
"""Every verb of the buttons under a board in a group."""

ANSWERS: Mapping[str, Callable[[Caller, Json, str], None]] = {
    "appeal": own.take_appeal,
    "name": making.take_name,
    "times": making.take_times,
    "roster": making.remind_of_file,
    "whom": leading.take_whom,
    "why": leading.take_why,
    "host": leading.take_host,
    "reject": judging.take_reject,
    "accept": judging.take_accepted,
    "ruling": judging.take_ruling,
    "takeback": judging.take_back_why,
}
"""What becomes of a typed answer, by what was asked."""


class ContestDesk:
    """Answers for contests."""

    def __init__(self, house: House) -> None:
        self.house = house

    def tap(self, chat: Outgoing, rep: int, data: str) -> bool:
        """Answer a tap in a private chat; False for a button that is not a contest's."""
        return self._tapped({**BUTTONS, **HOSTS}, chat, rep, data)

    def in_group(self, uow: UnitOfWork, came: FromGroup) -> bool:
        """Answer what a group has to do with a contest; False for everything else."""
        match came:
            case CommandedInGroup(chat_id, rep, "start", _, argument) if argument.startswith(groups.START):
                self._brought(Outgoing(uow, chat_id), rep, argument.removeprefix(groups.START))
                return True
            case TappedInGroup(chat_id, rep, query, data):
                return self._tapped(IN_GROUPS, Outgoing(uow, chat_id, query=query), rep, data)
        return False

    def take_file(self, chat: Outgoing, rep: int, file: SentFile) -> bool:
        """Take a roster somebody sent; False for any other file."""
        try:
            return making.take_roster(Caller(self.house, chat, rep), file)
        except ContestError as refused:
            chat.say("notice", escape(str(refused), quote=False))
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

    def answers(self, chat: Outgoing, rep: int) -> bool:
        """Whether somebody answers a contest in this chat now."""
        return answering.answers(Caller(self.house, chat, rep))

    def arrive(self, chat: Outgoing, rep: int, word: str) -> bool:
        """Somebody came by a deep link; False when its word is nobody's invite code."""
        try:
            return inviting.take_code(Caller(self.house, chat, rep), word)
        except ContestError as refused:
            chat.say("notice", escape(str(refused), quote=False))
            return True

    def offer(self, chat: Outgoing, rep: int) -> None:
        """Point out the contests of a person, those he takes part in and those he leads, if there are any."""
        caller = Caller(self.house, chat, rep)
        doors = [Button("我的竞赛", handle("contests"))] if chat.uow.attempts.of_rep(rep) else []
        if caller.by.is_admin or making.led_by(caller):
            doors.append(Button("办竞赛", handle("hosting")))
        if doors:
            chat.say("menu", "案例竞赛", rows(*doors, width=2))

    def timers(self) -> Mapping[str, Callable[[Timer, UnitOfWork], None]]:
        """What to do with each kind of timer that contests set."""
        return {
            KIND: self._edge,
            clock.KIND: self._question,
            groups.KIND: self._board,
            lessons.KIND: self._lesson,
            last_question.KIND: self._last,
        }

    def _tapped(self, table: Mapping[str, Act], chat: Outgoing, rep: int, data: str) -> bool:
        if data.partition(":")[0] not in table:
            return False
        caller = Caller(self.house, chat, rep)
        if asking.asked(caller) is not None:
            asking.forget(caller)
        try:
            act = meant(table, data)
            said = act[0](caller, *act[1]) if act is not None else None
        except (ContestError, StaleButtonError) as refused:
            told = PassedError() if isinstance(refused, StaleButtonError) else refused
            chat.answer(str(told)[:LONGEST_TOAST], alert=not isinstance(told, PassedError))
        else:
            chat.answer(said or "")
        return True

    def _brought(self, chat: Outgoing, rep: int, word: str) -> None:
        try:
            groups.put_board(Caller(self.house, chat, rep), number(word))
        except StaleButtonError:
            chat.say("notice", "这个链接不对，请在竞赛里再点一次「榜放到群里」。")
        except ContestError as refused:
            chat.say("notice", escape(str(refused), quote=False))

    def _board(self, timer: Timer, uow: UnitOfWork) -> None:
        groups.ring(self.house.hall, timer, uow)

    def _edge(self, timer: Timer, uow: UnitOfWork) -> None:
        told = tick(uow, self.house.hall, timer.payload["contest"], timer.payload["what"])
        if told is not None:
            inviting.announce(self.house, Outgoing(uow, 0), told)
            leading.announce(self.house, Outgoing(uow, 0), told)

    def _lesson(self, timer: Timer, uow: UnitOfWork) -> None:
        lessons.learn(uow, self.house.hall, _who(timer))

    def _last(self, timer: Timer, uow: UnitOfWork) -> None:
        last_question.ring(uow, self.house.hall, _who(timer))

    def _question(self, timer: Timer, uow: UnitOfWork) -> None:
        if timer.chat_id is not None:
            answering.ring(Caller(self.house, Outgoing(uow, timer.chat_id), timer.chat_id), timer)


def _who(timer: Timer) -> Participant:
    return Participant(timer.payload["contest"], timer.payload["entry"])
