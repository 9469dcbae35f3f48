"""`duilian overlay`: what the cities change, begin a city's file, accept the province's text of today."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.typed import clean
from bot.terminal.arguments import USAGE_ERROR, complain, one_of
from bot.terminal.configuration import settings_or_leave
from bot.terminal.printing import TextPrinter
from bot.terminal.writing import write_file, write_schemas
from bot.views.cities import cities_json, cities_page, three_texts
from bot.views.json_lines import dumped
from bot.views.page import Line, Section
from scripts.folders import CITIES
from scripts.loader import load_library, open_paths, shipped_library
from scripts.nearest import did_you_mean
from scripts.overlay import SHARED, accepted, starter

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bot.terminal.arguments import CommandParser
    from scripts.checks import PlanSubject
    from scripts.loader import Opened
    from scripts.overlay import Accepted, LocalFile

ACTIONS = {"list": "列出各市改了什么", "new": "开一个市的文件", "accept": "记下省里今天的话"}
NEW_LIBRARY = Path("我的话术")
_UNFIT = set('/\\:*?"<>|#[]{}@')


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    about = "list 列出各市改了什么、什么过期了（默认）；new 市 脚本：开一个市的文件；accept 文件…：记下省里今天的话"
    add = parser.about_arguments.add_argument
    add("action", metavar="做什么", nargs="?", default="list", type=one_of(ACTIONS), help=about)
    add("words", metavar="市、脚本或文件", nargs="*", help="new 后面写市名和脚本名（或 plan.yaml 这样共用的文件）")
    parser.options.add_argument("--library", metavar="文件夹", type=Path, help="话术库；不写就用正在用的")
    parser.options.add_argument(
        "--plan", metavar="方案", default="", help="new 共用的文件时：哪个方案，如 office-building"
    )
    parser.options.add_argument("--reason", metavar="原因", default="本地化", help="new 时：为什么改")
    parser.options.add_argument("--json", action="store_true", help="list 时输出一个 JSON 列表，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """List, begin or accept; 1 when a file can't be used or written, 2 when it was wrongly asked for."""
    own: Path | None = arguments.library or settings_or_leave().duilian_library
    if arguments.action == "new":
        return _new(arguments, own)
    if arguments.action == "accept":
        return _accept([Path(word) for word in arguments.words])
    return _list(own, arguments)


def _list(own: Path | None, arguments: argparse.Namespace) -> int:
    if arguments.words:
        complain(f"list 后面不用写「{arguments.words[0]}」。")
        return USAGE_ERROR
    cities = load_library(*([own] if own else []), shipped_library()).cities
    if arguments.json:
        sys.stdout.write(dumped(cities_json(cities)) + "\n")
    else:
        TextPrinter(echo=False).page(cities_page(cities))
    return 0


def _new(arguments: argparse.Namespace, own: Path | None) -> int:
    """Write a city's first file, beside the province's own library or in a new one."""
    if len(arguments.words) != 2:  # noqa: PLR2004 - a city and a script
        complain("写市名和脚本名，例如：duilian overlay new 无锡 广告公司")
        return USAGE_ERROR
    city, name = (clean(word) for word in arguments.words)
    library = own or NEW_LIBRARY
    found = _base(library, name, arguments.plan)
    if isinstance(found, str) or _UNFIT & set(city) or not city:
        complain(found if isinstance(found, str) else f"市名「{city}」里有不能用的符号。")
        return USAGE_ERROR
    subject, base = found
    folder = library / subject.shelf.plan.plan / CITIES / city
    file = folder / (base if base in SHARED else f"{base.partition('@')[0]}.yaml")
    if file.exists():
        complain(f"{file} 已经有了，接着写就行。")
        return USAGE_ERROR
    script = subject.script_sources.get(base.partition("@")[0])
    data = script.data if script else dict(zip(SHARED, subject.shared_sources, strict=True))[base].data
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_schemas(library)
    except OSError as error:
        complain(f"写不进 {folder}（{error.strerror}）。")
        return 1
    code = write_file(file, starter(city, base, data, arguments.reason).encode())
    return code or _next_steps(file, library, f"{city}/{base.partition('@')[0]}", used=own is not None)


