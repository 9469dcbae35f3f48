"""The item bank (题库): questions made from a plan's facts or written by trainers, each tied to its line."""

from scenarios.bank.item import KINDS, Answer, Item, ItemKind, ItemSource, answer_as_json, answer_from_json

__all__ = ["KINDS", "Answer", "Item", "ItemKind", "ItemSource", "answer_as_json", "answer_from_json"]
