"""`duilian evaluate`: how well listening hears, measured against the gold set that people marked."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.catalogue import Catalogue
from bot.services.evaluating import HALVES, NoGoldError, Tried, evaluate, read_gold, try_out
from bot.services.listeners import EXTRAS, MissingExtraError, asking, is_there, plain, spoken, with_meaning
from bot.services.ready import compiled_with
from bot.terminal.arguments import USAGE_ERROR, complain, one_of
from bot.terminal.configuration import settings_or_leave
from bot.terminal.machine import machine
from bot.terminal.tables import in_columns
from bot.terminal.writing import write_file
from bot.views.json_lines import dumped
from bot.views.quality import quality_page, quality_tables, quality_values
from scoring.evaluation.steps import STEPS
from scripts.loader import shipped_library

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from bot.services.evaluating import Gold
    from bot.services.listeners import Build, Extra
    from bot.settings import Settings
    from bot.terminal.arguments import CommandParser
    from scripts.model import PlanShelf

PLAN = "office-building"
"""The plan that the gold set was marked for; what stands in a province's own folder is not what was marked."""
DEFAULT_GOLD = Path("tests/gold")
SPOKEN = 40
"""So many lines are spoken and recognised for the extra `voice`: each takes a second or two."""


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    add = parser.options.add_argument
    halves = "、".join(f"{code}（{name}）" for code, name in HALVES.items())
    add("--gold", metavar="文件夹", type=Path, default=DEFAULT_GOLD, help=f"标准集在哪里（默认 {DEFAULT_GOLD}）")
    add("--half", metavar="半", type=one_of(HALVES), default="reporting", help=f"量哪一半：{halves}；默认 reporting")
    add("--extra", metavar="增强", type=one_of(EXTRAS), help="看一项可选增强加了什么、费了什么：semantic、llm 或 voice")
    add("--json", action="store_true", help="输出一个 JSON，给程序用")
    add("--write", metavar="文件", type=Path, help="写成一页 Markdown，连同“一步一步加上去”")


def run(arguments: argparse.Namespace) -> int:
    """Measure and show; 2 when there is nothing to measure with."""
    settings = settings_or_leave()
    try:
        gold = read_gold(arguments.gold, arguments.half)
        build = _build(arguments.extra, settings)
        if arguments.extra == "voice":
            gold = gold.sample(SPOKEN)
    except (NoGoldError, MissingExtraError) as error:
        complain(str(error))
        return USAGE_ERROR
    catalogue = Catalogue(shipped_library(), compiled=compiled_with(build))
    shelf = catalogue.library.shelves[PLAN]
    if arguments.extra is None:
        evaluation = evaluate(gold, shelf, catalogue, partial(build, shelf.plan, shelf.points))
        tried: Iterable[Tried] = _steps(gold, shelf) if arguments.write is not None else ()
    else:
        without = try_out("不加增强", gold, shelf, partial(plain, shelf.plan, shelf.points))
        evaluation = evaluate(gold, shelf, catalogue, partial(build, shelf.plan, shelf.points))
        tried = (without, Tried(f"加上{EXTRAS[arguments.extra]}", evaluation.lines, evaluation.cost))
    evaluation = replace(evaluation, tried=tuple(tried))
    if arguments.write is not None:
        return write_file(arguments.write, quality_page(evaluation, machine()).encode())
    shown = dumped(quality_values(evaluation)) if arguments.json else in_columns(quality_tables(evaluation))
    sys.stdout.write(shown + "\n")
    return 0


def _build(extra: Extra | None, settings: Settings) -> Build:
    """The listener to be measured. Raises MissingExtraError with a Chinese sentence."""
    match extra:
        case "semantic":
            return with_meaning()
        case "llm":
            if settings.duilian_llm_url is None:
                raise MissingExtraError(
                    "还没有设 DUILIAN_LLM_URL：先写上语言模型接口的地址，如 http://127.0.0.1:8000/v1。"
                )
            return asking(plain, settings)
        case "voice":
            return spoken()
        case None:
            return plain


def _steps(gold: Gold, shelf: PlanShelf) -> Iterator[Tried]:
    """One step of listening after another, and the encoder on top where it is installed."""
    for name, step in STEPS.items():
        yield try_out(name, gold, shelf, partial(step, shelf.plan, shelf.points))
    if is_there("semantic"):
        yield try_out("＋语义增强", gold, shelf, partial(with_meaning(), shelf.plan, shelf.points))
