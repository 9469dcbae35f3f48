"""The four modes of practice."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from scenarios.events import CoachSaid, CustomerSaid, Ended, Event, RepSaid
from scenarios.modes.drill import MOST_ROUNDS, ROUNDS_TO_PASS
from scenarios.practice import LONGEST_UTTERANCE, MODES, Mode, Practice, Room, Setup
from scoring.marks import HINT_COST
from scripts.heard import Context
from tests.spoken import MarkedListener, saying

if TYPE_CHECKING:
    from scripts.heard import Heard
    from scripts.model import PlanShelf

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def practice(shelf: PlanShelf) -> Practice:
    script = shelf.scripts["广告公司"]
    return Practice(shelf, script, MarkedListener(shelf.points_of(script)))


class Session:
    """A room with all that has happened in it."""

    def __init__(self, practice: Practice, mode: Mode, **setup: int | str) -> None:
        self.practice = practice
        self.room, self.events = practice.open_room(Setup(mode=mode, **setup), TODAY)
        self.all = list(self.events)

    def say(self, *names: str) -> tuple[Event, ...]:
        return self.utter(saying(*names))

    def utter(self, text: str) -> tuple[Event, ...]:
        self.room, self.events = self.practice.hear(self.room, text, TODAY)
        self.all.extend(self.events)
        return self.events

    def coach(self, topic: str) -> list[str]:
        return [one.text for one in self.events if isinstance(one, CoachSaid) and one.topic == topic]

    @property
    def ended(self) -> Ended:
        return next(one for one in self.all if isinstance(one, Ended))


@pytest.mark.parametrize("mode", list(MODES))
def test_a_stored_room_goes_on_as_if_it_had_never_stopped(practice: Practice, mode: Mode) -> None:
    through, stored = Session(practice, mode, seed=5), Session(practice, mode, seed=5)
    for words in ("自我介绍", "说明来意", "询问现有费用", "认同客户顾虑", "1", "推荐组合方案"):
        stored.room = Room.from_json(json.loads(json.dumps(stored.room.as_json())))
        assert stored.say(words) == through.say(words)
    assert stored.room == through.room


@pytest.mark.parametrize("mode", list(MODES))
def test_every_mode_ends_in_a_report(practice: Practice, mode: Mode) -> None:
    session = Session(practice, mode, seed=2)
    for _ in range(60):
        if session.room.ended:
            break
        session.utter("1")
    report = session.ended.report
    assert report.script == "广告公司@V1"
    assert report.as_json()["rules"]


@pytest.mark.parametrize("mode", list(MODES))
def test_who_stops_early_gets_the_report_of_what_was_said(practice: Practice, mode: Mode) -> None:
    session = Session(practice, mode, seed=2)
    session.say("自我介绍")
    session.room, events = practice.finish(session.room, TODAY)
    assert any(isinstance(one, Ended) for one in events)
    assert session.room.ended
    assert practice.finish(session.room, TODAY) == (session.room, ())


def test_an_ended_room_says_so_and_changes_no_more(practice: Practice) -> None:
    session = Session(practice, "free")
    session.room, _ = practice.finish(session.room, TODAY)
    before = session.room
    assert "结束" in "".join(one.text for one in session.say("自我介绍") if isinstance(one, CoachSaid))
    assert session.room == before


def test_ten_thousand_characters_are_refused_without_cost(practice: Practice) -> None:
    session = Session(practice, "free")
    before = session.room
    (notice,) = session.utter("好" * 10_000)
    assert isinstance(notice, CoachSaid)
    assert str(LONGEST_UTTERANCE) in notice.text
    assert session.room == before


def test_control_characters_are_not_part_of_what_was_said(practice: Practice) -> None:
    session = Session(practice, "free")
    said = session.utter("\x00\x1b【自我介绍】\x07\ud800")[0]
    assert isinstance(said, RepSaid)
    assert said.text == "【自我介绍】"


def test_the_criteria_can_be_read_before_the_talk(practice: Practice) -> None:
    criteria = dict(practice.criteria())
    assert [name for name, _, _ in criteria["开场白"]] == ["礼貌问候", "自我介绍", "征求时间", "说明来意"]
    assert all(weight > 0 and about for items in criteria.values() for _, weight, about in items)


def test_in_a_free_talk_nobody_coaches(practice: Practice) -> None:
    session = Session(practice, "free", seed=1)
    for name in ("自我介绍", "说明来意", "询问现有费用"):
        assert not any(isinstance(one, CoachSaid) for one in session.say(name))
    assert "没有提示" in "".join(one.text for one in session.utter("提示") if isinstance(one, CoachSaid))


def test_a_coach_says_two_lines_at_most_and_what_is_missing(practice: Practice) -> None:
    session = Session(practice, "coached", seed=1)
    session.say("自我介绍")
    (feedback,) = session.coach("feedback")
    assert len(feedback.splitlines()) <= 2
    assert "自我介绍" in feedback
    assert "说明来意" in feedback


def test_a_coach_shows_the_goal_of_each_stage(practice: Practice) -> None:
    session = Session(practice, "coached", seed=1)
    assert session.coach("goal")
    session.say("自我介绍", "说明来意")
    assert "探询需求" in session.coach("goal")[0]


def test_a_hint_is_a_line_to_say_and_costs_points(practice: Practice) -> None:
    session = Session(practice, "coached", seed=1)
    session.utter("提示")
    assert (
        practice.script.stages["开场白"].points["自我介绍"].say[0].replace("〔姓名〕", "小李")
        in session.coach("hint")[0]
    )
    session.room, events = practice.finish(session.room, TODAY)
    report = next(one for one in events if isinstance(one, Ended)).report
    assert report.hints == 1
    assert any(str(HINT_COST) in note for note in report.notes)


def test_watching_asks_a_question_every_few_turns_and_waits_for_the_answer(practice: Practice) -> None:
    session = Session(practice, "watch", seed=4)
    session.practice = Practice(practice.customer.shelf, practice.script, ModelLineListener(practice))
    for _ in range(3):
        session.utter("")
    question = next(one for one in session.events if isinstance(one, CoachSaid) and one.topic == "question")
    assert len(question.choices) == 3
    assert "先答" in "".join(one.text for one in session.utter("不知道") if isinstance(one, CoachSaid))
    right = session.room.quiz.right
    assert "答对了" in "".join(one.text for one in session.utter(str(right + 1)) if isinstance(one, CoachSaid))
    assert session.room.quiz.correct == 1


def test_an_empty_line_passes_a_question_by_so_that_watching_never_sticks(practice: Practice) -> None:
    session = Session(practice, "watch", seed=4)
    session.practice = Practice(practice.customer.shelf, practice.script, ModelLineListener(practice))
    while not session.room.quiz.choices:
        session.utter("")
    (reminder,) = session.utter("不知道")
    assert isinstance(reminder, CoachSaid)
    assert len(reminder.choices) == 3
    assert "应该是" in "".join(one.text for one in session.utter("") if isinstance(one, CoachSaid))
    while not session.room.ended:
        session.utter("")
    assert session.room.quiz.correct == 0


class ModelLineListener(MarkedListener):
    """Hears a script's model lines as the points they stand for."""

    def __init__(self, practice: Practice) -> None:
        super().__init__(practice.customer.points)
        stages = practice.script.stages.values()
        self.lines = {use.say[0].split("〔")[0]: name for stage in stages for name, use in stage.points.items()}

    def hear(self, utterance: str, context: Context = Context()) -> Heard:  # noqa: B008 - frozen, so it is safe
        return super().hear(saying(*(name for line, name in self.lines.items() if line in utterance)))


