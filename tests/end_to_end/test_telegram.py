"""The real `duilian bot` over real HTTP: whole talks in a private chat, also across restarts."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from scripts.loader import shipped_library
from tests.bot_api import BotApi
from tests.end_to_end.conftest import DUILIAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.bot_api import User
    from tests.end_to_end.conftest import Command

INTRODUCTION = "王总您好，我是网通负责咱们这栋楼的客户经理小陈，打扰您两分钟。"
PURPOSE = "我来是想帮您看看电话费和宽带怎么用更省。"
QUESTION = "您公司一个月电话费大概多少？"
CHOICES = ("广告公司", "扫楼", "实战", "2 平常")
LEASE = "0.5"


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


def one_script_library(folder: Path) -> Path:
    """The shipped plan with one script: a bot that starts often need not learn to listen to all of them each time."""
    library = folder / "library"
    plan = library / "office-building"
    if not plan.exists():
        shipped = shipped_library() / "office-building"
        shutil.copytree(shipped, plan, ignore=shutil.ignore_patterns("scripts", "stories"))
        (plan / "scripts").mkdir()
        shutil.copy(shipped / "scripts" / "advertising.yaml", plan / "scripts")
    return library


@contextmanager
def running(duilian: Command, api: BotApi, *, kill: bool = False) -> Iterator[subprocess.Popen[bytes]]:
    """The bot at work; stopped by SIGTERM, or by kill -9."""
    environment = {
        **duilian.environment,
        "DUILIAN_LIBRARY": str(one_script_library(duilian.folder)),
        "TELEGRAM_TOKEN": "4242:test-token",
        "TELEGRAM_BASE_URL": api.url,
        "DUILIAN_LEASE": LEASE,
        "DUILIAN_RATE_PRIVATE": "30",
    }
    with subprocess.Popen(  # noqa: S603 - our own command
        [DUILIAN, "bot"], env=environment, stderr=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            os.kill(process.pid, signal.SIGKILL if kill else signal.SIGTERM)
            _, log = process.communicate(timeout=30)
            assert b"Traceback" not in log
            assert b'"level": "error"' not in log


def introduces_himself(user: User) -> None:
    user.says("/start")
    user.waits_for("怎么称呼")
    user.says("李明")
    user.waits_for("哪个分公司")
    user.says("鼓楼分公司")
    user.waits_for("练哪一类客户")


def begins(user: User, *choices: str) -> None:
    for choice, next_question in zip(choices, ("怎么跟他见面", "用哪种模式", "多难缠"), strict=False):
        user.taps(choice)
        user.waits_for(next_question)
    user.taps(choices[-1])
    user.waits_for("王总")


def answers(api: BotApi) -> list[dict[str, Any]]:
    """Give what was answered to taps so far."""
    return [call.params for call in api.calls if call.method == "answerCallbackQuery"]


def says(api: BotApi, user: User, text: str) -> str:
    """Say something in the talk; gives what the bot answered."""
    before = len(user.heard)
    user.says(text)
    assert api.wait_for(lambda: len(user.heard) > before)
    return user.heard[-1].text


def test_a_whole_talk_from_start_to_report(duilian: Command, api: BotApi) -> None:
    user = api.user()
    with running(duilian, api):
        introduces_himself(user)
        begins(user, "广告公司", "扫楼", "跟练", "2 平常")
        assert "〔点评〕" in says(api, user, INTRODUCTION)
        user.taps("提示")
        user.waits_for("〔提示〕")
        says(api, user, PURPOSE)
        user.taps("结束")
        report = user.waits_for("练习报告")
        assert "下一个练习" in report.text
        user.taps("看逐项")
        page = user.waits_for("第 1 页")
        assert page.message_id == report.message_id
        assert "✓ 自我介绍" in page.text
        user.says("/report")
        user.waits_for("最近的成绩")
    commands = [call.params["commands"] for call in api.calls if call.method == "setMyCommands"]
    assert [len(menu) <= 7 for menu in commands] == [True, True]


@pytest.mark.parametrize("kill", [False, True])
def test_a_restart_in_the_middle_loses_nothing_and_answers_once(duilian: Command, api: BotApi, kill: bool) -> None:  # noqa: FBT001 - a parameter of the test
    user = api.user()
    with running(duilian, api, kill=kill):
        introduces_himself(user)
        begins(user, *CHOICES)
        says(api, user, INTRODUCTION)
    heard = len(user.heard)
    user.says(PURPOSE)
    with running(duilian, api, kill=kill):
        assert api.wait_for(lambda: len(user.heard) > heard)
        says(api, user, QUESTION)
    with running(duilian, api):
        user.taps("结束")
        user.waits_for("练习报告")
        user.taps("看逐项")
        user.waits_for("✓ 说明来意")
    talk = [shown.text for shown in user.heard if shown.text.startswith("王总")]
    assert len(talk) == len(set(talk))
    assert len([shown for shown in user.heard if "第 1 页" in shown.text]) == 1


def test_what_is_no_talk_is_answered_or_left_alone(duilian: Command, api: BotApi) -> None:
    user, group = api.user(), api.group()
    with running(duilian, api):
        introduces_himself(user)
        begins(user, *CHOICES)
        assert api.wait_for(lambda: len(answers(api)) == len(CHOICES))
        for data in ("menu:1:2", "hint:99999", "\x00", "广告", "x" * 64):
            user.forges(data)
        assert api.wait_for(lambda: len(answers(api)) == len(CHOICES) + 5)
        last = answers(api)[len(CHOICES) :]
        assert all(answer["text"] and answer["show_alert"] for answer in last)
        user.says(INTRODUCTION)
        user.edits(INTRODUCTION + "改")
        user.waits_for("重新发一句")
        user.sends(
            sticker={
                "file_id": "s",
                "file_unique_id": "s",
                "type": "regular",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
            }
        )
        user.waits_for("贴纸我看不懂，请打字。")
        user.sends(voice={"file_id": "v", "file_unique_id": "v", "duration": 2})
        user.waits_for("语音我看不懂，请打字。")
        user.says("大家早", where=group)
        user.says("/practice", where=group)
        group.waits_for("私聊")
    assert len(group.heard) == 1


def test_a_token_telegram_does_not_know_is_said_and_the_bot_does_not_start(duilian: Command, api: BotApi) -> None:
    done = duilian("bot", TELEGRAM_TOKEN="1:unknown", TELEGRAM_BASE_URL=api.url)  # noqa: S106 - no token
    assert done.returncode == 2
    assert "令牌" in done.stderr
