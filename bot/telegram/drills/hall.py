"""What every part of a drill gets: the open unit of work, what can be played, and what the bot hears in groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.drills.programme import Programme
from bot.services.register_person import still_asked
from bot.views.buttons import Button

if TYPE_CHECKING:
    from datetime import date

    from bot.services.catalogue import Catalogue
    from bot.services.playbill import Playbill
    from bot.store.contract import UnitOfWork
    from bot.store.records import Person
    from bot.telegram.outgoing import Outgoing
    from scenarios.meeting import Play, Room


@dataclass(frozen=True, slots=True)
class Bot:
    """The bot as Telegram knows it: its user name, and whether privacy mode is off, so that it hears every group."""

    name: str = ""
    hears_all: bool = False


@dataclass(frozen=True, slots=True)
class Hall:
    """One act of a drill, within one unit of work."""

    uow: UnitOfWork
    catalogue: Catalogue
    playbill: Playbill
    bot: Bot

    @property
    def now(self) -> float:
        """The time of this act, in seconds."""
        return self.uow.now.timestamp()

    @property
    def today(self) -> date:
        """The day in China."""
        return china_day(self.uow.now)

    def person(self, rep: int) -> Person | None:
        """The person, if he has introduced himself in private: nobody else can be written to, or called by name."""
        person = self.uow.people.get(rep)
        return person if person is not None and still_asked(person) is None else None

    def reaches(self, person: int) -> bool:
        """Whether the private chat with a person is open, as far as is known: he may have blocked the bot."""
        chat = self.uow.chats.get(person)
        return chat is None or not chat.closed

    def hears(self, group: int) -> bool:
        """Whether all that is said in a group comes to the bot, or only commands and replies to it."""
        chat = self.uow.chats.get(group)
        return self.bot.hears_all or (chat is not None and chat.hears)

    def programme(self, host: str) -> Programme:
        """What this host is offered."""
        return Programme(self.uow, self.catalogue, self.playbill, int(host))

    def play(self, room: Room, fingerprint: str) -> Play | None:
        """What plays the talk inside a drill while it goes on."""
        if room.offer is None or room.play is None or room.phase != "turns":
            return None
        play = self.programme(room.setup.host).plays(self.today, fingerprint)(room.offer)
        return play if play is not None and play.fits(room.play) else None

    def private_chat(self, label: str, *, first: bool = True) -> tuple[Button, ...]:
        """A button that leads into the private chat, to begin there if it is the `first` time; none without a name."""
        address = f"https://t.me/{self.bot.name}" + ("?start=drill" if first else "")
        return (Button(label, url=address),) if self.bot.name else ()


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap on one of a drill's buttons: whose it is, and the chat that is answered."""

    hall: Hall
    chat: Outgoing
    who: int

    @property
    def person(self) -> str:
        """Who tapped, as drills know people."""
        return str(self.who)

    @property
    def now(self) -> float:
        """When it was, in seconds."""
        return self.hall.now