def test_a_drill_repeats_one_objection_with_new_words_until_it_is_passed(practice: Practice) -> None:
    session = Session(practice, "drill", target="怕换号", seed=1)
    fronts = [one.text for one in session.events if isinstance(one, CustomerSaid)]
    for _ in range(ROUNDS_TO_PASS):
        session.say("认同客户顾虑", "老号码过渡", "确认")
        fronts += [one.text for one in session.events if isinstance(one, CustomerSaid)]
    assert session.room.ended
    assert session.ended.report.score == 100
    assert len(set(fronts)) == len(fronts) == ROUNDS_TO_PASS


def test_a_drill_says_at_once_what_was_missing_and_how_to_say_it(practice: Practice) -> None:
    session = Session(practice, "drill", target="怕换号", seed=1)
    session.say("老号码过渡")
    (verdict,) = session.coach("verdict")
    assert "认同" in verdict
    assert "确认" in verdict
    assert practice.customer.objections["怕换号"].say[0] in verdict


def test_a_drill_ends_after_its_rounds_even_when_nothing_goes_right(practice: Practice) -> None:
    session = Session(practice, "drill", target="自我介绍", seed=1)
    for _ in range(MOST_ROUNDS):
        session.utter("嗯")
    assert session.ended.report.score == 0
    assert len(session.ended.report.stages) == MOST_ROUNDS
    assert session.ended.report.next_drill.what == "自我介绍"
