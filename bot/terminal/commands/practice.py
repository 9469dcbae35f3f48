"""`duilian practice`: one talk at a prompt, or the whole of it from a pipe."""

from __future__ import annotations

import secrets
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from bot.services.pause_practice import resume_practice
from bot.services.record_story import RECORDED, record_story
from bot.services.start_practice import start_practice
from bot.services.talks import Moved, NoSuchTalkError, current_talk, load_talk
from bot.store.records import LOCAL_REP
from bot.terminal.arguments import USAGE_ERROR, complain, number_between, one_of, whole_number
from bot.terminal.configuration import settings_or_leave
from bot.terminal.conversing import CONTROLS, Conversation, Left
from bot.terminal.library import catalogue_of, warn_of_broken_files
from bot.terminal.menu import Menu, MenuLeftError
from bot.terminal.printing import JsonPrinter, Printer, TextPrinter
from bot.terminal.reading import PipeReader, PromptReader, Reader
from bot.views.rubric import rubric
from bot.views.talk import recalled
from scenarios.events import Ended
from scenarios.practice import MODES, Mode, Setup
from scripts.folders import STORY_NAME
from scripts.nearest import nearest

if TYPE_CHECKING:
    import argparse

    from bot.services.catalogue import Catalogue, Ready
    from bot.terminal.arguments import CommandParser
    from bot.terminal.keeping import Keeper

