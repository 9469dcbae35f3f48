"""Talks that have come to a certain point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversation import Conversation

if TYPE_CHECKING:
    from scripts.talk import SimulatedCustomer


@pytest.fixture
def talk(boss: SimulatedCustomer) -> Conversation:
    return Conversation(boss, seed=7)


@pytest.fixture
def asking(talk: Conversation) -> Conversation:
    """A talk that has come to 探询需求 in good manners."""
    talk.say("礼貌问候", "自我介绍", "征求时间", "说明来意")
    assert talk.state.stage == "探询需求"
    return talk
