"""Problems found in what a trainer wrote: a stable code, a place, a Chinese sentence and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error stops the script from being used, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
    TODO = "todo"

    @property
    def chinese(self) -> str:
        """The word authors see."""
        return {"error": "错误", "warning": "警告", "advice": "建议", "todo": "待办"}[self.value]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; `line` and `column` count from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one place. `message` says what is wrong, `hint` what to do; both are Chinese."""

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""

    def as_json(self) -> dict[str, object]:
        """The shape of `duilian check --json`."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "message": self.message,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in one check, in the order of files and lines."""

    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Report:
        """Make a report of problems in any order; what was found twice is said once."""
        unique = dict.fromkeys(problems)
        return cls(tuple(sorted(unique, key=lambda p: (p.place.file, p.place.line, p.place.column, p.code))))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)

    def __bool__(self) -> bool:
        return bool(self.problems)

    def __add__(self, other: Report) -> Report:
        return Report.of((*self.problems, *other.problems))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a document from being used."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)
