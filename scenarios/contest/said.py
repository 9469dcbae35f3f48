"""What the event of an answer says: what was answered, and how long it took."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from scenarios.bank import answer_from_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.bank import Answer

CASE = "case"
"""Stands in the place of an item's id for the case."""


def own_answer(body: Mapping[str, Any]) -> Answer | None:
    """The canonical answer in an event's body, or None where there was none."""
    return answer_from_json(body["answer"]) if "answer" in body else None


def elapsed_of(body: Mapping[str, Any]) -> timedelta:
    """How long an answer took."""
    return timedelta(microseconds=body.get("elapsed", 0))
