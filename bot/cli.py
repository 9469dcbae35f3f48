"""The command `duilian`: finds the command that was asked for and loads only that."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from bot.terminal.arguments import USAGE_ERROR, CommandParser, complain
from scripts.nearest import nearest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Protocol

    class Command(Protocol):
        """What the module of a command offers."""

        def add_arguments(self, parser: CommandParser) -> None:
            """Describe the command line."""

        def run(self, arguments: argparse.Namespace) -> int:
            """Do it; gives the exit code."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: the module that does it, and what it is for."""

    module: str
    about: str


FOR_WHOM: dict[str, dict[str, Entry]] = {
    "客户经理": {
        "practice": Entry("practice", "跟模拟客户练一场销售话术"),
        "play": Entry("play", "演一场多人对练：一对多、多对一"),
        "today": Entry("today", "看今天该练什么"),
        "scripts": Entry("scripts", "列出可以练的脚本"),
        "scenarios": Entry("scenarios", "列出可以演的多人场景"),
        "score": Entry("score", "给一段记录下来的真实谈话打分"),
    },
    "培训师": {
        "show": Entry("show", "把脚本写成可以打印的一页"),
        "graph": Entry("graph", "把脚本画成流程图"),
        "diff": Entry("diff", "两个脚本、两个版本、两个市，差在哪里，用话说"),
        "version": Entry("version", "管脚本的版本：试销、发布、停用、退回"),
        "pilot": Entry("pilot", "试销：记拜访、提建议、写试销报告"),
    },
    "写脚本的人": {
        "new": Entry("new", "新建一个方案：问几句话，写好全部文件"),
        "check": Entry("check", "检查话术库里的文件"),
        "test": Entry("test", "把对话测试放一遍，看脚本有没有走样"),
        "overlay": Entry("overlay", "各市改省里的脚本：列出来，开一个，记下省里今天的话"),
        "export": Entry("export", "把脚本写成 Excel 表格，给不写 YAML 的人改"),
        "import": Entry("import_", "把改好的表格读回去，只动改过的地方"),
        "listen": Entry("listen", "看一句话里听出了哪些要点"),
        "evaluate": Entry("evaluate", "量一量听话听得准不准"),
        "schema": Entry("schema", "写出编辑器补全用的 JSON Schema"),
    },
    "办竞赛的人": {
        "contest": Entry("contest", "办一场案例竞赛：名单、抽签、答题、看榜、揭榜、核验"),
        "bank": Entry("bank", "题库和案例：列出、检查、做几道、导出导入"),
        "web": Entry("web", "启动竞赛的网页：答题页、大屏、手机看榜"),
    },
    "运维": {
        "bot": Entry("bot", "启动 Telegram 机器人（轮询方式）"),
        "webhook": Entry("webhook", "启动 Telegram 机器人（webhook 方式）"),
        "worker": Entry("worker", "加开一个处理消息的工作进程（配 webhook、Postgres）"),
        "delivery": Entry("delivery", "看收发情况：积压、搁置、没送到的"),
        "database": Entry("database", "看数据库版本，备份，升级和退回"),
        "settings": Entry("settings", "列出每项设置和它的来源"),
    },
}
"""Every command under those who use it, the most used first."""

COMMANDS = {name: entry for commands in FOR_WHOM.values() for name, entry in commands.items()}
"""Every command by its name."""

FAILED = 1
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code: 0 done, 1 failed, 2 wrongly called."""
    words = list(sys.argv[1:] if argv is None else argv)
    # Our matrices are small: two threads that wait for each other burn a core and gain nothing.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        return _run(words)
    except BrokenPipeError:
        # Whoever read the output has gone. What was said is kept; Python must not try to flush once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        complain("", "已中断。")
        return INTERRUPTED
    except OSError as error:
        return _gave_way(f"读写失败（{error.strerror or error}）。请看看磁盘还有没有空间，文件和文件夹有没有读写权限。")
    except Exception as error:  # noqa: BLE001 - the user's last line of defence; the developers get the whole of it
        return _gave_way(f"程序出了意料之外的错（{type(error).__name__}），对不住。写成功的内容都还在。")


def _gave_way(said: str) -> int:
    """Say in Chinese that a command failed; how, for developers, goes into a file."""
    from platformdirs import user_log_path  # noqa: PLC0415 - only a command that fails needs it

    trace = user_log_path("duilian", appauthor=False) / "error.txt"
    try:
        trace.parent.mkdir(parents=True, exist_ok=True)
        trace.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError:
        complain(said)
    else:
        complain(said, f"报给开发的人时请附上 {trace}。")
    with suppress(OSError):
        sys.stdout.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what could not be written is not tried again
    return FAILED


def _run(words: list[str]) -> int:
    _speak_utf8()
    if not words or words[0] in ("-h", "--help", "help"):
        sys.stdout.write(_overview())
        return 0
    if words[0] in ("-V", "--version"):
        sys.stdout.write(f"duilian {version('duilian')}\n")
        return 0
    name, *rest = words
    if name not in COMMANDS:
        like = nearest(name, tuple(COMMANDS))
        complain(f"没有命令「{name}」。" + (f"是不是想写 duilian {like}？" if like else ""), "所有命令：duilian --help")
        return USAGE_ERROR
    entry = COMMANDS[name]
    command: Command = importlib.import_module(f"bot.terminal.commands.{entry.module}")
    parser = CommandParser(name, entry.about)
    command.add_arguments(parser)
    return command.run(parser.parse(rest))


def _overview() -> str:
    lines = []
    for whose, commands in FOR_WHOM.items():
        lines += ["", whose, *(f"  {name:<11}{entry.about}" for name, entry in commands.items())]
    return "\n".join(
        (
            "对练：销售话术陪练。挑一个客户，像平时一样跟他谈；谈完给一份报告。",
            "",
            "用法：duilian 命令 [选项]　　第一次来：duilian practice",
            *lines,
            "",
            "每个命令的说明：duilian 命令 --help",
            "版本：duilian --version",
            "",
        )
    )


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
