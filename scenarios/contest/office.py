"""The office's log folded up: what the contest is set to, who was drawn, what hosts did, and in which phase it stands.

Kinds of events (with `by`, the numeric id of who did it, where a person did it):
created, changed {settings} · roster {hash, invites, people} · committed {commitment, papers, items, public} ·
drawn {seed, entries, number} · host {rep, name, removed} · excused {entry, why, replacement} ·
extended {entries, later, longer, why} · voided, restored {entry, why} · overridden {entry, item, credit, why} ·
rebound {entry, why} · opened, reminded, frozen · closed {why} · ruled {key, appeals, why} ·
decided {entry, item, upheld, why} · revealed {people, branches} · final {result, head, papers_seed, key} ·
cancelled {why}
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from scenarios.contest.chain import Head
from scenarios.contest.draw import mixed
from scenarios.contest.keys import KeyVersion
from scenarios.contest.settings import CLOSING, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scenarios.contest.chain import Event


class Phase(StrEnum):
    """Where a contest stands; the values are stable, `chinese` is what people read."""

    DRAFT = "draft"
    ROSTER = "roster"
    COMMITTED = "committed"
    DRAWN = "drawn"
    OPEN = "open"
    FROZEN = "frozen"
    CLOSING = "closing"
    APPEALS = "appeals"
    REVIEW = "review"
    UNFREEZING = "unfreezing"
    FINAL = "final"
    CANCELLED = "cancelled"

    @property
    def chinese(self) -> str:
        """What people read."""
        return _PHASES[self]


_PHASES = {
    Phase.DRAFT: "筹备中",
    Phase.ROSTER: "名单已导入",
    Phase.COMMITTED: "承诺已公布，等抽签",
    Phase.DRAWN: "已抽签，等开赛",
    Phase.OPEN: "进行中",
    Phase.FROZEN: "进行中（已封榜）",
    Phase.CLOSING: "到点收卷",
    Phase.APPEALS: "申诉期（已封榜）",
    Phase.REVIEW: "审题（已封榜）",
    Phase.UNFREEZING: "揭榜中",
    Phase.FINAL: "成绩已公布",
    Phase.CANCELLED: "已取消",
}

WINDOW = frozenset({Phase.OPEN, Phase.FROZEN, Phase.CLOSING})
"""The phases in which answers may be on their way."""
OVER = frozenset({Phase.APPEALS, Phase.REVIEW, Phase.UNFREEZING, Phase.FINAL})
"""The phases in which the key may be seen."""


@dataclass(frozen=True)
class Office:
    """The contest as its office's log tells it. `keys` are all versions of the key, the last one in force.

    `public` says which public number the lots follow from, too, and `number` is that number; "" where none was named.
    `windows` are those of people with extra or shifted time; `decided` says what became of an appeal by entry and item.
    """

    contest: int
    settings: Settings
    head: Head = field(default_factory=Head)
    roster_hash: str = ""
    invites_hash: str = ""
    people: int = 0
    commitment: str = ""
    papers_commitment: str = ""
    items_hash: str = ""
    public: str = ""
    seed: str = ""
    number: str = ""
    drawn: frozenset[int] = frozenset()
    hosts: Mapping[int, str] = field(default_factory=dict)
    excused: Mapping[int, str] = field(default_factory=dict)
    voided: Mapping[int, str] = field(default_factory=dict)
    windows: Mapping[int, tuple[datetime, datetime]] = field(default_factory=dict)
    overrides: Mapping[tuple[int, str], int] = field(default_factory=dict)
    keys: tuple[KeyVersion, ...] = (KeyVersion(),)
    decided: Mapping[tuple[int, str], bool] = field(default_factory=dict)
    closed: datetime | None = None
    revealed_people: int = 0
    revealed_branches: int = 0
    unfreezing: bool = False
    final: Mapping[str, Any] | None = None
    cancelled: str = ""

    @property
    def key(self) -> KeyVersion:
        """The key in force."""
        return self.keys[-1]

    @property
    def lots(self) -> str:
        """What the lots follow from, once they are drawn."""
        return mixed(self.seed, self.number)

    @property
    def counted(self) -> frozenset[int]:
        """Who takes part and whose result counts."""
        return self.drawn - self.voided.keys()

    def window(self, entry: int) -> tuple[datetime, datetime]:
        """When this person may begin, and until when questions are served to him."""
        return self.windows.get(entry, (self.settings.opens, self.settings.closes))

    @property
    def last_close(self) -> datetime:
        """When the last person's window ends, whoever has extra time."""
        return max((self.settings.closes, *(closes for _, closes in self.windows.values())))

    @property
    def appeals_until(self) -> datetime | None:
        """Until when appeals are taken; None before the close."""
        return None if self.closed is None else self.closed + timedelta(hours=self.settings.appeal_hours)

    def phase(self, now: datetime) -> Phase:
        """Where the contest stands. The window follows the clock, whether or not any program ran at its edges."""
        if self.cancelled:
            return Phase.CANCELLED
        if self.closed is not None:
            return self._after_close(now)
        if not self.drawn:
            return Phase.COMMITTED if self.commitment else Phase.ROSTER if self.people else Phase.DRAFT
        opens = min((self.settings.opens, *(opens for opens, _ in self.windows.values())))
        if now < opens:
            return Phase.DRAWN
        if now < self.settings.freezes:
            return Phase.OPEN
        return Phase.FROZEN if now < self.last_close else Phase.CLOSING

    def may_close(self, now: datetime) -> bool:
        """Whether every clock has run out."""
        return now >= self.last_close + CLOSING

    def _after_close(self, now: datetime) -> Phase:
        if self.final is not None:
            return Phase.FINAL
        if self.unfreezing:
            return Phase.UNFREEZING
        until = self.appeals_until
        return Phase.APPEALS if until is not None and now < until else Phase.REVIEW


