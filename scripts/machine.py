"""One validated script as one shared `transitions` machine: which way out of a stage a situation takes.

The only file that imports `transitions`. It is handed no text of an author but state names: every callback is one of
our own functions, because the library imports and calls dotted strings given as callbacks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from transitions import EventData, Machine

from scripts.conditions import Situation, holds
from scripts.model.script import NEXT_OBJECTION, STAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.model import Branch, Script

_TRIGGER = "advance"


@dataclass(slots=True)
class _Walker:
    """The library's model: a state, and the branch taken on the way. Made for one move and thrown away."""

    state: str
    taken: Branch | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """The branch a situation takes and the state it leads to (the same stage when the talk stays)."""

    branch: Branch | None
    state: str


class ScriptMachine:
    """The stages and endings of one script version; shared by all its talks, holding no talk itself."""

    def __init__(self, script: Script) -> None:
        """Build the machine. Raises ValueError for a target that is neither stage nor ending of the script."""
        states = [*script.stages, *script.endings]
        self._machine = Machine(
            model=None,
            states=states,
            initial=next(iter(script.stages)),
            auto_transitions=False,
            send_event=True,
        )
        for stage in script.stages.values():
            for branch in (*script.always, *stage.next):
                self._add(stage.name, branch, states)

    def _add(self, stage: str, branch: Branch, states: list[str]) -> None:
        target = branch.target
        stays = target in (STAY, NEXT_OBJECTION)
        if not stays and target not in states:
            raise ValueError(f"「{stage}」的去向「{target}」不是本剧本的环节或结局")
        self._machine.add_transition(
            _TRIGGER, stage, None if stays else target, conditions=[_holds(branch)], after=[_taken(branch)]
        )

    def move(self, stage: str, situation: Situation) -> Move:
        """Try the stage's branches in their order and take the first whose conditions hold."""
        walker = _Walker(stage)
        self._machine.events[_TRIGGER].trigger(walker, situation=situation)
        return Move(walker.taken, walker.state)


def _holds(branch: Branch) -> Callable[[EventData], bool]:
    def condition(event: EventData) -> bool:
        situation: Situation = event.kwargs["situation"]
        return holds(branch.when, situation)

    return condition


def _taken(branch: Branch) -> Callable[[EventData], None]:
    def remember(event: EventData) -> None:
        walker: Any = event.model
        walker.taken = branch

    return remember
