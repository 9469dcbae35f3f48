"""Which points a new version changes: only their cards come due again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.model import PlanShelf, Script


def changed_points(before: tuple[PlanShelf, Script], after: tuple[PlanShelf, Script]) -> frozenset[str]:
    """Give the codes of the points that a rep has to learn anew.

    Those are the points that are new in the script, and those of which the meaning, the weight or the line to say has
    changed: in the script's stages, or as an answer to one of its objections.
    """
    old, new = _learnt(*before), _learnt(*after)
    return frozenset(code for code, what in new.items() if old.get(code) != what)


def _learnt(shelf: PlanShelf, script: Script) -> dict[str, object]:
    """Say of each point by its code all that a rep learns of it."""
    points = shelf.points_of(script)
    uses: dict[str, list[object]] = {}
    for stage in script.stages.values():
        for name, use in stage.points.items():
            uses.setdefault(name, []).append((stage.name, use.weight, use.required, use.say))
    raised = dict.fromkeys(name for stage in script.stages.values() for name in stage.objections)
    for name in raised:
        objection = shelf.objection(script, name)
        for answer in objection.answered_by:
            uses.setdefault(answer, []).append((name, objection.raises, objection.say))
    return {
        points[name].code: (points[name].about, points[name].say, tuple(where))
        for name, where in uses.items()
        if name in points
    }
