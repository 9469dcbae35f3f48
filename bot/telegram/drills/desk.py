"""The face of drills to the handler: what came from a group, what a private chat has to do with a drill, the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.drills.arriving import arrive, lose
from bot.telegram.drills.conducting import ring
from bot.telegram.drills.hall import Bot, Hall, Tap
from bot.telegram.drills.leading import LEADS, OLD
from bot.telegram.drills.marking import MARKS
from bot.telegram.drills.opening import ask_for_a_name, open_or_show
from bot.telegram.drills.speaking import answer_a_voice, leave_group, say_in_group, say_in_private
from bot.telegram.handles import meant
from bot.telegram.incoming import (
    CameToGroup,
    CommandedInGroup,
    LeftGroup,
    RemovedFromGroup,
    SaidInGroup,
    SpokeInGroup,
    TappedInGroup,
    Unnamed,
)
from bot.telegram.outgoing import Outgoing
from bot.telegram.visit import StaleButtonError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.services.catalogue import Catalogue
    from bot.services.playbill import Playbill
    from bot.store.contract import UnitOfWork
    from bot.store.records import Timer
    from bot.telegram.handles import Act
    from bot.telegram.incoming import FromGroup

COMMAND = "drill"
IN_PRIVATE = "练习请到跟我的私聊里：点我的头像，发 /start。早会上一起演，发 /drill。"


class Desk:
    """Answers for drills; keeps nothing itself."""

    def __init__(self, catalogue: Catalogue, playbill: Playbill, bot: Bot) -> None:
        self._catalogue = catalogue
        self._playbill = playbill
        self._bot = bot

    def in_group(self, uow: UnitOfWork, came: FromGroup) -> None:
        """Answer what came from a group."""
        hall = self._hall(uow)
        match came:
            case CameToGroup(chat_id, kind, title, admin, new):
                arrive(hall, chat_id, kind, title, admin=admin, came=new)
            case RemovedFromGroup(chat_id):
                lose(hall, chat_id)
            case CommandedInGroup() if self._is_meant(came.bot):
                _commanded(hall, came)
            case Unnamed() if self._is_meant(came.bot) and came.command in ("", COMMAND):
                ask_for_a_name(hall, came)
            case SpokeInGroup(chat_id, who):
                answer_a_voice(hall, chat_id, who)
            case SaidInGroup(chat_id, who, text):
                say_in_group(hall, chat_id, who, text)
            case LeftGroup(chat_id, who):
                leave_group(hall, chat_id, who)
            case TappedInGroup(chat_id, who, query, data):
                _act(LEADS, data, Tap(hall, Outgoing(uow, chat_id, query=query), who))

    def tap(self, chat: Outgoing, data: str) -> bool:
        """Answer a tap in a private chat; False for a button that is not a drill's."""
        if data.partition(":")[0] not in MARKS:
            return False
        _act(MARKS, data, Tap(self._hall(chat.uow), chat, chat.chat_id))
        return True

    def hear(self, chat: Outgoing, text: str) -> bool:
        """Take words in a private chat that a drill waits for; False when they are meant for something else."""
        return say_in_private(self._hall(chat.uow), chat, text)

    def ring(self, timer: Timer, uow: UnitOfWork) -> None:
        """The clock of a drill."""
        ring(self._hall(uow), timer)

    def _is_meant(self, bot: str) -> bool:
        """Whether a command with that name behind its @ is for this bot."""
        name = self._bot.name.lower()
        return not (bot and name and bot != name)

    def _hall(self, uow: UnitOfWork) -> Hall:
        return Hall(uow, self._catalogue, self._playbill, self._bot)


def _commanded(hall: Hall, came: CommandedInGroup) -> None:
    if came.command == COMMAND:
        open_or_show(hall, came)
    else:
        Outgoing(hall.uow, came.chat_id, thread=came.thread).say("notice", IN_PRIVATE)


def _act(table: Mapping[str, Act], data: str, tap: Tap) -> None:
    """Do what a button stands for, or say why not; every tap gets one answer."""
    try:
        act = meant(table, data)
        if act is None:
            tap.chat.answer("请到跟我的私聊里用。", alert=True)
            return
        act[0](tap, *act[1])
    except StaleButtonError as error:
        tap.chat.answer(OLD if str(error) == str(StaleButtonError()) else str(error), alert=True)
