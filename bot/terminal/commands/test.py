"""`duilian test`: play the stories, walk to every ending, say what of scripts and scenarios they have not touched."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import library_around
from bot.terminal.printing import TextPrinter
from bot.views.json_lines import dumped
from bot.views.problems import problems_page
from bot.views.scenario_stories import scenario_stories_json
from bot.views.stories import stories_json, stories_page
from scenarios.loader import (
    FOLDER,
    check_scenarios,
    holds_only_scenarios,
    open_scenarios,
    scenario_files,
    shipped_scenarios,
)
from scenarios.stories.scenario_testing import run_scenario_stories
from scenarios.stories.testing import Tested, run_stories
from scoring.listening import build_listener
from scripts.loader import Opened, open_paths, shipped_library
from scripts.model import Library
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
    own = settings.duilian_library
    paths = arguments.paths or ([own] if own else [shipped_library(), shipped_scenarios()])
    missing = [path for path in paths if not path.exists()]
    if missing:
        complain(*(f"没有这个文件或文件夹：{path}" for path in missing))
        return USAGE_ERROR
    opened = list(open_paths([path for path in paths if not holds_only_scenarios(path)]))
    files = [file for path in paths for file in scenario_files(path)]
    library = library_around(file for file in files if file.parent.name == FOLDER) if files else Library({})
    wrong = [error for one in opened for error in _errors(one)]
    errors = Report.of([*wrong, *check_scenarios(files, library).errors])
    tested = [] if errors else [result for one in opened for result in _tested(one)]
    acted = (
        []
        if errors
        else [result for one in open_scenarios(files, library) for result in run_scenario_stories(one, build_listener)]
    )
    if arguments.json and not errors:
        sys.stdout.write(dumped([*stories_json(tested), *scenario_stories_json(acted)]) + "\n")
    elif arguments.json:
        sys.stdout.write(dumped([problem.as_json() for problem in errors]) + "\n")
    else:
        page = problems_page(errors) if errors else stories_page(tested, acted, all_parts=arguments.all)
        TextPrinter(echo=False).page(page)
    if errors:
        complain("有错误，先改好再测。")
    passed = all(one.passed for one in tested) and all(one.passed for one in acted)
    return 0 if passed and not errors else 1


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
