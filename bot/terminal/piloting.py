"""What `duilian pilot` does, action by action."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.services.pilots import Told, evidence_of, log_visit, suggest, version_meant
from bot.services.typed import clean
from bot.services.versions.looking import people_named
from bot.store.records import LOCAL_REP, Person
from bot.terminal.arguments import complain
from bot.terminal.tables import in_columns
from bot.terminal.writing import write_file
from bot.views.choices import RESULTS
from bot.views.pilot.page import as_markdown, pilot_report

if TYPE_CHECKING:
    import argparse

    from bot.services.catalogue import Catalogue
    from bot.store.contract import Store, UnitOfWork
    from bot.views.pilot.page import PilotReport
    from scripts.versions import Move


def log(store: Store, _: Catalogue, arguments: argparse.Namespace) -> int:
    """Write down a visit."""
    with store.begin() as uow:
        move, person = _meant(uow, arguments.script), _person(uow, arguments)
        if move is None or person is None:
            return 1
        log_visit(uow, move, person, Told(arguments.result, clean(arguments.note), arguments.yuan))
    sys.stdout.write(f"记下了：{move.ref} 拜访一次，{RESULTS[arguments.result]}。\n")
    return 0


def suggest_it(store: Store, _: Catalogue, arguments: argparse.Namespace) -> int:
    """Write down a suggestion."""
    with store.begin() as uow:
        move, person = _meant(uow, arguments.script), _person(uow, arguments)
        if move is None or person is None:
            return 1
        kept = suggest(uow, move, person, clean(arguments.note))
    sys.stdout.write(f"记下了：{move.ref} 的建议，编号 {kept.id}。\n")
    return 0


def vote(store: Store, _: Catalogue, arguments: argparse.Namespace) -> int:
    """Vote for a suggestion."""
    with store.begin() as uow:
        move, person = _meant(uow, arguments.script), _person(uow, arguments)
        if move is None or person is None:
            return 1
        idea = uow.pilots.suggestion(arguments.idea)
        if idea is None or (idea.script, idea.version) != (move.script, move.version):
            complain(f"{move.ref} 没有编号 {arguments.idea} 的建议。看有哪些：duilian pilot ideas {move.ref}")
            return 1
        if idea.rep == person.rep:
            complain("这一条是自己提的，不用再同意。")
            return 1
        new = uow.pilots.vote(idea.id, person.rep)
    sys.stdout.write(f"{'同意了' if new else '已经同意过'}：{idea.text}\n")
    return 0


def ideas(store: Store, _: Catalogue, arguments: argparse.Namespace) -> int:
    """List the suggestions for a version."""
    with store.begin() as uow:
        move = _meant(uow, arguments.script)
        if move is None:
            return 1
        listed = uow.pilots.suggestions(move.script, move.version)
    for one in listed:
        sys.stdout.write(f"{one.id}　{one.text}（{len(one.votes)} 人同意）\n")
    if not listed:
        sys.stdout.write(f"{move.ref} 还没有建议。\n")
    return 0


def report(store: Store, catalogue: Catalogue, arguments: argparse.Namespace) -> int:
    """Write the report on a version into the files asked for, or show it."""
    with store.begin() as uow:
        move = _meant(uow, arguments.script)
        other = _meant(uow, _ref(move, arguments.against)) if move is not None and arguments.against else None
        if move is None or (arguments.against and other is None):
            return 1
        evidence = evidence_of(uow, catalogue, move.script, move.version, arguments.branch)
        against = evidence_of(uow, catalogue, other.script, other.version) if other else None
    made = pilot_report(evidence, against)
    codes = []
    if arguments.md is not None:
        codes.append(write_file(arguments.md, as_markdown(made).encode()))
    if arguments.pdf is not None:
        from bot.views.pilot.pdf import pilot_pdf  # noqa: PLC0415 - its libraries take a third of a second

        codes.append(write_file(arguments.pdf, pilot_pdf(made)))
    if arguments.xlsx is not None:
        from bot.views.pilot.workbook import pilot_xlsx  # noqa: PLC0415 - as above

        codes.append(write_file(arguments.xlsx, pilot_xlsx(made)))
    if not codes:
        sys.stdout.write(_shown(made))
    return max(codes, default=0)


def _shown(made: PilotReport) -> str:
    parts = [made.title]
    for part in made.parts:
        table = [in_columns((part.table,)).partition("\n")[2]] if part.table else []
        parts.append("\n".join((f"【{part.title}】", *part.lines, *table)))
    return "\n\n".join(parts) + "\n"


def _ref(move: Move, version: str) -> str:
    return f"{move.script}@{version.rpartition('@')[2]}"


def _meant(uow: UnitOfWork, name: str) -> Move | None:
    """Give the version that is meant; None after saying that there is none."""
    move = version_meant(uow, name)
    if move is None:
        complain(
            f"「{name}」没有在试销，也没有发布过。先用 duilian version pilot 开始试销；看版本：duilian version list"
        )
    return move


def _person(uow: UnitOfWork, arguments: argparse.Namespace) -> Person | None:
    """Give the person it is written down for; None after saying why nobody is found."""
    if not arguments.name:
        known = uow.people.get(LOCAL_REP)
        return Person(LOCAL_REP, "", arguments.branch or (known.branch if known else ""), uow.now)
    found = [one for one in people_named(uow, arguments.name) if arguments.branch in ("", one.branch)]
    if len(found) == 1:
        return found[0]
    which = (
        f"叫「{arguments.name}」的有 {len(found)} 个，用 --branch 说明是哪个分公司的"
        if found
        else (f"还不认识「{arguments.name}」：他要先在机器人里报过姓名")
    )
    complain(f"{which}。")
    return None
