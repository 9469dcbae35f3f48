"""What is wrong with a city's changes themselves; the merged document goes through the checks of every document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scripts.codes import problem
from scripts.folders import OBJECTIONS, PLAN, POINTS, VOICES
from scripts.overlay.paths import find, hint, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scripts.model.overlay import Overlay
    from scripts.overlay.patches import LocalPatch
    from scripts.problems import Problem
    from scripts.source import Path, Source

TOLERATED = frozenset({"stale-patch", "no-reason"})
"""Errors that keep a city's script from being published, but nobody from practising it."""

_FIXED = {
    PLAN: {"plan", "operator", "segments", "tariff", "bands", "gift-names", "levels", "approval"},
    POINTS: {"plan"},
    OBJECTIONS: {"plan"},
    VOICES: {"plan"},
}
"""What only the province decides, by shared file: the prices, who may grant what, what is common to all reports."""
_FIXED_OF_SCRIPT = {"script", "plan", "segment", "version"}
_ACCEPT = "duilian overlay accept"
_ENUMERATED = 3


def problems_of(
    overlay: Overlay, base: Source, patches: Sequence[LocalPatch], shared: Mapping[str, Source]
) -> Iterator[Problem]:
    """Yield everything wrong with one city's file as such; `shared` are the plan's common files, by name."""
    taken: list[tuple[Path, LocalPatch]] = []
    sound: list[LocalPatch] = []
    for patch in patches:
        found = _led_astray(patch, overlay, base, shared) or _forbidden(patch, overlay) or _dropping(patch)
        if found is None and patch.path is not None:
            found = _second(patch, patch.path, taken)
            taken.append((patch.path, patch))
        if found is not None:
            yield found
            continue
        sound.append(patch)
        yield from _about(patch)
    yield from _not_on_record([patch for patch in sound if patch.path is not None and not patch.accepted])
    unexplained = {} if overlay.reason else {patch.entry: patch for patch in sound if not patch.reason}
    for patch in unexplained.values():
        message = f"改了「{patch.written}」，没有写为什么。"
        yield problem("no-reason", patch.place, message, "在这一条下面写 reason；整个文件一个原因，就写在文件开头。")


def _led_astray(patch: LocalPatch, overlay: Overlay, base: Source, shared: Mapping[str, Source]) -> Problem | None:
    if patch.kind == "add" and patch.current is not None and patch.path is not None:
        message = f"「{written(patch.path)}」省里已经有了：{_quoted(patch.new_base)}"
        return problem("add-exists", patch.place, message, "要换掉它，写到 change 下面。")
    if patch.path is not None or patch.stale:
        return None
    message = f"省里的文件没有「{patch.written}」这一处。"
    file = next((name for name, one in shared.items() if one is not base and find(one.data, patch.written).whole), None)
    if file is not None:
        command = f"duilian overlay new {overlay.city} {file} --plan {shared[PLAN].data['plan']}"
        advice = f"它写在大家共用的 {file} 里。把这一条写到市里自己的 {file}；还没有，就 {command}。"
        return problem("unknown-path", patch.place, message, advice)
    advice = hint(base.data, patch.found, patch.written)
    if patch.kind == "change" and patch.found.is_new_name and not advice.startswith("是不是"):
        advice += "要新加一项，写到 add 下面。"
    return problem("unknown-path", patch.place, message, advice)


def _forbidden(patch: LocalPatch, overlay: Overlay) -> Problem | None:
    path = patch.path or ()
    fixed = _FIXED.get(overlay.base, _FIXED_OF_SCRIPT)
    if path and (path[0] in fixed or path[-1] == "code"):
        whose = (
            "资费、折扣权限、分类和代号全省一个样" if overlay.base in _FIXED else "脚本的名字、方案、客户类型跟着省里走"
        )
        return problem(
            "fixed-path", patch.place, f"「{written(path)}」各市不能改：{whose}。", "去掉这一条；确实要改，报给省里。"
        )
    return None


def _dropping(patch: LocalPatch) -> Problem | None:
    """A mapping that replaces one with further parts: meant was mostly a change within it, written level by level."""
    now, current = patch.now, patch.current
    if patch.kind != "change" or not isinstance(now, dict) or not isinstance(current, dict):
        return None
    lost = [name for name, value in current.items() if name not in now and name != "when" and _has_parts(value)]
    if not lost:
        return None
    message = f"「{patch.written}」这样写是整个换掉，省里的{_enumerated(lost)}就都没有了。"
    within = written((*(patch.path or ()), *_first_way(now)))
    return problem("parts-dropped", patch.place, message, f"只改里面的一处，路径连着写成一行：{within}: ……")


def _has_parts(value: Any) -> bool:
    """Whether there are things within a value that a city could change one by one."""
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _enumerated(names: Sequence[str]) -> str:
    listed = "".join(f"「{name}」" for name in names[:_ENUMERATED])
    return listed if len(names) <= _ENUMERATED else f"{listed}等 {len(names)} 项"


def _first_way(value: Any) -> Path:
    """The names that lead to the first thing said in what a city wrote level by level."""
    if not isinstance(value, dict) or not value:
        return ()
    name, within = next(iter(value.items()))
    return (name, *_first_way(within))


def _second(patch: LocalPatch, path: Path, taken: Sequence[tuple[Path, LocalPatch]]) -> Problem | None:
    for other, first in taken:
        short, long = sorted((path, other), key=len)
        if long[: len(short)] == short:
            line = first.place.line
            message = f"「{written(path)}」和第 {line} 行改的「{written(other)}」是同一处，不知道听哪一条。"
            return problem("patched-twice", patch.place, message, "并成一条。")
    return None


def _about(patch: LocalPatch) -> Iterator[Problem]:
    if patch.stale:
        message = (
            f"「{patch.written}」省里后来改过了。原来：{_quoted(patch.old_base)}；"
            f"现在：{_quoted(patch.new_base)}；我们：{_quoted(patch.local)}。"
        )
        action = f"照省里的意思改好，或者确认不用改，再运行 {_ACCEPT}。"
        yield problem("stale-patch", patch.place, message, action)
    elif patch.changes_nothing:
        message = f"「{patch.written}」改成的和省里的一模一样。"
        yield problem("no-change", patch.place, message, "删掉这一条；留着，省里以后改了这一处，这里会挡住。")


def _not_on_record(patches: Sequence[LocalPatch]) -> Iterator[Problem]:
    """Tell once, however many there are: one command sets all of them right."""
    if patches:
        more = f"等 {len(patches)} 处" if patches[1:] else ""
        message = f"「{patches[0].written}」{more}没有记下省里原来的话，省里以后改了看不出来。"
        yield problem("missing-was", patches[0].place, message, f"写完运行 {_ACCEPT} 加文件名，它会补上 was。")


def _quoted(text: str) -> str:
    return text if text.startswith("（") else f"「{text}」"
