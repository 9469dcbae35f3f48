"""A case can be played and is fair: its stage, facts, objections and points exist, and it comes to an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.bank.checks.registry import of_cases
from scenarios.cases.staging import stages_from
from scenarios.codes import problem
from scripts.checks.references import unknown_keys, unknown_names
from scripts.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.checks.subject import CaseSubject
    from scripts.problems import Problem

BILL = "ask_cost"
"""The code of the point that asks for the bill."""


@of_cases("no-turn-limit")
def case_ends(subject: CaseSubject) -> Iterator[Problem]:
    """A case says how many turns it has: else one rep talks three minutes and another an hour."""
    if subject.case.turns is None:
        hint = "加上一行 turns: 8（6 到 10 之间）。"
        yield problem("no-turn-limit", subject.source.place(("case",)), "没有写这个案例谈几轮。", hint)


@of_cases("unknown-stage")
def stage_exists(subject: CaseSubject) -> Iterator[Problem]:
    """The stage it begins in is one of the script's."""
    stages = subject.script.stages
    if subject.case.from_ not in stages:
        place = subject.source.value_place(("from",))
        message = f"没有「{subject.case.from_}」这个环节。"
        yield problem("unknown-stage", place, message, did_you_mean(subject.case.from_, stages, "能写："))


@of_cases("unknown-fact", "unknown-objection")
def names_exist(subject: CaseSubject) -> Iterator[Problem]:
    """Facts and objections are the script's."""
    case, source, script = subject.case, subject.source, subject.script
    facts = script.customer.facts
    yield from unknown_names("unknown-fact", source, ("known",), case.known, facts)
    yield from unknown_keys("unknown-fact", source, ("customer", "facts"), case.customer.facts, facts)
    every = {*script.objections, *(name for one in script.stages.values() for name in one.objections)}
    yield from unknown_names("unknown-objection", source, ("objections",), case.objections, every)
    if case.raises and case.raises not in every:
        place = source.value_place(("raises",))
        hint = did_you_mean(case.raises, every)
        yield problem("unknown-objection", place, f"没有「{case.raises}」这个异议。", hint)


@of_cases("unknown-point", "nothing-counts")
def points_count(subject: CaseSubject) -> Iterator[Problem]:
    """What counts is a point of a stage that the case can reach."""
    case, source, script = subject.case, subject.source, subject.script
    yield from unknown_names("unknown-point", source, ("counts",), case.counts, subject.points)
    if case.from_ not in script.stages:
        return
    reachable = {name for stage in stages_from(script, case.from_) for name in script.stages[stage].points}
    for index, name in enumerate(case.counts):
        if name in subject.points and name not in reachable:
            message = f"「{name}」不在「{case.from_}」以后的环节里，谁都拿不到这一分。"
            yield problem(
                "nothing-counts", source.value_place(("counts", index)), message, "去掉它，或者换个环节开始。"
            )


@of_cases("bill-changed")
def bill_is_the_scripts(subject: CaseSubject) -> Iterator[Problem]:
    """Another bill stays in the script's band, whose discounts the model lines speak of, and is told as such."""
    case, plan, customer = subject.case, subject.shelf.plan, subject.script.customer
    spend = case.customer.spend
    if spend is None or spend == customer.spend:
        return
    place = subject.source.value_place(("customer", "spend"))
    band, before = plan.band_for(spend), plan.band_for(customer.spend)
    if band != before:
        message = f"月消费 {spend:g} 元和脚本的 {customer.spend:g} 元不在一档，脚本里的示范说法会越权。"
        yield problem("bill-changed", place, message, "留在同一档里；要换档，另写一个脚本。")
    bills = [name for name, fact in customer.facts.items() if any(_is_bill(subject, one) for one in fact.asked)]
    for name in bills:
        if name not in case.customer.facts:
            message = f"月消费改成了 {spend:g} 元，客户说「{name}」时讲的还是原来的数。"
            yield problem("bill-changed", place, message, f"在 customer 的 facts 下面把「{name}」也改写。")


def _is_bill(subject: CaseSubject, point: str) -> bool:
    return point in subject.points and subject.points[point].code == BILL
