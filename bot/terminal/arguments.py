"""Command lines in Chinese: argparse with its help and its complaints in the user's language."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, NoReturn, TypeVar

from scripts.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

C = TypeVar("C", bound=str)

USAGE_ERROR = 2

_COMPLAINTS = (
    (r"argument ([^:]+): expected .*argument.*", r"选项 \1 后面还要写一个值。"),
    (r"argument ([^:]+): ignored explicit argument .*", r"选项 \1 后面不用写值。"),
    (r"argument ([^:]+): not allowed with argument (.+)", r"\1 和 \2 不能一起用。"),
    (r"one of the arguments (.+) is required", r"要写 \1 里的一个。"),
    (r"the following arguments are required: (.+)", r"还缺 \1。"),
    (r"argument ([^:]+): (.+)", r"\1：\2"),
)


class CommandParser(argparse.ArgumentParser):
    """A parser for one command: Chinese help, Chinese errors, and the nearest option for a mistyped one."""

    def __init__(self, command: str, about: str) -> None:
        super().__init__(prog=f"duilian {command}", description=about, add_help=False, allow_abbrev=False)
        self.about_arguments = self.add_argument_group("参数")
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这份说明")

    def parse(self, argv: Sequence[str]) -> argparse.Namespace:
        """Parse, or say in Chinese what is wrong and leave with 2."""
        known, unknown = self.parse_known_args(argv)
        if unknown:
            self.error(self._unknown(unknown[0]))
        return known

    def format_help(self) -> str:
        """Give the help with Chinese headings."""
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where to read on."""
        for pattern, chinese in _COMPLAINTS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, chinese, message)
                break
        complain(message, f"完整用法：{self.prog} --help")
        raise SystemExit(USAGE_ERROR)

    def _unknown(self, word: str) -> str:
        if not word.startswith("-"):
            return f"多出来一个「{word}」，不知道是什么意思。"
        name = word.partition("=")[0]
        options = tuple(option for option in self._option_string_actions if option.startswith("--"))
        like = nearest(name, options)
        return f"没有选项 {name}。" + (f"是不是想写 {like}？" if like else "")


def complain(*lines: str) -> None:
    """Write to the error stream, where pipes don't look."""
    sys.stderr.write("".join(f"{line}\n" for line in lines if line))
    sys.stderr.flush()


def one_of(choices: Mapping[C, str]) -> Callable[[str], C]:
    """Make a type that takes a choice by its code or its Chinese name, and offers the nearest for anything else."""

    def choose(typed: str) -> C:
        for code, name in choices.items():
            if typed in (code, name):
                return code
        listed = "、".join(f"{code}（{name}）" for code, name in choices.items())
        like = nearest(typed, (*choices, *choices.values()))
        offer = f"是不是想写 {like}？" if like else ""
        raise argparse.ArgumentTypeError(f"没有「{typed}」这一种，可以写 {listed}。{offer}")

    return choose


def whole_number(typed: str) -> int:
    """Take a whole number."""
    try:
        return int(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"「{typed}」不是整数。") from None


def number_between(least: int, most: int) -> Callable[[str], int]:
    """Make a type that takes a whole number of a range."""

    def take(typed: str) -> int:
        number = whole_number(typed)
        if not least <= number <= most:
            raise argparse.ArgumentTypeError(f"只能是 {least} 到 {most}，写的是 {number}。")
        return number

    return take
