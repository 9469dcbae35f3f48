"""Column types that behave alike on SQLite and Postgres: times in UTC, text without NUL, JSON as it was written."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

BigId = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit number; on SQLite spelt INTEGER, so that as a primary key it counts by itself."""


class ChatId(TypeDecorator[int]):
    """The id of a chat. Every column of this type is rewritten when a group migrates to a new id."""

    impl = BigInteger
    cache_ok = True


class Instant(TypeDecorator[datetime]):
    """An aware time in UTC, to the microsecond; on SQLite text of fixed width, so that it sorts as it should."""

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TIMESTAMPTZ where there is one."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(27))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """To UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone can't be stored: {value!r}")
        value = value.astimezone(UTC)
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From UTC."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return datetime.fromisoformat(value)
        assert isinstance(value, datetime)  # noqa: S101  (what the driver returns for TIMESTAMPTZ)
        return value.astimezone(UTC)


def storable(text: str) -> str:
    """The text without what no database takes: NUL and halves of surrogate pairs become �."""
    text = text.replace("\x00", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


class Words(TypeDecorator[str]):
    """Text a person wrote, whatever characters it has."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy's signature)
        """Without what no database takes."""
        return None if value is None else storable(value)


class Document(TypeDecorator[Any]):
    """JSON kept as text, readable and with its keys in the order they were written."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002  (SQLAlchemy's signature)
        """To JSON."""
        if value is None:
            return None
        return storable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002  (SQLAlchemy's signature)
        """From JSON."""
        return None if value is None else json.loads(value)
