"""The way of one update: what it means, who sent it, and which part of the bot answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.services.contests.banks import Banks
from bot.services.contests.hall import Hall
from bot.services.playbill import Playbill
from bot.services.practice.talks import NoSuchTalkError
from bot.services.register_person import meet, still_asked
from bot.telegram import documents, introducing, piloting, solo, speaking, talking
from bot.telegram.commands import COMMANDS, FOR_GROUPS
from bot.telegram.contest.caller import House
from bot.telegram.contest.desk import ContestDesk
from bot.telegram.drills.desk import Desk
from bot.telegram.drills.hall import Bot
from bot.telegram.incoming import Commanded, Edited, Incoming, Said, Sent, Spoke, Tapped, Unreadable, incoming
from bot.telegram.outgoing import Outgoing
from bot.telegram.tapping import tap
from bot.telegram.visit import StaleButtonError, Visit
from scoring.listening import build_listener

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.services.authoring.sent_files import SentFile
    from bot.services.catalogue import Catalogue
    from bot.services.listeners import Build
    from bot.store.contract import UnitOfWork

WITH_CONTESTS = frozenset({"start", "settings"})
"""The commands that also point out the contests of a person."""
EDITED = "改过的话客户听不见。想说的请重新发一句。"


class Handler:
    """Answers updates, each within the unit of work in which it came."""

    def __init__(
        self,
        catalogue: Catalogue,
        name: str = "",
        *,
        hears_all: bool = False,
        admins: frozenset[int] = frozenset(),
        web: str = "",
        listen: Build = build_listener,
    ) -> None:
        """`name` is the bot's own user name; while it is unknown, every command in a group is taken as meant for it.

        `hears_all` is whether privacy mode is off for it. `admins` are the province's, `web` is the address of the
        pages, `listen` builds the listeners that the catalogue's scripts don't bring. `desk` answers for drills,
        `contests` for the competition, both also for the timers they set.
        """
        self._catalogue = catalogue
        self.playbill = Playbill(catalogue, listen)
        self.desk = Desk(catalogue, self.playbill, Bot(name, hears_all))
        banks = Banks(catalogue)
        self.contests = ContestDesk(House(Hall(banks.cases), banks, admins, web.rstrip("/"), name))

    def __call__(self, update: Mapping[str, Any], uow: UnitOfWork) -> None:
        """Do what an update asks for; its answers are left in the outbox of the same unit of work."""
        meant = incoming(update)
        if meant is not None:
            self._answer(uow, meant)

    def _answer(self, uow: UnitOfWork, meant: Incoming) -> None:
        match meant:
            case Said(chat_id, rep, text):
                self._said(uow, Outgoing(uow, chat_id), rep, text)
            case Commanded(chat_id, rep, command, argument):
                self._commanded(uow, Outgoing(uow, chat_id), rep, command, argument)
            case Tapped(chat_id, rep, query, data, message_id):
                self._tapped(uow, Outgoing(uow, chat_id, message_id, query), rep, data)
            case Unreadable(chat_id, what):
                Outgoing(uow, chat_id).say("notice", f"{what}我看不懂，请打字。")
            case Spoke(chat_id, rep, text, why):
                self._spoke(uow, Outgoing(uow, chat_id), rep, text, why)
            case Sent(chat_id, rep, file):
                self._sent(uow, Outgoing(uow, chat_id), rep, file)
            case Edited(chat_id):
                Outgoing(uow, chat_id).say("notice", EDITED)
            case from_group:
                if not self.contests.in_group(uow, from_group):
                    self.desk.in_group(uow, from_group)

    def _said(self, uow: UnitOfWork, chat: Outgoing, rep: int, text: str) -> None:
        if self.contests.hear(chat, rep, text):
            return
        visit, new = self._visit(uow, chat, rep)
        if new:
            self._welcome(visit)
        elif still_asked(visit.person) is not None:
            introducing.take_answer(visit, text)
        elif not (piloting.hear(visit, text) or self.desk.hear(chat, text)):
            try:
                solo.hear(visit, text)
            except NoSuchTalkError as error:
                chat.say("notice", str(error), talking.START)

    def _spoke(self, uow: UnitOfWork, chat: Outgoing, rep: int, text: str, why: str) -> None:
        if self.contests.answers(chat, rep):
            chat.say("notice", "竞赛里请打字，语音容易听错，不算。")
            return
        visit, new = self._visit(uow, chat, rep)
        if new:
            self._welcome(visit)
        elif still_asked(visit.person) is not None:
            chat.say("notice", "姓名和分公司请打字，语音容易听错。")
        elif not text:
            chat.say("notice", why)
        else:
            speaking.offer(visit, text)

    def _sent(self, uow: UnitOfWork, chat: Outgoing, rep: int, file: SentFile) -> None:
        if self.contests.take_file(chat, rep, file):
            return
        visit, new = self._visit(uow, chat, rep)
        asked = still_asked(visit.person)
        if new:
            self._welcome(visit)
        elif asked is not None:
            introducing.ask(visit, asked)
        else:
            documents.answer(chat, file)

    def _commanded(self, uow: UnitOfWork, chat: Outgoing, rep: int, command: str, argument: str) -> None:
        if command == "start" and argument and self.contests.arrive(chat, rep, argument):
            return
        visit, new = self._visit(uow, chat, rep)
        asked = still_asked(visit.person)
        if new:
            self._welcome(visit)
        elif asked is not None:
            introducing.ask(visit, asked)
        elif command in COMMANDS:
            piloting.forget(visit)
            COMMANDS[command][1](visit)
            if command in WITH_CONTESTS:
                self.contests.offer(chat, rep)
        elif command in FOR_GROUPS:
            FOR_GROUPS[command][1](visit)
        else:
            known = "\n".join(f"/{name}　{about}" for name, (about, _) in COMMANDS.items())
            chat.say("notice", f"没有这个命令。可以用的有：\n{known}")

    def _tapped(self, uow: UnitOfWork, chat: Outgoing, rep: int, data: str) -> None:
        if self.contests.tap(chat, rep, data):
            return
        visit, _ = self._visit(uow, chat, rep)
        asked = still_asked(visit.person)
        if asked is not None:
            chat.answer("请先告诉我您的姓名和分公司。")
            introducing.ask(visit, asked)
            return
        if self.desk.tap(chat, data):
            return
        try:
            passing = tap(visit, data)
        except (StaleButtonError, NoSuchTalkError) as error:
            chat.answer(str(error), alert=True)
        else:
            chat.answer(passing)

    def _visit(self, uow: UnitOfWork, chat: Outgoing, rep: int) -> tuple[Visit, bool]:
        """Give the visit, and whether he was never here before."""
        new = uow.people.get(rep) is None
        seen = self._catalogue.seen_by(uow, rep)
        return Visit(uow, seen, chat, meet(uow, rep), self.playbill.seen_by(seen)), new

    def _welcome(self, visit: Visit) -> None:
        asked = still_asked(visit.person)
        visit.chat.say("menu", introducing.WELCOME)
        if asked is not None:
            introducing.ask(visit, asked)
