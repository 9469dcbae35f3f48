"""`duilian check`: everything that is wrong in a library's files, at once, each with its line and what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import library_around
from bot.views.json_lines import dumped
from scenarios.bank.folders import bank_files, holds_only_bank
from scenarios.bank.loader import check_bank
from scenarios.loader import FOLDER, check_scenarios, holds_only_scenarios, scenario_files, shipped_scenarios
from scoring.listening import build_listener
from scripts.checks.render import render
from scripts.folders import folders_of
from scripts.loader import author_line, check_paths, shipped_library
from scripts.problems import Severity

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser
    from scripts.problems import Report


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument(
        "paths", metavar="路径", nargs="*", type=Path, help="文件或文件夹；不写就检查正在用的话术库"
    )
    parser.options.add_argument("--strict", action="store_true", help="有警告也算没通过")
    parser.options.add_argument("--json", action="store_true", help="输出一个 JSON 列表，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """Check; 1 when something is an error, or with --strict a warning."""
    settings = settings_or_leave()
    own = settings.duilian_library
    paths = arguments.paths or ([own] if own else [shipped_library(), shipped_scenarios()])
    missing = [path for path in paths if not path.exists()]
    if missing:
        complain(*(f"没有这个文件或文件夹：{path}" for path in missing))
        return USAGE_ERROR
    report = _checked(paths)
    if arguments.json:
        sys.stdout.write(dumped([problem.as_json() for problem in report]) + "\n")
    else:
        sys.stdout.write(render(report, author_line) + "\n")
    failing = {Severity.ERROR, Severity.WARNING} if arguments.strict else {Severity.ERROR}
    return 1 if any(problem.severity in failing for problem in report) else 0


def _checked(paths: list[Path]) -> Report:
    """Check what the paths speak of: scripts with their plan, scenarios, questions and cases with their scripts."""
    scripts = check_paths([path for path in paths if not _only_adds(path)], listen=build_listener)
    files = [file for path in paths for file in scenario_files(path)]
    banked = [file for path in paths for file in bank_files(path)]
    if not (files or banked):
        return scripts
    own = [file for file in files if file.parent.name == FOLDER]
    library = library_around((*own, *banked))
    return scripts + check_scenarios(files, library, listen=build_listener) + check_bank(banked, library)


def _only_adds(path: Path) -> bool:
    """Whether a path speaks of no plan or script, but of what stands on one of the program's."""
    if holds_only_scenarios(path) or holds_only_bank(path):
        return True
    return not any(folders_of(path)) and bool(scenario_files(path) or bank_files(path))
