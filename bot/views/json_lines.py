"""The talk as one JSON object a line: the interface for programs, without times or anything else that changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scenarios.events import CoachSaid, CustomerSaid, Ended, Event, RepSaid

if TYPE_CHECKING:
    from scripts.heard import Breach, Heard, Hit


def event_line(event: Event) -> str:
    """Give one event as its line of JSON; the end gives the report."""
    match event:
        case RepSaid(turn=turn, text=text, stage=stage, heard=heard):
            return _line(turn, "rep", text, stage, met=heard.codes, violations=heard.violation_codes)
        case CustomerSaid(turn=turn, text=text, stage=stage):
            return _line(turn, "customer", text, stage)
        case CoachSaid(turn=turn, text=text, stage=stage, choices=choices):
            numbered = [f"{number}. {choice}" for number, choice in enumerate(choices, 1)]
            return _line(turn, "coach", "\n".join((text, *numbered)), stage)
        case Ended(report=report):
            return dumped({"report": report.as_json()})


def heard_line(heard: Heard) -> str:
    """Give what was heard in one utterance as its line of JSON."""
    return dumped(
        {
            "text": heard.text,
            "met": [_hit(hit) for hit in heard.met],
            "perhaps": [_hit(hit) for hit in heard.perhaps],
            "violations": [{**_hit(breach), "why": breach.why} for breach in heard.violations],
            "claims": [
                {
                    "kind": claim.kind,
                    "value": claim.value,
                    "about": claim.about,
                    "quote": claim.quote,
                    "owner": claim.owner,
                    "verdict": claim.verdict,
                    "why": claim.why,
                }
                for claim in heard.claims
            ],
        }
    )


def dumped(value: object) -> str:
    """Write JSON with its Chinese as it is; half a surrogate pair, which UTF-8 cannot hold, becomes �."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _line(
    turn: int, speaker: str, text: str, stage: str, *, met: tuple[str, ...] = (), violations: tuple[str, ...] = ()
) -> str:
    return dumped(
        {
            "turn": turn,
            "speaker": speaker,
            "text": text,
            "stage": stage,
            "met": list(met),
            "violations": list(violations),
        }
    )


def _hit(hit: Hit | Breach) -> dict[str, str]:
    return {"code": hit.code, "name": hit.name, "quote": hit.quote}
