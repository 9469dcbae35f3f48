"""What became of one call of the Bot API, told apart by what has to follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TOO_MANY, FORBIDDEN, CONFLICT, UNAUTHORIZED, NOT_FOUND, SERVER_ERROR = 429, 403, 409, 401, 404, 500
GATEWAY_TIMEOUT = 504  # whoever stands before Telegram has passed the call on, and waited for its answer in vain

# Parts of Telegram's answers that mean that there is nothing left to do.
NOT_MODIFIED = "message is not modified"
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid", "message to delete not found")
TOO_OLD = "query is too old"


@dataclass(frozen=True, slots=True)
class Done:
    """Carried out."""

    result: Any


@dataclass(frozen=True, slots=True)
class Harmless:
    """Refused, but nothing is amiss: the message stands as it should, or nobody waits any more."""

    why: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The message to change is no longer there."""

    why: str


@dataclass(frozen=True, slots=True)
class TooMany:
    """Not carried out: nothing more to this chat for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Closed:
    """Not carried out, nor will anything be to this chat: blocked, kicked, deleted."""

    why: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Not carried out: the group has another id now."""

    to: int


@dataclass(frozen=True, slots=True)
class Unsent:
    """Certainly or almost certainly not carried out; may be tried again."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Carried out or not: the answer was lost on the way."""

    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Not carried out, and never will be as it stands."""

    code: int
    why: str


Outcome = Done | Harmless | Gone | TooMany | Closed | Moved | Unsent | Unknown | Refused


def judged(status: int, answer: Any) -> Outcome:
    """The outcome by HTTP status and decoded JSON (None if it was none)."""
    if status == GATEWAY_TIMEOUT:
        return Unknown(f"status {status}")
    if not isinstance(answer, dict) or not isinstance(answer.get("ok"), bool):
        if status < SERVER_ERROR and status // 100 == 2:  # noqa: PLR2004  (success, said in words nobody understands)
            return Unknown(f"odd answer with status {status}")
        return Unsent(f"status {status} from something that is not Telegram")
    if answer["ok"]:
        return Done(answer.get("result"))
    code = answer.get("error_code") if isinstance(answer.get("error_code"), int) else status
    parameters = answer.get("parameters") if isinstance(answer.get("parameters"), dict) else {}
    return _refused(int(code or status), str(answer.get("description") or ""), parameters or {})


def _refused(code: int, why: str, parameters: dict[str, Any]) -> Outcome:
    said = why.lower()
    moved_to = parameters.get("migrate_to_chat_id")
    outcome: Outcome = Refused(code, why)
    if code == TOO_MANY:
        outcome = TooMany(float(parameters.get("retry_after") or 1))
    elif isinstance(moved_to, int):
        outcome = Moved(moved_to)
    elif code == FORBIDDEN or "chat not found" in said or "user is deactivated" in said:
        outcome = Closed(why)
    elif NOT_MODIFIED in said or TOO_OLD in said:
        outcome = Harmless(why)
    elif any(sign in said for sign in GONE):
        outcome = Gone(why)
    elif code >= SERVER_ERROR:
        outcome = Unsent(f"{code} {why}")
    return outcome
