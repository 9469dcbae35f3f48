"""Somebody's own page: his progress, his answers once he has handed in, the key once the contest has closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.contests.boards import phone
from bot.services.contests.records import CaseLine, OwnAnswer, OwnCase, OwnPage
from scenarios.contest.keys import RULINGS
from scenarios.contest.office import OVER, Phase
from scenarios.contest.papers import as_shown, choice_shown
from scenarios.contest.said import own_answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.services.contests.hall import Hall, Sitting
    from bot.services.contests.records import Participant
    from bot.store.contract import UnitOfWork
    from scenarios.contest.chain import Event
    from scenarios.contest.papers import Slip


def own_page(uow: UnitOfWork, hall: Hall, who: Participant) -> OwnPage:
    """Give his page; raises NotHereError if he doesn't take part."""
    sitting, place = hall.seen(uow, who), phone(uow, hall, who)
    attempt, office, phase = sitting.attempt, sitting.office, sitting.phase
    opens, closes = office.window(who.entry)
    logged = uow.contest_logs.of(who.contest, who.entry) if attempt.finished is not None or phase in OVER else ()
    return OwnPage(
        contest=who.contest,
        entry=who.entry,
        title=office.settings.name,
        phase=phase,
        name=sitting.person.name,
        branch=sitting.person.branch,
        opens=opens,
        closes=closes,
        done=attempt.done,
        of=len(sitting.paper),
        handed_in=attempt.finished,
        score=None if place.own is None else str(place.own.score),
        rank=None if place.own is None else place.own.rank,
        told=place.told,
        answers=_answers(sitting, logged),
        may_appeal_until=_appeals(sitting),
        case=_case(sitting, logged),
    )


def _case(sitting: Sitting, logged: Sequence[Event]) -> OwnCase | None:
    """What was said in his case after the customer's first line, as it stands in his log."""
    said = [event.body for event in logged if event.kind == "case-said"]
    if not said:
        return None
    lines: list[CaseLine] = []
    for body in said:
        lines += [CaseLine("rep", body["text"]), *(CaseLine(speaker, text) for speaker, text in body["replies"])]
    scored = sitting.exam.case_score(sitting.attempt.entry, sitting.attempt.case_score)
    known = scored is not None and sitting.phase in OVER
    return OwnCase(tuple(lines), f"{(scored or 0) / 100:g}" if known else None)


def _appeals(sitting: Sitting) -> datetime | None:
    return sitting.office.appeals_until if sitting.phase is Phase.APPEALS and sitting.attempt.started else None


def _answers(sitting: Sitting, logged: Sequence[Event]) -> tuple[OwnAnswer, ...]:
    """His answers once he has handed in; with key, credit and points once the contest has closed."""
    ended = {event.item: event for event in logged if event.item is not None}
    appealed = {event.body["item"] for event in logged if event.kind == "appealed"}
    reached = [slip for slip in sitting.paper if slip.position <= sitting.attempt.served and slip.item in ended]
    return tuple(_answer(sitting, slip, ended[slip.item].body, appealed=slip.item in appealed) for slip in reached)


def _answer(sitting: Sitting, slip: Slip, body: Mapping[str, object], *, appealed: bool) -> OwnAnswer:
    item = sitting.exam.items[slip.item]
    given = own_answer(body)
    told: dict[str, object] = {}
    if sitting.phase in OVER:
        mark = sitting.exam.mark(sitting.attempt.entry, slip.item, body)
        ruling = sitting.exam.rulings.get(slip.item)
        told = {
            "key": choice_shown(slip, item, item.key),
            "because": item.because,
            "credit": sitting.exam.credit_of(sitting.attempt.entry, slip.item, body),
            "points": None if mark is None else mark.points,
            "ruling": "" if ruling is None else RULINGS[ruling.kind],
            "appeal": _appeal(sitting, slip.item) if appealed else "",
        }
    return OwnAnswer(
        position=slip.position,
        kind=item.kind,
        stem=item.stem,
        options=as_shown(slip, item.options),
        lefts=tuple(item.lefts[one] for one in slip.lefts),
        unit=item.unit,
        choice=None if given is None else choice_shown(slip, item, given),
        late=bool(body.get("late", True)),
        **told,  # type: ignore[arg-type]
    )


def _appeal(sitting: Sitting, item: str) -> str:
    upheld = sitting.office.decided.get((sitting.attempt.entry, item))
    return "已提交，等裁定" if upheld is None else "申诉成立" if upheld else "申诉没有成立"
