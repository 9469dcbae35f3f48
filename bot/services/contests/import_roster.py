"""Import a contest's roster out of a spreadsheet's rows; all that is wrong is told by its cell, nothing half kept."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.contests.hall import write_office
from bot.services.contests.records import ContestError
from bot.services.contests.roles import need_host
from scenarios.contest.chain import Happening
from scenarios.contest.roster import cities, invites_hash, read_roster, roster_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.contests.hall import Hall
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from scenarios.contest.roster import Entry, RosterFault

_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without letters and digits that look alike: codes are read out and typed."""
_LENGTH = 10


class RosterFaultsError(ContestError):
    """A roster that can't be used; `faults` has every one."""

    def __init__(self, faults: Sequence[RosterFault]) -> None:
        super().__init__("\n".join(f"{one.cell}：{one.message}" if one.cell else one.message for one in faults))
        self.faults = tuple(faults)


def import_roster(
    uow: UnitOfWork, hall: Hall, contest: int, rows: Sequence[Sequence[object]], by: By
) -> tuple[Entry, ...]:
    """Keep the roster instead of any earlier one; whoever has no invite code gets one. Raises RosterFaultsError."""
    office = hall.office(uow, contest)
    need_host(office, by)
    if office.commitment:
        raise ContestError("承诺已经公布，名单不能再换了。谁来不了，请用“请假”，系统会按顺序补人。")
    roster, faults = read_roster(rows)
    if faults:
        raise RosterFaultsError(faults)
    roster = _with_invites(roster)
    uow.contests.set_roster(contest, roster)
    body = {
        "hash": roster_hash(roster),
        "invites": invites_hash(roster),
        "people": len(roster),
        "cities": cities(roster),
        "by": by.rep,
    }
    write_office(uow, office, Happening("roster", body))
    return roster


def _with_invites(roster: Sequence[Entry]) -> tuple[Entry, ...]:
    """The roster with a code for everybody, none twice."""
    taken = {one.invite for one in roster if one.invite}
    coded = []
    for one in roster:
        code = one.invite
        while not code or (not one.invite and code in taken):
            code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        taken.add(code)
        coded.append(replace(one, invite=code))
    return tuple(coded)
