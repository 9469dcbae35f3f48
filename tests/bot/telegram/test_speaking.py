"""A voice note: the rep reads what was heard before it is said; without the extra he is asked to type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.voice.notes import HEARD

if TYPE_CHECKING:
    from tests.bot.telegram.conftest import PrivateChat

VOICE: dict[str, Any] = {"file_id": "v", "file_unique_id": "v", "duration": 2}


def speaks(rep: PrivateChat, **heard: str) -> str:
    """Send a voice note in which this was heard; nothing at all: nobody listened."""
    more = {HEARD: heard} if heard else {}
    rep.gets(message=rep.message(voice=VOICE), **more)
    return rep.text


def said_in_the_talk(rep: PrivateChat) -> list[str]:
    with rep.store.begin() as uow:
        (room,) = uow.rooms.open_of(rep.chat["id"], "practice", limit=1)
        return [turn.text for turn in uow.turns.of(room.id) if turn.speaker == "rep"]


def test_without_the_extra_a_voice_note_is_answered_with_a_request_to_type(talking: PrivateChat) -> None:
    assert speaks(talking) == "语音我看不懂，请打字。"


def test_what_was_heard_is_shown_and_said_only_when_the_rep_says_so(talking: PrivateChat) -> None:
    shown = speaks(talking, text="【礼貌问候】王总 <您好>")
    assert "听到的是：\n“【礼貌问候】王总 &lt;您好&gt;”" in shown
    assert talking.labels == ["就这么说"]
    assert said_in_the_talk(talking) == []
    talking.presses("就这么说")
    assert said_in_the_talk(talking) == ["【礼貌问候】王总 <您好>"]


def test_a_note_is_said_once_and_not_after_something_else_was_said(talking: PrivateChat) -> None:
    speaks(talking, text="【礼貌问候】")
    button = talking.buttons[0]["callback_data"]
    talking.taps(button)
    talking.taps(button)
    assert "已经过去了" in str(talking.toast["text"])
    speaks(talking, text="【自我介绍】")
    button = talking.buttons[0]["callback_data"]
    talking.says("【自我介绍】【说明来意】")
    talking.taps(button)
    assert "已经过去了" in str(talking.toast["text"])


def test_an_older_note_is_not_said_in_the_place_of_a_newer(talking: PrivateChat) -> None:
    speaks(talking, text="第一遍")
    older = talking.buttons[0]["callback_data"]
    speaks(talking, text="第二遍")
    talking.taps(older)
    assert "已经过去了" in str(talking.toast["text"])


def test_a_note_that_could_not_be_heard_says_why(talking: PrivateChat) -> None:
    assert speaks(talking, why="这段语音里没听到说话。") == "这段语音里没听到说话。"


def test_a_note_into_a_paused_talk_offers_to_take_it_up(talking: PrivateChat) -> None:
    talking.presses("暂停")
    assert "停在第" in speaks(talking, text="您好")


def test_before_he_is_known_a_rep_is_asked_to_type_his_name(stranger: PrivateChat) -> None:
    speaks(stranger, text="您好")
    assert "请打字" in speaks(stranger, text="李明")


def test_a_note_when_nothing_is_being_practised_is_told_so(rep: PrivateChat) -> None:
    assert "现在没有在练的对话" in speaks(rep, text="您好")
