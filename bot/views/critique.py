"""批评与自我批评 as people read it: the sheet to fill in, then all side by side. It speaks of lines, not people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.page import Line, Page, Section
from bot.views.report import plain_name
from scenarios.critique import seen_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenarios.critique import Room, Seen, Sheet, Subject
    from scenarios.critique.seen import Labelled

GRADES = {1: "差", 2: "较差", 3: "一般", 4: "较好", 5: "好"}
"""What a grade is called on its button and on a sheet."""
_HONEST_WITHIN = 10
MOST_CANDIDATES = 8
"""Weak points to choose from that are shown; where nobody has named any, all of a script's items would be."""


def transcript_page(subject: Subject) -> Page:
    """Give the talk with the numbers by which its lines are picked; his own lines stand out."""
    lines = (Line(f"{one.number}. {one.text}", "plain" if one.own else "quiet") for one in subject.lines)
    return (Section("对话记录", tuple(lines)),)


def sheet_page(room: Room, who: str) -> Page:
    """Give a person's own sheet as far as it is filled in, and what is still to be done."""
    sheet, subject = room.sheet(who), room.subject
    own = who == subject.rep
    parts = (
        Section("给自己打分" if own else "评一评这一场", tuple(_grades(sheet, subject))),
        Section("自己觉得差在哪里", tuple(Line(_topic(subject, code)) for code in sheet.gaps)),
        Section("不够好的", tuple(_faults(sheet, subject))),
        Section("值得留的", tuple(Line(f"“{_words(subject, number)}”", "good") for number in sheet.keeps)),
        Section("", (Line("已交。" if sheet.handed else _what_to_do(room, own=own), "quiet"),)),
    )
    return tuple(part for part in parts if part.lines)


def side_by_side_page(room: Room, who: str, names: Mapping[str, str] | None = None) -> Page:
    """Give all marks beside each other, as far as this person may see them; anyone (`""`) sees the praise only.

    `names` are people's names by their ids, for the trainer, who alone reads who wrote what.
    """
    seen, subject = seen_by(room, who), room.subject
    parts = (
        Section("合起来", tuple(_together(seen))),
        Section("分项对照", tuple(_compared(seen, room)) if seen.sheets and seen.role != "rater" else ()),
        *(Section(_label(one, seen, names or {}), tuple(_one_sheet(one, subject))) for one in seen.sheets),
        Section("哪两条记成薄弱点", tuple(_candidates(seen, subject))),
        Section("值得学的话", tuple(Line(f"“{words}”", "good") for words in seen.praise)),
    )
    return tuple(part for part in parts if part.lines)


def settling_page(room: Room) -> Page:
    """Give what he who was critiqued has still to do: which two become weak points, of what use each sheet was."""
    seen = seen_by(room, room.subject.rep)
    done = room.phase == "over"
    todo = (
        "都好了。记下的薄弱点到日子在 /today 里练。"
        if done
        else "点下面的按钮：选两条记成薄弱点，再说每一份对你有没有用。"
    )
    parts = (
        Section("哪两条记成薄弱点", tuple(_candidates(seen, room.subject))),
        Section("每一份对你有没有用", tuple(Line(_useful(one)) for one in seen.sheets)),
        Section("", (Line(todo, "quiet"),)),
    )
    return tuple(part for part in parts if part.lines)


def _useful(one: Labelled) -> str:
    return f"{one.label}　{one.stars} 分" if one.stars else f"{one.label}　还没打"


def _what_to_do(room: Room, *, own: bool) -> str:
    if own:
        return "先给每一项打分，再选两条自己觉得没做好的，然后点「交」。交以前看不到别人的。"
    seen = "别人看不到是谁写的，培训师看得到。" if room.setup.trainer else "谁也看不到是谁写的。"
    return f"每一项打分，挑一句不够好的、一句值得留的，然后点「交」。{seen}"


def _grades(sheet: Sheet, subject: Subject) -> Iterator[Line]:
    given = dict(sheet.grades)
    for item in subject.items:
        grade = given.get(item.name)
        yield Line(f"{item.name}　{GRADES[grade] if grade else '还没打'}", "plain" if grade else "quiet")


def _faults(sheet: Sheet, subject: Subject) -> Iterator[Line]:
    for fault in sheet.faults:
        about = _topic(subject, fault.topic) if fault.topic else ""
        why = "：".join(part for part in (about, fault.words) if part)
        yield Line(f"第 {fault.line} 句“{_words(subject, fault.line)}”　{why}", "bad")


def _together(seen: Seen) -> Iterator[Line]:
    if seen.role not in ("self", "trainer") or seen.phase == "marking":
        return
    if seen.value is None:
        yield Line("打分的不到三个，只摆出来看，不合成一个分。", "quiet")
        return
    yield Line(f"{seen.value:.0f} 分", "strong")
    if seen.honesty is not None:
        by = abs(round(seen.honesty))
        word = "高" if seen.honesty > 0 else "低"
        close = "自己打的分跟大家差不多。" if by < _HONEST_WITHIN else f"自己打的分比大家{word} {by} 分。"
        yield Line(close, "quiet")


def _compared(seen: Seen, room: Room) -> Iterator[Line]:
    for item in room.subject.items:
        own = dict(room.own.grades).get(item.name) if room.own.handed else None
        parts = [f"自己：{GRADES[own]}" if own else "自己：没有打"]
        grades = [GRADES[grade] for one in seen.sheets if (grade := dict(one.sheet.grades).get(item.name))]
        parts.append(f"大家：{'、'.join(grades)}")
        parts += [f"机器：{item.machine:.0f} 分"] if item.machine is not None else []
        yield Line(f"{item.name}　{'　'.join(parts)}")


def _label(one: Labelled, seen: Seen, names: Mapping[str, str]) -> str:
    label = "你交的这一份" if seen.role == "rater" else names.get(one.label, one.label)
    return f"{label}　有用 {one.stars} 分" if one.stars else label


def _one_sheet(one: Labelled, subject: Subject) -> Iterator[Line]:
    yield from _faults(one.sheet, subject)
    yield from (Line(f"留：“{_words(subject, number)}”", "good") for number in one.sheet.keeps)


def _candidates(seen: Seen, subject: Subject) -> Iterator[Line]:
    for number, one in enumerate(seen.candidates[:MOST_CANDIDATES], 1):
        who = [f"{one.raters} 个人提到"] if one.raters else []
        who += ["自己提到"] if one.himself else []
        who += ["机器提到"] if one.machine else []
        chosen = one.topic.code in seen.confirmed
        yield Line(
            f"{'✓' if chosen else number}. {_topic(subject, one.topic.code)}"
            + (f"（{'，'.join(who)}）" if who else ""),
            "strong" if chosen else "plain",
        )
        if one.topic.better:
            yield Line(f"可以这样说：“{one.topic.better}”", "good", inner=True)


def _topic(subject: Subject, code: str) -> str:
    topic = subject.topic(code)
    return plain_name(topic.name) if topic else code


def _words(subject: Subject, number: int) -> str:
    line = subject.line(number)
    return line.text if line else ""
