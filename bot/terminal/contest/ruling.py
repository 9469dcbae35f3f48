"""`duilian contest review, appeal, key, override, unfreeze, final`: from the close to the prize."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from bot.services.contests.appeals import appeals, reject
from bot.services.contests.boards import board
from bot.services.contests.keys import dry_run, look_at, override, rule, take_back
from bot.services.contests.records import ContestError
from bot.services.contests.review import flags, suspects
from bot.services.contests.unfreeze import finalise, reveal
from bot.terminal.arguments import number_between, whole_number
from bot.terminal.contest import Action
from bot.terminal.contest.desk import number, reason
from bot.views.contest.lists import (
    appeals_table,
    board_head,
    board_tables,
    effect_tables,
    flags_table,
    item_lines,
    suspects_table,
)
from scenarios.bank import answer_from_json
from scenarios.contest.keys import RULINGS, Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.contract import UnitOfWork
    from bot.terminal.arguments import CommandParser
    from bot.terminal.contest.desk import Desk
    from scenarios.bank import Answer, Item
    from scenarios.contest.effect import Change, Effect


def _review(desk: Desk, arguments: argparse.Namespace) -> int:
    found = desk.do(lambda uow: suspects(uow, desk.hall, arguments.contest, desk.by))
    flagged = desk.do(lambda uow: flags(uow, desk.hall, arguments.contest, desk.by))
    told = {
        "contest": arguments.contest,
        "items": [{"item": one.item.id, "why": list(one.review.why)} for one in found],
        "flags": [{"kind": one.kind, "people": list(one.people), "why": one.why} for one in flagged],
    }
    first = f"有 {len(found)} 道题的答案请核对一遍。" if found else "没有看出可疑的答案。"
    tables = tuple(table for table in (suspects_table(found), flags_table(flagged)) if table.rows)
    return desk.tell(told, first, tables=tables)


def _arguments_of_appeal(parser: CommandParser) -> None:
    number(parser)
    add = parser.options.add_argument
    add("--reject", metavar="人", type=whole_number, help="这个人的申诉不成立（要写 --item 和 --why）")
    add("--item", metavar="题号", default="", help="哪道题")
    reason(parser)
    parser.epilog = "申诉成立，就改答案：duilian contest key；这道题所有等裁定的申诉都算成立。"


def _appeal(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.reject is not None:
        entry, item, why = arguments.reject, arguments.item, arguments.why
        desk.do(lambda uow: reject(uow, desk.hall, arguments.contest, entry, item, why=why, by=desk.by))
        return desk.tell({"contest": arguments.contest, "rejected": [entry, item]}, "裁定了：不成立。")
    found = desk.do(lambda uow: appeals(uow, desk.hall, arguments.contest, desk.by))
    told = [
        {"entry": one.entry, "item": one.item, "position": one.position, "words": one.words, "upheld": one.upheld}
        for one in found
    ]
    return desk.tell(told, "" if found else "没有人申诉。", tables=(appeals_table(found),) if found else ())


def _arguments_of_item(parser: CommandParser) -> None:
    number(parser)
    parser.about_arguments.add_argument("item", metavar="题号", help="哪道题")


def _item(desk: Desk, arguments: argparse.Namespace) -> int:
    found = desk.do(lambda uow: look_at(uow, desk.hall, arguments.contest, arguments.item, desk.by))
    return desk.tell(found.as_json(), *item_lines(found))


def _arguments_of_key(parser: CommandParser) -> None:
    number(parser)
    parser.about_arguments.add_argument(
        "item", metavar="题号", help="哪道题，见 duilian contest appeal；选项的序号见 duilian contest item"
    )
    add = parser.options.add_argument
    either = parser.options.add_mutually_exclusive_group(required=True)
    either.add_argument(
        "--accept", metavar="答案", action="append", help="这个答案也算对：选项序号从 1 数，几个用逗号隔开"
    )
    either.add_argument("--void", action="store_true", help=RULINGS["void"])
    either.add_argument("--credit", action="store_true", help=RULINGS["credit"])
    either.add_argument("--take-back", action="store_true", help="撤回对这道题的裁定")
    add("--apply", action="store_true", help="真的改；不写就只试算，列出谁的分数和名次会变")
    reason(parser)


def _key(desk: Desk, arguments: argparse.Namespace) -> int:
    contest, item, why = arguments.contest, arguments.item, arguments.why
    if arguments.take_back:
        told = desk.do(lambda uow: take_back(uow, desk.hall, contest, item, why=why, by=desk.by))
        return _effect(desk, arguments, told, applied=True)

    def act(uow: UnitOfWork) -> Effect:
        ruling = _ruling(desk.hall.exam(uow, contest).items.get(item), arguments)
        if arguments.apply:
            return rule(uow, desk.hall, contest, ruling, why=why, by=desk.by)
        return dry_run(uow, desk.hall, contest, ruling, desk.by)

    return _effect(desk, arguments, desk.do(act), applied=arguments.apply)


def _ruling(item: Item | None, arguments: argparse.Namespace) -> Ruling:
    if item is None:
        raise ContestError(f"这场竞赛里没有编号是 {arguments.item} 的题。")
    if arguments.accept:
        return Ruling(item.id, "accept", tuple(_answer(item, typed) for typed in arguments.accept))
    return Ruling(item.id, "void" if arguments.void else "credit")


def _answer(item: Item, typed: str) -> Answer:
    """An answer as a host types it: option numbers from 1 in the bank's own order, or a number."""
    if item.kind == "number":
        try:
            return answer_from_json(typed.strip())
        except ValueError:
            raise ContestError(f"「{typed}」不是数。") from None
    try:
        places = [int(one) - 1 for one in typed.replace("，", ",").split(",")]
        found = answer_from_json(json.loads(json.dumps(places)))
    except ValueError:
        raise ContestError(f"「{typed}」看不懂：请写选项的序号，从 1 数，几个用逗号隔开，例如 1,3。") from None
    if item.kind == "single":
        return places[0]
    return tuple(sorted(places)) if item.kind == "several" else found


