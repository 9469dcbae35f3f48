"""Today's cards: what is due, what was said last time, and what would be better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.days import day_in_words
from bot.views.page import Line, Page, Section
from bot.views.report import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.todays_practice import Due, Today


def todays_page(today: Today, *, with_commands: bool) -> Page:
    """Give today's cards, or the day the next one comes; `with_commands` adds the command that practises each."""
    if today.due:
        lines = [line for number, due in enumerate(today.due, 1) for line in _card(number, due, with_commands)]
    elif today.next_day is not None:
        lines = [Line(f"今天没有到期的薄弱点。下一个在{day_in_words(today.next_day, today.day)}。")]
    else:
        lines = [Line("还没有记下薄弱点。先练一场，没说到的地方会记下来，到日子提醒你再练。")]
    leeches = tuple(Line(f"{card.name}：忘了 {card.lapses} 次，找培训师一起看看。", "bad") for card in today.leeches)
    page = (Section("今天练什么", tuple(lines)), Section("老大难", leeches))
    return tuple(section for section in page if section.lines)


def _card(number: int, due: Due, with_commands: bool) -> Iterator[Line]:  # noqa: FBT001 - passed on as it came
    card = due.card
    where = due.scenario or due.script
    script = f"（{where}）" if where else ""
    yield Line(f"{number}. {plain_name(card.name)}{script}", "strong")
    if card.quote:
        yield Line(f"上次说的：“{card.quote}”", inner=True)
    if card.better:
        yield Line(f"可以说：“{card.better}”", "good", inner=True)
    if with_commands and due.scenario:
        yield Line(f"duilian play {due.scenario}", "quiet", inner=True)
    elif with_commands and due.script:
        how = f"--target {due.target}" if due.target else "--mode coached"
        yield Line(f"duilian practice {due.script} {how}", "quiet", inner=True)
