"""What `duilian version` does, action by action: look, ask the core, write down, say what follows."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.pilots import version_meant
from bot.services.versions import steps
from bot.services.versions.drafts import Draft, NoDraftError, blockers, draft_of, errors
from bot.services.versions.looking import listed, people_named
from bot.store.records import LOCAL_REP
from bot.terminal.arguments import complain
from bot.terminal.printing import TextPrinter
from bot.views.json_lines import dumped
from bot.views.versions import blockers_page, for_whom, history_page, versions_page
from scripts.nearest import did_you_mean
from scripts.versions import Audience, MoveRefusedError, standing_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from bot.services.catalogue import Catalogue
    from bot.services.versions.steps import Taken
    from bot.store.contract import Store, UnitOfWork
    from bot.views.page import Page
    from scripts.versions import Blocker, Move, Snapshot

THIS_MACHINE = "本机"
"""How the person at this terminal is named in a pilot."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where versions are worked on: the store, the files, and the share of a script its stories must touch (0 to 1)."""

    store: Store
    catalogue: Catalogue
    coverage: float


def show_list(desk: Desk, arguments: argparse.Namespace) -> int:
    """List every version."""
    with desk.store.begin() as uow:
        versions = [one for one in listed(uow, desk.catalogue) if _bare(arguments.script) in ("", one.script)]
        names = _names(uow)
    if arguments.json:
        found = [
            {
                "script": one.script,
                "version": one.version,
                "state": one.state.value,
                "managed": not one.unmanaged,
                "snapshot": one.move.snapshot if one.move else None,
                "changed_since": one.changed,
            }
            for one in versions
        ]
        sys.stdout.write(dumped(found) + "\n")
    else:
        _print(versions_page(versions, names))
    return 0


def show_one(desk: Desk, arguments: argparse.Namespace) -> int:
    """Show one version, or write its frozen files into a folder."""
    with desk.store.begin() as uow:
        move = version_meant(uow, arguments.script)
        snapshot = uow.versions.get(move.snapshot) if move else None
        names = _names(uow)
    if move is None or snapshot is None:
        complain(f"「{arguments.script}」还没有封存过的版本。全部版本：duilian version list")
        return 1
    if arguments.output is not None:
        return _write(snapshot, arguments.output)
    if arguments.json:
        sys.stdout.write(dumped(_as_json(move) | {"files": list(snapshot.texts), "seal": snapshot.seal}) + "\n")
        return 0
    _print(history_page(move.ref, [move], names))
    sys.stdout.write("".join(f"  {path}　{len(text)} 字\n" for path, text in snapshot.texts.items()))
    sys.stdout.write(f"\n把这些文件拿出来：duilian version show {move.ref} --output 文件夹\n")
    return 0


def show_history(desk: Desk, arguments: argparse.Namespace) -> int:
    """Show every step of a script."""
    script = _bare(arguments.script)
    with desk.store.begin() as uow:
        moves = uow.versions.moves(script)
        names = _names(uow)
    if not moves and script not in (*desk.catalogue.library.script_names, *desk.catalogue.library.local_names):
        complain(f"没有脚本「{script}」。{did_you_mean(script, desk.catalogue.names)}")
        return 1
    if arguments.json:
        sys.stdout.write(dumped([_as_json(move) for move in moves]) + "\n")
    else:
        _print(history_page(script, moves, names))
    return 0


def pilot_it(desk: Desk, arguments: argparse.Namespace) -> int:
    """Let branches or people try the draft out, unless it has errors."""
    snapshot = _clear(desk, arguments, errors, "不能试销")
    if snapshot is None:
        return 1
    return _taken(
        desk,
        lambda uow: steps.pilot(uow, snapshot, _audience(uow, arguments), arguments.by, arguments.why),
        _pilot_begun,
    )


def publish_it(desk: Desk, arguments: argparse.Namespace) -> int:
    """Put the draft into force for everybody, unless anything is in the way."""
    snapshot = _clear(desk, arguments, lambda draft: blockers(draft, desk.coverage), "不能发布")
    if snapshot is None:
        return 1
    return _taken(
        desk,
        lambda uow: steps.publish(uow, snapshot, arguments.by, arguments.why, unpiloted=arguments.skip_pilot),
        lambda _, taken: [f"{taken.last.ref} 正式发布了，新开的练习都用它；正在谈的接着用原来的。", *_cards(taken)],
    )


def _pilot_begun(uow: UnitOfWork, taken: Taken) -> list[str]:
    move = taken.last
    published = standing_of(move.script, uow.versions.moves(move.script)).published
    others = (
        f"别的人还用 {published.ref}。"
        if published
        else "别的人暂时没有这个脚本可练：它还没有正式版。想让大家先用旧的那一份，先把旧文件 publish。"
    )
    whom = for_whom(move.audience, _names(uow))
    return [f"{move.ref} 开始试销，给 {whom}。{others}", *_unheard_of(uow, move.audience)]


