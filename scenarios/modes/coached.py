"""跟练: the talk with a coach beside: the goal shown, at most two lines after a turn, a hint that costs points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenarios.events import CoachSaid, Event, RepSaid
from scenarios.model_rep import suggestions
from scenarios.modes.free import Free, exchange, talk_of, turns_of
from scoring.marks import HINT_COST

if TYPE_CHECKING:
    from datetime import date

    from scenarios.modes.protocol import Moved
    from scenarios.prepared import Prepared
    from scenarios.room import Room


class Coached(Free):
    """The free talk, with a coach who speaks after the customer."""

    def open(self, practice: Prepared, room: Room, today: date) -> Moved:
        """The scene and the first goal, then the customer's first line."""
        room, events = super().open(practice, room, today)
        scene, *rest = events
        return room, (scene, self._goal(practice, room), *rest)

    def hear(self, practice: Prepared, room: Room, text: str, today: date) -> Moved:
        """The exchange, at most two lines of feedback, and the new goal when the stage has changed."""
        before = talk_of(room).stage
        room, events = exchange(practice, room, text)
        if room.ended:
            room, ending = self.close(practice, room, today)
            return room, (*events, *ending)
        said = events[0]
        extra: list[Event] = []
        if isinstance(said, RepSaid):
            extra.append(self._feedback(practice, room, said))
        if talk_of(room).stage != before:
            extra.append(self._goal(practice, room))
        return room, (*events, *extra)

    def hint(self, practice: Prepared, room: Room) -> Moved:
        """A line to say, from the script; each costs points, and says so."""
        state = talk_of(room)
        suggestion = next(suggestions(practice.customer, state))
        text = f"「{suggestion.purpose}」可以这样说：{suggestion.line}（看一次提示扣 {HINT_COST} 分）"
        return replace(room, hints=room.hints + 1), (CoachSaid(turns_of(room), "hint", text, state.stage),)

    def _goal(self, practice: Prepared, room: Room) -> CoachSaid:
        stage = practice.script.stages[talk_of(room).stage]
        text = f"【{stage.name}】目标：{stage.goal}"
        if stage.hint:
            text += f"\n要领：{stage.hint}"
        return CoachSaid(turns_of(room), "goal", text, stage.name)

    def _feedback(self, practice: Prepared, room: Room, said: RepSaid) -> CoachSaid:
        """Two lines at most: what was heard (or broken), and what is still missing."""
        heard = said.heard
        if heard.violations:
            first = heard.violations[0]
            lines = [f"「{first.quote}」{first.name}：{first.why}", f"换成：{first.instead}" if first.instead else ""]
        else:
            names = "、".join(hit.name for hit in heard.met)
            lines = [f"听到了：{names}。" if names else "这一句没有听出要点。", self._missing(practice, room)]
        text = "\n".join(line for line in lines if line)
        return CoachSaid(said.turn, "feedback", text, said.stage)

    def _missing(self, practice: Prepared, room: Room) -> str:
        state = talk_of(room)
        if (handled := state.open_objection) is not None:
            steps = zip(
                ("认同", "回答", "确认"), (handled.acknowledged, handled.answered, handled.checked), strict=True
            )
            return f"客户的「{handled.name}」还没解决，差：{'、'.join(word for word, done in steps if not done)}。"
        points = practice.script.stages[state.stage].points
        missing = [name for name, use in points.items() if use.required and name not in state.met]
        return f"这一环节还差：{'、'.join(missing)}。" if missing else ""
