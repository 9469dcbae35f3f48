"""What happens in a talk, event by event, as (speaker, words): the two media only dress it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.views.page import Line, Page, Section
from scenarios.events import CoachSaid, CustomerSaid, Ended, Event, RepSaid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.store.records import Turn

Speaker = Literal["customer", "rep", "coach"]
TOPICS = {
    "scene": "场景",
    "goal": "教练",
    "feedback": "点评",
    "hint": "提示",
    "question": "想一想",
    "verdict": "答案",
    "notice": "说明",
    "model": "示范",
}
MOODS = {"cold": "脸色不太好", "warm": "神色缓和"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line of the talk: who, under which label, in what mood, and the words; `choices` are answers to pick from."""

    speaker: Speaker
    label: str
    text: str
    direction: str = ""
    choices: tuple[str, ...] = ()


def spoken(event: Event, customer: str, rep: str, mood_before: str = "plain") -> Spoken | None:
    """Turn an event into a line of the talk; the end has none, its report is a page of its own.

    The mood is said only when it has turned, as a stage direction would.
    """
    match event:
        case CustomerSaid(text=text, mood=mood):
            return Spoken("customer", customer, text, MOODS.get(mood, "") if mood != mood_before else "")
        case RepSaid(text=text):
            return Spoken("rep", rep, text)
        case CoachSaid(topic=topic, text=text, choices=choices):
            return Spoken("coach", TOPICS[topic], text, choices=choices)
        case Ended():
            return None


def recalled(turns: Iterable[Turn], customer: str, rep: str) -> Page:
    """Give the last lines of a talk that is taken up again."""
    names = {"customer": customer, "rep": rep}
    lines: list[Line] = []
    for turn in turns:
        label = f"{names[turn.speaker]}：" if turn.speaker in names else f"〔{TOPICS[turn.heard['topic']]}〕"
        lines.append(Line(label + turn.text, "quiet"))
        choices = turn.heard.get("choices", ())
        lines.extend(Line(f"{number}. {choice}", inner=True) for number, choice in enumerate(choices, 1))
    return (Section("接着上次谈", tuple(lines)),)
