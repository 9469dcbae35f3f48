"""One board's stream: the newest message, handed as the same bytes to all who have it open.

Whoever is slow misses what was overtaken, never the newest. A message's id is what it says, so that a browser that
comes back with the id of the newest (Last-Event-ID) isn't sent it again, whichever process it comes back to.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import Receive, Scope, Send

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx passes each message on at once
]
RETRY = b"retry: 2000\n\n"


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it goes over the wire. One without an id is a beat: lost, it is simply followed by the next."""

    data: bytes
    id: str = ""


def message(event: str, content: str) -> Message:
    """A message with its id."""
    name = sha256(content.encode()).hexdigest()[:16]
    return Message(_wire(event, content, f"id: {name}\n"), name)


def beat(event: str, content: str) -> Message:
    """A message that nobody remembers."""
    return Message(_wire(event, content, ""))


def _wire(event: str, content: str, head: str) -> bytes:
    lines = "".join(f"data: {line}\n" for line in content.splitlines())
    return f"{head}event: {event}\n{lines}\n".encode()


@dataclass
class Channel:
    """What is said to everybody who has one board open. For the event loop's thread only."""

    listeners: int = 0
    newest: Message | None = None
    ended: bool = False
    _beat: Message | None = None
    _turn: int = 0
    _turned: asyncio.Event = field(default_factory=asyncio.Event)

    def publish(self, newest: Message | None, beaten: Message) -> None:
        """Say something to everybody who listens now; the newest also to whoever comes, the beat to nobody later."""
        self.newest = newest or self.newest
        self._beat = beaten
        self._wake()

    def end(self) -> None:
        """Let everybody go."""
        self.ended = True
        self._wake()

    async def messages(self, known: str) -> AsyncIterator[bytes]:
        """What is said from now on, and first the newest unless it is the one that is `known`."""
        self.listeners += 1
        heard = self._turn
        try:
            while not self.ended:
                turn, turned, newest = self._turn, self._turned, self.newest
                said = b"" if turn == heard or self._beat is None else self._beat.data
                if newest is not None and newest.id != known:
                    known, said = newest.id, newest.data + said
                heard = turn
                if said:
                    yield said
                if turn == self._turn:
                    await turned.wait()
        finally:
            self.listeners -= 1

    def _wake(self) -> None:
        self._turn += 1
        turned, self._turned = self._turned, asyncio.Event()
        turned.set()


class EventStream:
    """An answer that goes on until the browser leaves or the channel ends."""

    def __init__(self, channel: Channel, known: str, first: Message) -> None:
        self._channel = channel
        self._known = known
        self._first = first

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is said."""
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        speaking = asyncio.create_task(self._speak(send))
        leaving = asyncio.create_task(_gone(receive))
        try:
            await asyncio.wait({speaking, leaving}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (speaking, leaving):
                task.cancel()
            await asyncio.gather(speaking, leaving, return_exceptions=True)
        if speaking.done() and not speaking.cancelled():
            await send({"type": "http.response.body", "body": b""})

    async def _speak(self, send: Send) -> None:
        await send({"type": "http.response.body", "body": RETRY + self._first.data, "more_body": True})
        async for data in self._channel.messages(self._known):
            await send({"type": "http.response.body", "body": data, "more_body": True})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
