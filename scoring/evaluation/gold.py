"""The gold set: utterances and talks as people marked them, and which half of it each belongs to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from scoring.typed_up import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

Half = Literal["tuning", "reporting"]


@dataclass(frozen=True, slots=True)
class GoldLine:
    """One utterance: `truth` are all items and violations in it, `near` what a careless listener would hear there."""

    name: str
    text: str
    truth: frozenset[str]
    near: frozenset[str]
    kind: str
    customer: str = ""

    @property
    def half(self) -> Half:
        """The half it belongs to."""
        return half_of(self.name)


@dataclass(frozen=True, slots=True)
class GoldTalk:
    """A whole talk: its lines, the items and violations of each of the rep's lines (by index), and its mark, 0-100."""

    name: str
    script: str
    kind: str
    mark: int
    lines: tuple[Line, ...]
    met: Mapping[int, frozenset[str]]
    broken: Mapping[int, frozenset[str]]
    spend: float | None = None
    level: str = "客户经理"

    @property
    def half(self) -> Half:
        """The half it belongs to."""
        return half_of(self.name)


def half_of(name: str) -> Half:
    """Tuning or reporting, by the first byte of the name's SHA-256: fixed for good, and nobody's choice."""
    return "reporting" if hashlib.sha256(name.encode()).digest()[0] % 2 else "tuning"


class UnreadableGoldError(ValueError):
    """A line of the gold set that is none; `str()` says in Chinese where and what is wrong."""


def read_gold_lines(file: str, text: str) -> tuple[GoldLine, ...]:
    """Read marked utterances, one JSON object a line. Raises UnreadableGoldError."""
    return tuple(
        _checked(file, number, _gold_line, written)
        for number, written in enumerate(text.splitlines(), 1)
        if written.strip()
    )


def read_gold_talk(file: str, text: str) -> GoldTalk:
    """Read a marked talk: a header line, then one turn a line. `file` is its name. Raises UnreadableGoldError."""
    header, *turns = [line for line in text.splitlines() if line.strip()] or ["{}"]
    lines: list[Line] = []
    met: dict[int, frozenset[str]] = {}
    broken: dict[int, frozenset[str]] = {}
    for number, written in enumerate(turns, 2):
        turn = _checked(file, number, _turn, written)
        if turn["speaker"] == "rep":
            met[len(lines)], broken[len(lines)] = frozenset(turn["met"]), frozenset(turn["violations"])
        lines.append(Line(turn["speaker"], turn["text"]))

    def whole(data: dict[str, Any]) -> GoldTalk:
        told = {key: data[key] for key in ("spend", "level") if key in data}
        return GoldTalk(file, data["script"], data["kind"], data["mark"], tuple(lines), met, broken, **told)

    talk: GoldTalk = _checked(file, 1, whole, header)
    return talk


def _gold_line(data: dict[str, Any]) -> GoldLine:
    truth = frozenset([*data["met"], *data["violations"]])
    near = frozenset(data["near"])
    return GoldLine(data["id"], data["text"], truth, near, data["kind"], data.get("customer", ""))


def _turn(data: dict[str, Any]) -> dict[str, Any]:
    kept = {"speaker": data["speaker"], "text": data["text"]}
    return {**kept, "met": data["met"], "violations": data["violations"]} if data["speaker"] == "rep" else kept


def _checked(file: str, number: int, read: Any, written: str) -> Any:
    try:
        return read(json.loads(written))
    except KeyError as error:
        raise UnreadableGoldError(f"{file} 第 {number} 行缺 {error.args[0]}。") from None
    except (ValueError, TypeError, AttributeError):
        raise UnreadableGoldError(f"{file} 第 {number} 行不是一个完整的 JSON 对象。") from None
