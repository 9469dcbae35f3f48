"""A talk to be led by a test, with a customer who hears what is written in 【】."""

from __future__ import annotations

from scripts.talk import Reply, Setting, SimulatedCustomer, TalkState
from tests.spoken import MarkedListener, saying


class Conversation:
    """A talk to be led by a test: `say` takes names, `state` and `reply` are what came of it."""

    def __init__(self, customer: SimulatedCustomer, **setting: int | str) -> None:
        self.customer = customer
        self.listener = MarkedListener(customer.points)
        self.state: TalkState
        self.reply: Reply
        self.state, self.reply = customer.begin(Setting(**setting))

    @property
    def answer(self) -> str:
        """All the customer said last."""
        return "".join(one.text for one in self.reply.said)

    def say(self, *names: str) -> str:
        """Say these names in one utterance; gives the customer's answer."""
        return self.utter(saying(*names))

    def utter(self, text: str) -> str:
        """Say a raw utterance; gives the customer's answer."""
        heard = self.listener.hear(text, self.customer.context(self.state))
        self.state, self.reply = self.customer.hear(self.state, heard)
        return self.answer
