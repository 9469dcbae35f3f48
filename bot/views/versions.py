"""Script versions as people read them: the list, one version, its history, what keeps it from being published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.days import CHINA
from bot.views.page import Line, Page, Section
from scripts.versions import EVERYBODY, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.services.versions.looking import Listed
    from bot.views.page import Mark
    from scripts.versions import Audience, Blocker, Move

_MARKS: Mapping[State, Mark] = {
    State.DRAFT: "plain",
    State.PILOT: "strong",
    State.PUBLISHED: "good",
    State.RETIRED: "quiet",
}


def versions_page(versions: Sequence[Listed], names: Mapping[int, str]) -> Page:
    """Give every version with its state, for whom it is, and what to know of its files; `names` are people's."""
    if not versions:
        return (Section("", (Line("话术库里还没有脚本。"),)),)
    return (Section("脚本的版本", tuple(line for one in versions for line in _listed(one, names))),)


def history_page(script: str, moves: Sequence[Move], names: Mapping[int, str]) -> Page:
    """Give every step of a script's versions: when, from where to where, who, why, and the snapshot's hash."""
    if not moves:
        said = "还没有历史：大家用的就是文件里的那一份。"
        return (Section(script, (Line(said),)),)
    return (Section(f"{script} 的历史", tuple(line for move in moves for line in _step(move, names))),)


def blockers_page(what: str, blockers: Sequence[Blocker]) -> Page:
    """Give everything in the way of a step, each with its place and what to do."""
    lines = tuple(line for one in blockers for line in _blocker(one))
    return (Section(f"{what}，有 {len(blockers)} 处要先改", lines),)


def for_whom(audience: Audience, names: Mapping[int, str]) -> str:
    """Name whom a pilot is for: 城东、江宁分公司；小李."""
    people = "、".join(names.get(rep, str(rep)) for rep in audience.people)
    return "；".join(part for part in ("、".join(audience.branches), people) if part)


def _listed(one: Listed, names: Mapping[int, str]) -> Iterator[Line]:
    if one.unmanaged:
        yield Line(f"{one.ref}　大家直接用文件里的（还没有管版本）", "plain")
        return
    about = one.state.chinese
    if one.move is not None and one.state is State.PILOT:
        about += f"　给 {for_whom(one.move.audience, names)}"
    if one.move is not None:
        about += f"　{_day(one.move)} {one.move.signed.by}"
    yield Line(f"{one.ref}　{about}", _MARKS[one.state])
    if one.changed:
        yield Line("文件在那以后又改过了，改的还没有人用到。", "quiet", inner=True)


def _step(move: Move, names: Mapping[int, str]) -> Iterator[Line]:
    how = "退回" if move.rolls_back else f"{move.before.chinese} → {move.after.chinese}"
    whom = "" if move.audience == EVERYBODY else f"（给 {for_whom(move.audience, names)}）"
    at = move.signed.at.astimezone(CHINA)
    yield Line(f"{at:%Y-%m-%d %H:%M}　{move.ref}　{how}{whom}", _MARKS[move.after])
    yield Line(f"{move.signed.by}：{move.signed.why}　指纹 {move.snapshot[:12]}", "quiet", inner=True)


def _blocker(one: Blocker) -> Iterable[Line]:
    where = f"{one.where} " if one.where else ""
    yield Line(f"{one.kind}　{where}{one.what}", "bad")
    if one.do:
        yield Line(one.do, "good", inner=True)


def _day(move: Move) -> str:
    return f"{move.signed.at.astimezone(CHINA):%Y-%m-%d}"
