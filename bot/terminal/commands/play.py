"""`duilian play`: one room of a scenario at a prompt, or the whole of it from a pipe."""

from __future__ import annotations

import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.store.records import LOCAL_REP
from bot.terminal.arguments import USAGE_ERROR, complain, whole_number
from bot.terminal.configuration import settings_or_leave
from bot.terminal.keeping import keeper_of
from bot.terminal.library import catalogue_of, warn_of, warn_of_broken_files
from bot.terminal.performing import Performance
from bot.terminal.playbill import playbill_of
from bot.terminal.plays import PLAYS, Casting
from bot.terminal.printing import JsonPrinter, Printer, TextPrinter
from bot.terminal.reading import PipeReader, PromptReader, Reader
from bot.terminal.recording import cannot_write, name_of, write_story
from scenarios.loader import FOLDER
from scripts.folders import STORY_NAME
from scripts.nearest import nearest

if TYPE_CHECKING:
    import argparse

    from bot.services.playbill import Playbill, ReadyScenario
    from bot.terminal.arguments import CommandParser
    from bot.terminal.keeping import Keeper

SEEDS = 2**31


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument("scenario", metavar="场景", help="如 广告公司碰头会；有哪些：duilian scenarios")
    add = parser.options.add_argument
    add("--seed", metavar="数字", type=whole_number, help="同一个数字、同样的话，各人的反应一字不差")
    add("--record", metavar="文件", type=Path, help=f"演完记成对话测试（文件名以 {STORY_NAME} 结尾）")
    add("--draft", action="store_true", help="演文件里的草稿，不管发布了哪一版；给写脚本的人用")
    add("--json", action="store_true", help="每行输出一个 JSON，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """Play; 0 when the room came to its report, 2 when it was wrongly asked for."""
    reader: Reader = PromptReader() if sys.stdin.isatty() and not arguments.json else PipeReader()
    printer: Printer = JsonPrinter() if arguments.json else TextPrinter(echo=not reader.interactive)
    if wrong := cannot_write(arguments.record):
        complain(wrong)
        return USAGE_ERROR
    settings = settings_or_leave()
    catalogue = catalogue_of(settings)
    drafts = playbill_of(settings, catalogue)
    warn_of_broken_files(catalogue, complain)
    warn_of(drafts.problems, complain)
    keeper = keeper_of(settings, complain)
    try:
        mine = keeper.do(lambda uow: catalogue.seen_by(uow, LOCAL_REP).settled())
        playbill = drafts if arguments.draft else drafts.seen_by(mine)
        ready = playbill.get(arguments.scenario)
        if ready is None:
            complain(*_missing(arguments.scenario, playbill, drafts))
            return USAGE_ERROR
        _perform(arguments, ready, keeper, reader, printer)
    finally:
        keeper.close()
    return 0


def _missing(name: str, mine: Playbill, drafts: Playbill) -> tuple[str, str]:
    """Say in Chinese why there is no such scenario to play, and which there are."""
    known = f"现有的场景：{'、'.join(mine.names)}"
    if drafts.get(name) is not None:
        return f"「{name}」的脚本现在没有给您用的版本。写脚本的人要演文件里的，加 --draft。", known
    like = nearest(name, mine.names)
    return f"没有场景「{name}」。" + (f"是不是想演「{like}」？" if like else ""), known


def _perform(
    arguments: argparse.Namespace, ready: ReadyScenario, keeper: Keeper, reader: Reader, printer: Printer
) -> None:
    seed = secrets.randbelow(SEEDS) if arguments.seed is None else arguments.seed
    casting = Casting(ready, seed, china_day(datetime.now(UTC)))
    play = PLAYS[ready.form](casting)
    if reader.interactive:
        printer.notice(play.manual)
        printer.page(play.card)
    Performance(ready, play, keeper, reader, printer).run(casting.rep)
    if arguments.record is not None:
        write_story(arguments.record, play.story(name_of(arguments.record)), FOLDER, printer)
