"""Whether a panel can be played to every end: concerns that can be met, interrupts that can fire, a line in reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.checks.registry import of_panel
from scenarios.codes import problem
from scenarios.panel import rules
from scenarios.panel.conditions import CONDITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.checks.subject import Subject
    from scenarios.documents import Interrupt, Panel, Person
    from scripts.problems import Problem
    from scripts.source import Path

    Meeting = Subject[Panel]

LEAST_MOOD, MOST_STANCE = -3, 100


@of_panel("unmeetable-concern")
def concerns_can_be_met(subject: Meeting) -> Iterator[Problem]:
    """Something that a rep may rightly say answers every concern and eases every fear."""
    for name, person in subject.document.people.items():
        answers: dict[Path, tuple[str, ...]] = {
            ("must-answer", one, "answered-by"): concern.answered_by for one, concern in person.must_answer.items()
        }
        if person.worry is not None:
            answers["worry", "eased-by"] = person.worry.eased_by
        for path, points in answers.items():
            known = [subject.points[point] for point in points if point in subject.points]
            if len(known) == len(points) and all(point.kind == "violation" for point in known):
                place = subject.source.place(("people", name, *path))
                what = path[1] if path[0] == "must-answer" else "没说出口的担心"
                message = f"{name}的「{what}」说什么都答不上。"
                yield problem("unmeetable-concern", place, message, "写上能答上它的要点，违规项不算。")


@of_panel("dead-interrupt")
def interrupts_can_fire(subject: Meeting) -> Iterator[Problem]:
    """The conditions of an interrupt can hold together, in a meeting of this length."""
    for name, person in subject.document.people.items():
        for index, interrupt in enumerate(person.interrupts):
            why = _why_never(subject, person, interrupt)
            if why:
                place = subject.source.place(("people", name, "interrupts", index))
                yield problem("dead-interrupt", place, f"{name}的这句插话永远插不上：{why}。", "改条件，或者删掉它。")


def _why_never(subject: Meeting, person: Person, interrupt: Interrupt) -> str:
    numbers = {key: int(str(value)) for key, value in interrupt.when.items() if _is_number(key, value)}
    panel = subject.document
    over, last = numbers.get("turns-over", 0), panel.turns - 1
    below, at_least = numbers.get("stance-below", MOST_STANCE + 1), numbers.get("stance-at-least", 0)
    worse, better = numbers.get("mood-below", 4), numbers.get("mood-at-least", LEAST_MOOD)
    open_now = _named(interrupt, "concern-open")
    reasons = {
        f"一共 {panel.turns} 轮，最后一轮不插话，等不到超过 {over} 轮": over >= last,
        "stance-below 和 stance-at-least 合不到一起": below <= at_least,
        "mood-below 和 mood-at-least 合不到一起": worse <= better,
        f"他的态度最高只能到 {best_stance(panel, person)}": at_least > best_stance(panel, person),
        f"会上最多同时有 {rules.MOST_OPEN} 个问题没答": len(open_now) > rules.MOST_OPEN,
        "一个人一次只提一个问题": any(len(open_now & set(one.must_answer)) > 1 for one in panel.people.values()),
        "违规不算说到要点，要写 violation": any(
            subject.points[point].kind == "violation"
            for key in ("said", "said-now")
            for point in _named(interrupt, key)
            if point in subject.points
        ),
    }
    return next((why for why, holds in reasons.items() if holds), "")


def _is_number(key: str, value: object) -> bool:
    if key not in CONDITIONS or CONDITIONS[key].names is not None:
        return False
    return str(value).lstrip("-").isdecimal()


def _named(interrupt: Interrupt, key: str) -> set[str]:
    value = interrupt.when.get(key, ())
    return set(value) if isinstance(value, tuple) else {str(value)}


def best_stance(panel: Panel, person: Person) -> int:
    """The highest a person's stance can rise when everything is said that he would like to hear."""
    gains = [rules.BENEFIT * care.worth for care in person.cares.values() if care.worth > 0]
    gains += [rules.TOLD for _ in person.facts]
    gains += [concern.weight for concern in person.must_answer.values()]
    gains += [interrupt.stance * interrupt.times for interrupt in person.interrupts if interrupt.stance > 0]
    gains += [concern.weight // 4 for concern in panel.concerns.values() if person.name in concern.agree]
    if person.worry is not None:
        gains.append(person.worry.weight)
    return min(MOST_STANCE, person.stance + sum(gains))


@of_panel("line-out-of-reach", "line-given", "line-order")
def the_line_can_be_reached(subject: Meeting) -> Iterator[Problem]:
    """The best talk wins, no talk at all does not, and 再议 lies below 通过."""
    panel, rule, source = subject.document, subject.document.decision, subject.source
    people, weight = panel.people.values(), sum(person.weight for person in panel.people.values())
    best = sum(person.weight * best_stance(panel, person) for person in people) / weight
    if best < rule.line:
        message = f"什么都说到了，加权平均也只有 {best:.0f}，到不了 {rule.line}。"
        hint = "降低 line，或者提高各人的 stance、在意的事和问题的 weight。"
        yield problem("line-out-of-reach", source.place(("decision", "line")), message, hint)
    for person in people:
        if person.veto and best_stance(panel, person) < rule.veto_below:
            message = (
                f"{person.name}有一票否决，可他的态度最高只有 {best_stance(panel, person)}，到不了 {rule.veto_below}。"
            )
            place = source.place(("people", person.name))
            yield problem("line-out-of-reach", place, message, "提高他的 stance 或各项 weight，或者降低 veto-below。")
    start = sum(person.weight * person.stance for person in people) / weight
    if start >= rule.line and all(person.stance >= rule.veto_below for person in people if person.veto):
        message = f"还没开口，加权平均就有 {start:.0f}，已经过了 {rule.line}。"
        yield problem("line-given", source.place(("decision", "line")), message, "提高 line，或者降低各人的 stance。")
    if rule.later > rule.line:
        message = f"再议的线（{rule.later}）比通过的线（{rule.line}）还高。"
        yield problem("line-order", source.place(("decision", "later")), message, "later 要写得比 line 低。")
