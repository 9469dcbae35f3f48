"""批评与自我批评, move by move: `open_room`, then `take` input after input; who is late or absent holds nothing up.

He who was critiqued marks himself and names two gaps while the others mark blind; nobody sees anything before marking
is closed. Then he sees all side by side, confirms two weak points and rates each critique.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from scenarios.critique.events import (
    CritiqueEvent,
    CritiqueOver,
    HandedIn,
    MarkingOpened,
    Notice,
    SheetChanged,
    SideBySide,
    WeakPointsConfirmed,
)
from scenarios.critique.outcome import candidates, praise
from scenarios.critique.room import BEST, CONFIRMED, GAPS, WORST, Fault, Input, InputKind, Kind, Room, Setup, Sheet
from scenarios.utterance import LONGEST_UTTERANCE, spoken

Moved = tuple[Room, tuple[CritiqueEvent, ...]]

_MOST_FAULTS, _MOST_KEEPS = 3, 3
_KINDS: Mapping[str, Kind] = {"peer": "peer", "trainer": "trainer"}


def open_room(setup: Setup, now: float = 0.0) -> Moved:
    """Begin: everybody may mark. He whose talk it was is no rater, whatever the setup says."""
    raters = tuple(dict(one for one in setup.raters if one[0] != setup.subject.rep).items())
    room = Room(setup, now, raters, deadline=now + setup.marking)
    return room, (MarkingOpened(setup.subject.rep, tuple(who for who, _ in raters), room.deadline),)


def take(room: Room, one: Input) -> Moved:
    """Take one input: a tap on a sheet, a sheet handed in, somebody who comes or goes, time, the host's close."""
    if room.phase == "over":
        return room, () if one.kind == "tick" else (Notice("这一场批评已经收好了。", one.who),)
    if one.kind not in ("tick", "close") and one.now >= room.deadline:
        room, late = take(room, Input("tick", one.now))
        after, events = take(room, one)
        return after, (*late, *events)
    after, events = _MOVES[one.kind](room, one)
    if after == room:
        return room, events
    after = replace(after, log=(*room.log, one))
    if after.phase == "marking" and not after.awaited:
        after, closing = _side_by_side(after, one.now)
        events = (*events, *closing)
    elif after.phase == "settling" and _settled(after):
        after, events = replace(after, phase="over"), (*events, CritiqueOver(after.subject.talk))
    return after, events


def replay(room: Room) -> Moved:
    """Play a room's inputs again from its opening: the same room, and all events but refusals."""
    again, happened = open_room(room.setup, room.opened)
    events = list(happened)
    for one in room.log:
        again, more = take(again, one)
        events += more
    return again, tuple(events)


# -- sheets -----------------------------------------------------------------------------------------------------------


def _on_sheet(change: Callable[[Room, Sheet, Input], Sheet | str]) -> Callable[[Room, Input], Moved]:
    """A move that changes the sender's own sheet while marking is open; a Chinese sentence is a refusal."""

    def move(room: Room, one: Input) -> Moved:
        sheet = room.sheet(one.who)
        if one.who != room.subject.rep and one.who not in dict(room.raters):
            return room, (Notice("您不在这一场的名单里。想一起评，请先点「加入」。", one.who),)
        if room.phase != "marking":
            return room, (Notice("打分的时间过了，这一份没有赶上。", one.who),)
        if sheet.handed:
            return room, (Notice("您已经交了，交了就不能再改。", one.who),)
        changed = change(room, sheet, one)
        if isinstance(changed, str):
            return room, (Notice(changed, one.who),)
        room = _with_sheet(room, one.who, changed)
        if not changed.handed:
            return room, (SheetChanged(one.who),)
        everybody = len(room.raters) + 1
        return room, (HandedIn(one.who, everybody - len(room.awaited), everybody),)

    return move


def _with_sheet(room: Room, who: str, sheet: Sheet) -> Room:
    if who == room.subject.rep:
        return replace(room, own=sheet)
    return replace(room, sheets=tuple({**dict(room.sheets), who: sheet}.items()))


def _grade(room: Room, sheet: Sheet, one: Input) -> Sheet | str:
    if one.item not in [item.name for item in room.subject.items]:
        return "这一场没有这一项。"
    if not WORST <= one.value <= BEST:
        return f"请打 {WORST} 到 {BEST}，{BEST} 最好。"
    return replace(sheet, grades=tuple({**dict(sheet.grades), one.item: one.value}.items()))


def _gap(room: Room, sheet: Sheet, one: Input) -> Sheet | str:
    if one.who != room.subject.rep:
        return "差距由他自己说；您请挑一句不够好的、一句值得留的。"
    if room.subject.topic(one.item) is None:
        return "没有这一条。"
    if one.item in sheet.gaps:
        return replace(sheet, gaps=tuple(gap for gap in sheet.gaps if gap != one.item))
    return replace(sheet, gaps=(*sheet.gaps, one.item)[-GAPS:])


def _fault(room: Room, sheet: Sheet, one: Input) -> Sheet | str:
    words = spoken(one.text)[:LONGEST_UTTERANCE]
    if one.who == room.subject.rep:
        return f"自己的差距请直接选，选 {GAPS} 条。"
    if room.subject.line(one.number) is None:
        return f"没有第 {one.number} 句。这一场有 1 到 {len(room.subject.lines)} 句。"
    if room.subject.topic(one.item) is None and not words:
        return "请选这一句差在哪一条，或者自己写一句。"
    fault = Fault(one.number, one.item if room.subject.topic(one.item) else "", words)
    kept = [old for old in sheet.faults if (old.line, old.topic) != (fault.line, fault.topic)]
    return replace(sheet, faults=(*kept, fault)[-_MOST_FAULTS:])


