"""The settings: one table of them, read from the environment and a TOML file, every wrong value named in Chinese.

Nothing is read when this module is imported. The environment wins over the file. A setting TELEGRAM_TOKEN is written
in the file as `token` under `[telegram]`, DUILIAN_DATABASE_URL as `database_url` under `[duilian]`.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from platformdirs import user_config_path, user_data_path

from bot import setting_values as values


class SettingsError(Exception):
    """Settings that can't be used; `problems` are Chinese sentences: what, where, what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `read` turns its text into its value, or raises ValueError with the rest of a Chinese sentence."""

    name: str
    meaning: str
    read: Callable[[str], Any]
    default: Callable[[], Any]
    default_shown: str
    secret: bool = False

    @property
    def place_in_file(self) -> tuple[str, str]:
        """The table and key it has in the settings file."""
        table, _, key = self.name.lower().partition("_")
        return table, key


@dataclass(frozen=True, slots=True)
class Listed:
    """One setting as it is shown to people: its value (hidden if secret), and where that came from."""

    name: str
    shown: str
    source: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All values, by the settings' names in lower case, and where each came from."""

    telegram_token: str | None
    telegram_base_url: str
    telegram_proxy: str | None
    telegram_webhook_url: str | None
    telegram_webhook_secret: str | None
    duilian_listen: tuple[str, int]
    duilian_web_listen: tuple[str, int]
    duilian_web_url: str | None
    duilian_web_app_age: float
    duilian_database_url: str
    duilian_library: Path | None
    duilian_admins: frozenset[int]
    duilian_lease: float
    duilian_threads: int
    duilian_rate_bot: float
    duilian_rate_private: float
    duilian_rate_group: float
    duilian_log_texts: bool
    duilian_semantic: bool
    duilian_llm_url: str | None
    duilian_llm_model: str
    duilian_llm_key: str | None
    duilian_llm_seconds: float
    duilian_voice: bool
    duilian_coverage: float
    sources: Mapping[str, str]

    def listed(self) -> list[Listed]:
        """Every setting in the order of the table, fit to be shown."""
        return [
            Listed(s.name, _shown(s, getattr(self, s.name.lower())), self.sources[s.name], s.meaning)
            for s in SETTINGS.values()
        ]

    def require(self, *names: str) -> None:
        """Raise SettingsError unless each of the named settings has a value."""
        missing = [name for name in names if getattr(self, name.lower()) is None]
        if missing:
            raise SettingsError([_missing(SETTINGS[name]) for name in missing])


def load_settings(environment: Mapping[str, str], files: Sequence[Path] | None = None) -> Settings:
    """Read all settings; raises SettingsError with every problem at once.

    `files` are looked at in order, the first that exists counts; by default `duilian.toml` in the working folder, then
    in the user's configuration folder.
    """
    problems: list[str] = []
    written = _written(environment, _from_file(settings_files() if files is None else files, problems), problems)
    found: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for setting in SETTINGS.values():
        text, source = written.get(setting.name, ("", "默认值"))
        sources[setting.name] = source
        try:
            found[setting.name.lower()] = setting.read(text.strip()) if text.strip() else setting.default()
        except ValueError as error:
            problems.append(f"{setting.name}（来自{source}）{error}")
    if problems:
        raise SettingsError(problems)
    return Settings(**found, sources=sources)


def settings_files() -> list[Path]:
    """Where a settings file may stand."""
    return [Path("duilian.toml"), user_config_path("duilian", appauthor=False) / "duilian.toml"]


def _from_file(files: Sequence[Path], problems: list[str]) -> dict[str, tuple[str, str]]:
    """The settings of the first file that exists: name → (text, source)."""
    for file in files:
        try:
            tables = tomllib.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"读不了设置文件 {file}：{error}。请检查权限，文件要用 UTF-8 编码。")
            return {}
        except tomllib.TOMLDecodeError as error:
            problems.append(f'设置文件 {file} 写得不对：{error}。格式如 [telegram] 下面一行 token = "……"。')
            return {}
        return _named(tables, file, problems)
    return {}


def _named(tables: Mapping[str, Any], file: Path, problems: list[str]) -> dict[str, tuple[str, str]]:
    places = {setting.place_in_file: setting.name for setting in SETTINGS.values()}
    found: dict[str, tuple[str, str]] = {}
    for table, content in tables.items():
        for key, value in content.items() if isinstance(content, dict) else [("", content)]:
            name = places.get((table, key))
            if name is None:
                wrong = f"[{table}] {key}" if key else table
                near = difflib.get_close_matches(f"{table}_{key}".upper(), SETTINGS, 1)
                hint = f"是不是想写 [{near[0].lower().replace('_', '] ', 1)}？" if near else "请删掉这一行。"
                problems.append(f"设置文件 {file} 里的 {wrong} 不是已知的设置。{hint}")
                continue
            items = value if isinstance(value, list) else [value]
            found[name] = (",".join(str(item) for item in items), f"设置文件 {file}")
    return found


_MISTYPED = 0.85


def _written(
    environment: Mapping[str, str], from_file: Mapping[str, tuple[str, str]], problems: list[str]
) -> dict[str, tuple[str, str]]:
    """The text of each setting that is written anywhere, the environment before the file."""
    for name in environment:
        if name.startswith("DUILIAN_") and name not in SETTINGS:
            # A mistyped setting would be silently missed; a variable of somebody else's is nobody's fault.
            near = difflib.get_close_matches(name, SETTINGS, 1, _MISTYPED)
            problems.extend(f"环境变量 {name} 不是已知的设置。是不是想写 {one}？" for one in near)
    mine = {name: (environment[name], "环境变量") for name in SETTINGS if environment.get(name, "").strip()}
    return {**from_file, **mine}