def _effect(desk: Desk, arguments: argparse.Namespace, told: Effect, *, applied: bool) -> int:
    done = {
        "contest": arguments.contest,
        "applied": applied,
        "people": _changes(told.people),
        "branches": _changes(told.branches),
        "cities": _changes(told.cities),
    }
    changed = f"{len(told.people)} 人、{len(told.branches)} 个分公司、{len(told.cities)} 个城市的成绩或名次"
    first = (
        f"改好了，{changed}变了；原来的成绩还看得到。"
        if applied
        else f"这只是试算：{changed}会变。真的改加上 --apply --why 理由。"
    )
    return desk.tell(
        done,
        first if told else "谁的成绩都不会变。" if not applied else "改好了，谁的成绩都没变。",
        tables=effect_tables(told),
    )


def _changes(changes: Sequence[Change]) -> list[dict[str, object]]:
    return [
        {
            "name": one.name,
            "entry": one.entry or None,
            "score": [str(one.score), str(one.new_score)],
            "rank": [one.rank, one.new_rank],
        }
        for one in changes
    ]


def _arguments_of_override(parser: CommandParser) -> None:
    number(parser)
    parser.about_arguments.add_argument("entry", metavar="人", type=whole_number, help="名单里的编号")
    parser.about_arguments.add_argument("item", metavar="题号", help="哪道题；案例写 case")
    parser.options.add_argument(
        "--give", metavar="百分数", type=number_between(0, 100), required=True, help="给几成；案例就是几分"
    )
    reason(parser)


def _override(desk: Desk, arguments: argparse.Namespace) -> int:
    entry, item = arguments.entry, arguments.item
    given = arguments.give * (100 if item == "case" else 10)
    told = desk.do(
        lambda uow: override(
            uow, desk.hall, arguments.contest, entry=entry, item=item, given=given, why=arguments.why, by=desk.by
        )
    )
    return _effect(desk, arguments, told, applied=True)


def _arguments_of_unfreeze(parser: CommandParser) -> None:
    number(parser)
    parser.options.add_argument("--all", action="store_true", help="一次全部揭晓；不写就揭一步")


def _unfreeze(desk: Desk, arguments: argparse.Namespace) -> int:
    office = desk.do(lambda uow: reveal(uow, desk.hall, arguments.contest, desk.by, everything=arguments.all))
    page = desk.do(lambda uow: board(uow, desk.hall, arguments.contest))
    told = {"contest": office.contest, "people": office.revealed_people, "branches": office.revealed_branches}
    return desk.tell(told, board_head(page), tables=board_tables(page))


def _final(desk: Desk, arguments: argparse.Namespace) -> int:
    office = desk.do(lambda uow: finalise(uow, desk.hall, arguments.contest, desk.by))
    final = office.final or {}
    told = {"contest": office.contest, **final}
    return desk.tell(
        told,
        "成绩公布了。请把这三行一起发出去，谁都可以核验：",
        f"  成绩 SHA256：{final['result']}",
        f"  全部记录的总哈希：{final['head']}",
        f"  试卷种子：{final['papers_seed']}",
    )


RULING = {
    "review": Action("核对答案：哪些题可疑，谁的答卷请人看一看", number, _review),
    "appeal": Action("看申诉，裁定不成立的", _arguments_of_appeal, _appeal),
    "item": Action("看一道题：选项的序号、答案、出处（收卷以后）", _arguments_of_item, _item),
    "key": Action("试算、改答案：另一个也算对、作废、人人给分、撤回", _arguments_of_key, _key),
    "override": Action("改判一个人的一道题或案例", _arguments_of_override, _override),
    "unfreeze": Action("揭榜，从后往前", _arguments_of_unfreeze, _unfreeze),
    "final": Action("公布最终成绩和哈希", number, _final),
}
"""The subcommands of this file."""
