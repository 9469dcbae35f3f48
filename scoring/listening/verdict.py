"""Step 7: from the evidence to what was heard: met with its quote, suspected, dismissed with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scoring.listening.acts import acts
from scoring.listening.evidence import Evidence
from scoring.listening.homophones import Repair
from scoring.listening.turn import Turn
from scripts.heard import Breach, Heard, Hit
from scripts.model import Point

_BLOCKED_QUOTE = 40


def conclude(turn: Turn, evidence: Iterable[Evidence], points: Mapping[str, Point]) -> Heard:
    """What the turn met, may have met, and did not for all its words; each item once, by its first proof."""
    met: dict[str, Evidence] = {}
    perhaps: dict[str, Evidence] = {}
    dismissed: dict[str, Evidence] = {}
    for one in evidence:
        shelf = dismissed if one.stopped else perhaps if one.suspected else met
        shelf.setdefault(one.point.code, one)
    hits = sorted(
        (_hit(turn, one) for one in met.values() if one.point.kind == "point"), key=lambda h: (h.start, h.end)
    )
    hits = hits[: len(turn.clauses) + 1]  # a turn meets no more items than it has clauses for
    breaches = (_breach(turn, one) for one in met.values() if one.point.kind == "violation")
    claimed = tuple(claim for _, claim in turn.claimed)
    return Heard(
        text=turn.script.raw,
        acts=acts(turn.text, turn.clauses, hits, claimed, points),
        met=tuple(hits),
        perhaps=tuple(_hit(turn, one) for code, one in perhaps.items() if code not in met),
        violations=tuple(sorted(breaches, key=lambda breach: breach.start)),
        claims=claimed,
        dismissed=tuple(
            _hit(turn, one, f"，但{one.stopped}")
            for code, one in dismissed.items()
            if code not in met and code not in perhaps
        ),
    )


def nothing(turn: Turn, why: str, points: Mapping[str, Point]) -> Heard:
    """A turn that meets nothing as a whole, with the reason."""
    raw = turn.script.raw
    reason = Hit("", "", raw[:_BLOCKED_QUOTE], 0, min(_BLOCKED_QUOTE, len(raw)), why)
    claimed = tuple(claim for _, claim in turn.claimed)
    return Heard(raw, acts=acts(turn.text, turn.clauses, (), (), points), claims=claimed, dismissed=(reason,))


def _hit(turn: Turn, one: Evidence, but: str = "") -> Hit:
    start, end = turn.script.span(one.start, one.end)
    why = f"{one.why}{_readings(turn.repairs, one.start, one.end)}{but}。"
    return Hit(one.point.code, one.point.name, turn.script.raw[start:end], start, end, why)


def _breach(turn: Turn, one: Evidence) -> Breach:
    hit = _hit(turn, one)
    instead = one.point.say[0] if one.point.say else ""
    return Breach(hit.code, hit.name, hit.quote, hit.start, hit.end, hit.why, instead, one.point.severe)


def _readings(repairs: Sequence[Repair], start: int, end: int) -> str:
    said = [f"「{r.heard}」按「{r.meant}」理解" for r in repairs if r.start < end and start < r.end]
    return "，" + "，".join(said) if said else ""
