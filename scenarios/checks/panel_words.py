"""Words for everything that has to be said in a panel: none missing, three variants of each, promises kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scenarios.checks.registry import of_panel
from scenarios.codes import problem
from scripts.checks.facts import promises_kept
from scripts.checks.references import unknown_keys
from scripts.checks.subject import Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.checks.subject import Subject
    from scenarios.documents import Concern, Panel, Person
    from scripts.problems import Problem
    from scripts.source import Path

    Meeting = Subject[Panel]

FEWEST_VARIANTS = 3
EVERYBODY_SAYS = ("agree", "contradict", "wait", "ignored", "fed-up", "for", "unsure", "against", "ask-colleague")
"""Situations for which every person needs words: his own, or the room's."""
THE_HOST_SAYS = ("wrap-up", "not-yet")
"""Situations for which the host needs words."""
_NAMES_A_COLLEAGUE = ("agree", "contradict", "ask-colleague")
_SLOT = re.compile("〔[^〔〕]*〕")


class Words(NamedTuple):
    """All variants of one thing to say, where they stand, and whether the rep says them."""

    path: Path
    variants: tuple[str, ...]
    of_rep: bool = False
    colleague: bool = False


def words_of(panel: Panel) -> Iterator[Words]:
    """Everything that is said in a meeting, in the order of the file."""
    for name, person in panel.people.items():
        yield from _words_of_person(("people", name), person)
    for situation, lines in panel.voice.items():
        yield Words(("voice", situation), lines, colleague=situation in _NAMES_A_COLLEAGUE)
    for word, lines in panel.decision.says.items():
        yield Words(("decision", "says", word), lines)
    yield Words(("rep", "opening"), panel.rep.opening, of_rep=True)
    yield Words(("rep", "close"), panel.rep.close, of_rep=True)
    for point, lines in panel.rep.points.items():
        yield Words(("rep", "points", point), lines, of_rep=True)


def _words_of_person(path: Path, person: Person) -> Iterator[Words]:
    yield Words((*path, "opening"), person.opening)
    for name, fact in person.facts.items():
        for part in ("say", "guarded", "again"):
            yield Words((*path, "facts", name, part), getattr(fact, part))
    for point, care in person.cares.items():
        yield Words((*path, "cares", point, "say"), care.say)
    for name, concern in person.must_answer.items():
        yield from _words_of_concern((*path, "must-answer", name), concern)
    if (worry := person.worry) is not None:
        for part in ("shows", "eased"):
            yield Words((*path, "worry", part), getattr(worry, part))
        yield Words((*path, "worry", "say"), worry.say, of_rep=True)
    for index, interrupt in enumerate(person.interrupts):
        yield Words((*path, "interrupts", index, "says"), interrupt.says)
    for situation, lines in person.voice.items():
        yield Words((*path, "voice", situation), lines, colleague=situation in _NAMES_A_COLLEAGUE)


def _words_of_concern(path: Path, concern: Concern) -> Iterator[Words]:
    yield Words((*path, "raise"), concern.raises)
    for part in ("half", "dodged", "settled"):
        yield Words((*path, part), getattr(concern, part))
    yield Words((*path, "say"), concern.say, of_rep=True)
    for part in ("agree", "contradict"):
        for colleague, lines in getattr(concern, part).items():
            yield Words((*path, part, colleague), lines)


@of_panel("missing-lines", guards=True)
def nobody_is_at_a_loss(subject: Meeting) -> Iterator[Problem]:
    """There are words for everything that will have to be said."""
    document, source = subject.document, subject.source
    silent = [words.path for words in words_of(document) if not words.variants and _needed(words.path)]
    for path in silent:
        yield problem("missing-lines", source.place(path), f"「{path[-1]}」下面一句话都没有写。", "至少写三种说法。")
    for word in ("通过", "再议", "否决"):
        if word not in document.decision.says:
            message = f"会开完了，没有「{word}」时说的话。"
            place = source.place(("decision", "says"))
            yield problem("missing-lines", place, message, f"在 says 下面加上一行 {word}: [……]。")
    for name, person in document.people.items():
        spoken = {*person.voice, *document.voice, *subject.shelf.voice}
        needed = (*EVERYBODY_SAYS, *(THE_HOST_SAYS if person is document.host else ()))
        absent = [situation for situation in needed if situation not in spoken]
        if absent:
            message = f"{person.name}遇到这些场合没有话说：{'、'.join(absent)}。"
            hint = "写在他自己的 voice 里，或者写在最外层的 voice 里给大家用。"
            yield problem("missing-lines", source.place(("people", name, "voice")), message, hint)


def _needed(path: Path) -> bool:
    return path[-1] not in ("guarded", "again")


@of_panel("unknown-situation")
def situations_exist(subject: Meeting) -> Iterator[Problem]:
    """Every situation in a voice is one that comes up."""
    known = {*EVERYBODY_SAYS, *THE_HOST_SAYS, *subject.shelf.voice}
    yield from unknown_keys("unknown-situation", subject.source, ("voice",), subject.document.voice, known)
    for name, person in subject.document.people.items():
        yield from unknown_keys("unknown-situation", subject.source, ("people", name, "voice"), person.voice, known)


@of_panel("few-variants", "unknown-slot")
def people_vary_their_words(subject: Meeting) -> Iterator[Problem]:
    """The customer's people have three ways of saying each thing; what is to be filled in can be."""
    for words in words_of(subject.document):
        place = subject.source.place(words.path)
        if not words.of_rep and 0 < len(words.variants) < FEWEST_VARIANTS:
            message = f"这句话只有 {len(words.variants)} 种说法，练两遍就听熟了。"
            yield problem("few-variants", place, message, f"写到 {FEWEST_VARIANTS} 种以上，意思一样，口气不一样。")
        allowed = {"〔姓名〕", *(["〔同事〕"] if words.colleague else [])}
        strange = {slot for line in words.variants for slot in _SLOT.findall(line)} - allowed
        for slot in sorted(strange):
            yield problem(
                "unknown-slot", place, f"{slot}在这里没有东西可填。", f"这里只能用：{'、'.join(sorted(allowed))}。"
            )


@of_panel("price-not-in-tariff", "discount-beyond-level", "gift-not-in-band")
def the_rep_keeps_to_the_plan(subject: Meeting) -> Iterator[Problem]:
    """A rep's model line promises no price, discount or gift that is not his to give this customer."""
    script = subject.script
    for words in words_of(subject.document):
        if words.of_rep:
            for index, text in enumerate(words.variants):
                line = Spoken(text, subject.source.value_place((*words.path, index)), is_customer=False)
                yield from promises_kept(subject.shelf.plan, line, script.rep_level, script.customer.spend)
