"""Write a kept talk down as a story, a script's regression test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.practice.standing import Standing
from bot.services.practice.talks import NoSuchTalkError
from scenarios.stories.held import TracedPractice
from scenarios.stories.recorded import story_of

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.store.contract import UnitOfWork
    from scenarios.practice import Mode

RECORDED: frozenset[Mode] = frozenset({"free", "coached"})
"""The modes whose talks can be told again: in the others the rep does not talk with a customer."""


def record_story(uow: UnitOfWork, catalogue: Catalogue, room: int, name: str) -> str:
    """Give the text of a story file of that name. Raises NoSuchTalkError with a Chinese sentence.

    A coached talk is told again as a free one: without what hints have cost.
    """
    row = uow.rooms.get(room)
    ready = catalogue.pinned(row.script, row.script_hash, uow.versions) if row else None
    if row is None or ready is None:
        raise NoSuchTalkError("找不到这场练习，没法记成对话测试。")
    kept = Standing.from_json(row.state).room
    if kept.setup.mode not in RECORDED:
        raise NoSuchTalkError("只有实战和跟练能记成对话测试。")
    practice = TracedPractice(ready.shelf, ready.script, ready.practice.listener)
    lines = [turn.text for turn in kept.turns if turn.speaker == "rep"]
    return story_of(practice, replace(kept.setup, mode="free"), lines, name)
