"""`duilian contest results`: what was published, and the result's documents: workbook, report, audit archive."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.contests.archive import write_archive
from bot.services.contests.dossier import dossier
from bot.services.contests.records import ContestError
from bot.services.contests.unfreeze import published
from bot.terminal.contest import Action
from bot.terminal.contest.desk import number
from bot.views.contest.lists import result_table
from scenarios.contest.settings import written

if TYPE_CHECKING:
    from bot.services.contests.dossier import Dossier
    from bot.store.contract import UnitOfWork
    from bot.terminal.arguments import CommandParser
    from bot.terminal.contest.desk import Desk


def _arguments_of_results(parser: CommandParser) -> None:
    number(parser)
    add = parser.options.add_argument
    add("--xlsx", metavar="文件", type=Path, help="成绩表格：个人（只给省公司）、题目、分公司、城市")
    add("--pdf", metavar="文件", type=Path, help="成绩报告，一到三页")
    add("--archive", metavar="文件", type=Path, help="审计档案 .zip：全部记录和一个谁都能跑的核验程序（只给省公司）")
    parser.epilog = "什么都不写，就列出公布过的成绩，改答案以前的也在。"


def _results(desk: Desk, arguments: argparse.Namespace) -> int:
    if not (arguments.xlsx or arguments.pdf or arguments.archive):
        return _published(desk, arguments)
    files: dict[str, str] = {}
    if arguments.xlsx or arguments.pdf:
        told = desk.look(lambda uow: dossier(uow, desk.hall, arguments.contest, desk.by))
        files |= _documents(told, arguments)
    if arguments.archive:
        _archive(desk, arguments.contest, arguments.archive)
        files["archive"] = str(arguments.archive)
    lines = [f"写好了：{file}" for file in files.values()]
    if arguments.archive:
        lines.append(f"核验它：python verify.py {arguments.archive.name}（verify.py 在档案里，用法见里面的说明.txt）")
    return desk.tell({"contest": arguments.contest, **files}, *lines)


def _published(desk: Desk, arguments: argparse.Namespace) -> int:
    """Every result that was published, also those a new key has replaced."""
    found = desk.look(lambda uow: published(uow, desk.hall, arguments.contest))
    told = [{"n": one.n, "key": one.key, "at": written(one.at), "hash": one.hash, **one.body} for one in found]
    return desk.tell(told, "" if found else "还没有公布过成绩。", tables=tuple(map(result_table, found)))


def _documents(told: Dossier, arguments: argparse.Namespace) -> dict[str, str]:
    # What these two load takes a second that the other subcommands need not wait for.
    from bot.views.contest.report_pdf import result_pdf  # noqa: PLC0415
    from bot.views.contest.workbook import result_xlsx  # noqa: PLC0415

    files: dict[str, str] = {}
    for name, make in (("xlsx", result_xlsx), ("pdf", result_pdf)):
        file: Path | None = getattr(arguments, name)
        if file is not None:
            try:
                file.write_bytes(make(told))
            except OSError as error:
                raise ContestError(f"写不进 {file}（{error.strerror}）。") from None
            files[name] = str(file)
    return files


def _archive(desk: Desk, contest: int, place: Path) -> None:
    """Write the archive beside its place first: a refusal leaves no half of one behind."""
    half = place.with_name(f"{place.name}.part")

    def act(uow: UnitOfWork) -> None:
        with half.open("wb") as file:
            write_archive(uow, desk.hall, contest, desk.by, file)

    try:
        desk.look(act)
        half.replace(place)
    except OSError as error:
        raise ContestError(f"写不进 {place}（{error.strerror}）。") from None
    finally:
        half.unlink(missing_ok=True)


REPORTING = {"results": Action("成绩表格、报告、审计档案；不写文件就列出公布过的成绩", _arguments_of_results, _results)}
"""The subcommands of this file."""
