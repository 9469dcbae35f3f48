"""Which listener the settings ask for, and what is said when an extra is not installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.llm.asking import AskingListener
from bot.services import listeners
from bot.services.listeners import MissingExtraError, listener_of, need, plain
from bot.settings import load_settings
from scoring.listening.cascade import Cascade

if TYPE_CHECKING:
    from scripts.model import PlanShelf


def test_without_settings_it_is_the_listener_of_every_installation(shelf: PlanShelf) -> None:
    assert listener_of(load_settings({}, [])) is plain
    listener = plain(shelf.plan, shelf.points)
    assert isinstance(listener, Cascade)
    assert listener.meaning is None


def test_the_semantic_extra_stands_in_the_same_listener(shelf: PlanShelf) -> None:
    listener = listener_of(load_settings({"DUILIAN_SEMANTIC": "yes"}, []))(shelf.plan, shelf.points)
    assert isinstance(listener, Cascade)
    assert listener.meaning is not None


def test_a_language_models_address_puts_it_in_front(shelf: PlanShelf) -> None:
    settings = load_settings({"DUILIAN_LLM_URL": "http://127.0.0.1:9/v1/chat/completions"}, [])
    assert settings.duilian_llm_url == "http://127.0.0.1:9/v1"
    assert isinstance(listener_of(settings)(shelf.plan, shelf.points), AskingListener)


@pytest.mark.parametrize("extra", ["semantic", "voice"])
def test_an_extra_that_is_not_installed_is_named_with_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, extra: listeners.Extra
) -> None:
    monkeypatch.setattr(listeners, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'duilian\[{extra}\]'"):
        need(extra)
    need("llm")  # it needs nothing