def _next_steps(file: Path, library: Path, name: str, *, used: bool) -> int:
    export = () if used else (f"export DUILIAN_LIBRARY={library}",)
    practice = (
        () if name.endswith(".yaml") else (f"duilian diff {name.partition('/')[2]} {name}", f"duilian practice {name}")
    )
    steps = (*export, f"duilian overlay accept {file}", f"duilian check {file}", *practice)
    sys.stdout.write("\n打开文件，改成自己的话。改完：\n" + "".join(f"  {step}\n" for step in steps))
    return 0


def _base(library: Path, name: str, plan: str) -> tuple[PlanSubject, str] | str:
    """Find the province's script or shared file of that name, or say that there is none."""
    subjects = load_library(*([library] if library.is_dir() else []), shipped_library()).subjects
    if plan and plan not in subjects:
        return f"没有方案「{plan}」。{did_you_mean(plan, subjects)}"
    wanted = [subjects[plan]] if plan else list(subjects.values())
    if name in SHARED:
        several = f"有 {len(wanted)} 个方案，加上 --plan：{'、'.join(subjects)}"
        return (wanted[0], name) if len(wanted) == 1 else several
    for subject in wanted:
        script = subject.shelf.scripts.get(name.partition("@")[0])
        if script is not None:
            return subject, script.ref
    names = [script for subject in wanted for script in subject.shelf.scripts]
    return f"没有脚本「{name}」。{did_you_mean(name, (*names, *SHARED))}"


def _accept(files: list[Path]) -> int:
    if not files:
        complain("写上要记的文件，例如：duilian overlay accept 我的话术/office-building/cities/无锡/广告公司.yaml")
        return USAGE_ERROR
    missing = [file for file in files if not file.is_file()]
    if missing:
        complain(*(f"没有这个文件：{file}" for file in missing))
        return USAGE_ERROR
    codes = [0]
    for file in files:
        opened = next(open_paths([file]), None)
        local = list(_local_files(opened)) if opened else []
        if opened is None or not local:
            complain(f"{file} 不是一个市的文件，或者有错误读不出来。", f"逐条查看：duilian check {file}")
            codes.append(1)
        codes.extend(_accept_one(opened, one) for one in local if opened)
    return max(codes)


def _local_files(opened: Opened) -> Iterator[LocalFile]:
    """The cities' files among those asked for."""
    for city in opened.cities:
        yield from (one for one in city.files if one.source.file in opened.asked and one.base is not None)


def _accept_one(opened: Opened, local: LocalFile) -> int:
    assert opened.subject is not None  # noqa: S101 - a city's file is read with its plan
    done = accepted(local, opened.subject.shelf.scripts.get(local.overlay.base_name))
    file = Path(local.source.file)
    TextPrinter(echo=False).page((Section(str(file), tuple(_told(done))),))
    if not done.changed:
        return 0
    raw = file.read_bytes()
    text = done.text.replace("\n", "\r\n") if b"\r\n" in raw else done.text
    return write_file(file, (b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b"") + text.encode())


def _told(done: Accepted) -> Iterator[Line]:
    if done.base:
        yield Line(f"base 换成 {done.base}。")
    for patch in done.fresh:
        yield Line(f"记下省里原来的话：{patch.written}", "good")
    for patch in done.renewed:
        yield Line(f"过期的，照省里现在的重新记：{patch.written}", "strong")
        yield from three_texts(patch)
    for patch in done.lost:
        yield Line(f"省里已经没有这一处，改路径或者去掉：{patch.written}", "bad")
    if not done.changed and not done.lost:
        yield Line("都记着，省里也没有改过。", "good")
