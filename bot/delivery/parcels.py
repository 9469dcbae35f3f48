"""A parcel: one call of the Bot API on its way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.store.records import Attachment, Json

UNORDERED = "answerCallbackQuery"
"""The method that counts for no rate and waits for nothing: the ring on a button, gone after seconds."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One call: claimed under the number `holder`, and to be made at once."""

    id: int
    chat_id: int
    kind: str
    method: str
    params: Json
    file: Attachment | None
    slot: str | None
    created: datetime
    tries: int
    holder: int


def parcel_of(row: Row[Any]) -> Parcel:
    """The parcel of a row of the outbox, as it was queued."""
    file = None if row.file_data is None else Attachment(row.file_field, row.file_name, row.file_data)
    said = (row.id, row.chat_id, row.kind, row.method, row.params, file, row.slot)
    return Parcel(*said, row.created, row.tries, row.holder)
