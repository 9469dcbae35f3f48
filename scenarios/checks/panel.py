"""What a panel scenario (一对多) names exists: points, colleagues, concerns; and everybody can be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.checks.registry import of_panel
from scenarios.codes import problem
from scenarios.panel.conditions import CONDITIONS
from scripts.checks.references import unknown_keys, unknown_name, unknown_names
from scripts.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scenarios.checks.subject import Subject
    from scenarios.documents import Interrupt, Panel, Person
    from scenarios.panel.conditions import Names
    from scripts.problems import Problem
    from scripts.source import Path

    Meeting = Subject[Panel]


def _people(subject: Meeting) -> Iterator[tuple[Path, Person]]:
    for name, person in subject.document.people.items():
        yield ("people", name), person


@of_panel("unknown-point", guards=True)
def points_exist(subject: Meeting) -> Iterator[Problem]:
    """Cares, answers, facts, fears and model lines name points that exist."""
    source, points = subject.source, subject.points
    for path, person in _people(subject):
        yield from unknown_keys("unknown-point", source, (*path, "cares"), person.cares, points)
        for name, fact in person.facts.items():
            yield from unknown_names("unknown-point", source, (*path, "facts", name, "asked"), fact.asked, points)
        for name, concern in person.must_answer.items():
            here: Path = (*path, "must-answer", name)
            for key, named in (
                ("answered-by", concern.answered_by),
                ("after", concern.after),
                ("after-empty", concern.after_empty),
            ):
                yield from unknown_names("unknown-point", source, (*here, key), named, points)
        if person.worry is not None:
            eased = person.worry.eased_by
            yield from unknown_names("unknown-point", source, (*path, "worry", "eased-by"), eased, points)
    yield from unknown_keys("unknown-point", source, ("rep", "points"), subject.document.rep.points, points)


@of_panel("unknown-person", guards=True)
def colleagues_exist(subject: Meeting) -> Iterator[Problem]:
    """Who agrees or contradicts sits at the table, and is somebody else."""
    seats = subject.document.people
    for path, person in _people(subject):
        others = [name for name in seats if name != person.name]
        for name, concern in person.must_answer.items():
            for part in ("agree", "contradict"):
                for colleague in getattr(concern, part):
                    if colleague not in others:
                        place = subject.source.place((*path, "must-answer", name, part, colleague))
                        yield problem(
                            "unknown-person",
                            place,
                            f"在座的同事里没有「{colleague}」。",
                            did_you_mean(colleague, others),
                        )


@of_panel("duplicate-concern", guards=True)
def concerns_have_one_owner(subject: Meeting) -> Iterator[Problem]:
    """Two people's concerns do not have one name: the report could not tell them apart."""
    owners: dict[str, str] = {}
    for path, person in _people(subject):
        for name in person.must_answer:
            if name in owners:
                place = subject.source.place((*path, "must-answer", name))
                message = f"「{name}」已经是{owners[name]}的问题了，报告里会分不清。"
                yield problem("duplicate-concern", place, message, "换一个名字，写出他自己在意的是什么。")
            owners.setdefault(name, person.name)


@of_panel("ambiguous-call")
def everybody_can_be_called(subject: Meeting) -> Iterator[Problem]:
    """A name or title means one person only."""
    called: dict[str, str] = {}
    for path, person in _people(subject):
        for word in person.called:
            if word in called:
                place = subject.source.place(path)
                message = f"「{word}」既指{called[word]}，又指{person.name}，点名时两个人都会应。"
                yield problem("ambiguous-call", place, message, "改掉一个人的 role 或 also。")
            called.setdefault(word, person.name)


@of_panel("unknown-condition", "wrong-argument", "unknown-point", "unknown-concern", "unknown-person", guards=True)
def conditions_fit(subject: Meeting) -> Iterator[Problem]:
    """Every condition of an interrupt is known, can read its argument, and names what exists."""
    for path, person in _people(subject):
        for index, interrupt in enumerate(person.interrupts):
            yield from _conditions(subject, (*path, "interrupts", index, "when"), interrupt)


def _conditions(subject: Meeting, path: Path, interrupt: Interrupt) -> Iterator[Problem]:
    source = subject.source
    for key, argument in interrupt.when.items():
        condition = CONDITIONS.get(key)
        if condition is None:
            hint = did_you_mean(key, CONDITIONS)
            yield problem("unknown-condition", source.place((*path, key)), f"插话没有这个条件：「{key}」。", hint)
            continue
        try:
            condition.parse(argument)
        except ValueError as error:
            place = source.value_place((*path, key))
            yield problem("wrong-argument", place, f"「{key}」后面写得不对：{error}。", f"{key}：{condition.about}。")
            continue
        if condition.names is not None:
            code, known = _known(subject, condition.names)
            for place_of, name in enumerate(argument if isinstance(argument, tuple) else (str(argument),)):
                if name in known:
                    continue
                place = source.value_place((*path, key, place_of))
                if code == "unknown-point":
                    yield unknown_name(code, place, name, known)
                else:
                    yield problem(code, place, f"没有「{name}」。", did_you_mean(name, known))


def _known(subject: Meeting, kind: Names) -> tuple[str, Collection[str]]:
    document = subject.document
    if kind == "concerns":
        return "unknown-concern", document.concerns
    if kind == "people":
        return "unknown-person", document.people
    if kind == "violations":
        broken = [point for point in subject.points.values() if point.kind == "violation"]
        return "unknown-point", [*(one.name for one in broken), *(one.code for one in broken), "any"]
    return "unknown-point", subject.points