def opened_office(contest: int, events: Iterable[Event]) -> Office:
    """The office out of its whole log, which begins with `created`."""
    office: Office | None = None
    for event in events:
        if office is None:
            office = Office(contest, Settings.from_json(event.body["settings"]))
        office = replace(applied(office, event), head=Head(event.n, event.hash))
    if office is None:
        raise LookupError(f"contest {contest} has no log")
    return office


def applied(office: Office, event: Event) -> Office:
    """The office after one more event."""
    change = _CHANGES.get(event.kind)
    return office if change is None else replace(office, **change(office, event.body, event.at))


def _roster(_: Office, body: Mapping[str, Any], __: datetime) -> dict[str, Any]:
    return {"roster_hash": body["hash"], "invites_hash": body["invites"], "people": body["people"]}


def _committed(_: Office, body: Mapping[str, Any], __: datetime) -> dict[str, Any]:
    hashes = {"commitment": body["commitment"], "papers_commitment": body["papers"], "items_hash": body["items"]}
    return {**hashes, "public": body.get("public", "")}


def _drawn(_: Office, body: Mapping[str, Any], __: datetime) -> dict[str, Any]:
    return {"seed": body["seed"], "number": body.get("number", ""), "drawn": frozenset(body["entries"])}


def _host(office: Office, body: Mapping[str, Any], _: datetime) -> dict[str, Any]:
    others = {rep: name for rep, name in office.hosts.items() if rep != body["rep"]}
    return {"hosts": others if body["removed"] else others | {body["rep"]: body["name"]}}


def _excused(office: Office, body: Mapping[str, Any], _: datetime) -> dict[str, Any]:
    drawn = office.drawn - {body["entry"]}
    if body["replacement"] is not None:
        drawn |= {body["replacement"]}
    return {"drawn": drawn, "excused": {**office.excused, body["entry"]: body["why"]}}


def _extended(office: Office, body: Mapping[str, Any], _: datetime) -> dict[str, Any]:
    later, longer = timedelta(minutes=body["later"]), timedelta(minutes=body["longer"])
    windows = dict(office.windows)
    for entry in body["entries"]:
        opens, closes = office.window(entry)
        windows[entry] = (opens + later, closes + later + longer)
    return {"windows": windows}


def _restored(office: Office, body: Mapping[str, Any], _: datetime) -> dict[str, Any]:
    return {"voided": {entry: why for entry, why in office.voided.items() if entry != body["entry"]}}


def _ruled(office: Office, body: Mapping[str, Any], _: datetime) -> dict[str, Any]:
    # A corrected key puts the result back before its opening: it has to be unfrozen and made final anew.
    return {"keys": (*office.keys, KeyVersion.from_json(body["key"])), **_SHUT}


_SHUT = {"unfreezing": False, "revealed_people": 0, "revealed_branches": 0, "final": None}

_CHANGES: Mapping[str, Any] = {
    "changed": lambda _, body, __: {"settings": Settings.from_json(body["settings"])},
    "roster": _roster,
    "committed": _committed,
    "drawn": _drawn,
    "host": _host,
    "excused": _excused,
    "extended": _extended,
    "voided": lambda office, body, _: {"voided": {**office.voided, body["entry"]: body["why"]}, **_SHUT},
    "restored": lambda office, body, at: _restored(office, body, at) | _SHUT,
    "overridden": lambda office, body, _: {
        "overrides": {**office.overrides, (body["entry"], body["item"]): body["credit"]},
        **_SHUT,
    },
    "closed": lambda _, __, at: {"closed": at},
    "ruled": _ruled,
    "decided": lambda office, body, _: {
        "decided": {**office.decided, (body["entry"], body["item"]): body["upheld"]},
    },
    "revealed": lambda _, body, __: {
        "unfreezing": True,
        "revealed_people": body["people"],
        "revealed_branches": body["branches"],
    },
    "final": lambda _, body, __: {"final": body},
    "cancelled": lambda _, body, __: {"cancelled": body["why"]},
}
"""What each kind of event changes; kinds that are not here say that something was done, and change nothing."""
