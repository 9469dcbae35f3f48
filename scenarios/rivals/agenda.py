"""The steps of a contest and whose word each awaits: 亮相, then question, answer and rebuttal, then sealed offers.

The same agenda holds for every seat: one turn in each step, the same characters, the same question. Who goes first
rotates from a drawn order.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from scenarios.rivals.room import CUSTOMER, Phase, PhaseKind

if TYPE_CHECKING:
    from scenarios.documents.rivals import RivalsScenario
    from scenarios.rivals.room import Room, Setup

SHOW, DUEL, OFFER, DECISION = "亮相", "攻防", "最后报价", "拍板"
DECISION_SECONDS = 180
"""How long a person in the customer's chair has for his decision."""
DECISION_CHARACTERS = 300

_OF_THE_CUSTOMER: frozenset[PhaseKind] = frozenset({"ask", "decide"})


def agenda(scenario: RivalsScenario, setup: Setup) -> tuple[Phase, ...]:
    """All steps, by the seed: which needs the customer asks about, and in which order."""
    asked = Random(f"{setup.seed}:questions").sample(list(scenario.needs), questions(scenario))
    person = setup.customer == "person"
    steps = [Phase("show", SHOW)]
    for need in asked:
        steps += [Phase("ask", DUEL, need)] if person else []
        steps += [Phase("answer", DUEL, need), Phase("rebut", DUEL, need)]
    steps.append(Phase("offer", OFFER))
    return (*steps, Phase("decide", DECISION)) if person else tuple(steps)


def questions(scenario: RivalsScenario) -> int:
    """How many needs are asked about: as many as the round says, or all there are."""
    return min(scenario.rounds[DUEL].questions, len(scenario.needs))


def drawn_order(scenario: RivalsScenario, seed: int) -> tuple[str, ...]:
    """The seats in the order drawn for the first step."""
    seats = list(scenario.seats)
    Random(f"{seed}:order").shuffle(seats)
    return tuple(seats)


def speakers(room: Room, phase: Phase) -> tuple[str, ...]:
    """Whose word the step awaits, in the order of speaking: everybody is first in turn."""
    if phase.kind in _OF_THE_CUSTOMER:
        return (CUSTOMER,)
    shift = room.phase % len(room.order)
    return (*room.order[shift:], *room.order[:shift])


def seconds(scenario: RivalsScenario, phase: Phase) -> int:
    """How long the step stays open."""
    return scenario.rounds[phase.round].seconds if phase.round in scenario.rounds else DECISION_SECONDS


def characters(scenario: RivalsScenario, phase: Phase) -> int:
    """The air time of one turn in the step."""
    return scenario.rounds[phase.round].characters if phase.round in scenario.rounds else DECISION_CHARACTERS


def announcement(scenario: RivalsScenario, room: Room, phase: Phase) -> str:
    """The referee's words when the step begins."""
    limits = f"每家 {characters(scenario, phase)} 个字以内"
    if room.setup.timed:
        limits += f"，{seconds(scenario, phase)} 秒"
    order = "、".join(speakers(room, phase))
    match phase.kind:
        case "show":
            return f"第一轮「亮相」：{limits}。发言次序：{order}。"
        case "ask":
            return "请客户提一个问题，各家都要答这同一个问题。"
        case "answer":
            number = [step.need for step in agenda(scenario, room.setup) if step.kind == "answer"].index(phase.need) + 1
            return f"第二轮「攻防」第 {number} 问：各家答同一个问题，{limits}。次序：{order}。"
        case "rebut":
            return f"反驳：每家回应别家一次，{limits}。摆自己的事实，不贬低别家。次序：{order}。"
        case "offer":
            until = "各家交齐或时间到了" if room.setup.timed else "各家交齐了"
            return f"第三轮「最后报价」：{limits}。报价先封着，{until}，一起拆开。"
        case "decide":
            return f"请客户拍板：说出选哪一家（{'、'.join(room.order)}）和理由。"
