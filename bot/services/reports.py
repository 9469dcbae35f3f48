"""Reports between the store's rows and the core: kept whole, with a mark for every item, and read back whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic import TypeAdapter

from bot.services.solo import SEVERAL
from bot.store.records import Mark, NewReport
from scenarios.practice import Mode
from scoring.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.store.contract import UnitOfWork
    from scenarios.panel import PanelReport
    from scenarios.rivals import RivalsReport


Form = Literal["panel", "rivals"]
Played = Mode | Form
"""In which way a talk was held: a practice's mode, or a form of role-play."""


@dataclass(frozen=True, slots=True)
class Account:
    """The own report of a role-play with several people: of which scenario, and from which part it was played."""

    form: Form
    scenario: str
    role: str
    told: PanelReport | RivalsReport


@cache
def _accounts() -> dict[str, TypeAdapter[Any]]:
    from scenarios.panel import PanelReport  # noqa: PLC0415 - a talk with one customer does not wait for these
    from scenarios.rivals import RivalsReport  # noqa: PLC0415 - as above

    return {"panel": TypeAdapter(PanelReport), "rivals": TypeAdapter(RivalsReport)}


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def keep_report(uow: UnitOfWork, room: int, report: Report, mode: Mode) -> int:
    """Keep the report of a room that was practised in that mode; returns its id."""
    return _kept(uow, room, report, {"mode": mode})


def keep_account(uow: UnitOfWork, room: int, report: Report, account: Account) -> int:
    """Keep the report of a role-play with several people beside its own account; returns its id."""
    told = _accounts()[account.form].dump_python(account.told, mode="json")
    more = {"scenario": account.scenario, "role": account.role, "account": told}
    return _kept(uow, room, report, {"mode": account.form, **more})


def read_account(body: Mapping[str, Any]) -> Account | None:
    """Read the account of a role-play with several people back; None for a talk with one customer."""
    form = body["mode"]
    if form not in SEVERAL:
        return None
    return Account(form, body["scenario"], body["role"], _accounts()[form].validate_python(body["account"]))


def _kept(uow: UnitOfWork, room: int, report: Report, about: Mapping[str, Any]) -> int:
    body = {**about, "report": _adapter().dump_python(report, mode="json")}
    new = NewReport(room, report.script, report.rules, body, uow.now, tuple(_marks(report)))
    return uow.reports.add(new).id


def read_report(body: Mapping[str, Any]) -> tuple[Played, Report]:
    """Read a kept report back, with the mode of its practice or the form of its role-play."""
    return body["mode"], _adapter().validate_python(body["report"])


def _marks(report: Report) -> Iterator[Mark]:
    for stage in report.stages:
        for met in stage.met:
            yield Mark(met.code, "met", stage.name, met.quote, met.turn)
        for missed in stage.missed:
            yield Mark(missed.code, "missed", stage.name)
        for out in stage.not_evaluable:
            yield Mark(out.code, "not-evaluable", stage.name)
    for broken in report.violations:
        yield Mark(broken.code, "violation", "", broken.quote, broken.turn)
