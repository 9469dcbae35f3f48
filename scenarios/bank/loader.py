"""Reads a plan's questions and cases and makes its bank: the only file of this package that touches a file system."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from scenarios.bank.bank import Bank, generated
from scenarios.bank.checks import Book, Books, CaseSubject, check_case, check_items
from scenarios.bank.documents import Case, WrittenItems
from scenarios.bank.doubts import Doubts
from scenarios.bank.folders import CASES, DOUBTS, ITEMS, in_force, plan_of, shipped_bank
from scenarios.bank.ground import Ground
from scenarios.bank.written import Sources, item_of_written
from scenarios.cases import StagedCase, stage
from scenarios.codes import problem
from scripts.codes import problem as shared_problem
from scripts.folders import OBJECTIONS, PLAN, POINTS
from scripts.loader import shipped_library
from scripts.nearest import did_you_mean
from scripts.problems import Place, Problem, Report
from scripts.shape import fit
from scripts.source import LARGEST, Source, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from scenarios.bank.item import Item
    from scripts.model import Library, PlanShelf

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class LoadedBank:
    """The bank of one plan, what of it was written, and every problem met.

    A broken question or case is not in the bank and leaves the others usable.
    """

    bank: Bank
    books: Books
    report: Report


def load_bank(shelf: PlanShelf, own: Sequence[Path] = (), shipped: Path | None = None) -> LoadedBank:
    """Make the bank of a plan: out of its facts, of the files of `own` library folders, then of the `shipped` ones.

    What cannot be used is left out, and why is in the report.
    """
    reading = _Reading(shelf, own, shipped or shipped_bank())
    books = reading.books()
    report = check_items(books)
    wrong = {(one.place.file, one.place.line) for one in report.errors}
    items = _usable(books, wrong)
    cases = reading.cases()
    every = {item.id: item for item in (*reading.generated, *items)}
    return LoadedBank(Bank(shelf.plan.plan, every, cases), books, Report.of([*reading.problems, *report]))


def check_bank(files: Iterable[Path], library: Library) -> Report:
    """Check files of questions and cases: everything wrong in them, beside all others of their plan.

    Each file is called as it was given.
    """
    given = {file.resolve(): str(file) for file in files}
    wanted: dict[str, list[Path]] = {}
    for file in given:
        wanted.setdefault(plan_of(file), []).append(file)

    def called(file: Path) -> str:
        return given.get(file.resolve(), str(file))

    problems: list[Problem] = []
    for plan, asked in wanted.items():
        shelf = library.shelves.get(plan)
        if shelf is None:
            message = f"这个文件不在任何方案的文件夹里：没有叫「{plan}」的方案。"
            hint = "放进方案文件夹下面的 items 或 cases 文件夹。"
            problems.extend(shared_problem("outside-plan", Place(called(file)), message, hint) for file in asked)
            continue
        roots = list(dict.fromkeys(file.parents[2] for file in asked))
        reading = _Reading(shelf, roots, shipped_bank(), called)
        found = [*check_items(reading.books())]
        reading.cases()
        names = {called(file) for file in asked}
        problems.extend(one for one in (*reading.problems, *found) if one.place.file in names)
    return Report.of(problems)


class _Reading:
    """One plan's files as they are read, and what is wrong with their writing and shape."""

    def __init__(
        self, shelf: PlanShelf, own: Sequence[Path], shipped: Path, called: Callable[[Path], str] = str
    ) -> None:
        plan = shelf.plan.plan
        self.shelf, self.called = shelf, called
        self.problems: list[Problem] = []
        self._folders = list(dict.fromkeys([*(root / plan for root in own), shipped / plan]))
        homes = [*(root / plan for root in own), shipped_library() / plan]
        self._sources = {
            part: self._source(next((home / name for home in homes if (home / name).exists()), homes[-1] / name))
            for part, name in (("plan", PLAN), ("points", POINTS), ("objections", OBJECTIONS))
        }
        doubts = [file for file in in_force(self._folders, ITEMS) if file.name == DOUBTS]
        self.doubts = next((found for file in doubts if (found := self._fit(Doubts, file)[0])), Doubts(plan=plan))
        self.ground = Ground(shelf.plan, self.doubts, self._sources["plan"], f"{plan}/{PLAN}")

    @cached_property
    def generated(self) -> tuple[Item, ...]:
        """What the plan's facts give."""
        return generated(self.ground)

    def books(self) -> Books:
        """All written questions of the plan; one of an earlier folder goes before a later one's of the same name."""
        books: list[Book] = []
        earlier: dict[Path, set[str]] = {}
        for file in in_force(self._folders, ITEMS):
            document, source = self._fit(WrittenItems, file) if file.name != DOUBTS else (None, None)
            if document is None or source is None:
                continue
            taken = {name for folder, names in earlier.items() if folder != file.parent for name in names}
            kept = {name: item for name, item in document.items.items() if name not in taken}
            earlier.setdefault(file.parent, set()).update(kept)
            books.append(Book(document.model_copy(update={"items": kept}), source))
        stems = {item.id: item.stem for item in self.generated}
        return Books(self.shelf, Sources(self.shelf, self._sources), self.doubts, tuple(books), stems)

    def cases(self) -> dict[str, StagedCase]:
        """The cases that can be played, by name."""
        staged: dict[str, StagedCase] = {}
        for file in in_force(self._folders, CASES):
            case, source = self._fit(Case, file)
            subject = self._subject(case, source) if case else None
            if subject is None:
                continue
            found = check_case(subject)
            self.problems.extend(found)
            name = subject.case.case
            if name in staged:
                message = f"案例「{name}」已经有一个了，这一个不会用到。"
                place = source.value_place(("case",))
                self.problems.append(problem("duplicate-case", place, message, "换个名字，或者删掉一个。"))
            elif not found.errors:
                staged[name] = stage(subject.case, self.shelf, subject.script)
        return staged

    def _subject(self, case: Case, source: Source) -> CaseSubject | None:
        scripts = self.shelf.scripts
        script = next((one for one in scripts.values() if case.script in (one.script, one.ref)), None)
        if script is None:
            place = source.value_place(("script",))
            message = f"没有叫「{case.script}」的脚本。"
            self.problems.append(shared_problem("unknown-script", place, message, did_you_mean(case.script, scripts)))
            return None
        return CaseSubject(case, source, self.shelf, script)

    def _fit(self, model: type[M], file: Path) -> tuple[M | None, Source]:
        source = self._source(file)
        self.problems.extend(source.problems)
        document, wrong = fit(model, source) if source.readable else (None, ())
        self.problems.extend(wrong)
        plan, here = getattr(document, "plan", ""), self.shelf.plan.plan
        if document is not None and plan != here:
            message = f"这里写的方案是「{plan}」，文件却放在「{here}」的文件夹里。"
            place = source.value_place(("plan",))
            self.problems.append(shared_problem("wrong-plan", place, message, f"改成 {here}。"))
            return None, source
        return document, source

    def _source(self, file: Path) -> Source:
        label = self.called(file)
        try:
            with file.open("rb") as stream:
                return read(label, stream.read(LARGEST + 1))
        except OSError as error:
            message = f"「{file.name}」打不开（{error.strerror or '读不出来'}）。"
            hint = "看看文件的读取权限，是不是被别的程序占着。"
            return Source(label, "", problems=(shared_problem("unreadable-file", Place(label), message, hint),))


def _usable(books: Books, wrong: set[tuple[str, int]]) -> list[Item]:
    """The items of the questions in whose lines no error was found."""
    items = []
    for entry in books:
        first = entry.place().line
        lines = {at for path, (at, _) in entry.source.values.items() if path[:2] == ("items", entry.item.name)} | {
            first
        }
        if not any((entry.source.file, line) in wrong for line in lines):
            items.append(item_of_written(entry.item, books.sources))
    return items
