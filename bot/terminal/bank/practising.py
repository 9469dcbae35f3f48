"""`duilian bank quiz` and `duilian bank case`: a few questions, or a case, at the terminal."""

from __future__ import annotations

import secrets
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.listeners import listener_of
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.bank.chosen import opened, picked
from bot.terminal.printing import TextPrinter
from bot.terminal.reading import PipeReader, PromptReader, Reader
from bot.views.bank import asked, told
from bot.views.json_lines import event_line
from bot.views.report import full_report
from bot.views.shown import Shown
from bot.views.talk import spoken
from scenarios.bank.answers import read_answer
from scenarios.cases import CasePlay
from scenarios.events import CoachSaid, Ended
from scoring.contest.credit import FULL, credit
from scripts.nearest import nearest

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from bot.settings import Settings
    from scenarios.bank import Item
    from scenarios.events import Event

REP = "小李"
SEEDS = 2**31
_LEAVE = ("结束", "退出", "q")


def quiz(settings: Settings, arguments: argparse.Namespace) -> int:
    """Ask some questions, each with its reason at once; the end of the input ends it."""
    items = picked(opened(settings, arguments.plan), arguments)
    if not items:
        complain("没有这样的题。类别和题型看 duilian bank list。")
        return USAGE_ERROR
    seed = secrets.randbelow(SEEDS) if arguments.seed is None else arguments.seed
    chosen = Random(seed).sample(items, min(arguments.number, len(items)))
    reader = _reader()
    right, missed, done = 0, Counter[str](), 0
    for number, item in enumerate(chosen, 1):
        sys.stdout.write(f"\n{asked(item, number, len(chosen))}\n")
        answered = _answer(reader, item)
        if answered is None:
            break
        done += 1
        right += answered
        missed[item.skill] += not answered
        sys.stdout.write(told(item, right=answered) + "\n")
    weak = "、".join(skill for skill, count in missed.most_common(3) if count)
    sys.stdout.write(f"\n做了 {done} 道，对 {right} 道。" + (f"再看看：{weak}。" if weak else "") + "\n")
    return 0


def case(settings: Settings, arguments: argparse.Namespace) -> int:
    """Play a case to its report."""
    cases = opened(settings, arguments.plan).bank.cases
    name = str(arguments.file or "")
    staged = next((one for key, one in cases.items() if name in (key, one.case.ref)), None)
    if staged is None:
        like = nearest(name, tuple(cases)) if name else None
        offer = f"是不是想练「{like}」？" if like else ""
        complain(f"没有案例「{name}」。{offer}" if name else "写上案例名。", f"现有的案例：{'、'.join(cases)}")
        return USAGE_ERROR
    seed = secrets.randbelow(SEEDS) if arguments.seed is None else arguments.seed
    reader = _reader()
    printer = TextPrinter(echo=not reader.interactive)
    today = china_day(datetime.now(UTC))
    listener = listener_of(settings)(staged.shelf.plan, staged.shelf.points_of(staged.script))
    play = CasePlay(staged, listener)
    state, events = play.open(seed, REP)
    while True:
        for event in events:
            printer.shown(_shown(event, staged.script.customer.name, today))
        if state.over:
            sys.stdout.write(f"\n案例得分：{play.score(state)} 分\n")
            return 0
        line = reader.line(f"（还能说 {play.turns_left(state)} 轮）{REP}：")
        left = line is None or line.strip() in _LEAVE
        state, events = play.finish(state, today) if left else play.hear(state, line or "", today)


def _answer(reader: Reader, item: Item) -> bool | None:
    """Whether the answer given is right; None when the person leaves. What cannot be read is asked again."""
    while True:
        typed = reader.line("答：")
        if typed is None or typed.strip() in _LEAVE:
            return None
        try:
            answer = read_answer(item.kind, typed, len(item.options), len(item.lefts))
        except ValueError as why:
            sys.stdout.write(f"{why}\n")
            continue
        return credit(item.kind, item.key, answer, len(item.options), item.tolerance) == FULL


def _shown(event: Event, customer: str, today: date) -> Shown:
    page = full_report(event.report, today) if isinstance(event, Ended) else ()
    said = spoken(event, customer, REP)
    if said is not None and isinstance(event, CoachSaid) and event.topic == "goal":
        said = replace(said, label="案情")
    return Shown(event_line(event), said, page)


def _reader() -> Reader:
    return PromptReader() if sys.stdin.isatty() else PipeReader()