def _unfault(room: Room, sheet: Sheet, one: Input) -> Sheet | str:
    del room
    return replace(sheet, faults=tuple(fault for fault in sheet.faults if fault.line != one.number))


def _keep(room: Room, sheet: Sheet, one: Input) -> Sheet | str:
    line = room.subject.line(one.number)
    if one.who == room.subject.rep:
        return "值得留的话由别人来挑。"
    if line is None or not line.own:
        return "请挑他自己说的一句。"
    if one.number in sheet.keeps:
        return replace(sheet, keeps=tuple(number for number in sheet.keeps if number != one.number))
    return replace(sheet, keeps=(*sheet.keeps, one.number)[-_MOST_KEEPS:])


def _hand_in(room: Room, sheet: Sheet, one: Input) -> Sheet | str:
    graded = dict(sheet.grades)
    missing = [f"给「{item.name}」打分" for item in room.subject.items if item.name not in graded]
    if one.who == room.subject.rep:
        wanted = min(GAPS, len(room.subject.topics))
        missing += [f"选 {wanted} 条差距"] if len(sheet.gaps) < wanted else []
    else:
        missing += ["挑一句不够好的"] if not sheet.faults and room.subject.lines else []
        missing += ["挑一句值得留的"] if not sheet.keeps and any(line.own for line in room.subject.lines) else []
    return f"还差：{'、'.join(missing)}。" if missing else replace(sheet, handed=True)


# -- people and time --------------------------------------------------------------------------------------------------


def _join(room: Room, one: Input) -> Moved:
    if one.who == room.subject.rep or one.who in dict(room.raters) or not one.who:
        return room, (Notice("您已经在名单里了。", one.who),)
    if room.phase != "marking":
        return room, (Notice("打分的时间过了，您先看着。", one.who),)
    raters = (*room.raters, (one.who, _KINDS.get(one.item, "peer")))
    return replace(room, raters=raters), (SheetChanged(one.who),)


def _leave(room: Room, one: Input) -> Moved:
    """Who goes is no longer waited for; a sheet he has handed in stays."""
    if room.phase != "marking" or room.sheet(one.who).handed or one.who not in dict(room.raters):
        return room, ()
    return replace(room, raters=tuple(rater for rater in room.raters if rater[0] != one.who)), ()


def _tick(room: Room, one: Input) -> Moved:
    return _close(room, one) if one.now >= room.deadline else (room, ())


def _close(room: Room, one: Input) -> Moved:
    if room.phase == "marking":
        return _side_by_side(room, one.now)
    return replace(room, phase="over"), (CritiqueOver(room.subject.talk),)


def _side_by_side(room: Room, now: float) -> Moved:
    handed = [who for who, _ in room.raters if room.sheet(who).handed]
    Random(f"{room.setup.seed}:{room.subject.talk}:order").shuffle(handed)
    room = replace(room, phase="settling", order=tuple(handed), deadline=now + room.setup.settling)
    return room, (SideBySide(room.subject.rep, len(handed), praise(room)),)


# -- settling ---------------------------------------------------------------------------------------------------------


def _confirm(room: Room, one: Input) -> Moved:
    offered = [one.topic.code for one in candidates(room)]
    why = ""
    if one.who != room.subject.rep:
        why = "薄弱点由他自己确认。"
    elif room.phase != "settling":
        why = "等大家打完分再选。"
    elif one.item not in offered:
        why = "没有这一条。"
    elif len(room.confirmed) >= CONFIRMED and one.item not in room.confirmed:
        why = f"已经选满 {CONFIRMED} 条。想换，先点掉一条。"
    if why:
        return room, (Notice(why, one.who),)
    chosen = room.confirmed
    chosen = tuple(code for code in chosen if code != one.item) if one.item in chosen else (*chosen, one.item)
    room = replace(room, confirmed=chosen)
    if len(chosen) == min(CONFIRMED, len(offered)):
        return room, (WeakPointsConfirmed(one.who, chosen),)
    return room, (SheetChanged(one.who),)


def _stars(room: Room, one: Input) -> Moved:
    why = ""
    if one.who != room.subject.rep or room.phase != "settling":
        why = "打完分以后，由被评的人说哪一份有用。"
    elif not 1 <= one.number <= len(room.order):
        why = f"没有第 {one.number} 份。"
    elif not WORST <= one.value <= BEST:
        why = f"请打 {WORST} 到 {BEST}，{BEST} 最有用。"
    if why:
        return room, (Notice(why, one.who),)
    room = replace(room, stars=tuple({**dict(room.stars), one.number: one.value}.items()))
    return room, (SheetChanged(one.who),)


def _settled(room: Room) -> bool:
    """Whether he has confirmed what he could, and rated every critique."""
    return len(room.confirmed) == min(CONFIRMED, len(candidates(room))) and len(room.stars) == len(room.order)


_MOVES: Mapping[InputKind, Callable[[Room, Input], Moved]] = {
    "grade": _on_sheet(_grade),
    "gap": _on_sheet(_gap),
    "fault": _on_sheet(_fault),
    "unfault": _on_sheet(_unfault),
    "keep": _on_sheet(_keep),
    "hand-in": _on_sheet(_hand_in),
    "join": _join,
    "leave": _leave,
    "confirm": _confirm,
    "stars": _stars,
    "tick": _tick,
    "close": _close,
}