def retire_it(desk: Desk, arguments: argparse.Namespace) -> int:
    """Take a version out of use."""
    with desk.store.begin() as uow:
        move = version_meant(uow, arguments.script)
    if move is None:
        complain(f"「{arguments.script}」还是草稿，谁也没在用，不用停。")
        return 1
    return _taken(
        desk,
        lambda uow: steps.retire(uow, move.script, move.version, arguments.by, arguments.why),
        lambda _, taken: [f"{taken.last.ref} 停用了，新开的练习不再用它；正在谈的可以谈完。"],
    )


def roll_it_back(desk: Desk, arguments: argparse.Namespace) -> int:
    """Put an earlier version back into force."""
    script, version = _bare(arguments.script), arguments.to.rpartition("@")[2]
    return _taken(
        desk,
        lambda uow: steps.roll_back(uow, script, version, arguments.by, arguments.why),
        lambda _, taken: [f"退回到 {taken.last.ref}，和当时发布的一字不差；新开的练习都用它。", *_cards(taken)],
    )


def _clear(
    desk: Desk, arguments: argparse.Namespace, in_the_way: Callable[[Draft], tuple[Blocker, ...]], refused: str
) -> Snapshot | None:
    """Freeze what stands in the files; None after saying that it is not there or what is in the way."""
    try:
        draft = draft_of(desk.catalogue.roots, _bare(arguments.script))
    except NoDraftError as error:
        complain(str(error))
        return None
    wanted = arguments.script.partition("@")[2]
    if wanted not in ("", draft.script.version):
        complain(f"文件里的「{draft.script.script}」是 {draft.script.version}，不是 {wanted}。")
        return None
    found = in_the_way(draft)
    if found:
        _print(blockers_page(f"{draft.script.ref} {refused}", found))
        return None
    return draft.snapshot()


def _taken(desk: Desk, step: Callable[[UnitOfWork], Taken], told: Callable[[UnitOfWork, Taken], Sequence[str]]) -> int:
    try:
        with desk.store.begin() as uow:
            lines = told(uow, step(uow))
    except (MoveRefusedError, UnknownPersonError) as error:
        complain(str(error))
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


class UnknownPersonError(Exception):
    """Somebody named in a pilot is not known, or more than one is: `str()` says so in Chinese."""


def _audience(uow: UnitOfWork, arguments: argparse.Namespace) -> Audience:
    people = (_person(uow, name) for name in arguments.person)
    return Audience(tuple(dict.fromkeys(arguments.branch)), tuple(dict.fromkeys(people)))


def _person(uow: UnitOfWork, name: str) -> int:
    if name == THIS_MACHINE:
        return LOCAL_REP
    if name.isascii() and name.isdigit():
        return int(name)
    found = people_named(uow, name)
    if not found:
        raise UnknownPersonError(f"还不认识「{name}」：他要先在机器人里报过姓名，或者写他的数字账号。")
    if len(found) > 1:
        which = "、".join(f"{one.rep}（{one.branch}）" for one in found)
        raise UnknownPersonError(f"叫「{name}」的不止一个，写数字账号：{which}。")
    return found[0].rep


def _unheard_of(uow: UnitOfWork, audience: Audience) -> list[str]:
    """Say which named branches nobody belongs to yet: most likely a slip."""
    known = uow.people.branches()
    return [
        f"留意：还没有人登记在「{branch}」。{did_you_mean(branch, known)}"
        for branch in audience.branches
        if branch not in known
    ]


def _cards(taken: Taken) -> list[str]:
    return [f"改动的要点有 {taken.cards} 张薄弱点卡片提到今天再练。"] if taken.cards else []


def _names(uow: UnitOfWork) -> Mapping[int, str]:
    people = (one for branch in uow.people.branches() for one in uow.people.of_branch(branch))
    return {LOCAL_REP: THIS_MACHINE} | {one.rep: one.name for one in people if one.name}


def _as_json(move: Move) -> dict[str, object]:
    return {
        "script": move.script,
        "version": move.version,
        "from": move.before.value,
        "to": move.after.value,
        "snapshot": move.snapshot,
        "by": move.signed.by,
        "why": move.signed.why,
        "at": move.signed.at.isoformat(),
        "branches": list(move.audience.branches),
        "people": list(move.audience.people),
    }


def _write(snapshot: Snapshot, folder: Path) -> int:
    if folder.exists():
        complain(f"{folder} 已经有了，没有写，免得盖掉。换一个文件夹。")
        return 1
    try:
        for path, text in snapshot.texts.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    except OSError as error:
        complain(f"写不进 {folder}（{error.strerror}）。")
        return 1
    sys.stdout.write(f"{snapshot.ref} 的 {len(snapshot.texts)} 个文件写在 {folder}。\n")
    return 0


def _bare(name: str) -> str:
    return name.partition("@")[0]


def _print(page: Page) -> None:
    TextPrinter(echo=False).page(page)
