"""A workbook taken back into the files it was made from: what changed, whether it may, and the files' new texts.

Nothing is written here until `write` is called, and then all of it or nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from bot.services.authoring.script_book import NAME, plain_text
from bot.services.authoring.script_files import ScriptFiles, script_files
from bot.services.authoring.trial import trial_of
from bot.spreadsheets import keeping, read_book
from scripts.folders import DOCUMENTS, PLAN
from scripts.loader import check_paths, shipped_library
from scripts.problems import Report, Severity
from scripts.rewriting import rewritten, same
from scripts.source import read
from scripts.spreadsheet.changes import Change, changes
from scripts.spreadsheet.exporting import sheets_of
from scripts.spreadsheet.filled import Address, Fault, FilledBook
from scripts.spreadsheet.importing import Taken, as_read, taken
from scripts.spreadsheet.parts import DOCUMENT_NAMES, LISTENED, PARTS, SCRIPT
from scripts.spreadsheet.wording import in_words_of

if TYPE_CHECKING:
    from scripts.checks import Listen
    from scripts.problems import Problem


class ImportRefusedError(Exception):
    """The workbook can't be taken back at all; `str()` says in Chinese why and what to do."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A document that was changed on both sides since the export."""

    document: str
    file: Path
    theirs: tuple[Change, ...]
    ours: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What importing a workbook would do.

    It may be written when there are no faults and no clashes. `remarks` are warnings of the check about what would be
    new. `texts` are the new texts by document.
    """

    files: ScriptFiles
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    clashes: tuple[Clash, ...] = ()
    remarks: tuple[Fault, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def may_be_written(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.faults and not self.clashes


def proposal(content: bytes, roots: Sequence[Path], listen: Listen | None = None) -> Proposal:
    """Read a workbook and say what importing it would do.

    Raises `bot.spreadsheets.NotABookError`, ImportRefusedError and NoFilesError.
    """
    book = read_book(content, [part.layout for part in PARTS])
    if NAME not in book.kept or any(name not in book.kept for name in DOCUMENT_NAMES):
        raise ImportRefusedError(
            "这个表格不是 duilian export 写出来的（里面没有底稿），读不回去。先 duilian export，再把内容拷进去。"
        )
    files = script_files(book.kept[NAME], roots)
    return _compared(files, book, listen)


def _compared(files: ScriptFiles, book: FilledBook, listen: Listen | None) -> Proposal:
    """Hold the workbook against what it was made from, and that against the files as they are now."""
    new = taken(book)
    base = _as_taken({name: book.kept[name] for name in DOCUMENT_NAMES})
    faults = (*book.faults, *new.faults, *_renamed(base, new))
    now = _as_taken({name: files.text(name) for name in DOCUMENT_NAMES})
    ours, theirs = changes(base, new), changes(base, now)
    if faults:
        return Proposal(files, ours, faults)
    touched = [name for name in DOCUMENT_NAMES if _differ(name, base, new) and _differ(name, now, new)]
    clashes = tuple(
        Clash(name, files.files[name], _of(theirs, name), _of(ours, name))
        for name in touched
        if _loses(*(one.documents.get(name, {}) for one in (base, now, new)))
    )
    told = tuple(change for change in ours if change.document in touched)
    if clashes or not touched:
        return Proposal(files, told, clashes=clashes)
    texts = {
        name: rewritten(files.text(name), now.documents.get(name, {}), new.documents.get(name, {})) for name in touched
    }
    again = _as_taken({name: texts.get(name) or files.text(name) for name in DOCUMENT_NAMES})
    if any(_differ(name, again, new) for name in touched):
        raise ImportRefusedError("改动写不准，什么也没有写。请直接改 YAML 文件，并把这张表发给开发的人。")
    heard = listen if any(change.document != SCRIPT or change.sheet in LISTENED for change in told) else None
    faults, remarks = _checked(files, texts, new, heard)
    return Proposal(files, told, faults, remarks=remarks, texts=texts)


def _renamed(base: Taken, new: Taken) -> tuple[Fault, ...]:
    """A fault where the script or the plan got another name: stories, cities and versions know it by the old one."""
    told = []
    for key, called in (("script", "脚本的名字"), ("plan", "方案的代号")):
        was, now = (one.documents.get(SCRIPT, {}).get(key) for one in (base, new))
        at = new.place(SCRIPT, (key,))
        if was != now and at is not None:
            hint = f"改回「{was}」；确实要改名，请直接改 YAML 文件。"
            told.append(Fault(at, f"{called}不能在表格里改：对话测试、各市的本地版、发布过的版本都靠它认。", hint))
    return tuple(told)


def _differ(document: str, one: Taken, other: Taken) -> bool:
    return not same(one.documents.get(document, {}), other.documents.get(document, {}))


def _loses(base: Any, now: Any, new: Any) -> bool:
    """Whether something changed from `base` to `now` that `new` would undo."""
    if same(base, now) or same(now, new):
        return False
    if not (isinstance(base, dict) and isinstance(now, dict) and isinstance(new, dict)):
        return True
    return any(_loses(base.get(key), now.get(key), new.get(key)) for key in (*base, *now))


def _as_taken(texts: Mapping[str, str]) -> Taken:
    """The documents of these texts as an untouched workbook would give them."""
    return taken(as_read(sheets_of({name: read(name, text).data for name, text in texts.items()})))


def _of(told: tuple[Change, ...], document: str) -> tuple[Change, ...]:
    return tuple(change for change in told if change.document == document)


# ---- held against the checks


def _checked(
    files: ScriptFiles, texts: Mapping[str, str], new: Taken, listen: Listen | None
) -> tuple[tuple[Fault, ...], tuple[Fault, ...]]:
    """Check the plan as it would be: errors that would be new, and the other remarks on the changed files."""
    changed = {files.within_plan(name): text.encode() for name, text in texts.items()}
    folder, report = _report(files, {}, listen)
    before = {_known_by(one, folder) for one in report}
    folder, report = _report(files, changed, listen)
    errors: list[Fault] = []
    remarks: list[Fault] = []
    for one in report:
        if _known_by(one, folder) in before:
            continue
        within = Path(one.place.file).relative_to(folder).as_posix()
        fault = _at_its_cell(one, within, files, texts, new)
        if one.severity is Severity.ERROR:
            errors.append(fault)
        elif within in changed:
            remarks.append(fault)
    return tuple(errors), tuple(remarks)


def _report(files: ScriptFiles, changed: Mapping[str, bytes], listen: Listen | None) -> tuple[Path, Report]:
    with trial_of(files.folders, changed, stories=True) as folder:
        return folder, check_paths([folder], behind=(), listen=listen)


def _known_by(one: Problem, folder: Path) -> tuple[str, str, str]:
    return Path(one.place.file).relative_to(folder).as_posix(), one.code, one.message


def _at_its_cell(one: Problem, within: str, files: ScriptFiles, texts: Mapping[str, str], new: Taken) -> Fault:
    """The problem at the cell its value came from, or by file and line where it came from none."""
    name = next((name for name in DOCUMENT_NAMES if files.within_plan(name) == within), None)
    if name is not None:
        source = read(within, texts.get(name) or files.text(name))
        here = (one.place.line, one.place.column)
        spots = [(at, path) for places in (source.keys, source.values) for path, at in places.items() if at <= here]
        path = max(spots, key=lambda spot: (spot[0], len(spot[1])), default=(here, ()))[1]
        address = new.place(name, path)
        if address is not None:
            return Fault(address, *in_words_of(address.sheet, one))
    return Fault(Address("", f"{within} 第 {one.place.line} 行"), one.message, one.hint)


# ---- written


def write(plan: Proposal, own: Path | None) -> tuple[Path, ...]:
    """Write the new texts and give the files. What the program brought along is written into the `own` library instead.

    Raises ImportRefusedError when there is none, and OSError when a file can't be written; then no file has changed.
    """
    writing: dict[Path, bytes] = {}
    for name, text in plan.texts.items():
        home = _home(plan.files, own)
        if home is None:
            writing[plan.files.files[name]] = text.encode()
            continue
        within = plan.files.within_plan(name)
        if within == PLAN:  # a plan of one's own replaces the other whole, so all that goes with it must come along
            writing |= {home / one: _found(plan.files, one) for one in DOCUMENTS if not (home / one).exists()}
        writing[home / within] = text.encode()
    write_all(writing)
    return tuple(writing)


def with_new_base(content: bytes, done: Proposal) -> bytes:
    """The workbook with what was written as its base, so that one can go on in it and import again."""
    return keeping(content, {name: plain_text(text) for name, text in done.texts.items()})


def _home(files: ScriptFiles, own: Path | None) -> Path | None:
    """The plan's folder in one's own library when some of its files are the program's, None when all are one's own."""
    if not any(file.is_relative_to(shipped_library().resolve()) for file in files.files.values()):
        return None
    if own is None:
        raise ImportRefusedError(
            "这是自带的脚本，不能直接改。先建一个自己的话术库文件夹，设好 DUILIAN_LIBRARY，再来一遍，改过的会写在那里。"
        )
    return own / files.folders[0].name


def _found(files: ScriptFiles, name: str) -> bytes:
    return next((folder / name).read_bytes() for folder in files.folders if (folder / name).is_file())


def write_all(writing: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first, and put them in place only when all have been written.

    Raises OSError; then all files are as they were.
    """
    ready: dict[Path, Path] = {}
    try:
        for file, content in writing.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-", delete=False) as beside:
                ready[Path(beside.name)] = file
                beside.write(content)
            if file.exists():
                shutil.copymode(file, beside.name)
            else:
                Path(beside.name).chmod(0o644)
        for beside_it, file in ready.items():
            beside_it.replace(file)
    finally:
        for beside_it in ready:
            beside_it.unlink(missing_ok=True)
