"""Wrong command lines are answered in Chinese, with what was probably meant, and end with 2."""

from __future__ import annotations

import pytest

from bot.cli import COMMANDS, main


def complaint(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    try:
        code = main(list(words))
    except SystemExit as left:
        code = left.code  # type: ignore[assignment]
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    return said.err


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("practise",), "没有命令「practise」。是不是想写 duilian practice？"),
        (("practice", "--mod", "free"), "没有选项 --mod。是不是想写 --mode？"),
        (("practice", "--mode", "fre"), "没有「fre」这一种，可以写 watch（观摩）、coached（跟练）"),
        (("practice", "--mode", "fre"), "是不是想写 free？"),
        (("practice", "--difficulty", "4"), "只能是 1 到 3，写的是 4。"),
        (("practice", "--difficulty", "难"), "「难」不是整数。"),
        (("practice", "--seed"), "选项 --seed 后面还要写一个值。"),
        (("practice", "广告公司", "国有企业"), "多出来一个「国有企业」"),
        (("practice", "--json=yes"), "选项 --json 后面不用写值。"),
        (("practice", "广告公同"), "是不是「广告公司」？"),
        (("practice", "广告公司", "--target", "太远"), "没有异议或要点「太远」。可以练："),
        (("listen", "--plan", "office-bulding"), "是不是想写 office-building？"),
        (("check", "/没有这个"), "没有这个文件或文件夹：/没有这个"),
    ],
)
def test_a_wrong_word_is_named_with_what_may_stand_there(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], answer: str
) -> None:
    assert answer in complaint(capsys, *words)


def test_every_setting_that_is_wrong_is_named_before_anything_starts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "abc")
    monkeypatch.setenv("TELEGRAM_BASE_URL", "api.telegram.org/bot")
    said = complaint(capsys, "bot")
    assert "TELEGRAM_TOKEN" in said
    assert "TELEGRAM_BASE_URL" in said


def test_the_bot_without_a_token_says_where_to_write_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TELEGRAM_TOKEN", raising=False)
    assert "还没有设 TELEGRAM_TOKEN" in complaint(capsys, "bot")


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_explains_itself_in_chinese(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(f"用法：duilian {command}")
    assert COMMANDS[command].about in said
    for english in ("usage", "options:", "show this help", "positional"):
        assert english not in said


def test_the_overview_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(f"  {command}" in said for command in COMMANDS)


def test_a_choice_may_be_written_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["practice", "广告公司", "--mode", "跟练", "--criteria"]) == 0
    assert "自我介绍（" in capsys.readouterr().out
