"""`duilian practice` at a real terminal: the menu, Enter for the default, Ctrl-D to pause, and taking it up again."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from tests.end_to_end.conftest import DUILIAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.end_to_end.conftest import Command

PATIENCE = 90.0
AT_ITS_TERMINAL = "import os, sys; os.login_tty(0); os.execv(sys.argv[1], sys.argv[1:])"
"""Take standard input as the controlling terminal, so that Ctrl-C reaches the command as it does for a person."""
CTRL_C, CTRL_D = "\x03", "\x04"


class Terminal:
    """A person at a terminal: `waits_for` gives all that was shown up to a text, `types` sends a line."""

    def __init__(self, end: int, process: subprocess.Popen[bytes]) -> None:
        self.end = end
        self.process = process
        self.shown = b""

    def waits_for(self, text: str) -> str:
        until = monotonic() + PATIENCE
        while text not in (shown := self.shown.decode(errors="replace")):
            assert monotonic() < until, shown
            if select.select([self.end], [], [], 0.2)[0]:
                self.shown += self._read()
        before, _, rest = shown.partition(text)
        self.shown = rest.encode()
        return before + text

    def types(self, text: str, end: str = "\n") -> None:
        os.write(self.end, (text + end).encode())

    def interrupts_until(self, text: str) -> None:
        """Press Ctrl-C until it is heeded: between showing a prompt and waiting at it, Python overlooks one."""
        until, patience = monotonic() + PATIENCE, 2.0
        while text not in self.shown.decode(errors="replace"):
            assert monotonic() < until
            self.types("", end=CTRL_C)
            answered = monotonic() + patience  # the echo comes at once, and pressing again would interrupt the farewell
            patience *= 2
            while text not in self.shown.decode(errors="replace") and (left := answered - monotonic()) > 0:
                if select.select([self.end], [], [], left)[0]:
                    self.shown += self._read()

    def leaves(self) -> int:
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def _read(self) -> bytes:
        try:
            return os.read(self.end, 65536)
        except OSError:  # Linux says that nobody holds the other end any more by an error
            return b""


@contextmanager
def terminal(duilian: Command, *words: str, **environment: str) -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    environment = {"TERM": "xterm", "LANG": "C.UTF-8", "COLUMNS": "90", **duilian.environment, **environment}
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", AT_ITS_TERMINAL, DUILIAN, *words], stdin=theirs, env=environment
    ) as process:
        os.close(theirs)
        try:
            yield Terminal(ours, process)
        finally:
            process.kill()
            os.close(ours)


def test_enter_takes_the_defaults_ctrl_d_pauses_and_the_talk_is_offered_again(duilian: Command) -> None:
    with terminal(duilian, "practice") as person:
        person.waits_for("练哪一类客户？")
        person.waits_for("回车选 1）：")
        person.types("火星人")
        person.waits_for("没有这一项")
        person.types("广告公司")
        for question in ("怎么跟他见面？", "用哪种模式？"):
            person.waits_for(question)
            person.waits_for("回车选 1）：")
            person.types("")
        begun = person.waits_for("小李：")
        assert "\x1b[" in begun
        assert "实战" in begun
        person.types("您好，我是网通的客户经理小陈")
        assert "王总" in person.waits_for("小李：")
        person.types("", end=CTRL_D)
        person.waits_for("duilian practice --resume")
        assert person.leaves() == 0
    with terminal(duilian, "practice") as person:
        assert "还没谈完：广告公司（实战）" in person.waits_for("回车选 1）：")
        person.types("")
        person.waits_for("接着上次谈")
        person.waits_for("您好，我是网通的客户经理小陈")
        person.waits_for("小李：")
        person.types("结束")
        assert "练习报告" in person.waits_for("接下来？")
        person.waits_for("回车选 1）：")
        person.types("2")
        person.waits_for("小李：")
        person.interrupts_until("先停在这儿")
        assert person.leaves() == 0


def test_no_color_is_honoured_and_chinese_is_edited_by_character(duilian: Command) -> None:
    with terminal(duilian, "practice", "广告公司", NO_COLOR="1") as person:
        assert not re.search(r"\x1b\[[0-9;]*[1-9][0-9;]*m", person.waits_for("小李："))
        person.types("您好，我是网通网\x7f的小陈")
        person.waits_for("\n")
        person.waits_for("王总")
        person.waits_for("小李：")
        person.types("", end=CTRL_D)
        person.waits_for("先停在这儿")
    resumed = duilian("practice", "--resume")
    assert "您好，我是网通的小陈" in resumed.stdout