def _shown(setting: Setting, value: Any) -> str:
    if value is None or value == frozenset():
        return "（没有设）"
    if setting.secret:
        return "（已设，不显示）"
    match value:
        case bool():
            shown = "是" if value else "否"
        case float():
            shown = f"{value:g}"
        case (host, port):
            shown = f"{host}:{port}"
        case frozenset():
            shown = ",".join(str(item) for item in sorted(value))
        case _:
            shown = _without_password(str(value))
    return shown


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return url if parts.password is None else url.replace(f":{parts.password}@", ":***@", 1)


def _missing(setting: Setting) -> str:
    table, key = setting.place_in_file
    return (
        f"还没有设 {setting.name}（{setting.meaning}）。请用环境变量 {setting.name}=…… 给出，"
        f'或在设置文件 {settings_files()[-1]} 的 [{table}] 下面写 {key} = "……"。'
    )


def _default_database() -> str:
    return f"sqlite:///{user_data_path('duilian', appauthor=False) / 'duilian.sqlite3'}"


def _nothing() -> None:
    return None


SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("TELEGRAM_TOKEN", "机器人的令牌", values.token, _nothing, "无", secret=True),
        Setting("TELEGRAM_BASE_URL", "Bot API 的地址", values.base_url, lambda: values.PUBLIC_API, values.PUBLIC_API),
        Setting("TELEGRAM_PROXY", "访问 Telegram 用的代理", values.proxy, _nothing, "无", secret=True),
        Setting("TELEGRAM_WEBHOOK_URL", "Telegram 推送消息的外部地址", values.webhook_url, _nothing, "无"),
        Setting("TELEGRAM_WEBHOOK_SECRET", "推送消息的暗号", values.webhook_secret, _nothing, "无", secret=True),
        Setting(
            "DUILIAN_LISTEN", "webhook 在本机监听的地址", values.listen, lambda: ("127.0.0.1", 8080), "127.0.0.1:8080"
        ),
        Setting(
            "DUILIAN_WEB_LISTEN", "网页在本机监听的地址", values.listen, lambda: ("127.0.0.1", 8090), "127.0.0.1:8090"
        ),
        Setting("DUILIAN_WEB_URL", "大家从外面打开网页用的地址", values.web_url, _nothing, "无"),
        Setting(
            "DUILIAN_WEB_APP_AGE",
            "小程序打开多久以内算数（秒）",
            values.number_between(60, 86_400, "秒"),
            lambda: 3600.0,
            "3600",
        ),
        Setting("DUILIAN_DATABASE_URL", "数据库", values.plain, _default_database, "用户数据文件夹里的 SQLite 文件"),
        Setting("DUILIAN_LIBRARY", "本单位自己的剧本文件夹", values.folder, _nothing, "无"),
        Setting("DUILIAN_ADMINS", "管理员的数字账号", values.ids, frozenset, "无"),
        Setting(
            "DUILIAN_LEASE",
            "一个进程失联多久后由别的进程接手（秒）",
            values.number_between(0.2, 600, "秒"),
            lambda: 5.0,
            "5",
        ),
        Setting("DUILIAN_THREADS", "同时处理几条消息（SQLite 总是一条）", values.threads, lambda: 4, "4"),
        Setting("DUILIAN_RATE_BOT", "全机器人每秒最多发几条", values.number_between(1, 1000, "条"), lambda: 25.0, "25"),
        Setting(
            "DUILIAN_RATE_PRIVATE", "每个私聊每秒最多发几条", values.number_between(0.1, 30, "条"), lambda: 1.0, "1"
        ),
        Setting(
            "DUILIAN_RATE_GROUP", "每个群每分钟最多发几条", values.number_between(1, 1000, "条"), lambda: 20.0, "20"
        ),
        Setting("DUILIAN_LOG_TEXTS", "运行日志里是否写消息原文", values.yes_no, lambda: False, "no"),
        Setting(
            "DUILIAN_SEMANTIC", "是否用语义增强听话（要先装 duilian[semantic]）", values.yes_no, lambda: False, "no"
        ),
        Setting("DUILIAN_LLM_URL", "帮着判断“疑似”要点的语言模型接口", values.model_url, _nothing, "无，不用语言模型"),
        Setting("DUILIAN_LLM_MODEL", "语言模型的名字", values.plain, lambda: "default", "default"),
        Setting("DUILIAN_LLM_KEY", "语言模型接口的密钥", values.model_key, _nothing, "无", secret=True),
        Setting("DUILIAN_LLM_SECONDS", "最多等语言模型几秒", values.number_between(0.1, 8, "秒"), lambda: 3.0, "3"),
        Setting("DUILIAN_VOICE", "是否听语音消息（要先装 duilian[voice]）", values.yes_no, lambda: False, "no"),
        Setting(
            "DUILIAN_COVERAGE",
            "发布脚本前，对话测试至少要覆盖它的百分之几",
            values.number_between(0, 100, "百分比"),
            lambda: 50.0,
            "50",
        ),
    )
}
"""Every setting there is, by name."""
