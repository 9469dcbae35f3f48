"""A talk written down as a story file: what keeps one from being written is told before the talk begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.terminal.arguments import complain
from scripts.folders import STORY_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from bot.terminal.printing import Printer


def cannot_write(file: Path | None) -> str:
    """Say in Chinese why a story can't be written there, "" when it can or none is asked for."""
    if file is None:
        return ""
    if not file.name.endswith(STORY_NAME):
        return f"--record：文件名要以 {STORY_NAME} 结尾，写的是 {file.name}。"
    if file.exists():
        return f"--record：{file} 已经有了，换个名字，免得盖掉。"
    if not file.absolute().parent.is_dir():
        return f"--record：没有文件夹 {file.absolute().parent}，先建好。"
    return ""


def name_of(file: Path) -> str:
    """The story's name: the file's, without its ending."""
    return file.name.removesuffix(STORY_NAME)


def write_story(file: Path, story: str, folder: str, printer: Printer) -> None:
    """Write a story and say where it belongs: into the plan's `folder`."""
    try:
        file.write_text(story, encoding="utf-8")
    except OSError as error:
        complain(f"写不进 {file}（{error.strerror}）。")
        return
    then = "" if file.absolute().parent.name == folder else f"放进方案的 {folder} 文件夹，就能"
    printer.notice(f"这一场记在 {file}。{then}用 duilian test 重新放一遍。")
