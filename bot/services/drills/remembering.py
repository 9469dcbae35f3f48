"""What is known before a drill begins: who has played what, how raters mark, what the team is weak at."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.todays_practice import REMEMBERED
from scenarios.meeting import Past, Setup, Theme, Weak, team_themes
from scoring.critique import Mark, known_raters
from scoring.rubric import rubric_of, steps_of
from scoring.weak_points import Evidence, weak_indices

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.services.catalogue import Catalogue
    from bot.services.drills.programme import Programme
    from bot.store.contract import UnitOfWork
    from bot.store.records import Person


def setup_of(
    uow: UnitOfWork, catalogue: Catalogue, programme: Programme, *, group: int, host: Person, leads: bool, seed: int
) -> Setup:
    """All that a drill in this group starts from; `host` runs it, as its trainer if he `leads` the group."""
    parts = uow.drills.parts_in(group)
    people = {part.person for part in parts} | {one.rep for one in uow.people.of_branch(host.branch)}
    day = china_day(uow.now).isoformat()
    return Setup(
        drill=f"{day}-{seed}",
        day=day,
        host=str(host.rep),
        host_name=host.name,
        trainer=str(host.rep) if leads else "",
        offers=programme.offers(),
        themes=themes_of(uow, catalogue, people),
        history=tuple(
            Past(tuple((str(part.person), part.role) for part in together))
            for _, together in groupby((part for part in parts if part.role), key=lambda part: part.room)
        ),
        critiqued=tuple(str(part.person) for part in parts if part.critiqued),
        known=tuple(known_raters(marks_in(uow, group)).items()),
        seed=seed,
    )


def marks_in(uow: UnitOfWork, group: int) -> tuple[Mark, ...]:
    """The marks given in a group's drills so far."""
    kept = uow.drills.marks_in(group)
    return tuple(
        Mark(mark.rater, str(mark.room), mark.value, mark.kind, str(mark.rep))  # type: ignore[arg-type]
        for mark in kept
    )


def themes_of(uow: UnitOfWork, catalogue: Catalogue, people: set[int]) -> tuple[Theme, ...]:
    """What several of these people are weak at; whose weak points they are is not in it."""
    return team_themes(_weak(uow, _names(catalogue), people))


def _weak(uow: UnitOfWork, names: Mapping[str, str], people: set[int]) -> Iterator[Weak]:
    today = china_day(uow.now)
    for person in sorted(people):
        rows = uow.evidence.of(person, since=uow.now - REMEMBERED)
        seen = (
            Evidence(row.item, "", row.segment, row.source, row.y, china_day(row.at))  # type: ignore[arg-type]
            for row in rows
        )
        for (item, _), index in weak_indices(seen, today).items():
            if item in names:
                yield Weak(str(person), item, names[item], index)


def _names(catalogue: Catalogue) -> dict[str, str]:
    """Give the items of all scripts by their codes, as people call them."""
    names: dict[str, str] = {}
    for ready in filter(None, map(catalogue.get, catalogue.names)):
        names |= {one.code: one.name for one in rubric_of(ready.shelf, ready.script).criteria}
        names |= {code: code for one in ready.objections for code in steps_of(one)}
    return names
