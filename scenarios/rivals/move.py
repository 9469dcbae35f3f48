"""One move in a contest: a line is taken or refused, written down or sealed; steps begin and end; it is decided."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from scenarios.rivals import agenda
from scenarios.rivals.buyer import fresh
from scenarios.rivals.events import (
    BuyerSaid,
    Decided,
    Notice,
    Offer,
    OfferSealed,
    OffersRevealed,
    RivalsEvent,
    RoundOpened,
    SeatSaid,
    TurnMissed,
)
from scenarios.rivals.ledger import NOBODY, report
from scenarios.rivals.room import CUSTOMER, Line, Phase, Room

if TYPE_CHECKING:
    from scenarios.rivals.table import Rivals

NOTHING_TO_DECIDE = "一个数都没有，我跟谁签？今天先散了，各位想好了再来。"
"""The customer's word where there is nothing to choose between; no scenario has to write it."""


class Move:
    """One move in the making: `room` is replaced as things happen, `events` tell them."""

    def __init__(self, table: Rivals, room: Room, now: float) -> None:
        self.table = table
        self.room = room
        self.now = now
        self.events: list[RivalsEvent] = []

    @property
    def phase(self) -> Phase:
        """The step the room is in now."""
        return self.table.phase(self.room)

    def notice(self, text: str, seat: str = "") -> None:
        """A word of the referee to one person, or to all."""
        self.events.append(Notice(text, seat))

    # -- people come, go and speak ------------------------------------------------------------------------------------

    def take(self, seat: str) -> None:
        """Let a person sit down, if nobody has spoken for the seat yet."""
        room = self.room
        if seat not in room.order:
            self.notice(f"没有「{seat}」这个座位。座位有：{'、'.join(room.order)}。", seat)
        elif seat in room.humans:
            self.notice(f"「{seat}」已经有人坐了。", seat)
        elif room.phase or seat in room.done:
            self.notice(f"「{seat}」已经由机器代打了，这一场不能换人。", seat)
        else:
            unclaimed = tuple(one for one in room.unclaimed if one != seat)
            self.room = replace(room, humans=(*room.humans, seat), unclaimed=unclaimed)

    def leave(self, seat: str) -> None:
        """Let a person go; what he still owes in this step the machine says."""
        room = self.room
        if seat not in room.humans:
            self.notice(f"「{seat}」上没有坐着人。", seat)
            return
        self.room = replace(room, humans=tuple(one for one in room.humans if one != seat))
        self.notice(f"「{seat}」的人走了，往下由机器代打。")
        self.machines_speak()

    def hear(self, seat: str, text: str) -> None:
        """Take a line, or say why not."""
        words = "".join(char if char.isprintable() else " " for char in text).strip()
        if self.now >= self.room.deadline:
            self.close()
            self.notice("时间到了，您这一句没有赶上，不算进去。", seat)
            return
        if seat in self.room.unclaimed and seat not in self.room.done:
            self.take(seat)
        if why := self._refusal(seat, words):
            self.notice(why, seat)
            return
        if seat == CUSTOMER:
            self._hear_the_customer(words)
            return
        self.seat_says(seat, words, by_machine=False)
        self.machines_speak()

    def _refusal(self, seat: str, words: str) -> str:
        """Why a line cannot be taken now, in Chinese; nothing when it can."""
        room, person = self.room, self.room.setup.customer == "person"
        speakers = agenda.speakers(room, self.phase)
        why = ""
        if seat == CUSTOMER and CUSTOMER not in speakers:
            why = "现在请各家说话，客户先听着。" if person else "这一场的客户由机器扮演。"
        elif seat not in (*room.order, CUSTOMER):
            why = f"没有「{seat}」这个座位。座位有：{'、'.join(room.order)}。"
        elif seat not in (*room.humans, CUSTOMER):
            why = f"「{seat}」由机器代打，不能替它说。"
        elif seat not in speakers:
            why = "现在请客户说话，您稍等。"
        elif seat in room.done:
            why = f"这一轮您已经说过了，在等：{'、'.join(self.table.awaited(room))}。"
        elif not words:
            why = "这一句是空的，请再说一次。"
        return why

    def _hear_the_customer(self, words: str) -> None:
        limit = agenda.characters(self.table.scenario, self.phase)
        said = words[:limit]
        if self.phase.kind == "ask":
            self.room = replace(self.room, asked="", question=said, done=(CUSTOMER,))
            self.customer_says(said, self.phase.round)
            self.next_step()
            return
        named = [seat for seat in self.room.order if seat in said]
        if len(named) != 1:
            self.notice(f"请明确说出一家：{'、'.join(self.room.order)}。", CUSTOMER)
            return
        self.customer_says(said, self.phase.round)
        self.decide(named[0])

    # -- lines --------------------------------------------------------------------------------------------------------

    def customer_says(self, text: str, round_name: str, to: str = "") -> None:
        """Write the customer's words down; nothing when he has none left."""
        if not text:
            return
        number = len(self.room.lines) + 1
        by = "machine" if self.room.setup.customer == "machine" else "person"
        line = Line(number, self.room.phase, round_name, CUSTOMER, text, by)  # type: ignore[arg-type]
        self.room = replace(self.room, lines=(*self.room.lines, line), spoken=(*self.room.spoken, text))
        self.events.append(BuyerSaid(number, round_name, text, to))

    def seat_says(self, seat: str, words: str, *, by_machine: bool) -> None:
        """Write a seat's line down and judge it, or seal it; what goes beyond the air time is not heard."""
        limit = agenda.characters(self.table.scenario, self.phase)
        over = max(0, len(words) - limit)
        by = "machine" if by_machine else "person"
        line = Line(0, self.room.phase, self.phase.round, seat, words[:limit], by, over)  # type: ignore[arg-type]
        self.room = replace(self.room, done=(*self.room.done, seat))
        if over:
            self.notice(f"超了 {over} 个字，后面的没有听见：每家只有 {limit} 个字。", seat)
        if self.phase.kind == "offer":
            self.room = replace(self.room, offers=(*self.room.offers, line))
            self.events.append(OfferSealed(seat))
            return
        self._write(line, asked=self.room.asked if self.phase.kind == "answer" else "")

    def _write(self, line: Line, *, asked: str = "") -> None:
        """Put a line into the open, judge it, and let the customer answer."""
        room, table = self.room, self.table
        line = replace(line, number=len(room.lines) + 1)
        heard = table.heard(line.seat, line.text, room)
        findings = table.referee.judge(table.scenario.seats[line.seat], heard, line.number, asked=asked)
        self.room = replace(room, lines=(*room.lines, line), findings=(*room.findings, *findings))
        self.events.append(SeatSaid(line.number, line.round, line.seat, line.text, line.by == "machine"))
        if room.setup.customer == "machine":
            rng = Random(f"{room.setup.seed}:{room.phase}:{line.seat}:customer")
            word = table.buyer.reaction(self.room, heard, findings, rng)
            if word is not None:
                self.room = replace(self.room, told=(*self.room.told, word.told) if word.told else self.room.told)
                self.customer_says(word.text, line.round, line.seat)

    # -- steps --------------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Begin the step the room is in: the question where one is due, the referee's words, the machines' turns."""
        table, phase = self.table, self.phase
        if phase.kind == "answer" and self.room.setup.customer == "machine":
            self.ask(phase.need)
        if phase.kind == "offer":
            self._ask_for_offers()
        deadline = self.now + agenda.seconds(table.scenario, phase)
        self.room = replace(self.room, done=(), deadline=deadline)
        self.events.append(
            RoundOpened(
                phase.round,
                phase.kind,
                agenda.announcement(table.scenario, self.room, phase),
                agenda.speakers(self.room, phase),
                agenda.characters(table.scenario, phase),
                deadline,
            )
        )
        self.machines_speak()

    def ask(self, need: str) -> None:
        """The customer's own question about a need, the same for every seat."""
        rng = Random(f"{self.room.setup.seed}:{self.room.phase}:question")
        text = fresh(self.table.scenario.needs[need].ask, self.room.spoken, rng)
        self.room = replace(self.room, asked=need, question=text)
        self.customer_says(text, self.phase.round)

    def _ask_for_offers(self) -> None:
        self.room = replace(self.room, asked="", question="")
        if self.room.setup.customer == "machine":
            rng = Random(f"{self.room.setup.seed}:offers")
            self.customer_says(fresh(self.table.scenario.customer.offers, self.room.spoken, rng), self.phase.round)

    def machines_speak(self) -> None:
        """Let the machine's seats have their turns up to the next person's; when all have spoken, go on."""
        while not self.room.ended:
            awaited = self.table.awaited(self.room)
            if not awaited:
                self.next_step()
                return
            sealed = self.phase.kind == "offer"
            waiting = [seat for seat in awaited if self._is_person(seat)]
            able = [seat for seat in awaited if seat not in waiting]
            if not able or (awaited[0] in waiting and not sealed):
                return
            self._machine_says(able[0])

    def _is_person(self, seat: str) -> bool:
        return seat == CUSTOMER or seat in self.room.humans or seat in self.room.unclaimed

    def _machine_says(self, seat: str) -> None:
        limit = agenda.characters(self.table.scenario, self.phase)
        text, used = self.table.machine.line(self.room, self.table.scenario.seats[seat], self.phase, limit)
        if not text:  # every wording of his sheet is used up
            self._miss(seat)
            return
        self.room = replace(self.room, spoken=(*self.room.spoken, *used))
        self.seat_says(seat, text, by_machine=True)

    def close(self) -> None:
        """End the step: empty seats are the machine's for good, a person who has not spoken has missed his turn."""
        before = self.room.phase
        self.room = replace(self.room, unclaimed=())
        for seat in self.table.awaited(self.room):
            if seat == CUSTOMER:
                self._do_without_the_customer()
                return
            if seat in self.room.humans:
                self._miss(seat)
            else:
                self._machine_says(seat)
        if self.room.phase == before:
            self.next_step()

    def _do_without_the_customer(self) -> None:
        if self.phase.kind == "decide":
            self.notice("客户没有拍板，按需求权重来定。")
            self.decide()
            return
        self.notice("客户没有提问，由主持代问。")
        self.ask(self.phase.need)
        self.next_step()

    def _miss(self, seat: str) -> None:
        room = self.room
        self.room = replace(room, done=(*room.done, seat), missed=(*room.missed, (seat, self._called())))
        self.events.append(TurnMissed(seat, self.phase.round))
        if room.setup.customer == "machine":
            rng = Random(f"{room.setup.seed}:{room.phase}:{seat}:absent")
            lines = self.table.scenario.customer.absent
            self.customer_says(fresh(lines, self.room.spoken, rng), self.phase.round, seat)

    def _called(self) -> str:
        names = {"answer": "攻防（回答）", "rebut": "攻防（反驳）"}
        return names.get(self.phase.kind, self.phase.round)

    def next_step(self) -> None:
        """Leave the step: reveal offers, and begin the next one or decide."""
        if self.phase.kind == "offer":
            self._reveal()
        if self.room.phase + 1 < len(agenda.agenda(self.table.scenario, self.room.setup)):
            self.room = replace(self.room, phase=self.room.phase + 1, done=())
            self.enter()
        else:
            self.decide()

    def _reveal(self) -> None:
        """Open all offers at once, in the drawn order, and hold each against its sheet."""
        room, table = self.room, self.table
        sealed = sorted(room.offers, key=lambda line: room.order.index(line.seat))
        offers: list[Offer] = []
        for sealed_line in sealed:
            line = replace(sealed_line, number=len(self.room.lines) + 1)
            seat = table.scenario.seats[line.seat]
            heard = table.heard(line.seat, line.text, room)
            findings = (*table.referee.judge(seat, heard, line.number), table.referee.offer(seat, heard, line.number))
            offers.append(Offer(line.seat, line.text, findings[-1].total, line.by == "machine"))
            lines, found = (*self.room.lines, line), (*self.room.findings, *findings)
            self.room = replace(self.room, lines=lines, findings=found)
        self.room = replace(self.room, offers=())
        self.events.append(OffersRevealed(tuple(offers)))
        if room.setup.customer == "machine" and any(offer.total is None for offer in offers):
            rng = Random(f"{room.setup.seed}:no-offer")
            self.customer_says(fresh(table.scenario.customer.no_offer, self.room.spoken, rng), self.phase.round)

    def decide(self, chosen: str = "") -> None:
        """The customer's decision, and the whole account."""
        outcome = report(self.table.scenario, self.room, chosen=chosen)
        if self.room.setup.customer == "machine":
            rng = Random(f"{self.room.setup.seed}:decision")
            decides = self.table.scenario.customer.decides if outcome.winner != NOBODY else (NOTHING_TO_DECIDE,)
            line = fresh(decides, self.room.spoken, rng)
            self.customer_says(line.replace("〔中标〕", outcome.winner), agenda.DECISION)
        self.room = replace(self.room, winner=outcome.winner)
        self.events.append(Decided(outcome))
