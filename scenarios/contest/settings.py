"""What a competition is set to: its level, plan, window and paper. Nothing of it changes after the commitment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Level = Literal["branch", "city", "province"]

LEVELS: Mapping[Level, str] = {"branch": "分公司赛", "city": "市级赛", "province": "全省赛"}
"""Every level with its Chinese name."""

ITEMS: Mapping[Level, int] = {"branch": 20, "city": 20, "province": 30}
"""How many questions a paper has unless something else is said."""

QUIZ_WEIGHT = 60
"""Of 100, what the quiz counts beside a case."""

FROZEN_SHARE = 0.15
"""The last part of the window, by answer time, that the boards don't show."""

CLOSING = timedelta(seconds=120)
"""After the window no question is served, but one that was served before may still be answered within its clock."""

APPEAL_HOURS = 24
MOST_ITEMS = 60
LONGEST_NAME = 40

RULES = 1
"""By which rules new contests deal papers and mark answers; a contest keeps its own number for good.

Papers are dealt anew from the seed whenever they are needed, so that a changed rule may not reach a contest that was
dealt by the former one: a change is a new number, with the former code kept beside it in `scenarios.contest.exam`.
"""
LONGEST_WINDOW = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Settings:
    """One competition. `opens` and `closes` bound the window, in UTC; `quiz_weight` is of 100, the case has the rest.

    `everyone` lets the whole roster take part instead of a drawn sample; `timed` lets speed count, which is fair only
    where every answer carries its own time (the web page), so a timed contest isn't played by chat buttons.
    """

    name: str
    level: Level
    plan: str
    opens: datetime
    closes: datetime
    items: int = 20
    case: bool = False
    quiz_weight: int = QUIZ_WEIGHT
    timed: bool = False
    everyone: bool = False
    appeal_hours: int = APPEAL_HOURS
    rules: int = RULES

    @property
    def freezes(self) -> datetime:
        """From when on answers are kept off the boards until the unfreeze."""
        return self.closes - (self.closes - self.opens) * FROZEN_SHARE

    @property
    def weight_of_quiz(self) -> int:
        """Of 100, what the quiz counts in this contest."""
        return self.quiz_weight if self.case else 100

    def as_json(self) -> dict[str, Any]:
        """The settings as plain data; `from_json` gives them back."""
        return {
            "name": self.name,
            "level": self.level,
            "plan": self.plan,
            "opens": written(self.opens),
            "closes": written(self.closes),
            "items": self.items,
            "case": self.case,
            "quiz_weight": self.quiz_weight,
            "timed": self.timed,
            "everyone": self.everyone,
            "appeal_hours": self.appeal_hours,
            "rules": self.rules,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Settings:
        """The settings out of what `as_json` gave."""
        return cls(**{**data, "opens": read(data["opens"]), "closes": read(data["closes"])})


def of_level(name: str, level: Level, plan: str, opens: datetime, closes: datetime) -> Settings:
    """The usual settings of a level: the province's has thirty questions and a case."""
    return Settings(name, level, plan, opens, closes, items=ITEMS[level], case=level == "province")


def faults(settings: Settings, now: datetime) -> tuple[str, ...]:
    """Everything wrong with settings about to be used, each as a Chinese sentence; empty when they will do."""
    return tuple(_faults(settings, now))


def tidied(settings: Settings) -> Settings:
    """The settings with the name's blanks in order and times to the second."""
    opens, closes = (at.replace(microsecond=0) for at in (settings.opens, settings.closes))
    return replace(settings, name=" ".join(settings.name.split()), opens=opens, closes=closes)


def written(at: datetime) -> str:
    """An instant as it stands in events: UTC, to the microsecond, of fixed width."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read(at: str) -> datetime:
    """An instant out of an event."""
    return datetime.fromisoformat(at)


def _faults(settings: Settings, now: datetime) -> Iterator[str]:
    if not settings.name.strip():
        yield "竞赛还没有名字，起一个大家一看就懂的，例如“三季度商务楼宇抽查”。"
    if len(settings.name) > LONGEST_NAME:
        yield f"名字太长了（{len(settings.name)} 个字），请不要超过 {LONGEST_NAME} 个字。"
    if settings.closes <= settings.opens:
        yield "结束时间要晚于开始时间。"
    elif settings.closes - settings.opens > LONGEST_WINDOW:
        yield f"答题窗口太长了，最长 {LONGEST_WINDOW.days} 天。"
    elif settings.closes <= now:
        yield "这个答题窗口已经过去了，请把时间往后排。"
    if not 1 <= settings.items <= MOST_ITEMS:
        yield f"每人 {settings.items} 道题不行，请写 1 到 {MOST_ITEMS}。"
    if settings.level == "province" and not settings.case:
        yield "全省赛必须有案例，不能只考题目。"
    if not 0 < settings.quiz_weight <= 100:  # noqa: PLR2004  (per cent)
        yield "题目占的分量要在 1 到 100 之间，其余归案例。"
    if not 0 <= settings.appeal_hours <= 24 * 7:
        yield "申诉期请写 0 到 168 小时，一般是 24 小时。"