DEFAULT_SCRIPT = "广告公司"
SEEDS = 2**31


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument("script", metavar="脚本", nargs="?", help="如 广告公司；不写就从菜单里选")
    add = parser.options.add_argument
    modes = "watch 观摩、coached 跟练、free 实战（默认）、drill 单项"
    add("--mode", metavar="模式", type=one_of(MODES), help=modes)
    add("--difficulty", metavar="难度", type=number_between(1, 3), default=2, help="1 好说话，2 平常（默认），3 难缠")
    ways = "visit 扫楼（默认）、stand 现场办公、phone 电话销售，或者方案里写的别的方式"
    add("--approach", metavar="方式", help=ways)
    add("--target", metavar="名字", default="", help="单项练习练哪个异议或要点")
    add("--seed", metavar="数字", type=whole_number, help="同一个数字、同样的话，客户的反应一字不差")
    add("--resume", action="store_true", help="接着谈上次没谈完的那场")
    add("--record", metavar="文件", type=Path, help=f"谈完记成对话测试（文件名以 {STORY_NAME} 结尾）")
    add("--criteria", action="store_true", help="只看评分标准，不开谈")
    add("--json", action="store_true", help="每行输出一个 JSON，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """Practise; 0 when the talk ended or was put aside, 2 when it was wrongly asked for."""
    reader: Reader = PromptReader() if sys.stdin.isatty() and not arguments.json else PipeReader()
    printer: Printer = JsonPrinter() if arguments.json else TextPrinter(echo=not reader.interactive)
    settings = settings_or_leave()
    catalogue = catalogue_of(settings)
    if reader.interactive and not arguments.criteria:
        printer.notice("对练 · 销售话术陪练")
    warn_of_broken_files(catalogue, complain)
    ready = _script(catalogue, arguments)
    wrong = ready if isinstance(ready, str) else _cannot_record(arguments)
    if isinstance(ready, str) or wrong:
        complain(wrong)
        return USAGE_ERROR
    if arguments.criteria:
        printer.page(rubric((ready or _default(catalogue)).practice.criteria()))
        return 0
    from bot.terminal.keeping import keeper_of  # noqa: PLC0415 - the database's libraries load after the first line

    keeper = keeper_of(settings, complain)
    try:
        return _Session(arguments, keeper, catalogue, reader, printer).run(ready)
    finally:
        keeper.close()


def _script(catalogue: Catalogue, arguments: argparse.Namespace) -> Ready | str | None:
    """Give the script that was asked for, None if none was, or a Chinese sentence when it can't be."""
    name = arguments.script
    if not catalogue.names:
        return "话术库里没有一个能用的脚本。请看 duilian check。"
    if name is None:
        return None
    ready = catalogue.get(name)
    if ready is None:
        like = catalogue.nearest(name)
        offer = f"是不是想练「{like}」？" if like else ""
        return f"没有脚本「{name}」。{offer}\n现有的脚本：{'、'.join(catalogue.names)}"
    if arguments.target and arguments.target not in ready.practice.targets():
        known = "、".join(ready.practice.targets())
        return f"「{ready.script.script}」里没有异议或要点「{arguments.target}」。可以练：{known}"
    if arguments.approach and arguments.approach not in (*ready.ways, *ready.ways.values()):
        known = "、".join(f"{code}（{name}）" for code, name in ready.ways.items())
        like = nearest(arguments.approach, (*ready.ways, *ready.ways.values()))
        offer = f"是不是想写 {like}？" if like else ""
        return f"--approach：没有「{arguments.approach}」这一种，可以写 {known}。{offer}"
    return ready


def _cannot_record(arguments: argparse.Namespace) -> str:
    """Say in Chinese why the talk can't be recorded as asked, "" when it can."""
    file: Path | None = arguments.record
    if file is None:
        return ""
    if not file.name.endswith(STORY_NAME):
        return f"--record：文件名要以 {STORY_NAME} 结尾，写的是 {file.name}。"
    if file.exists():
        return f"--record：{file} 已经有了，换个名字，免得盖掉。"
    if not file.absolute().parent.is_dir():
        return f"--record：没有文件夹 {file.absolute().parent}，先建好。"
    mode = arguments.mode or ("drill" if arguments.target else "free")
    return "" if mode in RECORDED else "--record：只有实战和跟练能记成对话测试。"


def _default(catalogue: Catalogue) -> Ready:
    ready = catalogue.get(DEFAULT_SCRIPT) or catalogue.get(catalogue.names[0])
    assert ready is not None  # noqa: S101 - the catalogue knows the names it gives
    return ready


class _Session:
    """All talks of one call of the command."""

    def __init__(
        self, arguments: argparse.Namespace, keeper: Keeper, catalogue: Catalogue, reader: Reader, printer: Printer
    ) -> None:
        self._arguments = arguments
        self._keeper = keeper
        self._catalogue = catalogue
        self._reader = reader
        self._printer = printer
        self._menu = Menu(reader, printer)
        self._conversation = Conversation(keeper, catalogue, reader, printer)

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
        if self._arguments.resume and waiting is None:
            complain("没有谈到一半的练习。重新开始：duilian practice")
            return None
        choosing = self._reader.interactive and ready is None
        if waiting is not None and (self._arguments.resume or (choosing and self._menu.resume(waiting))):
            return self._resumed(waiting.row.id)
        ready = ready or (self._menu.script(self._catalogue) if choosing else _default(self._catalogue))
        return self._start(ready, self._menu.setup(ready, self._setup(ready)) if choosing else self._setup(ready))

    def _record(self) -> None:
        """Write the talk down if that was asked for; of several talks the first."""
        file, self._arguments.record = self._arguments.record, None
        if file is None:
            return
        name = file.name.removesuffix(STORY_NAME)
        story = self._keeper.do(lambda uow: record_story(uow, self._catalogue, self._keeper.room, name))
        try:
            file.write_text(story, encoding="utf-8")
        except OSError as error:
            complain(f"写不进 {file}（{error.strerror}）。")
            return
        self._printer.notice(f"这场谈话记在 {file}。放进方案的 stories 文件夹，就能用 duilian test 重新放一遍。")

    def _setup(self, ready: Ready) -> Setup:
        asked = self._arguments
        seed = secrets.randbelow(SEEDS) if asked.seed is None else asked.seed
        mode: Mode = asked.mode or ("drill" if asked.target else "free")
        approach = next((code for code, name in ready.ways.items() if asked.approach in (code, name)), "")
        return Setup(mode, asked.difficulty, approach or next(iter(ready.ways), ""), seed, target=asked.target)

    def _start(self, ready: Ready, setup: Setup) -> Moved:
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
        what = drill.what if drill is not None and drill.what in last.ready.practice.targets() else ""
        match self._menu.again(what):
            case 1:
                return self._start(last.ready, replace(last.setup, seed=secrets.randbelow(SEEDS)))
            case 2:
                setup = replace(last.setup, mode="drill", target=what, seed=secrets.randbelow(SEEDS))
                return self._start(last.ready, setup)
        return None
