"""What may become of a version: each function gives the steps to write down, or refuses in Chinese."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scripts.versions.states import EVERYBODY, PROGRAM, Move, Signed, State

if TYPE_CHECKING:
    from datetime import datetime

    from scripts.versions.history import Standing
    from scripts.versions.snapshot import Snapshot
    from scripts.versions.states import Audience


class MoveRefusedError(Exception):
    """A step that is not allowed: `str()` says in Chinese why, and what to do instead."""


def found(snapshot: Snapshot, at: datetime) -> Move:
    """Take what everybody has used so far for the published version, before the first step of another one."""
    return _move(snapshot, State.DRAFT, State.PUBLISHED, Signed(PROGRAM, "一直在用的版本", at))


def pilot(standing: Standing, snapshot: Snapshot, audience: Audience, signed: Signed) -> Move:
    """Let some try it out. Whoever changes a version under pilot, or its audience, begins its pilot anew."""
    before = standing.of(snapshot.version)
    if before in (State.PUBLISHED, State.RETIRED):
        raise MoveRefusedError(_closed(snapshot, before))
    if audience == EVERYBODY:
        raise MoveRefusedError("试销要说明给谁用：--branch 分公司，或者 --person 姓名。")
    return _move(snapshot, before, State.PILOT, signed, audience)


def publish(standing: Standing, snapshot: Snapshot, signed: Signed, *, unpiloted: bool = False) -> tuple[Move, ...]:
    """Put it into force for everybody; what was published before is retired by the same act.

    What is published must be what was tried out, unless `unpiloted` says that it goes without.
    """
    before = standing.of(snapshot.version)
    if before in (State.PUBLISHED, State.RETIRED):
        raise MoveRefusedError(_closed(snapshot, before, same=standing.latest[snapshot.version].snapshot))
    if not unpiloted:
        _tried_out(standing, snapshot, before)
    return (*_succeeded(standing, snapshot.version, signed), _move(snapshot, before, State.PUBLISHED, signed))


def retire(standing: Standing, version: str, signed: Signed) -> Move:
    """Take a version out of use; talks that run by it go on."""
    latest = standing.latest.get(version)
    if latest is None:
        raise MoveRefusedError(f"{version} 还是草稿，谁也没在用，不用停。")
    if latest.after is State.RETIRED:
        raise MoveRefusedError(f"{latest.ref} 已经停用了。")
    return Move(latest.script, version, latest.snapshot, latest.after, State.RETIRED, signed)


def roll_back(standing: Standing, version: str, signed: Signed) -> tuple[Move, ...]:
    """Put an earlier version back into force, to the letter; the one in force is retired by the same act."""
    latest = standing.latest.get(version)
    earlier = "、".join(move.version for move in standing.all_in(State.RETIRED))
    offer = f"可以退回的：{earlier}。" if earlier else "还没有一个停用的版本可以退回。"
    if latest is None:
        raise MoveRefusedError(f"没有发布过 {version}。{offer}")
    if latest.after is not State.RETIRED:
        raise MoveRefusedError(f"{latest.ref} 现在是「{latest.after.chinese}」，不用退回。{offer}")
    if latest.before is not State.PUBLISHED:
        raise MoveRefusedError(f"{latest.ref} 只试销过，没有正式发布过，退不回去。")
    back = Move(latest.script, version, latest.snapshot, State.RETIRED, State.PUBLISHED, signed)
    return (*_succeeded(standing, version, signed), back)


def _move(snapshot: Snapshot, before: State, after: State, signed: Signed, audience: Audience = EVERYBODY) -> Move:
    return Move(snapshot.script, snapshot.version, snapshot.hash, before, after, signed, audience)


def _succeeded(standing: Standing, by_version: str, signed: Signed) -> tuple[Move, ...]:
    """Retire what is in force, since another version takes its place."""
    former = standing.published
    if former is None:
        return ()
    told = replace(signed, why=f"由 {by_version} 接替")
    return (Move(former.script, former.version, former.snapshot, State.PUBLISHED, State.RETIRED, told),)


def _tried_out(standing: Standing, snapshot: Snapshot, before: State) -> None:
    without = "确实不用试销的，加 --skip-pilot，历史里会记一笔。"
    if before is State.DRAFT:
        raise MoveRefusedError(f"{snapshot.ref} 还没有试销过。先用 duilian version pilot 找一个分公司试销。{without}")
    if standing.latest[snapshot.version].snapshot != snapshot.hash:
        raise MoveRefusedError(
            f"{snapshot.ref} 试销之后文件又改过，要发布的不是试过的那一份。"
            f"再用 duilian version pilot 试销一次，或者把文件改回去。{without}"
        )


def _closed(snapshot: Snapshot, state: State, same: str = "") -> str:
    """Say why a version that was published once takes no more change."""
    if same == snapshot.hash and state is State.PUBLISHED:
        return f"{snapshot.ref} 已经是正式版，一个字没变，不用再发布。"
    if same == snapshot.hash:
        return f"{snapshot.ref} 停用了。要再用它：duilian version rollback {snapshot.script} --to {snapshot.version}"
    word = "已经正式发布" if state is State.PUBLISHED else "已经停用"
    return f"{snapshot.ref} {word}，不能再改。把脚本里的 version 改成新的，例如 {_next(snapshot.version)}。"


def _next(version: str) -> str:
    """Name the version after this one, as far as its name tells: V2 → V3."""
    head = version.rstrip("0123456789")
    number = version[len(head) :]
    return f"{head}{int(number) + 1}" if number else f"{version}-2"
