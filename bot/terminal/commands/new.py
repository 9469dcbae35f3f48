"""`duilian new plan`: a few questions, then a whole plan of one's own to go on from."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.typed import clean
from bot.terminal.arguments import USAGE_ERROR, complain, one_of
from bot.terminal.reading import PipeReader, PromptReader, Reader
from bot.terminal.writing import write_schemas
from bot.views.page import plain
from bot.views.problems import problems_page
from scoring.listening import build_listener
from scripts.loader import check_paths
from scripts.starter import QUESTIONS, Question, starter_files

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from bot.terminal.arguments import CommandParser

KINDS = {"plan": "方案"}
_CODE = re.compile(r"[a-z][a-z0-9-]{1,40}")
_PRICE = re.compile(r"\d{1,7}(?:\.\d{1,2})?")
_UNIT_SAID_WITH = re.compile(r"^(?:每一?|一|按)(?=.)")
_MONEY = re.compile(r"元|块|块钱")
_FIRST = re.compile(r"^[-?=~]")
_SPECIAL = re.compile(r"""[\x00-\x1f:#,\[\]{}&*!|>'"%@`〈〉]""")
_LONGEST = 20


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument("kind", metavar="plan", type=one_of(KINDS), help="新建什么：plan 是一个方案")
    parser.about_arguments.add_argument(
        "library",
        metavar="文件夹",
        nargs="?",
        type=Path,
        default=Path("我的话术"),
        help="话术库放哪里（默认 我的话术）",
    )


def run(arguments: argparse.Namespace) -> int:
    """Ask, write, check; 2 when an answer from a pipe can't be used, 1 when something can't be written."""
    reader: Reader = PromptReader() if sys.stdin.isatty() else PipeReader()
    library: Path = arguments.library
    sys.stdout.write("新建一个方案。一项一项答，直接回车就用方括号里的；以后都能在文件里改。\n\n")
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        answer = _answer(reader, question, library)
        if answer is None:
            return USAGE_ERROR
        answers[question.name] = answer
    folder = library / answers["代号"]
    try:
        _write(folder, starter_files(answers))
        write_schemas(library)
    except OSError as error:
        complain(f"写不进 {error.filename or folder}（{error.strerror}）。")
        return 1
    return _checked(folder, answers["客户类型"])


def _answer(reader: Reader, question: Question, library: Path) -> str | None:
    """Ask until the answer can be used; None when the input has ended or a pipe gave an answer that can't be."""
    while True:
        line = reader.line(f"{question.ask} [{question.usual}]：")
        if line is None:
            complain("还没答完输入就结束了，什么也没有写。")
            return None
        answer = _plain(question.name, clean(line)) or question.usual
        wrong = _wrong(question.name, answer, library)
        if not wrong:
            return answer
        complain(wrong)
        if not reader.interactive:
            return None


def _plain(name: str, answer: str) -> str:
    """An answer as the files want it: 200元 is the price 200, 每月 the unit 月."""
    if name == "价":
        return answer.removesuffix("钱").removesuffix("元").removesuffix("块").strip()
    return _UNIT_SAID_WITH.sub("", answer) if name == "单位" else answer


def _wrong(name: str, answer: str, library: Path) -> str:
    """Say in Chinese why an answer can't be used, "" when it can."""
    if name == "代号":
        if not _CODE.fullmatch(answer):
            return f"代号只能用英文小写、数字和减号，字母打头：「{answer}」不行。"
        if (library / answer).exists():
            return f"{library / answer} 已经有了，换一个代号。"
        return ""
    if name == "价":
        return "" if _PRICE.fullmatch(answer) else f"价钱写一个数，例如 128：「{answer}」不行。"
    if name == "单位" and _MONEY.fullmatch(answer):
        return f"这里写按什么收，例如 月、次、桶，不是「{answer}」。"
    return _wrong_words(answer)


def _wrong_words(answer: str) -> str:
    if found := _FIRST.search(answer) or _SPECIAL.search(answer):
        return f"里面不能有「{found[0]}」：它在文件里另有意思。"
    return f"太长了，{_LONGEST} 个字以内。" if len(answer) > _LONGEST else ""


def _write(folder: Path, texts: Iterable[tuple[str, str]]) -> None:
    for path, text in texts:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _checked(folder: Path, script: str) -> int:
    sys.stdout.write(f"\n写好了，在 {folder}：\n")
    for file in sorted(folder.rglob("*.yaml")):
        sys.stdout.write(f"  {file}\n")
    report = check_paths([folder], listen=build_listener)
    sys.stdout.write(f"\n检查：{plain(problems_page(report))}\n")
    steps = (
        f"export DUILIAN_LIBRARY={folder.parent}",
        f"duilian practice {script}",
        f"duilian test {folder}",
    )
    sys.stdout.write("\n接下来：\n" + "".join(f"  {step}\n" for step in steps))
    return 1 if report.errors else 0
