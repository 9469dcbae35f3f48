"""A file somebody sent, checked as if it lay where it belongs in the library that is in use.

The check runs in a process of its own with a limit of time: whatever a stranger writes, the bot lives on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from bot.services.authoring.trial import trial_of
from scripts.folders import OBJECTIONS, PLAN, POINTS, SCRIPTS, STORIES, STORY_NAME, VOICES, chain, files_in, folders_of
from scripts.problems import Place, Problem, Report, Severity
from scripts.source import Source, read

YAML, XLSX = (".yaml", ".yml"), ".xlsx"
SECONDS = 60
"""How long one check may take; the largest shipped plan takes some three."""
_KINDS: tuple[tuple[frozenset[str], str, str], ...] = (
    (frozenset({"story", "talk"}), "对话测试", STORIES),
    (frozenset({"scenario", "kind"}), "多人场景", "scenarios"),
    (frozenset({"case"}), "案例", "cases"),
    (frozenset({"items"}), "题库", "items"),
    (frozenset({"script", "stages"}), "脚本", SCRIPTS),
    (frozenset({"title", "tariff"}), "方案", PLAN),
    (frozenset({"points"}), "评分要点", POINTS),
    (frozenset({"objections"}), "异议库", OBJECTIONS),
    (frozenset({"voice"}), "客户口气", VOICES),
)
"""What a file is, by keys it has: the first that fits. Then where it belongs in its plan's folder."""
_CHILD = "import sys; from bot.cli import main; sys.exit(main(sys.argv[1:]))"
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class SentFile:
    """What became of a file.

    `refused` says in Chinese why it could not be checked, "" when it was. `what` is what it is (脚本「广告公司」) and
    `belongs` where it goes. A workbook's result is `text`, any other file's its `report` with the `lines` it speaks of.
    `rows` are those of a contest's roster, None for any other file.
    """

    name: str
    refused: str = ""
    what: str = ""
    belongs: str = ""
    report: Report = field(default_factory=Report)
    lines: Mapping[int, str] = field(default_factory=dict)
    text: str = ""
    fine: bool = False
    rows: Sequence[Sequence[object]] | None = None


def checked(name: str, content: bytes, roots: Sequence[Path]) -> SentFile:
    """Check a file by what its name says it is; `roots` are the libraries in use. Never raises for what is in it."""
    if name.lower().endswith(XLSX):
        return _workbook(name, content, roots)
    source = read(name, content)
    if not source.readable:
        return _told(source, Report.of(source.problems), "")
    kind = _kind(source.data)
    if kind is None:
        return SentFile(name, refused=_UNKNOWN)
    what, part = kind
    folders = _plan_folders(str(source.data.get("plan", "")), source.data, roots)
    if folders is None:
        return SentFile(
            name, refused=f"这是{what}，可是机器人这里没有它写的方案「{source.data.get('plan', '')}」，没法对着查。"
        )
    within = _within(part, name, source.data, folders)
    return _in_its_place(source, content, folders, within, f"{what}{_called(part, source.data)}")


_UNKNOWN = (
    "认不出这是哪一种文件。能查的有：脚本、方案、评分要点、异议库、客户口气、对话测试、多人场景、题库、案例。"
    "看看第一行写的是不是 script:、plan:、story: 这样的名字。"
)


def _kind(data: Any) -> tuple[str, str] | None:
    if not isinstance(data, dict):
        return None
    return next(((what, part) for keys, what, part in _KINDS if keys <= data.keys()), None)


def _called(part: str, data: Mapping[str, Any]) -> str:
    key = {SCRIPTS: "script", STORIES: "story", "scenarios": "scenario", "cases": "case", PLAN: "title"}.get(part, "")
    return f"「{data[key]}」" if isinstance(data.get(key), str) else ""


