"""Reports between the store's rows and the core: kept whole, with a mark for every item, and read back whole."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from bot.store.records import Mark, NewReport
from scoring.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.store.contract import UnitOfWork
    from scenarios.practice import Mode


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def keep_report(uow: UnitOfWork, room: int, report: Report, mode: Mode) -> int:
    """Keep the report of a room that was practised in that mode; returns its id."""
    body = {"mode": mode, "report": _adapter().dump_python(report, mode="json")}
    new = NewReport(room, report.script, report.rules, body, uow.now, tuple(_marks(report)))
    return uow.reports.add(new).id


def read_report(body: Mapping[str, Any]) -> tuple[Mode, Report]:
    """Read a kept report back, with the mode of its practice."""
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
