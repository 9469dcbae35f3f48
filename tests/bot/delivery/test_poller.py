"""The offset moves only after the commit, and what is wrong with the line is told apart."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from bot.delivery.bell import Bell
from bot.delivery.inbox import Inbox
from bot.delivery.outcomes import Done, Outcome, Refused, TooMany, Unknown, Unsent, judged
from bot.delivery.poller import Line, Poller, TokenRefusedError
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.records import Attachment, Json
from tests.bot.delivery.conftest import BOT, message
from tests.bot_api.server import CONFLICT, WEBHOOK_ACTIVE

OTHER_POLLER, OTHER_WEBHOOK = Refused(409, CONFLICT), Refused(409, WEBHOOK_ACTIVE)


class Script:
    """An API that answers what it was told to, and remembers what it was asked."""

    def __init__(self, *outcomes: Outcome) -> None:
        self._outcomes: Iterator[Outcome] = iter(outcomes)
        self.asked: list[tuple[str, Any]] = []

    async def call(
        self, method: str, params: Json, *, file: Attachment | None = None, seconds: float = 15.0
    ) -> Outcome:
        del file, seconds
        self.asked.append((method, params.get("offset")))
        return Done(result=True) if method == "deleteWebhook" else next(self._outcomes)


async def no_sleep(_seconds: float) -> None:
    """Time does not matter here."""


def fetched(inbox: Inbox, *outcomes: Outcome) -> tuple[Poller, Script]:
    """A poller after it has had all these answers."""
    script = Script(*outcomes)
    poller = Poller(inbox, script, BOT, incoming=Bell(), sleep=no_sleep)

    async def fetch_all() -> None:
        for _ in outcomes:
            await poller.fetch()

    asyncio.run(fetch_all())
    return poller, script


def test_the_offset_moves_only_after_what_came_is_kept(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = Inbox(database)
    keep = inbox.take_in
    failures = iter([True, False, False])

    def fails_once(source: str, updates: list[Json]) -> int:
        if next(failures):
            raise StoreError("磁盘满了")
        return keep(source, updates)

    monkeypatch.setattr(inbox, "take_in", fails_once)
    batch = Done([message(7), message(8)])
    _, script = fetched(inbox, batch, batch, Done([]))
    assert script.asked == [("getUpdates", 0), ("getUpdates", 0), ("getUpdates", 9)]


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        (OTHER_POLLER, Line.SHARED),
        (Unsent("ConnectError"), Line.DOWN),
        (Unknown("ReadTimeout"), Line.DOWN),
        (OTHER_WEBHOOK, Line.WEBHOOK),
        (Done([]), Line.CLEAR),
    ],
)
def test_two_pollers_are_told_apart_from_a_bad_line(database: Database, outcome: Outcome, line: Line) -> None:
    assert fetched(Inbox(database), outcome)[0].line is line


def test_a_line_that_comes_back_is_clear_again(database: Database) -> None:
    assert fetched(Inbox(database), Unsent("x"), OTHER_POLLER, Done([]))[0].line is Line.CLEAR


def test_a_webhook_in_the_way_is_taken_away(database: Database) -> None:
    assert ("deleteWebhook", None) in fetched(Inbox(database), OTHER_WEBHOOK)[1].asked


@pytest.mark.parametrize("code", [401, 404])
def test_an_unknown_token_is_not_tried_for_ever(database: Database, code: int) -> None:
    with pytest.raises(TokenRefusedError, match="@BotFather"):
        fetched(Inbox(database), Refused(code, "Unauthorized"))


@pytest.mark.parametrize(
    "odd",
    [
        Done("what?"),
        Done([1, None, {}, {"update_id": "x"}, {"update_id": 2**70}]),
        Refused(400, "method not known"),
        TooMany(3),
    ],
)
def test_odd_answers_are_survived_and_move_nothing(database: Database, odd: Outcome) -> None:
    _, script = fetched(Inbox(database), odd, Done([message(1)]), Done([]))
    assert [offset for _, offset in script.asked] == [0, 0, 2]


@pytest.mark.parametrize(
    ("status", "answer", "expected"),
    [
        (502, None, "Unsent"),
        (504, None, "Unknown"),
        (200, None, "Unknown"),
        (200, {"ok": "yes"}, "Unknown"),
        (403, None, "Unsent"),
        (200, {"ok": True, "result": 1}, "Done"),
        (429, {"ok": False, "error_code": 429, "parameters": {"retry_after": 3}}, "TooMany"),
        (429, {"ok": False, "error_code": 429, "parameters": None}, "TooMany"),
        (400, {"ok": False, "error_code": 400, "parameters": {"migrate_to_chat_id": -100}}, "Moved"),
        (403, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}, "Closed"),
        (400, {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}, "Closed"),
        (400, {"ok": False, "error_code": 400, "description": "Bad Request: message is not modified: …"}, "Harmless"),
        (400, {"ok": False, "error_code": 400, "description": "Bad Request: query is too old and …"}, "Harmless"),
        (400, {"ok": False, "error_code": 400, "description": "Bad Request: message to edit not found"}, "Gone"),
        (500, {"ok": False, "error_code": 500, "description": "Internal Server Error"}, "Unsent"),
        (400, {"ok": False, "error_code": "odd", "description": None}, "Refused"),
    ],
)
def test_every_answer_is_judged(status: int, answer: Any, expected: str) -> None:
    assert type(judged(status, answer)).__name__ == expected
