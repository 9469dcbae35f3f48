"""Practising at the terminal: begin or take up a talk, lead it, and at a prompt perhaps begin another."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from threading import Thread
from typing import TYPE_CHECKING

from bot.services.practice.pause_practice import resume_practice
from bot.services.practice.record_story import record_story
from bot.services.practice.start_again import drill_of
from bot.services.practice.start_practice import start_practice
from bot.services.practice.talks import Moved, NoSuchTalkError, current_talk, load_talk
from bot.services.watching import Watching
from bot.store.records import LOCAL_REP
from bot.terminal.arguments import complain
from bot.terminal.conversing import CONTROLS, Conversation, Left
from bot.terminal.menu import Menu, MenuLeftError
from bot.terminal.naming import default_of
from bot.terminal.recording import name_of, write_story
from bot.views.report import plain_name
from bot.views.talk import recalled
from scenarios.events import Ended
from scenarios.practice import MODES, Mode, Setup
from scripts.folders import STORIES

if TYPE_CHECKING:
    from pathlib import Path

    from bot.services.catalogue import Catalogue
    from bot.services.ready import Ready
    from bot.terminal.keeping import Keeper
    from bot.terminal.printing import Printer
    from bot.terminal.reading import Reader

SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for; empty or None where it left the choice open."""

    mode: Mode | None
    difficulty: int
    approach: str
    target: str
    seed: int | None
    resume: bool
    record: Path | None
    watch: bool


class Practising:
    """All talks of one call of `duilian practice`."""

    def __init__(self, asked: Asked, keeper: Keeper, catalogue: Catalogue, reader: Reader, printer: Printer) -> None:
        self._asked = asked
        self._record_to = asked.record
        self._keeper = keeper
        self._catalogue = catalogue
        self._reader = reader
        self._printer = printer
        self._menu = Menu(reader, printer)
        self._conversation = Conversation(keeper, catalogue, reader, printer)
        self._watching = Watching(catalogue, printer.notice) if asked.watch else None

    def run(self, ready: Ready | None) -> int:
        """Choose, talk, and at a prompt perhaps once more."""
        try:
            begun = self._begin(ready)
            while begun is not None:
                left, last = self._conversation.run(begun)
                self._record()
                begun = self._next(last) if left is Left.ENDED and self._reader.interactive else None
        except (MenuLeftError, KeyboardInterrupt):
            self._printer.notice("下次再练。")
        except NoSuchTalkError as error:
            complain(str(error))
            return 1
        return 0

    def _begin(self, ready: Ready | None) -> Moved | None:
        current = self._keeper.do(lambda uow: current_talk(uow, self._catalogue, LOCAL_REP))
        complain(*current.lost)
        waiting = current.talk
        if self._asked.resume and waiting is None:
            complain("没有谈到一半的练习。重新开始：duilian practice")
            return None
        choosing = self._reader.interactive and ready is None
        if waiting is not None and (self._asked.resume or (choosing and self._menu.resume(waiting))):
            return self._resumed(waiting.row.id)
        ready = ready or (self._menu.script(self._catalogue) if choosing else default_of(self._catalogue))
        setup = self._setup(ready)
        if choosing:
            setup = self._menu.setup(ready, setup, ask_way=not self._asked.approach, ask_mode=not self._asked.mode)
        return self._start(ready, setup)

    def _record(self) -> None:
        """Write the talk down if that was asked for; of several talks the first."""
        file, self._record_to = self._record_to, None
        if file is None:
            return
        story = self._keeper.do(lambda uow: record_story(uow, self._catalogue, self._keeper.room, name_of(file)))
        write_story(file, story, STORIES, self._printer)

    def _setup(self, ready: Ready) -> Setup:
        asked = self._asked
        seed = secrets.randbelow(SEEDS) if asked.seed is None else asked.seed
        mode: Mode = asked.mode or ("drill" if asked.target else "free")
        approach = next((code for code, name in ready.ways.items() if asked.approach in (code, name)), "")
        return Setup(mode, asked.difficulty, approach or next(iter(ready.ways), ""), seed, target=asked.target)

    def _start(self, ready: Ready, setup: Setup) -> Moved:
        if self._watching is not None and self._watching.look():
            ready = self._catalogue.get(ready.script.script) or ready
        if self._reader.interactive:
            about = (
                ready.script.script,
                MODES[setup.mode],
                f"难度 {setup.difficulty}",
                ready.ways.get(setup.approach, setup.approach),
            )
            self._printer.notice(f"\n{' · '.join(about)}\n{CONTROLS}\n")
        moved = self._keeper.do(lambda uow: start_practice(uow, ready, setup, LOCAL_REP))
        self._printer.moved(moved)
        if self._reader.interactive:
            Thread(target=ready.warm_up, daemon=True).start()  # while he reads and thinks
        return moved

    def _resumed(self, room: int) -> Moved:
        """Take the talk up, with its last lines shown again."""
        self._keeper.room = room
        resumed = self._keeper.do(lambda uow: resume_practice(uow, load_talk(uow, self._catalogue, room, LOCAL_REP)))
        self._printer.page(recalled(resumed.last, resumed.moved.ready.customer, resumed.moved.setup.rep))
        return resumed.moved

    def _next(self, last: Moved) -> Moved | None:
        ended = next(event for event in last.events if isinstance(event, Ended))
        drill = ended.report.next_drill
        setup = replace(last.setup, seed=secrets.randbelow(SEEDS))
        match self._menu.again(plain_name(drill.what) if drill is not None else ""):
            case 1:
                return self._start(last.ready, setup)
            case 2 if drill is not None:
                return self._start(last.ready, drill_of(last.ready, drill.what, setup))
        return None