def _plan_folders(plan: str, data: Mapping[str, Any], roots: Sequence[Path]) -> list[Path] | None:
    """The folders that make up the plan a file names; a story names only its script."""
    folders = dict.fromkeys(folder.name for root in roots for folder in folders_of(root))
    for name in folders:
        its = chain([root / name for root in roots])
        if plan in (name, _plan_of(its)) or (not plan and _file_of(str(data.get("script", "")), its) is not None):
            return its
    return None


def _plan_of(folders: Sequence[Path]) -> str:
    file = next((folder / PLAN for folder in folders if (folder / PLAN).is_file()), None)
    data = read("", file.read_bytes()).data if file else None
    return str(data.get("plan", "")) if isinstance(data, dict) else ""


def _file_of(script: str, folders: Sequence[Path]) -> Path | None:
    """The file of the script of that name, or None."""
    bare = script.partition("@")[0]
    for file in files_in(folders, SCRIPTS):
        data = read("", file.read_bytes()).data
        if isinstance(data, dict) and data.get("script") == bare:
            return file
    return None


def _within(part: str, name: str, data: Mapping[str, Any], folders: Sequence[Path]) -> str:
    """Where in the plan's folder the file belongs: a script in place of the one of its name."""
    if part.endswith(YAML):
        return part
    if part == SCRIPTS and (known := _file_of(str(data["script"]), folders)) is not None:
        return f"{part}/{known.name}"
    bare = PurePath(name.replace("\\", "/")).name
    for ending in (STORY_NAME, *YAML):
        bare = bare.removesuffix(ending)
    return f"{part}/{bare or 'sent'}{STORY_NAME if part == STORIES else '.yaml'}"


def _in_its_place(source: Source, content: bytes, folders: Sequence[Path], within: str, what: str) -> SentFile:
    name = source.file
    belongs = f"{folders[0].name}/{within}"
    with trial_of(folders, {within: content}) as folder:
        done = _run("check", "--json", str(folder / within))
    if done is None:
        return SentFile(
            name, refused=f"查了 {SECONDS} 秒还没查完，先停了。把文件分小一点，或者在电脑上用 duilian check。"
        )
    try:
        problems = [_problem(one, name) for one in json.loads(done)]
    except (ValueError, KeyError, TypeError):
        return SentFile(name, refused="检查的时候出了岔子，没有查成。请在电脑上用 duilian check。")
    return _told(source, Report.of(problems), what, belongs)


def _problem(told: Mapping[str, Any], name: str) -> Problem:
    place = Place(name, int(told["line"]), int(told["column"]))
    return Problem(told["code"], Severity(told["severity"]), place, told["message"], told["hint"])


def _told(source: Source, report: Report, what: str, belongs: str = "") -> SentFile:
    lines = {one.place.line: source.line(one.place.line) for one in report}
    return SentFile(source.file, "", what, belongs, report, lines, fine=not report.errors)


def _workbook(name: str, content: bytes, roots: Sequence[Path]) -> SentFile:
    with TemporaryDirectory(prefix="duilian-") as place:
        file = Path(place) / "sent.xlsx"
        file.write_bytes(content)
        own = {"DUILIAN_LIBRARY": str(roots[0])} if roots[1:] else {}
        done = _run("import", "--dry-run", str(file), **own)
    if done is None:
        return SentFile(name, refused=f"查了 {SECONDS} 秒还没查完，先停了。把表格分小一点再试。")
    return SentFile(name, what="表格", text=done.strip(), fine="现在什么也没有写。" not in done)


def _run(*words: str, **environment: str) -> str | None:
    """Give what a command of our own says, its complaint if it says nothing else; None when it takes too long."""
    command = [sys.executable, "-c", _CHILD, *words]
    with _one_at_a_time:
        try:
            done = subprocess.run(  # noqa: S603 - our own command, and paths of our own making
                command,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
                env={**os.environ, **environment, "PYTHONUTF8": "1"},
            )
        except subprocess.TimeoutExpired:
            return None
    return (done.stdout or done.stderr).decode("utf-8", "replace")
