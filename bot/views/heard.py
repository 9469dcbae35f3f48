"""What was heard in one utterance, explained: each item with its words, what was suspected, and what was stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.page import Line, Page, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.views.page import Mark
    from scripts.heard import Breach, Heard, Hit


def explained(heard: Heard) -> Page:
    """Give everything an utterance says, part by part."""
    lines = (
        *_hits("✓", heard.met, "good"),
        *_hits("？ 疑似", heard.perhaps, "quiet"),
        *_hits("✗", heard.violations, "bad"),
        *(Line(f"# “{claim.quote}”" + (f"：{claim.why}" if claim.why else ""), "quiet") for claim in heard.claims),
        *_hits("○ 不算", heard.dismissed, "quiet"),
    )
    return (Section("", lines or (Line("没有听出哪一条要点。", "quiet"),)),)


def _hits(sign: str, hits: Iterable[Hit | Breach], mark: Mark) -> Iterator[Line]:
    for hit in hits:
        yield Line(f"{sign} {hit.name}：“{hit.quote}”" + (f"　{hit.why}" if hit.why else ""), mark)
