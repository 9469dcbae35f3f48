"""`duilian diff`: what lies between two scripts, versions, cities or files, in words."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from bot.store.database import open_database
from bot.store.errors import StoreError
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of, warn_of_broken_files
from bot.terminal.printing import TextPrinter
from bot.terminal.sides import side_of
from bot.views.difference import difference_page
from bot.views.json_lines import dumped
from scripts.difference import difference

if TYPE_CHECKING:
    import argparse

    from bot.services.catalogue import Catalogue
    from bot.services.ready import Ready
    from bot.settings import Settings
    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    add = parser.about_arguments.add_argument
    add(
        "before",
        metavar="甲",
        help="脚本、版本、某个市的脚本或者文件，如 广告公司、广告公司@V1、无锡/广告公司、旧的.yaml",
    )
    add("after", metavar="乙", help="跟它比的，写法一样")
    parser.options.add_argument("--json", action="store_true", help="输出一个 JSON 列表，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """Compare; 2 when one of the two can't be found."""
    settings = settings_or_leave()
    catalogue = catalogue_of(settings)
    warn_of_broken_files(catalogue, complain)
    before, after = (
        side_of(catalogue, word, _frozen(settings, catalogue, word)) for word in (arguments.before, arguments.after)
    )
    if isinstance(before, str) or isinstance(after, str):
        complain(*(side for side in (before, after) if isinstance(side, str)))
        return USAGE_ERROR
    changes = difference(before, after)
    if arguments.json:
        sys.stdout.write(dumped([change.as_json() for change in changes]) + "\n")
    else:
        TextPrinter(echo=False).page(difference_page(arguments.before, arguments.after, changes))
    return 0


def _frozen(settings: Settings, catalogue: Catalogue, word: str) -> Ready | None:
    """Give a version that is kept in the store and no longer in the files, or None."""
    if "@" not in word or catalogue.get(word) is not None:
        return None
    try:
        with closing(open_database(settings.duilian_database_url)) as store, store.begin() as uow:
            moves = uow.versions.moves(word.partition("@")[0])
            kept = next((move for move in reversed(moves) if move.ref == word), None)
            return catalogue.frozen(kept.snapshot, word, uow.versions) if kept else None
    except StoreError as error:
        complain(str(error))
        return None
