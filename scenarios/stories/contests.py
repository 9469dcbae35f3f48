"""Stories of rivals: lines said from their seats, each held against what the referee found, then who won and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.documents import RivalsStory
from scenarios.rivals import BuyerSaid, Decided, Notice, OfferSealed, OffersRevealed, Rivals, SeatSaid, Setup
from scenarios.stories.acted import Acted, Exchange, Places, mark_differs, rules_broken, words_missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenarios.checks.stories import StoryOfScenario
    from scenarios.rivals import RivalsEvent, RivalsReport, Room
    from scenarios.rivals.room import Finding
    from scenarios.stories.acted import Spoken
    from scenarios.stories.told import Difference
    from scripts.source import Path

    Held = tuple[Room, tuple[Spoken, ...], tuple[Exchange, ...], RivalsReport]

_WORDS = {"proof": "凭据", "honest": "照实说", "bare": "空口", "false": "对不上", "dodged": "没答"}
_PROVED = ("proof", "honest")


def act_rivals(table: Rivals, told: StoryOfScenario) -> Acted:
    """Play a story of rivals. Raises TypeError for a story of another form."""
    story = told.story
    if not isinstance(story, RivalsStory):
        raise TypeError(f"not told of rivals: {story.story}")
    lines = [(turn.seat or story.seat, turn.say) for turn in story.talk]
    held = hold_contest(table, story.seed, story.humans, lines)
    room, opening, exchanges, report = held
    own = next(one for one in report.seats if one.seat == story.seat)
    difference = next(_differences(Places(told, len(lines)), table, story, held), None)
    headline = f"{report.winner}中标，{story.seat} {own.score:g} 分"
    return Acted(told, opening, exchanges, headline, difference, frozenset(_touched(room, story.humans)))


def hold_contest(table: Rivals, seed: int, humans: Sequence[str], lines: Iterable[Spoken]) -> Held:
    """Say the lines one after the other; a seat that has no more to say misses its turns."""
    room, events = table.open_room(Setup(seed, tuple(humans), timed=False))
    opening = _spoken(events)
    exchanges: list[Exchange] = []
    happened = list(events)
    for seat, text in lines:
        if room.ended:
            break
        before = len(room.findings)
        room, events = table.say(room, seat, text)
        happened += events
        found = tuple(_found(room.findings[before:], seat))
        exchanges.append(Exchange(seat, text, found, _spoken(events, seat), _refused(events, seat)))
    while not room.ended:
        room, events = table.close_round(room)
        happened += events
    return room, opening, tuple(exchanges), next(one.report for one in happened if isinstance(one, Decided))


def _found(findings: Iterable[Finding], seat: str) -> Iterator[str]:
    """What the referee found in a seat's words, as a trainer reads it."""
    for one in findings:
        if one.seat == seat and one.kind in _WORDS:
            yield f"{_WORDS[one.kind]}：{one.need}"
        elif one.seat == seat and one.kind in ("disparage", "violation"):
            yield one.why


def _refused(events: Iterable[RivalsEvent], seat: str) -> str:
    """The referee's word to a seat whose line was not taken; "" when it was."""
    taken = [one for one in events if isinstance(one, SeatSaid | OfferSealed) and one.seat == seat]
    return "" if taken else "".join(one.text for one in events if isinstance(one, Notice) and one.seat == seat)


def _spoken(events: Iterable[RivalsEvent], without: str = "") -> tuple[Spoken, ...]:
    spoken: list[Spoken] = []
    for event in events:
        match event:
            case SeatSaid(seat=seat, text=text) if seat != without:
                spoken.append((seat, text))
            case BuyerSaid(text=text):
                spoken.append(("客户", text))
            case OffersRevealed(offers=offers):
                spoken += [(f"{one.seat}的报价", one.text) for one in offers]
    return tuple(spoken)


def _differences(at: Places, table: Rivals, story: RivalsStory, held: Held) -> Iterator[Difference]:
    room, _, exchanges, report = held
    for index, (turn, exchange) in enumerate(zip(story.talk, exchanges, strict=False)):
        if exchange.refused:
            yield at.line(index, ("say",), f"这一句没有算进去：{exchange.refused}")
        for key, names, kinds in (("proves", turn.proves, _PROVED), ("bare", turn.bare, ("bare",))):
            for number, name in enumerate(names):
                if not {f"{_WORDS[kind]}：{name}" for kind in kinds} & set(exchange.heard):
                    others = "、".join(exchange.heard) or "什么也没有"
                    wanted = f"这一句该有「{name}」的{_WORDS[kinds[0]]}，听到的是：{others}。"
                    yield at.line(index, (key, number), wanted, ("needs", name))
        yield from words_missing(at, index, turn.says, exchange.answers)
    if len(exchanges) < len(story.talk):
        yield at.line(len(exchanges), (), f"说到这一句之前，客户已经拍板了（{report.winner}）。")
    yield from _in_the_result(at, table, story, room, report)


def _in_the_result(
    at: Places, table: Rivals, story: RivalsStory, room: Room, report: RivalsReport
) -> Iterator[Difference]:
    wanted, results = story.result, {one.seat: one for one in report.seats}
    if report.winner != wanted.winner:
        scores = "，".join(f"{one.seat} {one.score:g}" for one in report.seats)
        message = f"中标的该是「{wanted.winner}」，实际是「{report.winner}」：{scores}。"
        yield at.result(("winner",), message, ("seats", wanted.winner))
    for seat, score in wanted.scores.items():
        yield from mark_differs(at, ("scores", seat), score, results[seat].score, f"{seat}的分")
    for seat, offer in wanted.offers.items():
        if results[seat].offer != offer:
            made = "没有算得数的报价" if results[seat].offer is None else f"{results[seat].offer:g}"
            yield at.result(("offers", seat), f"{seat}的报价该是 {offer:g}，实际是 {made}。", ("seats", seat))
    names = {point.code: point.name for point in table.points.values()}
    broken = [names.get(one.fact, one.fact) for one in _rules(room, story.humans)]
    yield from rules_broken(at, wanted.violations, list(dict.fromkeys(broken)))


def _rules(room: Room, seats: Sequence[str]) -> Iterator[Finding]:
    yield from (one for one in room.findings if one.kind in ("disparage", "violation") and one.seat in seats)


def _touched(room: Room, humans: Sequence[str]) -> Iterator[Path]:
    for one in room.findings:
        if one.kind in _PROVED:
            yield ("needs", one.need)
            part = "strengths" if one.kind == "proof" else "weaknesses"
            yield ("seats", one.seat, part, one.fact)
    yield from (("seats", seat) for seat in humans)
