"""Commit: freeze roster and items, make the seeds, and publish hashes that leave nothing to be changed afterwards."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.services.contests.hall import CASE_PREFIX, write_office
from bot.services.contests.records import ContestError
from bot.services.contests.roles import LONGEST_REASON, need_host
from bot.services.typed import clean
from scenarios.contest.chain import Happening, canonical, digest
from scenarios.contest.draw import commitment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.services.contests.hall import Hall
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from bot.store.records import Json
    from scenarios.bank import Item
    from scenarios.contest.office import Office


def commit(
    uow: UnitOfWork,
    hall: Hall,
    contest: int,
    items: Sequence[Item],
    cases: Mapping[str, Json],
    *,
    by: By,
    public: str = "",
    seeds: tuple[str, str] | None = None,
) -> Office:
    """Freeze everything and publish SHA256(seed ‖ SHA256(roster)), and the same for papers and items.

    `public` names a number that will be drawn in public after this moment, and that the draw will need, too.
    `cases` are the cases one of which everybody plays, by name, as they are pinned. `seeds` (draw, papers) are made
    here, unguessable, unless a simulation brings its own.
    """
    office = hall.office(uow, contest)
    need_host(office, by)
    if office.commitment:
        raise ContestError("承诺已经公布过了。")
    if not office.people:
        raise ContestError("还没有名单，先导入名单。")
    if len(items) < office.settings.items:
        raise ContestError(
            f"题库里只有 {len(items)} 道题，一份卷子要 {office.settings.items} 道。请先补题，或者改少题数。"
        )
    if office.settings.case and not cases:
        raise ContestError("这场竞赛要考案例，题库里还没有案例。")
    draw_seed, papers_seed = seeds or (secrets.token_hex(32), secrets.token_hex(32))
    frozen = {one.id: one.as_json() for one in items}
    frozen |= {CASE_PREFIX + name: dict(body) for name, body in cases.items()} if office.settings.case else {}
    uow.contests.set_items(contest, frozen)
    uow.contests.set_seeds(contest, draw_seed, papers_seed)
    frozen_hash = items_hash(frozen)
    body = {
        "commitment": commitment(draw_seed, uow.contests.roster(contest)),
        "papers": digest(papers_seed + frozen_hash),
        "items": frozen_hash,
        "count": len(items),
        "public": _named(public),
        "by": by.rep,
    }
    return write_office(uow, office, Happening("committed", body))


def _named(public: str) -> str:
    told = clean(public)
    if len(told) > LONGEST_REASON:
        raise ContestError(f"公开号码的说明太长了，请不要超过 {LONGEST_REASON} 个字。")
    return told


def items_hash(frozen: Mapping[str, Json]) -> str:
    """SHA-256 over the canonical JSON of all frozen items and cases."""
    return digest(canonical([[name, frozen[name]] for name in sorted(frozen)]))
