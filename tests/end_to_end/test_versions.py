"""A script's life over real HTTP: a branch tries V2 out, it is published, talks keep theirs, and the way back."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from scripts.loader import shipped_library
from tests.bot_api import BotApi
from tests.end_to_end.conftest import DUILIAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.bot_api import User
    from tests.end_to_end.conftest import Command

SCRIPT = "经济型酒店"
SIGNED = ("--by", "王老师", "--why", "试一试")
CUSTOMER = "〔场景〕"
CHOICES = ((SCRIPT, "怎么跟他见面"), ("上门拜访", "用哪种模式"), ("实战", "多难缠"), ("2 平常", CUSTOMER))
GREETING = "您好，我是网通的客户经理小陈，打扰您两分钟。"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with the hotels' plan, as an author has it."""
    shutil.copytree(shipped_library() / "small-hotel", tmp_path / "library" / "small-hotel")
    return tmp_path / "library"


def write(library: Path, old: str, new: str) -> None:
    script = library / "small-hotel" / "scripts" / "budget-hotel.yaml"
    text = script.read_text(encoding="utf-8")
    assert old in text
    script.write_text(text.replace(old, new), encoding="utf-8")


@contextmanager
def running(duilian: Command, api: BotApi, library: Path) -> Iterator[None]:
    environment = {
        **duilian.environment,
        "DUILIAN_LIBRARY": str(library),
        "TELEGRAM_TOKEN": "4242:test-token",
        "TELEGRAM_BASE_URL": api.url,
        "DUILIAN_LEASE": "0.5",
        "DUILIAN_RATE_PRIVATE": "30",
    }
    with subprocess.Popen([DUILIAN, "bot"], env=environment, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own command
        try:
            yield
        finally:
            os.kill(process.pid, signal.SIGTERM)
            _, log = process.communicate(timeout=30)
            assert b"Traceback" not in log


def arrives(api: BotApi, number: int, branch: str) -> User:
    user = api.user(number)
    user.says("/start")
    user.waits_for("怎么称呼")
    user.says("李明")
    user.waits_for("哪个分公司")
    user.says(branch)
    user.waits_for("练哪一类客户")
    return user


def shows(api: BotApi, user: User, text: str) -> str:
    """Wait until the newest message has this text in it."""
    assert api.wait_for(lambda: text in user.last.text, 20), user.last.text
    return user.last.text


def begins(api: BotApi, user: User) -> None:
    """Begin a talk with the hotel's manager and say a first line."""
    says(api, user, "/practice")
    for choice, answer in CHOICES:
        user.taps(choice)
        shows(api, user, answer)
    says(api, user, GREETING)


def says(api: BotApi, user: User, text: str) -> None:
    before = len(user.heard)
    user.says(text)
    assert api.wait_for(lambda: len(user.heard) > before, 20)


def reports(api: BotApi, user: User) -> str:
    """End the talk; gives the report."""
    user.says("结束")
    return shows(api, user, "练习报告")


def test_a_branch_tries_a_version_out_before_it_is_everybodys_and_the_way_back_is_open(
    duilian: Command, library: Path
) -> None:
    def version(*words: str) -> str:
        done = duilian("version", *words, DUILIAN_LIBRARY=str(library), DUILIAN_COVERAGE="0")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    with BotApi() as api:
        with running(duilian, api, library):
            east, west = arrives(api, 101, "城东"), arrives(api, 202, "城西")
            begins(api, west)
            write(library, "version: V1", "version: V2")
            assert f"{SCRIPT}@V1" in version("pilot", SCRIPT, "--branch", "城东", *SIGNED)
            begins(api, east)
            assert f"{SCRIPT}@V2" in reports(api, east)
            east.taps("记一次拜访")
            shows(api, east, "这次拜访结果怎么样")
        assert "正式发布" in version("publish", SCRIPT, *SIGNED)
        write(library, "version: V2", "version: V3")
        with running(duilian, api, library):
            says(api, west, "我来是想帮您省点电话费。")
            assert f"{SCRIPT}@V1" in reports(api, west)
            begins(api, west)
            assert f"{SCRIPT}@V2" in reports(api, west)
            assert "退回到" in version("rollback", SCRIPT, "--to", "V1", *SIGNED)
            begins(api, west)
            assert f"{SCRIPT}@V1" in reports(api, west)
    history = version("history", SCRIPT)
    assert [line.split("　")[2].partition("（")[0] for line in history.splitlines() if f"{SCRIPT}@" in line] == [
        "草稿 → 正式",
        "草稿 → 试销",
        "正式 → 停用",
        "试销 → 正式",
        "正式 → 停用",
        "退回",
    ]
