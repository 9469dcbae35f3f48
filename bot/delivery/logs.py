"""Log lines as JSON, one a line, without what people wrote and without secrets."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, where, what, and the kind and place of an exception."""

    def __init__(self, *, texts: bool, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._texts = texts
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            # An exception's own words may quote what a person wrote: they are shown only on demand.
            line["exception"] = self.formatException(record.exc_info) if self._texts else record.exc_info[0].__name__
        text = json.dumps(line, ensure_ascii=False)
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return text


def start_logging(*, texts: bool, secrets: tuple[str, ...] = (), stream: TextIO | None = None) -> None:
    """Send the program's log to `stream` (standard error)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines(texts=texts, secrets=secrets))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for chatty in ("httpx", "httpcore", "uvicorn.access", "alembic", "transitions"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
