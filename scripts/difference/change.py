"""One difference, with the Chinese sentence that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise in the second of two scripts.

    `group` is the stage or the part of the script it belongs to, `what` says what it is (「自我介绍」的话术), `path` is
    its path as a city would write it; `before` and `after` are texts, "" where there is none.
    """

    group: str
    kind: Kind
    what: str
    before: str
    after: str
    path: str

    @property
    def sentence(self) -> str:
        """The difference as a sentence without its group."""
        match self.kind:
            case "added":
                return f"加了{self.what}" + (f"：{_quoted(self.after)}" if self.after else "")
            case "removed":
                return f"去掉了{self.what}" + (f"：{_quoted(self.before)}" if self.before else "")
            case "moved":
                return f"{self.what}换了次序：{self.before} → {self.after}"
            case "changed":
                return f"{self.what}{_quoted(self.before)}改成{_quoted(self.after)}".rstrip()

    def as_json(self) -> dict[str, str]:
        """The shape of `duilian diff --json`."""
        return {
            "group": self.group,
            "kind": self.kind,
            "what": self.what,
            "path": self.path,
            "before": self.before,
            "after": self.after,
            "sentence": self.sentence,
        }


def _quoted(text: str) -> str:
    """Put words in quotes; a number, or nothing, stands by itself."""
    if not text:
        return "（没有）"
    return f" {text} " if text.replace(".", "").removeprefix("-").isdecimal() else f"「{text}」"
