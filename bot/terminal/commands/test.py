"""`duilian test`: play the stories, walk to every ending, say what of the scripts they have not touched."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.printing import TextPrinter
from bot.views.json_lines import dumped
from bot.views.problems import problems_page
from bot.views.stories import stories_json, stories_page
from scenarios.stories.testing import Tested, run_stories
from scoring.listening import build_listener
from scripts.loader import Opened, open_paths, shipped_library
from scripts.problems import Problem, Report

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument(
        "paths", metavar="路径", nargs="*", type=Path, help="对话测试、脚本或文件夹；不写就测正在用的话术库"
    )
    add = parser.options.add_argument
    add("--all", action="store_true", help="没测到的地方全列出来")
    add("--json", action="store_true", help="输出一个 JSON 列表，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """Test; 1 when a story fails, an ending cannot be reached, or a file has an error."""
    settings = settings_or_leave()
    paths = arguments.paths or [settings.duilian_library or shipped_library()]
    missing = [path for path in paths if not path.exists()]
    if missing:
        complain(*(f"没有这个文件或文件夹：{path}" for path in missing))
        return USAGE_ERROR
    opened = list(open_paths(paths))
    errors = Report.of(error for one in opened for error in _errors(one))
    tested = [] if errors else [result for one in opened for result in _tested(one)]
    if arguments.json and not errors:
        sys.stdout.write(dumped(stories_json(tested)) + "\n")
    elif arguments.json:
        sys.stdout.write(dumped([problem.as_json() for problem in errors]) + "\n")
    else:
        TextPrinter(echo=False).page(problems_page(errors) if errors else stories_page(tested, all_parts=arguments.all))
    if errors:
        complain("有错误，先改好再测。")
    return 0 if not errors and all(one.passed for one in tested) else 1


def _errors(opened: Opened) -> Iterator[Problem]:
    """What keeps the asked files from being tested: anything wrong in their plan."""
    yield from opened.check().errors


def _tested(opened: Opened) -> Iterator[Tested]:
    """Test the plan as the province has it, and of each city what it says otherwise."""
    if opened.subject is None:
        return
    shared = {source.file for source in opened.subject.shared_sources}
    yield from run_stories(opened.subject, build_listener, None if opened.asked & shared else opened.asked)
    for city in opened.cities:
        yield from run_stories(city.subject, build_listener, city.concerned(opened.asked))
