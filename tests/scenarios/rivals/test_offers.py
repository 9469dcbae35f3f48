"""Sealed offers: nobody learns anything before all are in or time is out, and then everybody at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scenarios.rivals import OfferSealed, OffersRevealed
from tests.contest import SEATS, Contest

if TYPE_CHECKING:
    from scenarios.rivals import Rivals

ENVELOPE = "【打八折】一共只要这个数"


def at_the_offers(table: Rivals, **setup: object) -> Contest:
    contest = Contest(table, seed=7, **setup)
    contest.reach("offer")
    contest.events.clear()
    return contest


def test_a_sealed_offer_is_in_no_event_and_in_no_other_seats_view(table: Rivals) -> None:
    contest = at_the_offers(table)
    happened = contest.utter("网通", ENVELOPE)
    assert happened == (OfferSealed("网通"),)
    for seat in ("", "电信", "铁通"):
        assert ENVELOPE not in json.dumps(contest.room.seen_by(seat).as_json(), ensure_ascii=False)
    assert ENVELOPE in json.dumps(contest.room.seen_by("网通").as_json(), ensure_ascii=False)


def test_what_the_machine_offers_is_sealed_too(table: Rivals) -> None:
    contest = at_the_offers(table, humans=("网通",))
    sealed = [line.text for line in contest.room.offers]
    assert len(sealed) == 2
    shown = json.dumps(contest.room.seen_by("网通").as_json(), ensure_ascii=False)
    assert not any(text in shown for text in sealed)
    assert not any(text in str(event) for text in sealed for event in contest.events)


def test_all_offers_are_revealed_in_one_event_when_the_last_is_in(table: Rivals) -> None:
    contest = at_the_offers(table)
    contest.utter("网通", ENVELOPE)
    contest.say("电信", "打九折")
    assert not any(isinstance(event, OffersRevealed) for event in contest.events)
    contest.say("铁通", "打九折")
    revealed = [event for event in contest.events if isinstance(event, OffersRevealed)]
    assert len(revealed) == 1
    assert {offer.seat for offer in revealed[0].offers} == set(SEATS)


def test_who_hands_in_nothing_does_not_keep_the_others_sealed(table: Rivals) -> None:
    contest = at_the_offers(table)
    contest.utter("网通", ENVELOPE)
    happened = contest.did(table.tick(contest.room, contest.room.deadline))
    revealed = next(event for event in happened if isinstance(event, OffersRevealed))
    assert [offer.seat for offer in revealed.offers] == ["网通"]
    assert contest.room.ended


def test_a_sealed_offer_cannot_be_changed(table: Rivals) -> None:
    contest = at_the_offers(table)
    contest.utter("网通", ENVELOPE)
    contest.say("网通", "打九折")
    assert [line.text for line in contest.room.offers] == [ENVELOPE]
    assert "已经说过了" in contest.notices[-1]


def test_the_machine_offers_the_same_whatever_people_have_offered(table: Rivals) -> None:
    offers = []
    for text in (ENVELOPE, "【打九折】"):
        contest = at_the_offers(table, humans=("网通",))
        contest.utter("网通", text)
        revealed = next(event for event in contest.events if isinstance(event, OffersRevealed))
        offers.append([offer.text for offer in revealed.offers if offer.seat != "网通"])
    assert offers[0] == offers[1]


def test_an_offer_comes_to_the_order_at_list_price_less_the_discount(table: Rivals) -> None:
    contest = at_the_offers(table)
    contest.utter("网通", "【打八折】")
    contest.utter("电信", "【打九折】打九折")
    contest.utter("铁通", "我们最优惠。")
    revealed = next(event for event in contest.events if isinstance(event, OffersRevealed))
    totals = {offer.seat: offer.total for offer in revealed.offers}
    # 网通 by the plan: 128 + 8 × 30, 电信 by its sheet: 138 + 8 × 33
    assert totals == {"网通": round(368 * 0.8, 1), "电信": round(402 * 0.9, 1), "铁通": None}
    assert any(line.text in table.scenario.customer.no_offer for line in contest.room.lines)


def test_a_discount_beyond_the_seats_own_limit_is_no_offer(table: Rivals) -> None:
    contest = at_the_offers(table)
    contest.utter("网通", "打三折")
    contest.say("电信")
    contest.say("铁通")
    revealed = next(event for event in contest.events if isinstance(event, OffersRevealed))
    assert all(offer.total is None for offer in revealed.offers)
