"""Score a kept talk anew, by the very script it was held with: a new report beside the old one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.practice.standing import Standing
from bot.services.practice.talks import KIND, NoSuchTalkError
from bot.services.reports import keep_report
from scenarios.events import Ended

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.store.contract import UnitOfWork
    from scenarios.practice import Mode
    from scoring.report import Report

SCORED: frozenset[Mode] = frozenset({"free", "coached"})
"""The modes whose talks can be held again by their lines alone."""


def last_talk(uow: UnitOfWork, owner: int) -> int:
    """Give a person's latest talk that is over and can be scored again. Raises NoSuchTalkError in Chinese."""
    for row in uow.rooms.of(owner):
        if row.kind == KIND and row.ended is not None and Standing.from_json(row.state).room.setup.mode in SCORED:
            return row.id
    raise NoSuchTalkError("还没有谈完的练习（实战或跟练）可以重新评分。")


def score_again(uow: UnitOfWork, catalogue: Catalogue, room: int, owner: int) -> Report:
    """Hold the talk once more by its kept lines, keep the new report, and give it; evidence and cards stay.

    Raises NoSuchTalkError with a Chinese sentence.
    """
    row = uow.rooms.get(room)
    if row is None or row.owner != owner or row.kind != KIND or row.ended is None:
        raise NoSuchTalkError(f"没有编号 {room} 的、谈完了的练习。")
    ready = catalogue.pinned(row.script, row.script_hash, uow.versions)
    if ready is None or ready.fingerprint != row.script_hash:
        raise NoSuchTalkError(f"当时的「{row.script}」找不到了，不能重新评分。")
    kept = Standing.from_json(row.state).room
    if kept.setup.mode not in SCORED:
        raise NoSuchTalkError("只有实战和跟练能重新评分。")
    today = china_day(row.started)
    again, events = ready.practice.open_room(kept.setup, today)
    for turn in kept.turns:
        if turn.speaker == "rep" and not again.ended:
            again, events = ready.practice.hear(replace(again, hints=kept.hints), turn.text, today)
    if not again.ended:
        _, events = ready.practice.finish(replace(again, hints=kept.hints), today)
    report = next(event.report for event in events if isinstance(event, Ended))
    keep_report(uow, room, report, kept.setup.mode)
    return report
