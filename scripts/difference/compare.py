"""Compares two scripts, each on its plan's shelf, part by part in the order of a talk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from scripts.conditions import described
from scripts.difference.change import Change, Kind
from scripts.difference.words import OUTCOMES, YES_OR_NO, noun
from scripts.model.script import NEXT_OBJECTION, STAY, Branch

if TYPE_CHECKING:
    from scripts.model import PlanShelf, Script

Side = tuple["PlanShelf", "Script"]
"""A script with the shelf it stands on."""

_STAYING = {STAY: "留在本环节", NEXT_OBJECTION: "提下一个异议"}
_PARTS = {
    "customer": "客户",
    "openings": "怎么开场",
    "always": "不管谈到哪里",
    "objections": "异议",
    "points": "本脚本的要点",
    "endings": "结局",
}
_TOLD_BY = ("say", "raises", "rep", "rules", "ours", "customer", "about", "goal", "needs", "prices")
"""What tells a whole entry best in one line: the first of these that it has."""


@dataclass(frozen=True, slots=True)
class _At:
    """Where the comparison stands: the group, the names on the way down, what the thing there is called, its path."""

    group: str
    names: tuple[str, ...] = ()
    noun: str = ""
    path: tuple[str, ...] = ()

    def key(self, model: object, key: str) -> _At:
        return replace(self, noun=noun(type(model).__name__, key), path=(*self.path, key))

    def entry(self, name: str) -> _At:
        return replace(self, names=(*self.names, name), path=(*self.path, name))

    @property
    def what(self) -> str:
        """What stands here, in words: 「自我介绍」的话术."""
        return "的".join([*(f"「{name}」" for name in self.names), *([self.noun] if self.noun else [])])

    def change(self, kind: Kind, before: str = "", after: str = "", what: str = "") -> Change:
        return Change(self.group, kind, what or self.what, before, after, ".".join(self.path))


def difference(before: Side, after: Side) -> tuple[Change, ...]:
    """Return what is otherwise in the second script, in the order of the talk, then what is otherwise in its plan.

    Names and plans are not compared: a script of one city and the province's differ in what they say.
    """
    (old_shelf, old), (new_shelf, new) = before, after
    script = tuple(_script(old, new))
    return (*script, *plan_difference(old_shelf, new_shelf)) if old.plan == new.plan else script


def plan_difference(before: PlanShelf, after: PlanShelf) -> tuple[Change, ...]:
    """Return what is otherwise in what all scripts of the second plan share."""
    return (
        *_compared(_At("方案"), before.plan, after.plan),
        *_compared(_At("共用的要点", noun="要点"), before.points, after.points),
        *_compared(_At("共用的异议", noun="异议"), before.objections, after.objections),
        *_compared(_At("共用的口气", noun="口气"), before.voice, after.voice),
    )


def _script(old: Script, new: Script) -> Iterator[Change]:
    for key in ("version", "about", "segment", "rep_level"):
        written = key.replace("_", "-")
        yield from _compared(_At("脚本").key(old, written), getattr(old, key), getattr(new, key))
    for key in ("customer", "openings", "always"):
        yield from _part(key, old, new)
    for name in dict.fromkeys([*old.stages, *new.stages]):
        at = _At(name, path=("stages", name))
        if name in old.stages and name in new.stages:
            yield from _compared(at, old.stages[name], new.stages[name])
        else:
            yield at.change("added" if name in new.stages else "removed", what="整个环节")
    for key in ("objections", "points", "endings"):
        yield from _part(key, old, new)


def _part(key: str, old: Script, new: Script) -> Iterator[Change]:
    called = {"always": "分支", "openings": "开场", "objections": "异议", "points": "要点", "endings": "结局"}
    at = _At(_PARTS[key], noun=called.get(key, ""), path=(key,))
    yield from _compared(at, getattr(old, key), getattr(new, key))


def _compared(at: _At, old: Any, new: Any) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield from _models(at, old, new)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _entries(at, old, new)
    elif _are_branches(old, new):
        yield from _branches(at, old, new)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _lines(at, old, new)
    else:
        yield at.change(_kind(old, new), _text(old, at), _text(new, at))


def _kind(old: Any, new: Any) -> Kind:
    if old in (None, "") or new in (None, ""):
        return "added" if old in (None, "") else "removed"
    return "changed"


def _models(at: _At, old: BaseModel, new: BaseModel) -> Iterator[Change]:
    for field, info in type(old).model_fields.items():
        if field == "name" and at.names:
            continue  # an entry's name is the key it stands under, and that has been compared
        yield from _compared(at.key(old, info.alias or field), getattr(old, field), getattr(new, field, None))


def _entries(at: _At, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for name in old:
        if name not in new:
            what = f"{at.what}「{name}」"
            yield replace(at, path=(*at.path, name)).change("removed", _brief(old[name]), what=what)
    for name, value in new.items():
        if name in old:
            inner = at.entry(name)
            yield from _compared(replace(inner, noun=_inner_noun(at.noun, value)), old[name], value)
        else:
            what = f"{at.what}「{name}」"
            yield replace(at, path=(*at.path, name)).change("added", after=_brief(value), what=what)
    kept = [name for name in old if name in new], [name for name in new if name in old]
    if kept[0] != kept[1]:
        yield at.change("moved", "、".join(kept[0]), "、".join(kept[1]))


def _inner_noun(noun: str, value: Any) -> str:
    """An entry with keys of its own is called by those; one that is a value keeps the name of the whole."""
    return "" if isinstance(value, BaseModel | Mapping) else noun


def _lines(at: _At, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    """Lines one by one, those in the same place as changed; a list with the same lines in another order as moved."""
    before, after = [_text(one, at) for one in old], [_text(one, at) for one in new]
    if not before or not after:
        yield at.change("added" if after else "removed", " / ".join(before), " / ".join(after))
        return
    if sorted(before) == sorted(after):
        yield at.change("moved", "、".join(before), "、".join(after))
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = min(b - a, d - c)
        for number in range(paired):
            yield at.change("changed", before[a + number], after[c + number])
        yield from (at.change("removed", gone, what=f"{at.what}里的一条") for gone in before[a + paired : b])
        yield from (at.change("added", after=come, what=f"{at.what}里的一条") for come in after[c + paired : d])


def _are_branches(old: Any, new: Any) -> bool:
    both = (*old, *new) if isinstance(old, tuple) and isinstance(new, tuple) else ()
    return bool(both) and all(isinstance(one, Branch) for one in both)


def _branches(at: _At, old: Sequence[Branch], new: Sequence[Branch]) -> Iterator[Change]:
    before, after = [_way(one) for one in old], [_way(one) for one in new]
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        paired = min(b - a, d - c)
        for number in range(paired):
            one, other = old[a + number], new[c + number]
            if tag == "replace":
                yield at.change("changed", _way(one), _way(other))
            inner = replace(at, names=(*at.names, _way(other)), path=(*at.path, str(c + number + 1)))
            yield from _compared(inner.key(one, "customer"), one.customer, other.customer)
            yield from _compared(inner.key(one, "promise"), one.promise, other.promise)
        yield from (at.change("removed", gone) for gone in before[a + paired : b])
        yield from (at.change("added", after=come) for come in after[c + paired : d])


def _way(branch: Branch) -> str:
    target = _STAYING.get(branch.target, branch.target)
    try:
        return f"{described(branch.when)} → {target}"
    except KeyError:  # a condition that nobody knows, in a file that has not passed its checks
        return f"{'，'.join(branch.when)} → {target}"


def _brief(value: Any) -> str:
    """Return what tells an entry best, as one line."""
    if isinstance(value, BaseModel):
        weight = f"{value.weight} 分，" if hasattr(value, "weight") else ""
        told = next((found for key in _TOLD_BY if (found := getattr(value, key, None))), "")
        return weight + _brief(told)
    if isinstance(value, tuple):
        return _text(value[0], _At("")) if value else ""
    return _text(value, _At(""))


def _text(value: Any, at: _At) -> str:
    """Return any value as a text for people; what it is called (`at`) tells how a bare yes or outcome is said."""
    key = at.path[-1] if at.path else ""
    if isinstance(value, bool):
        return YES_OR_NO.get(key, ("是", "否"))[0 if value else 1]
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return "＋".join(_text(one, at) for one in value)
    if isinstance(value, BaseModel | Mapping):
        return "；".join(_pairs(dict(value), at, named=isinstance(value, Mapping)))
    text = "" if value is None else str(value)
    return OUTCOMES.get(text, text) if key == "outcome" else text


def _pairs(entries: Mapping[str, Any], at: _At, *, named: bool) -> Iterator[str]:
    for name, entry in entries.items():
        if entry not in (None, "", ()):
            yield f"{name}：{_text(entry, at)}" if named else _text(entry, at)
