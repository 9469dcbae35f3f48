"""`duilian score`: marks a talk that was typed up afterwards, like a practised one; or the last practice anew."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.practice.score_again import last_talk, score_again
from bot.services.practice.talks import NoSuchTalkError
from bot.store.errors import StoreError
from bot.store.records import LOCAL_REP
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of, warn_of_broken_files
from bot.views.json_lines import dumped
from bot.views.page import plain
from bot.views.report import full_report
from scoring.marks import make_report
from scoring.typed_up import Line, UnreadableTranscriptError, mark_lines, read_lines
from scripts.nearest import did_you_mean

if TYPE_CHECKING:
    import argparse

    from bot.services.catalogue import Catalogue
    from bot.services.ready import Ready
    from bot.settings import Settings
    from bot.terminal.arguments import CommandParser

DEFAULT_LEVEL = "客户经理"


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument(
        "file", metavar="文件", nargs="?", type=Path, help='一行一句：{"speaker": "rep 或 customer", "text": "……"}'
    )
    add = parser.options.add_argument
    add("--script", metavar="剧本", default="", help="按哪个剧本评，例如 广告公司")
    add("--again", action="store_true", help="把上一场谈完的练习重新评一遍，按当时的那一版脚本；旧报告留着")
    add("--level", metavar="级别", default=DEFAULT_LEVEL, help=f"说话人的级别，决定能打几折（默认 {DEFAULT_LEVEL}）")
    add("--spend", metavar="元", type=float, help="客户的月消费，决定折扣和赠品的档次；不写就按最宽的档")
    add("--json", action="store_true", help="输出一个 JSON，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """Mark the file; 2 when it or the options cannot be used."""
    missing = _missing(arguments)
    if missing:
        complain(missing, "完整用法：duilian score --help")
        return USAGE_ERROR
    settings = settings_or_leave()
    catalogue = catalogue_of(settings)
    warn_of_broken_files(catalogue, complain)
    if arguments.again:
        return _again(settings, catalogue)
    ready = catalogue.get(arguments.script)
    if ready is None:
        like = did_you_mean(arguments.script, catalogue.names)
        complain(f"没有剧本「{arguments.script}」。{like}", "所有剧本：duilian scripts")
        return USAGE_ERROR
    if arguments.level not in ready.shelf.plan.levels:
        complain(f"没有「{arguments.level}」这个级别，可以写：{'、'.join(ready.shelf.plan.levels)}。")
        return USAGE_ERROR
    lines = _read(arguments.file)
    if lines is None:
        return USAGE_ERROR
    sys.stdout.write(_marked(ready, lines, arguments) + "\n")
    return 0


def _missing(arguments: argparse.Namespace) -> str:
    """Say in Chinese what the command line lacks, "" when it lacks nothing."""
    if arguments.again:
        return "--again 只评上一场练习，不用再写文件。" if arguments.file else ""
    if arguments.file is None:
        return "还缺文件：把谈话一行一句记下来的那个。"
    return "" if arguments.script else "还缺 --script：按哪个剧本评。"


def _again(settings: Settings, catalogue: Catalogue) -> int:
    from bot.store.database import open_database  # noqa: PLC0415 - only this way of scoring needs the store's libraries

    try:
        with closing(open_database(settings.duilian_database_url)) as store, store.begin() as uow:
            report = score_again(uow, catalogue, last_talk(uow, LOCAL_REP), LOCAL_REP)
            today = china_day(uow.now)
    except (StoreError, NoSuchTalkError) as error:
        complain(str(error))
        return 1
    sys.stdout.write(plain(full_report(report, today)) + "\n")
    return 0


def _read(file: Path) -> tuple[Line, ...] | None:
    """The lines of the file, or None after saying what is wrong with it."""
    try:
        return read_lines(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        complain(f"{file} 不是 UTF-8 编码的文字：请另存为 UTF-8 再试。")
    except OSError as error:
        complain(f"读不了 {file}：{error.strerror}。请看看文件名和权限对不对。")
    except UnreadableTranscriptError as unreadable:
        complain(f"{file} 里有 {len(unreadable.faults)} 处读不懂：", *unreadable.faults)
    return None


def _marked(ready: Ready, lines: tuple[Line, ...], arguments: argparse.Namespace) -> str:
    practice, today = ready.practice, china_day(datetime.now(UTC))
    rubric = practice.rubric("")
    marked = mark_lines(
        lines, rubric, practice.listener, practice.customer.name_of, spend=arguments.spend, level=arguments.level
    )
    report = make_report(rubric, marked.transcript, today)
    if not arguments.json:
        return plain(full_report(report, today))
    out = dict.fromkeys(one.code for stage in report.stages for one in stage.not_evaluable)
    return dumped(
        {
            "score": report.score,
            "met": marked.lines_met(),
            "violations": marked.lines_broken(),
            "not_evaluable": list(out),
            "report": report.as_json(),
        }
    )
