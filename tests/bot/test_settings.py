"""Settings come from the environment and a file, each with its source; every wrong one is named in Chinese."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from bot.settings import SETTINGS, Settings, SettingsError, load_settings

TOKEN = "123456:AAbb-cc_DD"  # noqa: S105  (no real one)


def problems(environment: dict[str, str], *files: Path) -> str:
    with pytest.raises(SettingsError) as told:
        load_settings(environment, files)
    return str(told.value)


def test_without_anything_every_setting_has_a_default() -> None:
    settings = load_settings({}, [])
    assert settings.telegram_base_url == "https://api.telegram.org"
    assert settings.duilian_database_url.startswith("sqlite:///")
    assert {listed.source for listed in settings.listed()} == {"默认值"}


def test_every_setting_in_the_table_is_a_value_and_the_other_way_round() -> None:
    values = {field.name for field in fields(Settings)} - {"sources"}
    assert values == {name.lower() for name in SETTINGS}


def test_the_environment_wins_over_the_file_and_each_says_where_it_comes_from(tmp_path: Path) -> None:
    file = tmp_path / "duilian.toml"
    telegram = f'[telegram]\ntoken = "{TOKEN}"\nproxy = "socks5://127.0.0.1:1080"\n'
    file.write_text(telegram + "[duilian]\nadmins = [7, 8]\nrate_group = 15\n", encoding="utf-8")
    settings = load_settings({"DUILIAN_RATE_GROUP": "10", "TELEGRAM_PROXY": " "}, [tmp_path / "没有.toml", file])
    assert settings.telegram_token == TOKEN
    assert settings.duilian_admins == {7, 8}
    assert settings.duilian_rate_group == 10
    assert settings.telegram_proxy == "socks5://127.0.0.1:1080"
    sources = {listed.name: listed.source for listed in settings.listed()}
    assert sources["DUILIAN_RATE_GROUP"] == "环境变量"
    assert sources["TELEGRAM_TOKEN"] == f"设置文件 {file}"


def test_secrets_are_not_shown() -> None:
    url = "postgresql+psycopg://duilian:geheim@db:5432/duilian"
    secret = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_SECRET": "geheim-2", "DUILIAN_DATABASE_URL": url}
    shown = "".join(listed.shown for listed in load_settings(secret, []).listed())
    assert TOKEN not in shown
    assert "geheim" not in shown
    assert "duilian:***@db:5432" in shown


def test_all_problems_are_told_at_once() -> None:
    told = problems({"TELEGRAM_TOKEN": "abc", "DUILIAN_LISTEN": "8080", "DUILIAN_LEASE": "很久"})
    assert told.count("\n") == 2


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TELEGRAM_TOKEN", "not a token", "@BotFather"),
        ("TELEGRAM_TOKEN", "123456:有中文", "@BotFather"),
        ("TELEGRAM_BASE_URL", "https://api.telegram.org/bot", "不要加 /bot"),
        ("TELEGRAM_BASE_URL", "api.telegram.org", "协议、主机和端口"),
        ("TELEGRAM_PROXY", "127.0.0.1:1080", "socks5://主机:端口"),
        ("TELEGRAM_WEBHOOK_URL", "bot.example.cn", "完整地址"),
        ("TELEGRAM_WEBHOOK_SECRET", "暗号", "英文字母"),
        ("DUILIAN_LISTEN", "127.0.0.1:99999", "主机:端口"),
        ("DUILIAN_LIBRARY", "/没有/这个", "不存在"),
        ("DUILIAN_ADMINS", "7, @chen", "“@chen”不是数字"),
        ("DUILIAN_LEASE", "0", "0.2 到 600"),
        ("DUILIAN_THREADS", "0", "1 到 64"),
        ("DUILIAN_RATE_BOT", "inf", "1 到 1000"),
        ("DUILIAN_RATE_GROUP", "nan", "1 到 1000"),
        ("DUILIAN_LOG_TEXTS", "也许", "yes 或 no"),
        ("DUILIAN_COVERAGE", "120", "0 到 100"),
        ("DUILIAN_SEMANTIC", "semantic", "yes 或 no"),
        ("DUILIAN_LLM_URL", "127.0.0.1:8000", "接口的基本地址"),
        ("DUILIAN_LLM_KEY", "密 钥", "整段复制"),
        ("DUILIAN_LLM_SECONDS", "60", "0.1 到 8"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write_instead(name: str, value: str, said: str) -> None:
    told = problems({name: value})
    assert told.startswith(f"{name}（来自环境变量）")
    assert said in told


def test_a_slip_in_a_name_is_answered_with_the_nearest_name(tmp_path: Path) -> None:
    assert "是不是想写 DUILIAN_LIBRARY" in problems({"DUILIAN_LIBARY": "x"})
    file = tmp_path / "duilian.toml"
    file.write_text('[telegram]\ntokn = "x"\n', encoding="utf-8")
    assert "是不是想写 [telegram] token" in problems({}, file)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "duilian.toml"
    file.write_text("token = ", encoding="utf-8")
    assert "duilian.toml 写得不对" in problems({}, file)
    file.write_bytes(b"\xff\xfe")
    assert "UTF-8" in problems({}, file)
    file.write_text("token = 1", encoding="utf-8")
    assert "token 不是已知的设置" in problems({}, file)


def test_a_missing_token_is_asked_for_by_name_and_place() -> None:
    with pytest.raises(SettingsError, match=r"还没有设 TELEGRAM_TOKEN.*\[telegram\] 下面写 token"):
        load_settings({}, []).require("DUILIAN_LISTEN", "TELEGRAM_TOKEN")


def test_chinese_commas_and_ipv6_are_understood() -> None:
    settings = load_settings(
        {"DUILIAN_ADMINS": "7，8 9", "DUILIAN_LISTEN": "[::1]:8443", "DUILIAN_LOG_TEXTS": "是"}, []
    )
    assert settings.duilian_admins == {7, 8, 9}
    assert settings.duilian_listen == ("::1", 8443)
    assert settings.duilian_log_texts is True
