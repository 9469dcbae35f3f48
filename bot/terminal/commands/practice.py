"""`duilian practice`: one talk at a prompt, or the whole of it from a pipe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.practice.record_story import RECORDED
from bot.store.records import LOCAL_REP
from bot.terminal.arguments import USAGE_ERROR, complain, number_between, one_of, whole_number
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of, warn_of_broken_files
from bot.terminal.naming import default_of, script_or_complaint
from bot.terminal.practising import Asked, Practising
from bot.terminal.printing import JsonPrinter, Printer, TextPrinter
from bot.terminal.reading import PipeReader, PromptReader, Reader
from bot.terminal.recording import cannot_write
from bot.views.rubric import rubric
from scenarios.practice import MODES
from scripts.folders import STORY_NAME
from scripts.nearest import nearest

if TYPE_CHECKING:
    import argparse

    from bot.services.catalogue import Catalogue
    from bot.services.ready import Ready
    from bot.terminal.arguments import CommandParser


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
    add("--watch", action="store_true", help="改了脚本文件，下一场就用新的；给写脚本的人用")
    add("--draft", action="store_true", help="练文件里的草稿，不管发布了哪一版；给写脚本的人用")
    add("--criteria", action="store_true", help="只看评分标准，不开谈")
    add("--json", action="store_true", help="每行输出一个 JSON，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """Practise; 0 when the talk ended or was put aside, 2 when it was wrongly asked for."""
    reader: Reader = PromptReader() if sys.stdin.isatty() and not arguments.json else PipeReader()
    printer: Printer = JsonPrinter() if arguments.json else TextPrinter(echo=not reader.interactive)
    settings = settings_or_leave()
    files = catalogue_of(settings)
    if reader.interactive and not arguments.criteria:
        printer.notice("对练 · 销售话术陪练")
    warn_of_broken_files(files, complain)
    from bot.terminal.keeping import keeper_of  # noqa: PLC0415 - the database's libraries load after the first line

    keeper = keeper_of(settings, complain)
    try:
        drafts = arguments.draft or arguments.watch
        mine = files if drafts else keeper.do(lambda uow: files.seen_by(uow, LOCAL_REP).settled())
        wrong = _only_a_draft(arguments.script, mine, files) or _wrong(mine, arguments) or _cannot_record(arguments)
        if wrong:
            complain(wrong)
            return USAGE_ERROR
        ready = mine.get(arguments.script) if arguments.script else None
        if arguments.criteria:
            printer.page(rubric((ready or default_of(mine)).practice.criteria()))
            return 0
        return Practising(_asked(arguments), keeper, mine, reader, printer).run(ready)
    finally:
        keeper.close()


def _asked(arguments: argparse.Namespace) -> Asked:
    return Asked(
        mode=arguments.mode,
        difficulty=arguments.difficulty,
        approach=arguments.approach or "",
        target=arguments.target,
        seed=arguments.seed,
        resume=arguments.resume,
        record=arguments.record,
        watch=arguments.watch,
    )


def _only_a_draft(name: str | None, mine: Catalogue, files: Catalogue) -> str:
    """Say in Chinese that a script stands in the files only, where it is not for everybody, "" otherwise."""
    if not name or mine.get(name) is not None or files.get(name) is None:
        return ""
    return f"「{name}」现在没有给您用的版本：没有正式发布，也没有给您试销。写脚本的人要练文件里的，加 --draft。"


def _wrong(catalogue: Catalogue, arguments: argparse.Namespace) -> str:
    """Say in Chinese why what was asked for can't be practised, "" when it can."""
    ready = script_or_complaint(catalogue, arguments.script)
    if isinstance(ready, str):
        return ready
    return _wrong_target(ready, arguments.target) or _wrong_approach(ready, arguments.approach)


def _wrong_target(ready: Ready, target: str) -> str:
    targets = ready.practice.targets()
    if not target or target in targets:
        return ""
    return f"「{ready.script.script}」里没有异议或要点「{target}」。可以练：{'、'.join(targets)}"


def _wrong_approach(ready: Ready, approach: str | None) -> str:
    if not approach or approach in (*ready.ways, *ready.ways.values()):
        return ""
    known = "、".join(f"{code}（{name}）" for code, name in ready.ways.items())
    like = nearest(approach, (*ready.ways, *ready.ways.values()))
    offer = f"是不是想写 {like}？" if like else ""
    return f"--approach：没有「{approach}」这一种，可以写 {known}。{offer}"


def _cannot_record(arguments: argparse.Namespace) -> str:
    """Say in Chinese why the talk can't be recorded as asked, "" when it can."""
    if arguments.record is None:
        return ""
    if wrong := cannot_write(arguments.record):
        return wrong
    mode = arguments.mode or ("drill" if arguments.target else "free")
    return "" if mode in RECORDED else "--record：只有实战和跟练能记成对话测试。"
