"""How the customer takes what was said, in the order of need, and how it moves him.

Offence first, then a question he was asked, the objection that is open, a benefit, a price; else he moves the talk
himself. Every effect leaves a Chinese word in the mind's `because`, so that one can say which line won or lost him.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.talk.mind import MOST_PIECES

if TYPE_CHECKING:
    from scripts.talk.mind import Mind
    from scripts.talk.objections import ObjectionDesk

_SHORT_OF_PATIENCE = 2  # from here on he says that he has no time
_LAST_TURN = 80  # no talk runs for ever, whatever is said

# What a violation costs: trust, mood, patience; and his words for it. The worst is answered first.
_OFFENCES: dict[str, tuple[int, int, int, str]] = {
    "rude": (-2, -2, -2, "rude"),
    "disparage": (-1, -1, 0, "disparage"),
    "wrong_price": (-2, -1, 0, "wrong-price"),
    "over_discount": (-1, 0, 0, "over-discount"),
    "wrong_gift": (-1, 0, 0, "wrong-gift"),
    "absolute": (-1, 0, 0, "absolute"),
}


def react(mind: Mind, desk: ObjectionDesk) -> None:
    """Take the utterance in: effects on his mind, and the first pieces of his reply."""
    if "recital" in mind.heard.acts:
        mind.moved(0, -1, -1, "一口气说得太多")
        mind.voice("recital")
    offended = _take_offence(mind)
    _notice_manners(mind)
    asked = _answer_questions(mind, silent=offended)
    desk.weigh(silent=offended)
    if not offended:
        _weigh_benefits(mind, desk)
        _weigh_figures(mind)
        desk.raise_what_was_touched()
        if not mind.pieces and not asked:
            _weigh_the_rest(mind)
    _lose_patience(mind, offended=offended)


def _take_offence(mind: Mind) -> bool:
    codes = [code for code in _OFFENCES if code in mind.heard.violation_codes]
    for code in codes:
        trust, mood, patience, _ = _OFFENCES[code]
        worse = mind.level.offence
        mind.moved(trust - worse, mood, patience - worse, _breach_name(mind, code))
    if codes:
        mind.voice(_OFFENCES[codes[0]][3])
        return True
    if "close" in mind.heard.codes and _is_too_early(mind):
        mind.moved(-1, 0, -1, "话没说清就催着签单")
        mind.voice("too-early")
        return True
    return False


def _is_too_early(mind: Mind) -> bool:
    stages = list(mind.persona.script.stages)
    return mind.state.stage in stages[: stages.index("报价")] and len(mind.state.reached) < stages.index("报价")


def _breach_name(mind: Mind, code: str) -> str:
    return next(breach.name for breach in mind.heard.violations if breach.code == code)


def _notice_manners(mind: Mind) -> None:
    new = {mind.persona.points[name].code for name in mind.new}
    if "self_intro" in new:
        mind.moved(1, 0, 0, "知道了你是谁")
    if "ask_needs" in new:
        mind.moved(1, 0, 0, "问到了他的难处")
    if new & {"ask_permission", "greeting"} and mind.state.mood < 1:
        mind.moved(0, 1, 0, "有礼貌")


def _answer_questions(mind: Mind, *, silent: bool) -> bool:
    """He answers what he was asked, only that, and holds back while he does not trust."""
    asked = [
        (name, fact)
        for name, fact in mind.persona.script.customer.facts.items()
        if not mind.names.isdisjoint(fact.asked)
    ]
    for name, fact in asked:
        if name in mind.state.told:
            lines = fact.again or mind.persona.voice("asked-again")
        elif fact.guarded and _holds_back(mind, name):
            mind.state = replace(mind.state, withheld=(*mind.state.withheld, name))
            lines = fact.guarded
        else:
            mind.progress = True
            mind.state = replace(mind.state, told=(*mind.state.told, name))
            lines = fact.say
        if not silent:
            mind.say(lines)
    return bool(asked)


def _holds_back(mind: Mind, fact: str) -> bool:
    if mind.state.trust >= mind.level.guarded_below:
        return False
    return not (mind.level.tells_when_pressed and fact in mind.state.withheld)


def _weigh_benefits(mind: Mind, desk: ObjectionDesk) -> None:
    """A benefit counts by what he cares about, the first time he hears it."""
    for name, care in mind.persona.script.customer.cares.items():
        if name not in mind.names:
            continue
        first = name not in mind.state.weighed
        mind.state = replace(mind.state, weighed=(*mind.state.weighed, name) if first else mind.state.weighed)
        if not first:
            if name not in desk.answered_with:
                mind.voice("heard-before")
            continue
        if desk.is_empty_claim(name):
            desk.doubt(name)
            continue
        if care.worth > 0:
            mind.moved(mind.level.gains[care.worth - 1], int(care.worth > 1), 0, f"在乎「{name}」")
        elif care.worth < 0:
            mind.moved(0, int(care.worth < -1) * -1, -1, f"「{name}」跟他不相干")
        mind.say(care.say)


def _weigh_figures(mind: Mind) -> None:
    """A price or saving is held against his own bill, which the rep may or may not have asked for."""
    ours = mind.figures
    if not ours or any(claim.verdict == "wrong" for claim in ours):
        return
    mind.progress = True
    knows_bill = not mind.persona.bill_facts.isdisjoint(mind.state.told)
    priced = any(claim.kind == "price" for claim in ours)
    if knows_bill and not mind.state.used_bill:
        mind.state = replace(mind.state, used_bill=True)
        mind.moved(2, 1, 1, "用上了他自己的账单来算")
        mind.voice("price-fits")
    elif not knows_bill and priced and not mind.state.used_bill:
        if not mind.state.quoted_blind:
            mind.moved(-1 if mind.level.steps > 1 else 0, 0, 0, "没问过他花多少就报价")
        mind.state = replace(mind.state, quoted_blind=True)
        mind.voice("price-blind")
    elif any(claim.kind == "discount" for claim in ours):
        mind.voice("discount-heard")


def _weigh_the_rest(mind: Mind) -> None:
    """Nothing he had to answer: he has not understood, or was not asked anything he can tell."""
    if mind.new or mind.heard.met or mind.heard.perhaps:
        mind.state = replace(mind.state, unclear=0)
        return
    if "empty" in mind.heard.acts:
        mind.urge(mind.persona.voice("silence"))
    elif "question" in mind.heard.acts and "unclear" not in mind.heard.acts:
        mind.voice("no-answer")
    elif "small-talk" in mind.heard.acts or "greeting" in mind.heard.acts or "check" in mind.heard.acts:
        mind.nod()
        move_the_talk(mind)
    else:
        unclear = mind.state.unclear + 1
        mind.state = replace(mind.state, unclear=unclear)
        if unclear == 1:
            mind.urge(mind.persona.voice("unclear"))
        else:
            mind.urge(mind.persona.voice("unclear-again"))
            move_the_talk(mind)


def _lose_patience(mind: Mind, *, offended: bool) -> None:
    if offended:
        return
    if not mind.progress:
        mind.moved(0, 0, -1, "这一句没有新东西")
        if 0 < mind.state.patience <= _SHORT_OF_PATIENCE and len(mind.pieces) < MOST_PIECES:
            mind.urge(mind.persona.voice("impatient"))
    if mind.state.turn >= _LAST_TURN:
        mind.state = replace(mind.state, patience=0)


def move_the_talk(mind: Mind) -> None:
    """Nothing to answer: he brings up a rival, or says what this stage makes him say."""
    stage = mind.persona.script.stages[mind.state.stage]
    if not mind.pieces and mind.progress:
        mind.nod()
    if mind.speech.chance(mind.level.interrupts) and mind.state.stage in ("产品推介", "报价"):
        mind.voice("press-rival")
    else:
        asking = [line for point, lines in stage.asks.items() if point not in mind.state.met for line in lines]
        mind.urge((*stage.prompts, *asking))
    if not mind.pieces:
        mind.nod()
